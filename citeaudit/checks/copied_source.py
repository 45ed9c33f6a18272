"""Sources that are one text: [1, 2, 3] that print the same wire copy are one witness, not three."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit, Span


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield once for each pair of copies, at the first marker that cites both, or the later of them."""
    evidence = document.evidence
    for earlier, later, passage in evidence.copies() if evidence else ():
        both = next((m for m in document.markers if {earlier, later} <= set(m.labels)), None)
        marker = both or next((m for m in document.markers if later in m.labels), None)
        if marker:
            values = {"one": earlier, "other": later}
            yield Hit(Span(marker.start, marker.end), values, because=(f"both: {passage} …",))
