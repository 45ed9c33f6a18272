"""Sources that could not be checked, or hold so little that what is missing in them says little."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from citeaudit.model import Document, Hit, Span


class Params(NamedTuple):
    fault: Literal["missing", "thin"]


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield once, at the first marker that cites such a source; nothing where no saved texts were given."""
    evidence = document.evidence
    if evidence is None:
        return
    faulty = evidence.missing() if params.fault == "missing" else evidence.thin()
    marker = next((m for m in document.markers if any(label in faulty for label in m.labels)), None)
    if marker is None:
        return
    labels = sorted(faulty, key=lambda label: (len(label), label))
    first = labels[0]
    yield Hit(
        Span(marker.start, marker.end),
        {"labels": ", ".join(labels), "count": len(labels), "first": first, "why": str(faulty[first])},
        because=tuple(f"[{label}]: {faulty[label]}" for label in labels),
    )
