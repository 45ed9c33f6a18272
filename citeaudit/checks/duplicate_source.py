"""One source under two labels, or two sources under one."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit, Source, Span
from citeaudit.parse.similar import words
from citeaudit.parse.sources import comparable, describe

_ONE_ENTRY = "Keep one entry, and give all markers its number."
_NEW_LABEL = "Keep one of the two, or give one a number of its own and mend the markers that mean it."


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each later entry that has the address, the words or the label of an earlier one."""
    labels: dict[str, Source] = {}
    pages: dict[str, Source] = {}
    for source in document.sources:
        if source.start is None or source.end is None or source.text is None:
            continue
        page = comparable(source.url) if source.url else " ".join(words(describe(source).title or source.text))
        span = Span(source.start, source.end)
        if source.label in labels:
            same = "has the label of an earlier entry"
            yield Hit(span, {"label": source.label, "first": source.label, "same": same, "remedy": _NEW_LABEL})
        elif page and page in pages:
            first = pages[page].label
            same = f"has the {'address' if source.url else 'words'} of [{first}]"
            yield Hit(span, {"label": source.label, "first": first, "same": same, "remedy": _ONE_ENTRY})
        labels.setdefault(source.label, source)
        if page:
            pages.setdefault(page, source)
