"""A listed source that no sentence cites."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit, Span


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each such entry; nothing where no listed source is cited at all: that list is further reading."""
    if not any(source.listed and source.cited_by for source in document.sources):
        return
    for source in document.sources:
        if source.listed and not source.cited_by and source.start is not None and source.end is not None:
            yield Hit(Span(source.start, source.end), {"label": source.label})
