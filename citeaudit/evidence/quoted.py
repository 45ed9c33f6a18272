"""The quotations of a document that can be looked for: each whole, over its sentences and paragraphs."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from citeaudit import lexicons
from citeaudit.evidence import pieces
from citeaudit.evidence.pieces import Pieces
from citeaudit.judges.quoted import quotations
from citeaudit.model import Document
from citeaudit.model.span import Span

MARKS = "“”\"‘’'„«»‹›‚「」『』＂` \n\t"
_CLOSED = re.compile(r"[”\"’'“»«›‹‘」』＂]\s*$")
_SIGNED = re.compile(r"\n?\s[—–-]{1,2}\s?(?=[^\W\d_])[^.!?\n]{1,80}$")
"""Who said it, behind a block quotation."""
_NOTE = re.compile(r"\W*(?:note|tip|warning|caution|important|info|editor['’]s note)\b", re.IGNORECASE)
"""How a box begins that is set as a quotation and is none."""
_MARKED = 0.6
"""Share of a block set as a quotation that stands in quotation marks, from which those tell what is quoted."""
_FEWEST = 3
"""Words of a quotation that is looked for wherever it stands; fewer are often a term, or a name."""


class Quotation(NamedTuple):
    """One quotation, its marks included, from its first sentence to its last."""

    start: int
    end: int
    spans: tuple[Span, ...]
    """Its stretches: one in each paragraph."""
    pieces: Pieces
    block: bool = False
    """It is set as a quotation, and has no marks."""


def read(document: Document, written: str) -> list[Quotation]:
    """The quotations of a document, in order; `written` is its prose, markers covered.

    Left out are the titles of works. One word or two are looked for where somebody is said to have spoken them.
    """
    if "``" in written:
        written = written.replace("``", " “").replace("''", "” ")
    marked = _marked(document, written)
    boxes = list(_boxes(document, written, marked))
    inside = [box for box, _ in boxes]
    found = [(spans, False) for spans in marked if not any(a.start <= spans[0][0] < a.end for a in inside)]
    found += [((box,), True) for box, _ in boxes]
    read = [_quotation(written, spans, block=block) for spans, block in sorted(found)]
    return [each for each in read if _tells(document, each)]


def _marked(document: Document, written: str) -> list[tuple[Span, ...]]:
    """What stands in quotation marks; the paragraphs of one quotation together."""
    found: list[list[Span]] = []
    starts = [block.start for block in document.blocks]
    open_until = -1
    for start, end in quotations(written, document.blocks):
        block = bisect_right(starts, start) - 1
        if found and open_until == block - 1 and start == starts[block]:
            found[-1].append(Span(start, end))
        else:
            found.append([Span(start, end)])
        runs_on = end == document.blocks[block].end and not _CLOSED.search(written, start + 1, end)
        open_until = block if runs_on else -1
    return [tuple(spans) for spans in found]


def _boxes(document: Document, written: str, marked: Sequence[tuple[Span, ...]]) -> Iterator[tuple[Span, int]]:
    """The runs of blocks that are set as quotations, without who is said to have said it."""
    quoted = [span for spans in marked for span in spans]
    for kind, run in groupby(document.blocks, key=lambda block: block.kind):
        if kind != "quotation":
            continue
        blocks = list(run)
        start, end = blocks[0].start, blocks[-1].end
        inside = sum(b - a for a, b in quoted if start <= a < end)
        if inside >= _MARKED * (end - start) or _NOTE.match(written, start):
            continue
        signed = _SIGNED.search(written, max(start, end - 90), end)
        yield Span(start, signed.start() if signed else end), len(blocks)


def _quotation(written: str, spans: Sequence[Span], *, block: bool) -> Quotation:
    words = "\n".join(written[start:end].strip(MARKS) for start, end in spans)
    return Quotation(spans[0].start, spans[-1].end, tuple(spans), pieces.read(words), block)


def _tells(document: Document, quotation: Quotation) -> bool:
    words = quotation.pieces.words
    if quotation.block or len(words.words) > _FEWEST * 4:
        return len(words.words) >= _FEWEST
    if _is_title(words.text):
        return False
    if len(words.words) >= _FEWEST:
        return True
    return bool(words.words) and _is_spoken(document, quotation)


def _is_title(text: str) -> bool:
    """Are all words of content written with a capital, as in the title of a work?"""
    stop = lexicons.words("en", "stopwords")
    content = [word for word in re.findall(r"[^\W\d_][\w'’-]*", text) if len(word) > 3 and word.lower() not in stop]
    return len(content) > 1 and all(word[0].isupper() for word in content) and not text.isupper()


def _is_spoken(document: Document, quotation: Quotation) -> bool:
    """Are they words of content, and no name, that are attributed to somebody?"""
    stop = lexicons.words(document.language, "stopwords")
    words = quotation.pieces.words
    if not stop or not words.text.islower() or any(word in stop or len(word) < 4 for word in words.words):
        return False
    sentence = bisect_right(document.sentences, quotation.start, key=lambda each: each.start) - 1
    return bool(document.judgement and document.judgement.attribution(sentence))


def part(written: str, quotation: Quotation, start: int, end: int) -> Quotation:
    """The stretch `[start, end)` of a quotation of one paragraph, as a quotation of its own."""
    return _quotation(written, [Span(start, end)], block=quotation.block)
