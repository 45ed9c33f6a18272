"""One marker names several sources in a way that nobody means: out of order, twice, backwards."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from citeaudit.model import Document, Edit, Fix, Hit, Marker, Span


class Params(NamedTuple):
    fault: Literal["unsorted", "duplicate", "reversed"]


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each marker that has the fault; `span` is the marker."""
    for marker in document.markers:
        if len(marker.labels) < 2 or not "".join(marker.labels).isdecimal():
            continue
        numbers = [int(label) for label in marker.labels]
        distinct = list(dict.fromkeys(numbers))
        if params.fault == "reversed":
            faulty = marker.reversed
        elif params.fault == "duplicate":
            faulty = len(distinct) < len(numbers)
        else:
            faulty = not marker.reversed and distinct != sorted(distinct)
        if faulty:
            mended = sorted(distinct) if params.fault != "duplicate" else distinct
            yield _hit(document, marker, [str(number) for number in mended])


def _hit(document: Document, marker: Marker, labels: list[str]) -> Hit:
    raw = document.text[marker.start : marker.end]
    written = ", ".join(labels)
    # Only a plain list can be written again with certainty; a range or a page is for the writer.
    plain = raw[1:-1].replace(",", "").replace(" ", "").isdigit()
    edit = Edit(marker.start, marker.end, f"[{written}]")
    fix = Fix(f"Write [{written}]", safe=True, edits=(edit,)) if plain else None
    return Hit(Span(marker.start, marker.end), {"marker": raw, "mended": f"[{written}]"}, fix=fix)
