"""Markers, and nothing that says what they stand for."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.model.span import Span


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield once, at the first marker, where the document has no source list."""
    if any(source.listed for source in document.sources):
        return
    markers = [m for m in document.markers if m.style not in ("note", "link", "citekey")]
    if markers:
        labels = list(dict.fromkeys(label for marker in markers for label in marker.labels))
        shown = ", ".join(labels[:6]) + (", …" if len(labels) > 6 else "")
        one = len(labels) == 1
        values = {
            "labels": shown,
            "count": len(labels),
            "cited": "one source" if one else f"{len(labels)} sources",
            "lists": "does not list it" if one else "lists none of them",
        }
        yield Hit(Span(markers[0].start, markers[0].end), values)
