"""Sources that are one text: [1, 2, 3] that print the same wire copy are one witness, not three."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit, Level, Marker
from citeaudit.model.checked import Copies
from citeaudit.model.span import Span


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield once for each group of copies, then a note at each further sentence that cites nothing but copies.

    `span` is the marker of the first such sentence; where there is none, of the first that cites a later copy.
    """
    for group in document.evidence.copies() if document.evidence else ():
        only = _only_among(document, group)
        places = only or [m for m in document.markers if not set(group.labels[1:]).isdisjoint(m.labels)][:1]
        what = "this sentence has one witness" if only else "together they are one witness"
        values = {"labels": _listed(group.labels), "what": what}
        shared = (f"they share {group.share:.0%} of the shorter text: {group.passage} …",)
        for marker in places:
            level: Level | None = "note" if marker is not places[0] else None
            yield Hit(Span(marker.start, marker.end), values, because=shared, level=level)


def _only_among(document: Document, group: Copies) -> list[Marker]:
    """The first marker of each sentence that cites several of the copies and nothing else."""
    found: dict[int, Marker] = {}
    for marker in document.markers:
        if marker.sentence is not None and marker.sentence not in found:
            labels = set(document.sentences[marker.sentence].labels)
            if len(labels) > 1 and labels <= set(group.labels):
                found[marker.sentence] = marker
    return list(found.values())


def _listed(labels: tuple[str, ...]) -> str:
    *before, last = (f"[{label}]" for label in labels)
    return f"{', '.join(before)} and {last}"
