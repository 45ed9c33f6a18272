"""A number of the article is beyond what a newsroom allows: too few sentences with a marker, one source in too many."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from citeaudit.errors import RefusedError
from citeaudit.metrics import Metrics
from citeaudit.model import Document, Hit
from citeaudit.model.span import Span


@dataclass(frozen=True, slots=True)
class Params:
    metric: Literal[
        "coverage_strict", "coverage_paragraph", "unused_sources", "top_source_share", "source_concentration",
        "reference_need", "editorial_load", "evidence_recall", "evidence_checked",
    ]  # fmt: skip
    """The number, as the JSON report names it."""
    least: float | None = None
    """The lowest share that is fine, 0 to 1."""
    most: float | None = None
    """The highest share that is fine, 0 to 1."""
    of: int = 5
    """What must have been counted for a share to mean anything: sentences or citations, as the number has it."""

    def __post_init__(self) -> None:
        if self.least is None and self.most is None:
            raise RefusedError('needs "least" or "most"', "metric")
        for key in ("least", "most"):
            value = getattr(self, key)
            if value is not None and not 0 <= value <= 1:
                hint = f"; for {value:g} % write {value / 100:g}" if 1 < value <= 100 else ""
                raise RefusedError(f'"{key}" must be a share from 0 to 1{hint}', key)
        if self.least is not None and self.most is not None and self.least > self.most:
            raise RefusedError('"least" is more than "most", which no article can reach', "least")


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield once, at the title or the first sentence; nothing where the number is not defined."""
    metric = Metrics(document).get(params.metric)
    if metric is None or not document.sentences or not metric.of[1] or metric.of[1] < params.of:
        return
    # What was counted, and not the number that is rounded for print.
    share = metric.of[0] / metric.of[1]
    limit = params.least if params.least is not None and share < params.least else None
    limit = params.most if limit is None and params.most is not None and share > params.most else limit
    if limit is None:
        return
    first = document.sentences[0]
    part, whole = metric.of
    yield Hit(
        document.title or Span(first.start, first.end),
        {"percent": f"{share:.0%}", "limit": f"{limit:.0%}", "part": part, "whole": whole, "scope": metric.scope},
        because=(f"{params.metric}: {part} of {whole} {metric.scope}",),
    )
