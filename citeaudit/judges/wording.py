"""Which words of a sentence make it read as a verdict, where no phrase of the lexicon says so: for an editor to see."""

from citeaudit import lexicons
from citeaudit.judges.features import kinds
from citeaudit.model import Document
from citeaudit.model.judged import Judgement
from citeaudit.parse.cover import cover, small, unpunctuated

_LEAST = 0.2
"""What a word must add to the score, before the logistic function, to be worth showing."""
_MOST = 3
_EDGES = "'’‘-"
_SPEAKING = ("must", "writer and reader")
"""Kinds of tone whose words carry no content and are shown all the same: "should", "we"."""


def strongest(document: Document, judge: Judgement, sentence: int) -> tuple[str, ...]:
    """The words that add most to the editorial score of a sentence, as it writes them and in its order; at most three.

    Empty where nothing but the sum of many small things moved the score. Words in quotation marks are not the
    writer's, and names say nothing of tone.
    """
    moved = dict(judge.moved(sentence)["editorial"])
    start, end = document.sentences[sentence][:2]
    quoted = [(a - start, b - start) for a, b in judge.quotations(sentence)]
    line = unpunctuated(cover(document.prose[start:end], quoted, " "))
    found: dict[str, tuple[float, int, str]] = {}
    for place, written in enumerate(line.split()):
        bare = written.strip(_EDGES)
        if bare and (place == 0 or not bare[0].isupper()):
            word = small(bare).replace("’", "'")
            found.setdefault(word, (_weight(word, moved, document.language), place, bare))
    heavy = sorted((each for each in found.values() if each[0] >= _LEAST), key=lambda each: (-each[0], each[1]))
    return tuple(written for _, _, written in sorted(heavy[:_MOST], key=lambda each: each[1]))


def _weight(word: str, moved: dict[str, float], language: str) -> float:
    known = kinds(language).get(word, ())
    if not known or (word in lexicons.words(language, "stopwords") and not any(kind in _SPEAKING for kind in known)):
        return 0.0  # "election" may weigh, and tells an editor nothing of tone
    ending = max((name[8:] for name in moved if name.startswith("ending -") and word.endswith(name[8:])), default="")
    features = (f"word {word}", f"ending -{ending}", *(f"tone {kind}" for kind in known))
    return sum(moved.get(feature, 0.0) for feature in features)
