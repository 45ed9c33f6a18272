"""Would an editor want a source for the sentence, and why?"""

from citeaudit.judges import scores
from citeaudit.judges.features import Features
from citeaudit.judges.reasons import reasons
from citeaudit.judges.words import Prose
from citeaudit.model import Sentence
from citeaudit.model.judged import Claim

_VERDICT, _CLEARLY = 0.5, 0.7
"""Editorial scores from which a sentence reads as the writer's verdict: nobody else can be asked for that."""


def weighed(features: Features, verdict: float) -> Features:
    """`features`, and whether the sentence reads as a verdict by its editorial score, 0 to 1."""
    if verdict < _VERDICT:
        return features
    return {**features, "reads as a verdict": "", **({"clearly a verdict": ""} if verdict >= _CLEARLY else {})}


def judge(
    prose: Prose, sentence: Sentence, features: Features, words: frozenset[str], language: str, text: str
) -> Claim:
    """The score of one sentence and the reasons for it, the first first; `text` is the prose as it was written."""
    score = scores.score(features, words, scores.weights(language, "claim"))
    return Claim(score, lambda: reasons(features, prose, text, sentence.start, sentence.end, language))
