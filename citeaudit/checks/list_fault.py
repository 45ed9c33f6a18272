"""An entry of a list of sources that cannot be read, or a key of it that is misspelt."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.parse.listing import top_of


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each; `span` is the entry where it stands in the document, else the first thing in it."""
    for fault in document.list_faults:
        yield Hit(fault.span or top_of(document), {"fault": fault.what})
