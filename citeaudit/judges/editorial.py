"""Is the sentence the writer's own verdict: what it means, what will come of it, why it was done, what should be done?

Only the writer's words count. What stands in quotation marks is somebody else's, and so is what is attributed.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from citeaudit.judges import scores
from citeaudit.judges.lexicon import lexicon
from citeaudit.judges.words import Prose, phrases
from citeaudit.model import Attribution, Cue, Editorial, Sentence
from citeaudit.patterns import lazy

_FIGURE = re.compile(r"\b(?!(?:1[5-9]|20)\d\d\b)\d")
"""A number that is no year: whoever gives one is reporting, if perhaps not only that."""
# Verdicts that are a shape and no phrase: "If it fails, rivals could win", "By refusing, it is testing the union".
# A few words may stand before them: "By contrast, if it fails, ...".
_OPENING = lazy(r"\W*+(?:\w++(?:\s\w++){0,2}+,\s)?(if|unless|without|should|by(?=\s\w+ing\b))\b", re.IGNORECASE)
_MODAL = lazy(r"\b(?:will|would|could|may|might)\b")
_PROGRESSIVE = lazy(r"\b(?:is|are|was|were)\s+(?:\w+ly\s+)?(?!being\b)\w+ing\b")
_STYLE = frozenset(("opinion", "balance", "consequence"))
"""Families that are style: without one of the others they are no verdict."""
_NEAR = 40
"""Characters from its beginning within which a sentence says who speaks."""
_NOTHING = Editorial(0.0, ())


def shaped(prose: Prose, sentences: Sequence[Sentence]) -> Iterator[int]:
    """The sentences that open as a verdict may, in order."""
    opening = _OPENING.match
    own = prose.own
    for i, sentence in enumerate(sentences):
        if opening(own, sentence.start, sentence.end):
            yield i


def judge(
    prose: Prose,
    sentence: Sentence,
    words: frozenset[str],
    low: list[str],
    attribution: Callable[[], Attribution | None],
    language: str,
) -> Editorial:
    """The score of one sentence and the cues that moved it, in order of place.

    `attribution` is asked only where there is a cue, which is seldom.
    """
    table = scores.weights(language, "editorial")
    hits = phrases(language, "editorial").hits(words, low)
    own = prose.own[sentence.start : sentence.end]
    shape = _shape(prose, sentence)
    speech = words & lexicon(language).said
    if not hits and not shape:
        return Editorial(scores.score(("reported",) if speech else (), table), ()) if words else _NOTHING
    cues = _cues(prose.plain, sentence, hits)
    if shape and not any(cue.family == shape.family for cue in cues):
        cues = tuple(sorted((*cues, shape)))
    kinds = {cue.family for cue in cues}
    features = sorted(kinds)
    if len(cues) > 1:
        features.append("second cue")
    if _FIGURE.search(own):
        features.append("figure")
    if (said := attribution()) and _covers(said, cues, sentence, prose):
        features.append("attributed")
    elif not said and not shape and any(not word.endswith("s") for word in speech):
        # "Said", "noting": somebody speaks, though it cannot be told who; "claims" may be a noun.
        features.append("reported")
    value = scores.score(features, table)
    if kinds <= _STYLE and len(kinds) < 2:
        value = min(value, 0.45)
    return Editorial(value, cues)


def _shape(prose: Prose, sentence: Sentence) -> Cue | None:
    """The cue of a verdict that is known by its shape: the verb of its main clause."""
    opening = _OPENING.match(prose.own, sentence.start, sentence.end)
    if not opening:
        return None
    family, verb = ("motive", _PROGRESSIVE) if opening[1].lower() == "by" else ("prediction", _MODAL)
    found = verb.search(prose.plain, opening.end(), sentence.end)
    return Cue(found.start(), found.end(), family) if found else None


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


def _covers(attribution: Attribution, cues: tuple[Cue, ...], sentence: Sentence, prose: Prose) -> bool:
    """Is the verdict in what is attributed? An attribution in passing ("the deal that Lund praised") covers nothing."""
    if attribution.cue is None:
        return False
    begins = attribution.source.start if attribution.source else attribution.cue.start
    first = min(begins, attribution.cue.start)
    # "..., Lund said": what stands before the comma is what she said.
    if prose.written[sentence.start : first].rstrip()[-1:] in (",", "”", '"', "»", "—", "–"):
        return True
    return first - sentence.start < _NEAR and any(cue.start >= attribution.cue.start for cue in cues)
