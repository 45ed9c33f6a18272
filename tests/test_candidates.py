"""Which stretches are compared in full: those that share rare long words, whatever they are made of."""

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from citeaudit import audit_text
from citeaudit.model import Document
from citeaudit.parse.candidates import candidates

WORDS = ["quarry", "tunnel", "harbour", "ferries", "council", "ox", "the"]
sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(lambda words: f"It {' '.join(words)}.")
paragraphs = st.lists(st.lists(sentences, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=6)


def read(text: str) -> Document:
    document = audit_text(text).document
    assert document is not None
    return document


def by_hand(document: Document, stretches: list[list[int]]) -> list[tuple[int, int]]:
    """The pairs, found by comparing every stretch with every other."""

    def words(i: int) -> list[str]:
        sentence = document.sentences[i]
        return [word for word in document.text[sentence.start : sentence.end - 1].lower().split() if len(word) >= 6]

    counts = Counter(word for i in range(len(document.sentences)) for word in words(i))
    rare = {word for word, count in counts.items() if 1 < count <= 3}
    held = [rare & {word for i in members for word in words(i)} for members in stretches]
    return [
        (a, b)
        for a, b in combinations(range(len(stretches)), 2)
        if len(held[a] & held[b]) >= 3 and 3 * len(held[a] & held[b]) >= 2 * min(len(held[a]), len(held[b]))
    ]


@given(paragraphs)
def test_the_pairs_are_those_that_a_comparison_of_all_would_find(blocks: list[str]) -> None:
    document = read("\n\n".join(blocks))
    alone = [[i] for i in range(len(document.sentences))]
    whole = [
        [i for i in range(len(document.sentences)) if document.sentences[i].block == b] for b in range(len(blocks))
    ]
    for stretches in (alone, whole):
        assert list(candidates(document, stretches)) == by_hand(document, stretches)


def test_a_word_that_comes_often_makes_no_candidates() -> None:
    once = "The quarry tunnel harbour reopened."
    assert list(candidates(read(f"{once} {once}"), [[0], [1]])) == [(0, 1)]
    assert list(candidates(read(" ".join([once] * 4)), [[0], [1], [2], [3]])) == []
