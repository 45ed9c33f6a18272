"""Words that are harmless once, and a manner when they come often."""

from collections.abc import Iterator
from dataclasses import dataclass

from citeaudit.errors import RefusedError
from citeaudit.model import Document, Hit
from citeaudit.occurrences import counts, occurrences
from citeaudit.patterns import any_of, empty


@dataclass(frozen=True, slots=True)
class Params:
    phrases: tuple[str, ...]
    """The cues: whole words; "highlight*" is every word that begins so."""
    most: float
    """Cues for 1,000 words that are still fine."""
    words: int = 200
    """Words that an article must have for a density to mean anything."""
    case: bool = False
    """Whether small and capital letters are told apart."""
    quotations: bool = False
    """Whether what stands in quotation marks counts too."""

    def __post_init__(self) -> None:
        if not self.phrases:
            raise RefusedError('"phrases" needs at least one phrase', "phrases")
        if (blank := empty(self.phrases)) is not None:
            raise RefusedError(f'"phrases" has a phrase without a word, "{blank}"', "phrases")
        if self.most < 0:
            raise RefusedError('"most" must be 0 or more', "most")


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield once, at the first cue, where there are too many."""
    found = [span for span, _ in occurrences(document, any_of(params.phrases, case=params.case),
                                             quotations=params.quotations)]  # fmt: skip
    if not found:
        return
    words = sum(len(document.prose[s.start : s.end].split()) for s in document.sentences if counts(document, s))
    if words < params.words or len(found) * 1000 <= params.most * words:
        return
    cues = tuple(dict.fromkeys(" ".join(document.prose[a:b].lower().split()) for a, b in found))
    yield Hit(
        found[0],
        {"count": len(found), "words": words, "density": f"{len(found) * 1000 / words:.1f}",
         "most": f"{params.most:g}", "cues": ", ".join(cues[:5])},
        because=tuple(f"cue: {cue}" for cue in cues[:5]),
    )  # fmt: skip
