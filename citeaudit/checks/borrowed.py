"""A sentence without a marker of its own, in a paragraph that has one further on."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.judges.need import source_needed
from citeaudit.model import Document, Hit
from citeaudit.model.span import Span


class Params(NamedTuple):
    score: float = 0.5
    """Claim score, 0 to 1, from which a sentence needs a source."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each claim that only a later marker of its paragraph reaches."""
    judge = document.judgement
    if judge is None:
        return
    for i, sentence in enumerate(document.sentences):
        if sentence.status == "borrowed" and (claim := source_needed(document, judge, i, params.score)):
            later = next(s for s in document.sentences[i:] if s.labels)
            yield Hit(Span(sentence.start, sentence.end), {"labels": ", ".join(later.labels)}, because=claim.reasons)
