"""A document cites in one style; a marker in another is one that was pasted or forgotten."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit, Marker
from citeaudit.model.span import Span

# A link around a number is the same style as the number.
_SAME = {"link": "bracket"}
_SHOWN = 40


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield once, at the first marker of the rarer style."""
    if len({marker.style for marker in document.markers}) < 2:
        return
    styled = [(_SAME.get(m.style, m.style), m) for m in document.markers if m.style != "note"]
    counts = Counter(style for style, _ in styled)
    if len(counts) < 2:
        return
    common = counts.most_common(1)[0][0]
    first = next(marker for style, marker in styled if style != common)
    usual = next(marker for style, marker in styled if style == common)
    values = {"marker": _shown(document, first), "example": _shown(document, usual)}
    yield Hit(Span(first.start, first.end), values)


def _shown(document: Document, marker: Marker) -> str:
    raw = document.text[marker.start : marker.end]
    return raw if len(raw) <= _SHOWN else f"{raw[: _SHOWN - 1]}…"
