"""A quotation, and nobody near it who says it."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.judged import Judgement
from citeaudit.model import Document, Hit
from citeaudit.span import Span


class Params(NamedTuple):
    words: int = 5
    """Words in quotation marks that make a quotation; fewer are a name or a word held at arm's length."""
    share: float = 0.6
    """Share of the sentence that must be quotation."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each quotation without a speaker in its sentence or in the sentences around it; `span` is the quotation."""
    judge = document.judgement
    if judge is None:
        return
    for i in judge.quoted():
        sentence = document.sentences[i]
        if sentence.status == "exempt":
            continue
        spoken = judge.quotations(i)
        if sum(b - a for a, b in spoken) < params.share * (sentence.end - sentence.start):
            continue
        first = max(spoken, key=lambda span: span.end - span.start)
        said = document.text[first.start : first.end]
        # A title has no full stop before its closing mark; what somebody said has one.
        if len(said.split()) < params.words or said[-2] not in ".,!?…":
            continue
        before = document.text[sentence.start : first.start].strip()
        if before.endswith(":") or (before and sentence.labels):
            continue  # "The framework “combines ...” [2]": the marker shows whose words these are
        if not _has_speaker(document, judge, i):
            yield Hit(Span(*first), {"count": len(said.split())})


def _has_speaker(document: Document, judge: Judgement, i: int) -> bool:
    """Does the sentence, or one next to it in the text, say who speaks? A line of speech runs on over paragraphs."""
    for k in (i, i - 1, i + 1):
        if 0 <= k < len(document.sentences) and document.sentences[k].status != "exempt":
            if judge.attribution(k) is not None:
                return True
            before = document.text[document.sentences[k].start : document.sentences[k].end]
            if k == i - 1 and before.rstrip().endswith(":"):
                return True
    sentence = document.sentences[i]
    return document.blocks[sentence.block].kind == "quotation"
