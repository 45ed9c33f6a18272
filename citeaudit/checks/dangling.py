"""A marker that names a source which the document's own list does not have."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.span import Span


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each marker with a label that no entry has; nothing where the document has no list at all.

    A link carries its source with it, and the sources of a citation key stand in a file of their own.
    """
    listed = {source.label for source in document.sources if source.listed}
    if not listed:
        return
    for marker in document.markers:
        if listed.issuperset(marker.labels) or marker.style in ("note", "link", "citekey"):
            continue
        missing = [label for label in dict.fromkeys(marker.labels) if label not in listed]
        raw = document.text[marker.start : marker.end]
        values = {
            "marker": raw,
            "missing": ", ".join(missing),
            "what": "a source that is" if len(missing) == 1 else "sources that are",
            "entries": "one entry" if len(listed) == 1 else f"{len(listed)} entries",
        }
        yield Hit(Span(marker.start, marker.end), values)
