"""A piece that is labelled as opinion: how much of it judges is said once, and not sentence by sentence."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.model.span import Span
from citeaudit.parse import genre


class Params(NamedTuple):
    score: float = 0.5
    """Editorial score, 0 to 1, from which a sentence is a verdict."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield once, at the title or the first sentence; nothing where no sentence judges."""
    judge, label = document.judgement, document.meta.genre
    if judge is None or label is None:
        return
    body = [i for i, sentence in enumerate(document.sentences) if sentence.status != "exempt"]
    count = sum(judge.editorial(i).score >= params.score for i in body)
    if count:
        first = document.sentences[body[0]]
        facts = (
            "Statements of fact" if genre.reports(label, document.language) else "Figures, quotations and accusations"
        )
        of = f"{count} of {len(body)} sentences" if len(body) > 1 else "its only sentence"
        reads = f"{of} {'reads' if count == 1 else 'read'}"
        yield Hit(
            document.title or Span(first.start, first.end),
            {"label": label, "count": count, "of": len(body), "reads": reads, "facts": facts},
            because=(f"label: {label}",),
        )
