"""A section that every article of a kind must have: “Sources”, “How we did this”, “Corrections”."""

from collections.abc import Iterator
from dataclasses import dataclass

from citeaudit.errors import RefusedError
from citeaudit.model import Document, Hit
from citeaudit.model.span import Span
from citeaudit.patterns import any_of, empty


@dataclass(frozen=True, slots=True)
class Params:
    headings: tuple[str, ...]
    """Words of its heading, any of which will do; "method*" is every word that begins so."""
    words: int = 0
    """Words from which an article must have it."""

    def __post_init__(self) -> None:
        if not self.headings:
            raise RefusedError('"headings" needs at least one heading', "headings")
        if (blank := empty(self.headings)) is not None:
            raise RefusedError(f'"headings" has one without a word, "{blank}"', "headings")


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield once, at the title or the first sentence, where no heading or label has the words."""
    if not document.sentences:
        return
    wanted = any_of(params.headings)
    for block in document.blocks:
        if block.kind in ("heading", "label") and wanted.search(document.text, block.start, block.end):
            return
    if len(document.prose.split()) >= params.words:
        first = document.sentences[0]
        yield Hit(document.title or Span(first.start, first.end), {"headings": " or ".join(params.headings)})
