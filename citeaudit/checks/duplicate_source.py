"""One source under two labels, or two sources under one."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.model.listed import Source
from citeaudit.parse.addresses import comparable
from citeaudit.parse.agreement import differences
from citeaudit.parse.listing import place_of
from citeaudit.parse.similar import words
from citeaudit.parse.sources import describe

_ONE_ENTRY = "give all markers its number"
_NEW_LABEL = "mend the markers that mean the other, or give that one a number of its own"


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each later entry that has the address, the words or the label of an earlier one.

    Two lists that fill one label are another matter, and so is what they have under the labels on which they differ.
    """
    labels: dict[str, Source] = {}
    pages: dict[str, Source] = {}
    titles: dict[str, Source] = {}
    # Two addresses are two sources whatever their titles, so that titles are read only where an address is missing.
    titled = any(source.listed and not source.url for source in document.sources)
    for source in document.sources:
        if not source.listed or source.text is None:
            continue
        earlier = labels.setdefault(source.label, source)
        if earlier is not source:
            if earlier.origin == source.origin:
                yield _hit(document, source, source.label, f"has the label of an earlier entry{_where(source)}")
            continue
        page = comparable(source.url) if source.url else ""
        if page and (first := pages.setdefault(page, source)) is not source:
            yield _hit(document, source, first.label, f"has the address of [{first.label}]{_where(source)}")
            continue
        title = " ".join(words(describe(source).title or ("" if source.url else source.text))) if titled else ""
        if title and (first := titles.setdefault(title, source)) is not source and _is_one(first, source):
            yield _hit(document, source, first.label, f"has the words of [{first.label}]{_where(source)}")


def _is_one(first: Source, source: Source) -> bool:
    """Are two entries with one title one source? "Minutes" of two days are not, nor are two addresses."""
    if (first.url and source.url) or differences(first, source):
        return False
    return not (first.url or source.url) or bool(describe(first).outlet and describe(source).outlet)


def _hit(document: Document, source: Source, first: str, same: str) -> Hit:
    remedy = _NEW_LABEL if first == source.label else _ONE_ENTRY
    return Hit(
        place_of(document, source), {"label": source.label, "first": first, "same": same, "what_of_the_markers": remedy}
    )


def _where(source: Source) -> str:
    """The list and the line, for an entry that does not stand in the text."""
    if not source.origin or source.start is not None:
        return ""
    return f" ({source.origin}, line {source.line})" if source.line else f" ({source.origin})"
