"""A quotation, and nobody near it who says it."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.model.judged import Judgement

_TITLE = 0.75
"""Share of long words with a capital from which a quotation is a title."""
_SMALL = 3
"""Letters of the words that have no capital in a title."""
_MARKS = "“”\"'‘’«»„`… "


class Params(NamedTuple):
    words: int = 5
    """Words in quotation marks that make a quotation; fewer are a name or a word held at arm's length."""
    share: float = 0.6
    """Share of the sentence that must be quotation."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each quotation without a speaker in its sentences or in those around it; `span` is the quotation."""
    judge = document.judgement
    if judge is None:
        return
    spoken_of = -1  # the last sentence of a quotation of which all has been said
    for i in judge.quoted():
        sentence = document.sentences[i]
        if sentence.status == "exempt" or i <= spoken_of:
            continue
        spoken = judge.quotations(i)
        if sum(b - a for a, b in spoken) < params.share * (sentence.end - sentence.start):
            continue
        longest = max(spoken, key=lambda span: span.end - span.start)
        if not _is_speech(document.text[longest.start : longest.end], params):
            continue
        first, spoken_of = _whole(document, judge, i)
        opening = document.sentences[first]
        before = document.text[opening.start : judge.quotations(first)[-1].start].strip()
        if before.endswith(":") or (before and opening.labels):
            continue  # "The framework “combines ...” [2]": the marker shows whose words these are
        if not _has_speaker(document, judge, first, spoken_of):
            yield Hit(longest, {"count": len(document.text[longest.start : longest.end].split())})


def _is_speech(said: str, params: Params) -> bool:
    """Is it a sentence of somebody's? A title has capitals or no full stop, and a few words of a text begin small."""
    words = said.strip(_MARKS).split()
    if len(words) < params.words or said[-2] not in ".,!?…" or words[0][:1].islower():
        return False
    long = [word for word in words if len(word) > _SMALL]
    return sum(word[:1].isupper() for word in long) < _TITLE * len(long)


def _whole(document: Document, judge: Judgement, i: int) -> tuple[int, int]:
    """The first and the last sentence of the quotation in sentence `i`, which may go on for a paragraph."""
    first = last = i
    while first and _goes_on(document, judge, first - 1):
        first -= 1
    while last + 1 < len(document.sentences) and _goes_on(document, judge, last):
        last += 1
    return first, last


def _goes_on(document: Document, judge: Judgement, i: int) -> bool:
    """Does a quotation reach from sentence `i` into the next, in one paragraph?"""
    sentence, following = document.sentences[i : i + 2]
    before, behind = judge.quotations(i), judge.quotations(i + 1)
    if sentence.block != following.block or not before or not behind:
        return False
    closed = document.text[before[-1].end - 1] in "”\"»'’"
    return before[-1].end >= sentence.end and behind[0].start <= following.start and not closed


def _has_speaker(document: Document, judge: Judgement, first: int, last: int) -> bool:
    """Does one of the sentences, or one next to them, say who speaks? A line of speech runs on over paragraphs."""
    for k in range(max(0, first - 1), min(last + 2, len(document.sentences))):
        if document.sentences[k].status != "exempt":
            if judge.attribution(k) is not None:
                return True
            written = document.text[document.sentences[k].start : document.sentences[k].end]
            if k == first - 1 and written.rstrip().endswith(":"):
                return True
    return document.blocks[document.sentences[first].block].kind == "quotation"
