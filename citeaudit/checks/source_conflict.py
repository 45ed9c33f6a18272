"""Two lists of sources say different things of one label: which of them is meant is not for a program to guess."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit, Source, Span
from citeaudit.parse.similar import words
from citeaudit.parse.sources import comparable, describe


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each label that two lists fill with different sources; `span` is its entry in the text, or its marker."""
    first: dict[str, Source] = {}
    for source in document.sources:
        if not source.listed:
            continue
        known = first.setdefault(source.label, source)
        if known is source or known.origin == source.origin or _same(known, source):
            continue
        place = _place(document, known) or _place(document, source)
        if place:
            one, other = known.origin or "the article", source.origin or "the article"
            values = {"label": source.label, "one": one, "other": other}
            yield Hit(place, values, because=(f"{values['one']}: {known.text}", f"{values['other']}: {source.text}"))


def _same(one: Source, other: Source) -> bool:
    if one.url and other.url:
        return comparable(one.url) == comparable(other.url)
    titles = [" ".join(words(describe(source).title or source.text or "")) for source in (one, other)]
    return titles[0] in titles[1] or titles[1] in titles[0]


def _place(document: Document, source: Source) -> Span | None:
    if source.start is not None and source.end is not None:
        return Span(source.start, source.end)
    marker = next((marker for marker in document.markers if source.label in marker.labels), None)
    return Span(marker.start, marker.end) if marker else None
