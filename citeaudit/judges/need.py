"""Does an editor miss a source here? Where the claim is strong enough, and the sentence may not judge for itself."""

from citeaudit.model import Document
from citeaudit.model.judged import Claim, Judgement
from citeaudit.parse import genre

_FACTS = ("figure", "quotation", "accusation")
_VERDICT = 0.5
"""Editorial score from which a sentence with a cue is a verdict."""


def source_needed(document: Document, judge: Judgement, sentence: int, score: float) -> Claim | None:
    """The claim that a sentence makes, where it needs a source; None where it needs none.

    The writer's own verdicts are left to the editorial rules, and a labelled opinion piece may assert; figures,
    quotations and accusations need a source in both. `score` is the claim score, 0 to 1, from which one is needed.
    """
    claim = judge.needs(sentence, score)
    if claim is None:
        return None
    if any(reason.startswith(_FACTS) for reason in claim.reasons):
        return claim
    label = document.meta.genre
    if label is not None and not genre.reports(label, document.language):
        return None
    verdict = sentence in judge.verdicts() and judge.editorial(sentence).score >= _VERDICT
    return None if verdict else claim
