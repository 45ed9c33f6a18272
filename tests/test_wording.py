"""A verdict that no phrase shows is shown by its weightiest words; names of features are for programs."""

from typing import Any

import pytest

from citeaudit import audit_text
from citeaudit.checks import verdict
from citeaudit.judges.wording import strongest
from citeaudit.model import Document, Hit
from citeaudit.model.judged import Editorial

FACTS = "The council met in March [1]. The yard lost 61 of its boats [1]. The yard opened in 1911 [2]."


class Told:
    """The judgement of a document, but for its last sentence, which is a verdict by the sum of its features."""

    def __init__(self, document: Document, moved: tuple[tuple[str, float], ...]) -> None:
        assert document.judgement is not None
        self._judge, self._moved, self._last = document.judgement, moved, len(document.sentences) - 1

    def verdicts(self) -> tuple[int, ...]:
        return (self._last,)

    def editorial(self, sentence: int) -> Editorial:
        return Editorial(0.8 if sentence == self._last else 0.1, ())

    def moved(self, sentence: int) -> dict[str, tuple[tuple[str, float], ...]]:
        return {"claim": (), "editorial": self._moved if sentence == self._last else ()}

    def __getattr__(self, name: str) -> Any:
        return getattr(self._judge, name)


def told(last: str, *moved: tuple[str, float]) -> Document:
    document = audit_text(f"{FACTS} {last}").document
    assert document is not None
    return document._replace(judgement=Told(document, moved))


def hits(document: Document) -> list[Hit]:
    return list(verdict.check(document, verdict.Params("sentence")))


def test_a_verdict_without_a_phrase_shows_its_words() -> None:
    (hit,) = hits(told("The gates are a bleak sight.", ("word bleak", 0.6), ("5 words", 0.4)))
    assert hit.values["cue"] == "“bleak”"
    assert hit.because == ("tone: bleak",)


def test_a_verdict_in_the_first_person_is_called_one() -> None:
    (hit,) = hits(told("I had my boats there.", ("tone writer and reader", 0.5)))
    assert hit.values["cue"] == "in the first person, “I”, “my”"


def test_a_verdict_without_any_word_that_weighs_is_one_of_tone() -> None:
    (hit,) = hits(told("The gates are a sight.", ("5 words", 0.9), ("opens with the", 0.4), ("word gates", 0.1)))
    assert hit.values["cue"] == "the tone of the whole sentence"
    assert hit.because == ("tone: the whole sentence",)


@pytest.mark.parametrize(
    ("last", "moved", "words"),
    [
        ("Bleak gates rust in vain.", [("word bleak", 0.6), ("word vain", 0.9)], ("Bleak", "vain")),
        ("It rusts, and it must go.", [("tone must", 0.7), ("word it", 0.9)], ("must",)),
        ("It “must go”, and it rusts.", [("tone must", 0.7)], ()),
        ("The gates of Bleak rust.", [("word bleak", 0.6)], ()),
        ("A shameful, woeful sight.", [("ending -ful", 0.4)], ("shameful", "woeful")),
        ("A cold, dark, dull, dumb sight.", [("tone blame", 0.5)], ("cold", "dark", "dull")),
        ("An election of bleak hopes.", [("word election", 0.9), ("word bleak", 0.3)], ("bleak",)),
        ("The gates are bleak.", [("word bleak", -0.6), ("something new", 2.0)], ()),
    ],
    ids=["in order", "must", "quoted", "a name", "an ending", "three at most", "no word of tone", "against"],
)
def test_the_words_that_weigh_most(last: str, moved: list[tuple[str, float]], words: tuple[str, ...]) -> None:
    document = told(last, *moved)
    assert document.judgement is not None
    assert strongest(document, document.judgement, len(document.sentences) - 1) == words


def test_a_paragraph_shows_two_cues_in_the_order_of_the_text_without_articles() -> None:
    text = (
        "The council met in March [1].\n\nThe vote highlights a rift. If the board fails to act, the yard could become "
        "a ruin. The sale underscores the divide.\n\nIt meets again in May [2]."
    )
    document = audit_text(text).document
    assert document is not None
    (hit,) = verdict.check(document, verdict.Params("paragraph"))
    assert hit.values["cue"].count("“") == 2 and "highlights a" not in hit.values["cue"]


def test_a_paragraph_of_one_sentence_is_not_counted() -> None:
    text = "The council met [1].\n\nThe decision highlights the limits of a plan that nobody wanted.\n\nIt meets again [2]."
    document = audit_text(text).document
    assert document is not None
    (hit,) = verdict.check(document, verdict.Params("paragraph"))
    assert hit.values["reads"] == "This reads"
