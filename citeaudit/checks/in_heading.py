"""A marker in a heading says nothing of the sentences below it."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.model.span import Span


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each marker that stands in a heading."""
    for marker in document.markers:
        if marker.sentence is not None:
            block = document.blocks[document.sentences[marker.sentence].block]
            if block.kind == "heading":
                yield Hit(Span(marker.start, marker.end), {"marker": document.text[marker.start : marker.end]})
