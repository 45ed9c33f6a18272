"""A document cites in one style; a marker in another is one that was pasted or forgotten."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit, Span

# A link around a number is the same style as the number.
_SAME = {"link": "bracket"}


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
    (common, many), *rest = counts.most_common()
    first = next(marker for style, marker in styled if style != common)
    raw = document.text[first.start : first.end]
    values = {"marker": raw, "many": many, "common": common, "few": sum(n for _, n in rest)}
    yield Hit(Span(first.start, first.end), values)
