"""Why a sentence needs a source, in its own words: "figure: £1.1bn", "accusation: accused"."""

import re
from collections.abc import Iterator
from functools import cache

from citeaudit import lexicons
from citeaudit.judges.features import Features
from citeaudit.judges.words import Prose

_NAMES = {"digit": "figure", "day": "date", "year": "date", "attributed": "attribution", "count": "number"}
"""What a feature is called to an editor, where it is not its own name."""
_ORDER = (
    "accusation", "digit", "figure", "quotation", "warning", "denial", "event", "failure", "cause", "effect", "day",
    "year", "attributed", "forecast", "stance", "science", "law", "rule", "comparison", "superlative", "private life",
    "plan", "history", "time", "count",
)  # fmt: skip
"""Features that are reasons for a source, those first that an editor asks for first."""
_RANK = {feature: rank for rank, feature in enumerate(_ORDER)}
_FIGURES = frozenset(("digit", "day", "year"))
"""Features that are shown as they are."""
_STRETCHES = frozenset(("quotation", "attributed", "stance"))
"""Features that hold a stretch of the sentence with its capitals; the others hold a phrase of a lexicon."""
_SHOWN = 40
"""Characters of a quotation that are shown."""


def reasons(features: Features, prose: Prose, text: str, start: int, end: int, language: str) -> tuple[str, ...]:
    """The reasons for a source of the sentence `[start, end)`, the first to ask about first, each kind once.

    `text` is the prose as it was written, as long as the strings of `prose`.
    """
    found: dict[str, str] = {}
    for feature, words in _given(features):
        name = _NAMES.get(feature, feature)
        if name in found:
            continue
        if feature in _FIGURES:
            found[name] = words
        elif feature in _STRETCHES:
            found[name] = _cut(_written(words, prose.written, text, start, end))
        else:
            phrase = _counted(words, prose.plain, start, end, language) if feature == "figure" else words
            found[name] = _cut(_written(phrase, prose.plain, text, start, end))
    return tuple(f"{name}: {shown}" for name, shown in found.items())


def _given(features: Features) -> Iterator[tuple[str, str]]:
    """The features that are reasons, with the words that show them."""
    for feature in sorted(_RANK.keys() & features.keys(), key=_RANK.__getitem__):
        words = features[feature]
        if words and not _is_told(feature, words, features):
            yield feature, words


def _is_told(feature: str, words: str, features: Features) -> bool:
    """Is it told by another reason?

    In "reported that" nothing happened but that somebody said so, "June" of "June 3" is told with the day, nobody takes
    a position in "is expected", and what is "due to begin" has no cause.
    """
    return (
        (feature == "event" and words in features.get("attributed", "").lower().split())
        or (feature == "time" and "day" in features)
        or (feature == "stance" and "stance: unsourced" in features)
        or (feature == "cause" and words in features.get("plan", ""))
    )


def _written(words: str, inside: str, text: str, start: int, end: int) -> str:
    """`words`, found in the string `inside`, as `text` has them: capitals, apostrophes, what stands between them."""
    at = inside.find(words, start, end)
    while at >= 0 and (inside[at - 1 : at].isalnum() or inside[at + len(words) : at + len(words) + 1].isalnum()):
        at = inside.find(words, at + 1, end)
    if at >= 0:
        return " ".join(text[at : at + len(words)].split())
    # Punctuation or the end of a line stands between two of the words.
    pattern = r"\s+".join(map(re.escape, words.split()))
    match = re.search(rf"(?<!\w){pattern}(?!\w)", inside[start:end])
    return " ".join(text[start + match.start() : start + match.end()].split()) if match else words


def _counted(words: str, plain: str, start: int, end: int, language: str) -> str:
    """A word for an amount with the number before it: "five percent" for "percent"."""
    before = plain[start:end].partition(f" {words} ")[0].split()[-1:]
    number = before and set(before[0].split("-")) <= _numbers(language)
    return f"{before[0]} {words}" if number else words


@cache
def _numbers(language: str) -> frozenset[str]:
    return lexicons.words(language, "claim", "count") | lexicons.words(language, "figures", "small numbers")


def _cut(words: str) -> str:
    """`words` cut off behind a whole word."""
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rpartition(' ')[0]}…"
