"""Which saved texts are copies of one another, and which were written apart."""

import gc
import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit import audit_text
from citeaudit.evidence.independence import copies
from citeaudit.evidence.words import Words
from citeaudit.metrics.dependency import dependency

WIRE = """\
NORRHOLM — Divers who examined the old quay on Monday found that most of its wooden piles are sound, and that the
harbour can stay open through the winter, the board said in a letter to its tenants. Sixty-one piles on the northern
side will have to be replaced before the first storms, at a cost that the insurer put at between 4 and 5 million
kroner. “We were afraid of something far worse,” said Marta Lund, who has chaired the board since 2019. Work is to
begin in the last week of August and to take six weeks, during which the ferry will land at the fish market instead.
Fishermen on the island had asked the board in the spring to close the quay at once, after a plank gave way under a
lorry that was carrying ice. Nobody was hurt. The county opened an inquiry into the accident and has yet to publish
what it found. The quay was built in 1931 and was last mended after the storm of 1987, when the sea took forty metres
of it in one night. A new one would cost about 90 million kroner, money that neither the town nor the county has.
"""
APART = """\
The harbour of Norrholm will not close this winter after all. A diving firm that the board hired in June looked at
every pile below the water line and had to condemn only a few dozen of them, according to a report that the Tarn Post
has seen. The repair, for which an insurer will pay most of what is asked, starts at the end of the summer holidays.
“We were afraid of something far worse,” said Marta Lund, who has chaired the board since 2019. Passengers must walk
a little further in September: boats are going to tie up beside the market hall. That a lorry broke through the deck
in April, which made the island's fishermen call for a ban, is still being looked into by the county, and no one there
would say on Monday when its officers mean to be done.
"""
SPEECH = (
    "“My fellow islanders,” it began, “we have waited eleven years for a school that does not leak, and I will not"
    " ask you to wait for a twelfth. The money is there. The ground is there. What was missing was a council with"
    " the courage to sign, and on Thursday evening it found that courage at last. I thank the four who voted for it,"
    " and I do not reproach the three who could not.”"
)
TALKS = [
    f"Skarn's mayor spoke on the steps of the town hall before some two hundred people who had come with lanterns. {SPEECH}"
    " Many of them sang afterwards, and the bakery handed out rolls until midnight.",
    f"There was a short address outside, in the rain. {SPEECH} The opposition had left by then; its leader told this"
    " paper in a message that the loan would burden the municipality for a generation.",
]
FOOT = (
    " Read more. Subscribe to our newsletter and have the best of the week in your inbox on Saturday. All rights are"
    " reserved; no part of this page may be copied without the leave of the publisher. Contact us. About us. Jobs."
)


def edited(text: str, every: int, first: int = 0) -> str:
    """`text` as a desk leaves it that changes one word in `every`."""
    words = text.split()
    words[first::every] = [f"andre{'abcdefghij'[i % 10]}" for i in range(len(words[first::every]))]
    return " ".join(words)


def noise(words: int, seed: int) -> str:
    """A text that shares hardly two words in a row with any other."""
    made = random.Random(seed)
    return " ".join("".join(made.choices("abcdefghijklmnoprstuvy", k=made.randint(3, 9))) for _ in range(words))


def groups(*texts: str) -> list[tuple[str, ...]]:
    return [group.labels for group in copies({str(i): Words(text) for i, text in enumerate(texts, 1)})]


COPIES = {
    "the same text": (WIRE, WIRE),
    "capital letters, quotation marks and lines": (WIRE, WIRE.upper().replace("“", '"').replace("”", '"').replace("\n", "  ")),
    "one word in fifteen is another": (WIRE, edited(WIRE, 15)),
    "one word in seven is another": (WIRE, edited(WIRE, 7, 3)),
    "a lead of its own": (WIRE, noise(60, 1) + " " + WIRE),
    "a long article around it": (noise(1500, 1) + WIRE + noise(1500, 2), WIRE),
    "its last third is cut": (WIRE, " ".join(WIRE.split()[:120])),
    "paragraphs in another order": (WIRE, " ".join(WIRE.split()[100:] + WIRE.split()[:100])),
    "each desk has a foot of its own": (WIRE + FOOT, WIRE + " " + noise(40, 3)),
}  # fmt: skip


@pytest.mark.parametrize("case", COPIES.values(), ids=COPIES)
def test_copies_are_one_text(case: tuple[str, str]) -> None:
    assert groups(*case) == [("1", "2")]
    assert groups(*reversed(case)) == [("1", "2")]


