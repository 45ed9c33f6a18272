"""An article that cites nothing at all: said once, and loudly, because each sentence alone says it badly."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.model.span import Span


class Params(NamedTuple):
    claims: int = 3
    """Sentences in need of a source that an article must have to need sources as a whole."""
    score: float = 0.5
    """Claim score, 0 to 1, from which a sentence needs a source."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield once, at the title or the first sentence, where no sentence has a marker."""
    judge = document.judgement
    if judge is None or document.markers:
        return
    body = [i for i, sentence in enumerate(document.sentences) if sentence.status != "exempt"]
    need = sum(judge.claim(i).score >= params.score for i in body)
    if need >= params.claims:
        first = document.sentences[body[0]]
        needs = (
            f"{need} of its {len(body)} sentences need" if need < len(body) else f"each of its {need} sentences needs"
        )
        yield Hit(document.title or Span(first.start, first.end), {"needs": needs})
