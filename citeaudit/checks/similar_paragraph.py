"""Two paragraphs that tell the same thing in nearly the same words: copy that was edited twice and kept twice."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.model.span import Span
from citeaudit.parse import negations
from citeaudit.parse.candidates import candidates
from citeaudit.parse.cover import cover
from citeaudit.parse.page import Page
from citeaudit.parse.similar import alike, content, names, words
from citeaudit.patterns import lazy

_FIGURE = lazy(r"\d+(?:[.,]\d+)*")
_QUOTED = lazy(r"“[^”]*”|\"[^\"]*\"")
_MOSTLY = 0.6
"""Share of a paragraph in quotation marks from which it is somebody's words."""


class Params(NamedTuple):
    alike: float = 0.75
    """Share of the content words of the shorter paragraph that must be in the longer."""
    both: float = 0.6
    """Share of the content words of the longer that must be in the shorter: one with new facts is no repeat."""
    captions: float = 0.9
    """Share of the content words of the shorter of two captions that must be in the other."""
    corrected: float = 0.9
    """Share of the content words of the shorter, where both have figures and no figure is the same in both."""
    words: int = 10
    """Content words that a paragraph must have to be compared."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each paragraph that is like an earlier one, or like an earlier caption."""
    rows = [i for i, block in enumerate(document.blocks) if block.kind in ("paragraph", "caption")]
    spans = [(document.blocks[i].start, document.blocks[i].end) for i in rows]
    members: defaultdict[int, list[int]] = defaultdict(list)
    for k, sentence in enumerate(document.sentences):
        members[sentence.block].append(k)
    page: Page | None = None
    prose = cover(document.prose, [(marker.start, marker.end) for marker in document.markers], " ")
    for earlier, later in candidates(document, [members[i] for i in rows]):
        if _known(document, spans[earlier]) or _known(document, spans[later]):
            continue
        first, second = (prose[slice(*spans[i])] for i in (earlier, later))
        share, shared = _alike(first, second, document.language, params)
        if share < params.alike or _tells_another(first, second, share, params):
            continue
        page = page or Page.of(document)
        captions = page.beside.is_caption(rows[earlier]), page.beside.is_caption(rows[later])
        if _sums_up(page, rows[earlier], rows[later]):
            continue
        # A caption may be shorter than what it repeats; two pictures of one event have captions alike by nature.
        if all(captions):
            same = share >= params.captions
        else:
            same = any(captions) or _both(first, second, document.language) >= params.both
        if same:
            yield Hit(
                Span(*spans[later]),
                {
                    "this": "This caption" if captions[1] else "This paragraph",
                    "other": "one" if captions[0] == captions[1] else "caption" if captions[0] else "paragraph",
                    "line": document.lines.place(spans[earlier][0])[0],
                    "share": f"{share:.0%}",
                },
                because=(f"{shared} words in common, small words left out",),
            )


def _sums_up(page: Page, earlier: int, later: int) -> bool:
    """Is one of the two meant to say what the other says: a line of a summary, the standfirst above its lead?"""
    return not page.beside.summary.isdisjoint((earlier, later)) or (earlier, later) == (page.standfirst, page.lead)


def _alike(first: str, second: str, language: str, params: Params) -> tuple[float, int]:
    """The share of the smaller set of content words that is in the larger, and how many that are."""
    a, b = content(first, language), content(second, language)
    return (alike(a, b) if min(len(a), len(b)) >= params.words else 0.0), len(a & b)


def _tells_another(first: str, second: str, share: float, params: Params) -> bool:
    """Do two paragraphs in like words tell two things: other figures, the opposite, or in whose words it was said?"""
    mine, theirs = (frozenset(_FIGURE.findall(written)) for written in (first, second))
    if mine and theirs and mine.isdisjoint(theirs) and share < params.corrected:
        return True  # Monday's figures and Tuesday's
    if negations.denies(words(first)) != negations.denies(words(second)):
        return True
    return _is_quoted(first) != _is_quoted(second)  # what somebody said, and then how they said it


def _is_quoted(written: str) -> bool:
    return sum(len(said) for said in _QUOTED.findall(written)) > _MOSTLY * len(written)


def _both(first: str, second: str, language: str) -> float:
    """The share of the larger set that is in the smaller, without names: two reports on one person share those."""
    known = names(first, language) | names(second, language)
    a, b = (content(written, language) - known for written in (first, second))
    return len(a & b) / max(len(a), len(b), 1)


def _known(document: Document, span: tuple[int, int]) -> bool:
    """Is it part of a repeat that another rule reports?"""
    row = bisect_right(document.repeats, span[0], key=lambda repeat: repeat.start) - 1
    return row >= 0 and span[0] < document.repeats[row].end
