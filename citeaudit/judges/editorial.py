"""Is the sentence the writer's own verdict: what it means, what will come of it, why it was done, what should be done?

Only the writer's words count. What stands in quotation marks is somebody else's, and so is what is attributed.
"""

import re
from collections.abc import Iterator, Sequence

from citeaudit import lexicons
from citeaudit.judges import scores
from citeaudit.judges.cues import is_measured, procedure, verdicts
from citeaudit.judges.features import Features, with_tone
from citeaudit.judges.words import Prose
from citeaudit.model import Sentence
from citeaudit.model.judged import Cue, Editorial
from citeaudit.patterns import lazy

_READER = frozenset(("you", "your"))
# Verdicts that are a shape and no phrase: "If it fails, rivals could win", "By refusing, it is testing the union".
# A few words may stand before them: "By contrast, if it fails, ...".
_OPENING = lazy(r"\W*+(?:\w++(?:\s+\w++){0,2}+,\s+)?(if|unless|without|should|by(?=\s+\w+ing\b))\b", re.IGNORECASE)
# "Would" tells as often what a rule or a plan entails: "if she is approved, she would replace him".
_MODAL = lazy(r"\b(?:will|could|may|might)\b")
_IS_DONE = lazy(r"will\s+(?:not\s+)?be\s+\w+(?:ed|en|t)\b")
"""What will be done if a condition holds is a plan: "if approved, the homes will be built"."""
_CLAUSE = lazy(r"[^,]{0,200}")
_PROGRESSIVE = lazy(r"\b(?:is|are|was|were)\s+(?:\w+ly\s+)?(?!being\b)\w+ing\b")


def shaped(prose: Prose, sentences: Sequence[Sentence]) -> Iterator[int]:
    """The sentences that open as a verdict may, in order."""
    opening = _OPENING.match
    own = prose.own
    for i, sentence in enumerate(sentences):
        if opening(own, sentence.start, sentence.end):
            yield i


def judge(
    prose: Prose, sentence: Sentence, features: Features, words: frozenset[str], low: list[str], language: str
) -> tuple[Editorial, Features]:
    """The score of one sentence with its cues in order of place, and the features that it rests on."""
    features = with_tone(features, prose, sentence, words, low, language)
    hits = verdicts(prose, sentence, words, low, language)
    shape = _shape(prose, sentence)
    if shape and shape.family == "prediction" and _is_rule(prose, sentence, shape, low, language):
        shape = None
    cues = _cues(prose.plain, sentence, hits) if hits else ()
    if shape and not any(cue.family == shape.family for cue in cues):
        cues = tuple(sorted((*cues, shape)))
        features |= {f"cue {shape.family}": "", "shape of a verdict": ""}
    if len(cues) > 1:
        features["second cue"] = ""
    reported = "attributed" in features
    value = scores.score(features, words, scores.weights(language, "editorial"), reported=reported)
    return Editorial(value, cues), features


def _shape(prose: Prose, sentence: Sentence) -> Cue | None:
    """The cue of a verdict that is known by its shape: the verb of its main clause."""
    opening = _OPENING.match(prose.own, sentence.start, sentence.end)
    if not opening:
        return None
    family, verb = ("motive", _PROGRESSIVE) if opening[1].lower() == "by" else ("prediction", _MODAL)
    found = verb.search(prose.own, opening.end(), sentence.end)
    return Cue(found.start(), found.end(), family) if found else None


def _is_rule(prose: Prose, sentence: Sentence, shape: Cue, low: list[str], language: str) -> bool:
    """Does a condition tell what the law, a plan or a recipe says will follow, and no forecast of the writer's?

    "If convicted, he could be jailed", "if it passes, it will go to the council in May", "if you bake it, it will".
    """
    modal = prose.plain[shape.start : shape.end]
    if procedure(modal, low, language) or not _READER.isdisjoint(low):
        return True
    condition = _CLAUSE.match(prose.plain, sentence.start, max(sentence.start, prose.own.find(",", sentence.start)))
    formal = lexicons.words(language, "tone", "procedure") | lexicons.words(language, "tone", "formal condition")
    if condition and not formal.isdisjoint(condition[0].split()):
        return True
    done = _IS_DONE.match(prose.own, shape.start)
    return modal == "will" and (done is not None or is_measured(prose, sentence, low, language))


def _cues(plain: str, sentence: Sentence, hits: list[tuple[str, str]]) -> tuple[Cue, ...]:
    """Where the phrases stand, each place once, the longest phrase winning."""
    found: list[Cue] = []
    for phrase, family in sorted(hits, key=lambda hit: -len(hit[0])):
        pattern = r"\s+".join(map(re.escape, phrase.split()))
        match = re.search(rf"(?<![\w'-]){pattern}(?![\w'-])", plain[sentence.start : sentence.end])
        if match is None:
            continue
        start, end = sentence.start + match.start(), sentence.start + match.end()
        if not any(cue.start < end and start < cue.end for cue in found):
            found.append(Cue(start, end, family))
    return tuple(sorted(found))
