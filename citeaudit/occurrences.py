"""Where the words that a rule looks for stand in the prose of a document, with or without its quotations."""

from bisect import bisect_right
from collections.abc import Iterator
from re import Pattern

from citeaudit.model import Document, Sentence
from citeaudit.model.span import Span

_NO_PROSE = ("code", "reference entry")


def occurrences(document: Document, wanted: Pattern[str], *, quotations: bool) -> Iterator[tuple[Span, int]]:
    """Yield each place of `wanted` inside one sentence, heading or other short block, with the index of that sentence.

    Without `quotations`, what stands in quotation marks is left out: those are the words of somebody else. Where the
    language of the document has no lexicon, only quotations in blocks of their own are known.
    """
    starts = [sentence.start for sentence in document.sentences]
    for match in wanted.finditer(document.prose):
        start, end = match.span()
        i = bisect_right(starts, start) - 1
        if i < 0 or start == end or end > document.sentences[i].end:
            continue
        if not counts(document, document.sentences[i]) or (not quotations and _quoted(document, i, start, end)):
            continue
        yield Span(start, end), i


def counts(document: Document, sentence: Sentence) -> bool:
    """Is it prose, and no code and no entry of a source list?"""
    return document.blocks[sentence.block].kind not in _NO_PROSE


def _quoted(document: Document, i: int, start: int, end: int) -> bool:
    if document.blocks[document.sentences[i].block].kind == "quotation":
        return True
    judge = document.judgement
    return judge is not None and any(a <= start and end <= b for a, b in judge.quotations(i))
