"""A source from an outlet that a newsroom has on a list of its own. The lists are the newsroom's: we have none."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit, Source, Span
from citeaudit.parse.addresses import comparable
from citeaudit.parse.sources import describe


class Params(NamedTuple):
    outlets: tuple[str, ...] = ()
    """Names of outlets, or hosts of their addresses: "tarn.example" is news.tarn.example too."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each listed source from one of `outlets`; `span` is its entry, or the first marker that cites it."""
    wanted = {outlet.lower().removeprefix("www.") for outlet in params.outlets}
    for source in document.sources:
        name = _listed(source, wanted) if _may_be(source, wanted) else None
        if name is None:
            continue
        marker = next((marker for marker in document.markers if source.label in marker.labels), None)
        if source.start is not None and source.end is not None:
            yield Hit(Span(source.start, source.end), {"label": source.label, "outlet": name})
        elif marker:
            yield Hit(Span(marker.start, marker.end), {"label": source.label, "outlet": name})


def _may_be(source: Source, wanted: set[str]) -> bool:
    """Does the entry hold the first word of a name? To read its outlet and its address takes far longer."""
    written = f"{source.words} {source.url}".lower()
    return "](" in written or "doi:" in written or any(name.split(None, 1)[0] in written for name in wanted if name)


def _listed(source: Source, wanted: set[str]) -> str | None:
    """The name on the list that a source comes under."""
    outlet = (describe(source).outlet or "").lower()
    if outlet in wanted:
        return outlet
    host = comparable(source.url).partition("/")[0] if source.url else ""
    while host:
        if host in wanted:
            return host
        host = host.partition(".")[2]
    return None
