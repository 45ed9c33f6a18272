"""Would an editor want a source for the sentence, and why?"""

from citeaudit.judges import scores
from citeaudit.judges.features import Features
from citeaudit.model import Claim

_REASONS = {"digit": "figure", "year": "date", "time": "date", "history": "event"}
"""What a feature is called to an editor, where it is not its own name."""
_ORDER = (
    "accusation", "digit", "figure", "quotation", "event", "cause", "year", "attributed", "science", "law",
    "comparison", "superlative", "private life", "plan", "history", "time",
)  # fmt: skip
"""Features that are reasons for a source, those first that an editor asks for first."""
_ATTRIBUTION = "attribution"
_VERDICT, _CLEARLY = 0.5, 0.7
"""Editorial scores from which a sentence reads as the writer's verdict: nobody else can be asked for that."""


def weighed(features: Features, verdict: float) -> Features:
    """`features`, and whether the sentence reads as a verdict by its editorial score, 0 to 1."""
    if verdict < _VERDICT:
        return features
    return {**features, "reads as a verdict": "", **({"clearly a verdict": ""} if verdict >= _CLEARLY else {})}


def judge(features: Features, words: frozenset[str], language: str) -> Claim:
    """The score of one sentence and the reasons for it, the first to ask about first."""
    table = scores.weights(language, "claim")
    reasons: dict[str, str] = {}
    for feature in _ORDER:
        if shown := features.get(feature):
            name = _ATTRIBUTION if feature == "attributed" else _REASONS.get(feature, feature)
            reasons.setdefault(name, shown)
    return Claim(scores.score(features, words, table), tuple(f"{name}: {shown}" for name, shown in reasons.items()))
