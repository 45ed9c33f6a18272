"""One marker names several sources in a way that nobody means: out of order, twice, backwards."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from citeaudit.model import Document, Edit, Fix, Hit, Marker
from citeaudit.model.span import Span
from citeaudit.patterns import lazy

_PLAIN = lazy(r"[\[［【]+(\d{1,3}(?:, ?\d{1,3})+)[\]］】]+")


class Params(NamedTuple):
    fault: Literal["unsorted", "duplicate", "reversed"]


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each marker that has the fault; `span` is the marker."""
    for marker in document.markers:
        if len(marker.labels) > 1 and (mended := _mended(marker.labels, params.fault, backwards=marker.reversed)):
            yield _hit(document, marker, mended)


@lru_cache(maxsize=1024)
def _mended(labels: tuple[str, ...], fault: str, *, backwards: bool) -> list[str]:
    """The labels as they should be; none where they have no such fault. The same few groups come again and again."""
    if not "".join(labels).isdecimal():
        return []
    numbers = [int(label) for label in labels]
    distinct = list(dict.fromkeys(numbers))
    if fault == "reversed":
        faulty = backwards
    elif fault == "duplicate":
        faulty = len(distinct) < len(numbers)
    else:
        faulty = not backwards and distinct != sorted(distinct)
    mended = sorted(distinct) if fault != "duplicate" else distinct
    return [str(number) for number in mended] if faulty else []


def _hit(document: Document, marker: Marker, labels: list[str]) -> Hit:
    raw = document.text[marker.start : marker.end]
    shown = f"[{', '.join(labels)}]"
    # Only a plain list can be written again with certainty; a range or a page is for the writer.
    plain = _PLAIN.fullmatch(raw)
    fix = None
    if plain:
        start, end = (marker.start + place for place in plain.span(1))
        written = (", " if ", " in plain[1] else ",").join(labels)
        fix = Fix(f"Write {shown}", safe=True, edits=(Edit(start, end, written),))
    return Hit(Span(marker.start, marker.end), {"marker": raw, "mended": shown}, fix=fix)
