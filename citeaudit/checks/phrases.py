"""Words that a newsroom does not want, or wants a second look at."""

from collections.abc import Iterator
from dataclasses import dataclass

from citeaudit.errors import RefusedError
from citeaudit.model import Document, Hit
from citeaudit.occurrences import occurrences
from citeaudit.patterns import any_of, empty


@dataclass(frozen=True, slots=True)
class Params:
    phrases: tuple[str, ...]
    """Whole words; "highlight*" is every word that begins so."""
    unless: tuple[str, ...] = ()
    """Phrases that excuse the sentence that holds one of them."""
    case: bool = False
    """Whether small and capital letters are told apart."""
    quotations: bool = False
    """Whether what stands in quotation marks counts too."""

    def __post_init__(self) -> None:
        if not self.phrases:
            raise RefusedError('"phrases" needs at least one phrase', "phrases")
        for key in ("phrases", "unless"):
            if (blank := empty(getattr(self, key))) is not None:
                raise RefusedError(f'"{key}" has a phrase without a word, "{blank}"', key)


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each of the phrases; `span` is the phrase as it is written."""
    wanted = any_of(params.phrases, case=params.case)
    excused = any_of(params.unless, case=params.case) if params.unless else None
    for span, i in occurrences(document, wanted, quotations=params.quotations):
        sentence = document.sentences[i]
        if excused is None or not excused.search(document.prose, sentence.start, sentence.end):
            yield Hit(span, {"found": " ".join(document.prose[span.start : span.end].split())})
