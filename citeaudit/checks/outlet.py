"""A source from an outlet that a newsroom has on a list of its own. The lists are the newsroom's: we have none."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.model.span import Span
from citeaudit.parse.outlets import Outlets


class Params(NamedTuple):
    outlets: tuple[str, ...] = ()
    """Names of outlets, or hosts of their addresses: "tarn.example" is news.tarn.example too."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each listed source from one of `outlets`; `span` is its entry, or the first marker that cites it."""
    outlets = Outlets(params.outlets)
    for source in document.sources:
        if not (name := outlets.of(source)):
            continue
        marker = next((marker for marker in document.markers if source.label in marker.labels), None)
        if source.start is not None and source.end is not None:
            yield Hit(Span(source.start, source.end), {"label": source.label, "outlet": name})
        elif marker:
            yield Hit(Span(marker.start, marker.end), {"label": source.label, "outlet": name})
