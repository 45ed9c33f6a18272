"""A listed source that no sentence cites."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.model.span import Span
from citeaudit.patterns import lazy

_CITED = lazy(r"\[(\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*)\]")
_NUMBER = lazy(r"\d+")


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each such entry; nothing where no listed source is cited at all: that list is further reading."""
    if not any(source.listed and source.cited_by for source in document.sources):
        return
    noted = _noted(document)
    for source in document.sources:
        if not source.listed or source.cited_by or source.start is None or source.end is None:
            continue
        if source.label not in noted:
            yield Hit(Span(source.start, source.end), {"label": source.label})


def _noted(document: Document) -> frozenset[str]:
    """The labels that notes name: a note is listed for what it says, and cites what stands in it.

    Where no list has a "note 2", `[note 2]` may well mean the 2 of the list.
    """
    notes = {label for marker in document.markers if marker.style == "note" for label in marker.labels}
    if not notes:
        return frozenset()
    entries = {source.label: source.words or "" for source in document.sources if source.listed}
    found = set(notes)
    for note in notes:
        if note not in entries:
            found.update(_NUMBER.findall(note))
        for group in _CITED.findall(entries.get(note, "")):
            found.update(_NUMBER.findall(group))
    return frozenset(found)
