"""A source that is dated after the article which cites it."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.model.span import Span
from citeaudit.parse import days
from citeaudit.parse.sources import describe

_GRACE = datetime.timedelta(days=1)
"""What is already tomorrow where the source was published may be today where the article was."""


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each listed source with a later day; a month or a year alone is no day."""
    written = _day(document.meta.date)
    if written is None:
        return
    for source in document.sources:
        told = describe(source).date if source.listed else None
        published = _day(told)
        if published is None or published - written <= _GRACE:
            continue
        marker = next((marker for marker in document.markers if source.label in marker.labels), None)
        values = {"label": source.label, "date": told, "article": document.meta.date}
        if source.start is not None and source.end is not None:
            yield Hit(Span(source.start, source.end), values)
        elif marker:
            yield Hit(Span(marker.start, marker.end), values)


def _day(written: str | None) -> datetime.date | None:
    found = days.read(written) if written else None
    if found is None or not found.month or not found.day:
        return None
    try:
        return datetime.date(found.year, found.month, found.day)
    except ValueError:
        return None
