"""So many sources for one sentence that no reader can tell which of them says it."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.model.span import Span


class Params(NamedTuple):
    most: int = 4
    """Distinct sources that one sentence may name."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each sentence that names more than `most` sources."""
    for sentence in document.sentences:
        if len(sentence.labels) > params.most:
            yield Hit(Span(sentence.start, sentence.end), {"count": len(sentence.labels), "most": params.most})
