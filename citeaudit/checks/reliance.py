"""One source carries most of what the article cites."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.model.span import Span


class Params(NamedTuple):
    share: float = 0.6
    """Share of the cited sentences that rest on one source alone, from which it is too much."""
    sentences: int = 5
    """Cited sentences that an article must have for a share to mean anything."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield once, at the first citation of a source on which too many sentences rest alone."""
    cited = [sentence for sentence in document.sentences if sentence.status == "cited"]
    if len(cited) < params.sentences:
        return
    alone = Counter(sentence.labels[0] for sentence in cited if len(sentence.labels) == 1)
    for label, count in sorted(alone.items()):
        if count > params.share * len(cited) and len({s for sentence in cited for s in sentence.labels}) > 1:
            marker = next(m for m in document.markers if label in m.labels)
            yield Hit(Span(marker.start, marker.end), {"label": label, "count": count, "cited": len(cited)})
