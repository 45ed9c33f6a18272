"""A sentence that needs a source and has none: no marker in it, and none later in its paragraph."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit, Judgement, Sentence, Span

_OPINION = frozenset(
    ("opinion", "comment", "commentary", "column", "editorial", "op-ed", "viewpoint", "review", "essay")
)
_FACTS = ("figure", "quotation", "accusation")
_VERDICT = 0.5
"""Editorial score from which a sentence with a cue is a verdict."""
_DISTANCE = 3
"""How many sentences away a marker may be to be worth naming."""


class Params(NamedTuple):
    score: float = 0.5
    """Claim score, 0 to 1, from which a sentence needs a source."""
    sure: float = 0.7
    """Claim score from which the finding has the level of the rule; below it is a note."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each uncited claim; the writer's own verdicts are left to the editorial rules.

    A labelled opinion piece may assert; its figures, quotations and accusations still need a source.
    """
    judge = document.judgement
    if judge is None:
        return
    cited = [i for i, sentence in enumerate(document.sentences) if sentence.labels]
    opinion = (document.meta.genre or "").lower() in _OPINION
    for i, sentence in enumerate(document.sentences):
        if sentence.status != "uncited":
            continue
        claim = judge.claim(i)
        if claim.score < params.score or is_verdict(judge, i):
            continue
        if opinion and not any(reason.startswith(_FACTS) for reason in claim.reasons):
            continue
        reason = claim.reasons[0] if claim.reasons else "a statement of fact"
        yield Hit(
            Span(sentence.start, sentence.end),
            {"reason": _quoted(reason), "nearest": _nearest(document, cited, i)},
            because=claim.reasons,
            confidence="high" if claim.score >= params.sure else "medium",
            level=None if claim.score >= params.sure else "note",
        )


def is_verdict(judge: Judgement, i: int) -> bool:
    """Is it the writer's own verdict, without a figure or a quotation in it? No source can be asked for that."""
    if i not in judge.verdicts() or judge.editorial(i).score < _VERDICT:
        return False
    return not any(reason.startswith(_FACTS) for reason in judge.claim(i).reasons)


def _quoted(reason: str) -> str:
    """Say "event: rejected" as a reader would: event, “rejected”."""
    kind, mark, words = reason.partition(": ")
    return f"{kind}, “{words.strip('“”')}”" if mark else kind


def _nearest(document: Document, cited: list[int], i: int) -> str:
    """Where the next marker is, when one is near: that source may be the one that is missing here."""
    at = bisect_left(cited, i)
    near = [k for k in cited[max(0, at - 1) : at + 1] if abs(k - i) <= _DISTANCE]
    if not near:
        return ""
    k = min(near, key=lambda k: (abs(k - i), k))
    other: Sentence = document.sentences[k]
    count = abs(k - i)
    where = f"{count} sentence{'s' if count > 1 else ''} {'back' if k < i else 'on'}"
    return f" The nearest is [{', '.join(other.labels)}], {where}."