APARTS = {
    "two reports of one thing with one quotation": (WIRE, APART),
    "two reports of one speech, most of which they quote": tuple(TALKS),
    "two pages with the same foot": (noise(150, 1) + FOOT, noise(120, 2) + FOOT),
    "two pages with the same frame around an article": (noise(500, 1) + noise(130, 2), noise(500, 1) + noise(120, 3)),
    "half is shared": (WIRE + noise(180, 1), WIRE + noise(180, 2)),
    "too short to tell": ("It rained on the quay all day.", "It rained on the quay all day."),
    "nothing but a quotation": (SPEECH, SPEECH),
    "an empty text": ("", WIRE),
    "one text alone": (WIRE,),
    "none": (),
}


@pytest.mark.parametrize("case", APARTS.values(), ids=APARTS)
def test_texts_that_were_written_apart_are_not(case: tuple[str, ...]) -> None:
    assert groups(*case) == []


def test_many_copies_are_one_group() -> None:
    assert groups(WIRE, APART, edited(WIRE, 9), noise(200, 1), WIRE + FOOT) == [("1", "3", "5")]


def test_a_statement_that_two_long_reports_print_makes_them_no_copies_of_one_another() -> None:
    statement = " ".join(WIRE.split()[:60])
    assert groups(statement, noise(300, 1) + statement, statement + noise(400, 2)) == [("1", "3")]


def test_the_longest_passage_is_shown() -> None:
    (group,) = copies({"a": Words(noise(30, 1) + " " + edited(WIRE[:300], 9) + WIRE[300:]), "b": Words(WIRE)})
    assert group.passage.startswith("cost that the insurer put at between 4 and 5 million")
    assert 0.75 < group.share < 1


@given(st.integers(6, 40), st.integers(0, 5))
def test_a_desk_that_changes_single_words_makes_no_new_text(every: int, first: int) -> None:
    assert groups(WIRE, edited(WIRE, every, first)) == [("1", "2")]


@given(st.permutations([WIRE, edited(WIRE, 11), APART, TALKS[0], TALKS[1]]))
def test_the_order_of_the_sources_changes_nothing(texts: Sequence[str]) -> None:
    assert groups(*texts) == [tuple(str(i) for i, text in enumerate(texts, 1) if text[:9] in (WIRE[:9], "andrea — "))]


@pytest.mark.parametrize(
    ("article", "found"),
    [
        ("It was sound [1, 2].", [("warning", "this sentence has one witness")]),
        ("It was sound [1, 3]. It stays open [1, 2]. Work begins [2][1].", [("warning", "this sentence has one witness"), ("note", "this sentence has one witness")]),
        ("It was sound [1]. It stays open [2, 3].", [("warning", "together they are one witness")]),
        ("It was sound [1, 3]. It stays open [1].", []),
    ],
)  # fmt: skip
def test_copies_are_told_once_and_at_each_sentence_that_has_nothing_else(
    article: str, found: list[tuple[str, str]]
) -> None:
    audit = audit_text(article, sources={"1": WIRE, "2": edited(WIRE, 12), "3": APART})
    told = [finding for finding in audit.findings if finding.rule == "copied-source"]
    assert [(each.level, each.message) for each in told] == [
        (level, f"Sources [1] and [2] hold the same text: {what}.") for level, what in found
    ]
    assert all("% of the shorter text: " in each.because[0] for each in told)


def test_metrics_count_copies_as_one_source_as_the_list_of_sources_does() -> None:
    audit = audit_text("It was sound [1, 2]. It stays open [1].", sources={"1": WIRE, "2": edited(WIRE, 12)})
    assert audit.document is not None
    assert audit.metrics["source_concentration"].value == dependency(audit.document).concentration == 1.0
    assert audit.metrics["top_source_share"].of == (2, 2)
    apart = audit_text("It was sound [1, 2]. It stays open [1].", sources={"1": WIRE, "2": APART})
    assert apart.metrics["source_concentration"].of == (5, 9)


SCALES = {
    "copies": lambda i: WIRE + noise(20, i),
    "texts that share half": lambda i: noise(150, 0) + noise(150, i + 1),
    "texts that share a foot": lambda i: noise(200, i + 1) + FOOT,
    "one word": lambda _: "quay " * 300,
}


@pytest.mark.slow
@pytest.mark.parametrize("make", SCALES.values(), ids=SCALES)
def test_twice_the_texts_take_no_more_than_three_times_as_long(make) -> None:  # type: ignore[no-untyped-def]
    def once(count: int) -> float:
        texts = {str(i): Words(make(i)) for i in range(count)}
        gc.collect()
        gc.disable()  # what other tests have left on the heap is none of its cost
        try:
            began = time.process_time()
            copies(texts)
            return time.process_time() - began
        finally:
            gc.enable()

    def cost(count: int) -> float:
        return min(once(count) for _ in range(3))  # a machine with other work makes some runs dear, and none cheap

    half, whole = cost(300), cost(600)
    assert whole < 3 * half + 0.1
