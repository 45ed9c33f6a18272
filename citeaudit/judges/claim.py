"""Would an editor want a source for the sentence, and why?"""

from collections.abc import Mapping

from citeaudit.judges import scores
from citeaudit.judges.words import Prose, phrases
from citeaudit.model import Attribution, Claim, Editorial, Sentence
from citeaudit.patterns import lazy

_DIGIT = lazy(r"[$£€]?\d[\d,.:]*(?<=\d)%?")
_YEAR = lazy(r"\b(?:1[5-9]|20)\d\d\b")
_NAME = lazy(r"(?<=[\w,;)'] )[A-Z][\w'-]+")
_PAST = lazy(r"\b(?:was|were|had|did|\w{3,}ed)\b")
_NO_REASON = frozenset(("definition", "name", "second name"))
"""Features that go with claims and are no reason for one."""
_REASONS = {"digit": "figure", "year": "date", "time": "date", "history": "event"}
"""What a feature is called to an editor, where it is not its own name."""
_MEDIUM, _LONG, _SHORT = 12, 24, 5
_SPOKEN = 3
"""Words in quotation marks that make a quotation and not a word held at arm's length."""


def judge(
    prose: Prose,
    sentence: Sentence,
    words: frozenset[str],
    low: list[str],
    attribution: Attribution | None,
    editorial: Editorial,
    language: str,
) -> Claim:
    """The score of one sentence and the reasons for it, the weightiest first."""
    start, end = sentence.start, sentence.end
    written = prose.written[start:end]
    table = scores.weights(language, "claim")
    first: dict[str, str] = {}
    for phrase, family in phrases(language, "claim").hits(words, low):
        first.setdefault(family, phrase)
    if "instruction" in first and low[0] != first["instruction"]:
        del first["instruction"]
    features = dict(first)
    figures = _DIGIT.findall(written)
    digit = next((figure for figure in figures if not _YEAR.fullmatch(figure)), "")
    if digit:
        features["digit"] = digit
    if year := figures and _YEAR.search(written):
        features["year"] = year[0]
    said = _spoken(prose, start, end)
    if said:
        features["quotation"] = said
    if attribution:
        features["attribution"] = prose.written[slice(*attribution.cue)] if attribution.cue else ""
    names = _NAME.findall(written)
    if names:
        features["name"] = names[0]
        if len(names) > 2:
            features["second name"] = names[1]
    if _PAST.search(written):
        features["past"] = ""
    if size := _size(len(written.split())):
        features[size] = ""
    if editorial.score >= 0.5 and not digit:
        features["verdict"] = ""
    if written.rstrip().endswith(":"):
        features["colon"] = ""
    return Claim(scores.score(features, table), _reasons(features, table))


def _size(count: int) -> str:
    """The feature that a number of words makes; most lengths say nothing."""
    if count >= _MEDIUM:
        return "long" if count >= _LONG else "medium"
    return "short" if count < _SHORT else ""


def _reasons(features: dict[str, str], table: Mapping[str, float]) -> tuple[str, ...]:
    order = sorted(features, key=lambda feature: (-table[feature], feature))
    found: dict[str, str] = {}
    for feature in order:
        if table[feature] > 0 and features[feature] and feature not in _NO_REASON:
            found.setdefault(_REASONS.get(feature, feature), features[feature])
    return tuple(f"{name}: {shown}" for name, shown in found.items())


def _spoken(prose: Prose, start: int, end: int) -> str:
    """The first quotation of the sentence that is long enough to be somebody's words."""
    for a, b in prose.spoken:
        if a >= end:
            break
        if b > start and len(prose.written[max(a, start) : min(b, end)].split()) >= _SPOKEN:
            shown = prose.written[max(a, start) : min(b, end)].strip()
            return shown if len(shown) <= 40 else shown[:39] + "…"
    return ""
