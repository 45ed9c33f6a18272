"""A marker that a reader can guess and a program cannot: a bracket, comma or space is wrong."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.span import Span


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each malformed marker, in order."""
    found = [(m.start, m.end, m.fault) for m in document.markers if m.fault]
    found += [(x.start, x.end, x.what) for x in document.leftovers if x.kind == "malformed"]
    for start, end, fault in sorted(found):
        yield Hit(Span(start, end), {"marker": document.text[start:end], "fault": fault})
