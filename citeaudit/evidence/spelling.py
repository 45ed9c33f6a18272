"""Are two wordings one, spelt otherwise? A contraction is what it stands for; "U.S." is "US"; "2m" is "two million"."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice, product

from citeaudit.parse.figures import figures

_APART = re.compile(r"(?<=\d) (?=(?:k|m|mn|bn|tn|b)\b)")
_ENDINGS = {"n't": ("not",), "'re": ("are",), "'ve": ("have",), "'ll": ("will",), "'m": ("am",), "'s": ("is", "has"),
            "'d": ("had", "would")}  # fmt: skip
_WHOLE = {"can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not"}
_MOST = 8
"""Wordings of a few contractions that are tried."""
_LONGEST = 12
"""Words; what is longer differs by more than its spelling."""


def same(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Are two runs of folded words the same but for how they are spelt?"""
    if not ours or not theirs or max(len(ours), len(theirs)) > _LONGEST:
        return False
    if not set(_wordings(ours)).isdisjoint(_wordings(theirs)):
        return True
    first = _amount(ours)
    return first is not None and first == _amount(theirs)


def _amount(words: Sequence[str]) -> tuple[float, str, str] | None:
    """The value, unit and noun of words that are one figure and at most the noun that it counts."""
    text = _APART.sub("", " ".join(words))
    found = figures(text)
    if len(found) != 1 or found[0].start or text[found[0].end :].strip() != found[0].noun:
        return None
    return found[0].value, found[0].unit, found[0].noun


def _wordings(words: Sequence[str]) -> Iterable[str]:
    return ("".join(parts) for parts in islice(product(*map(_forms, words)), _MOST))


def _forms(word: str) -> tuple[str, ...]:
    """The forms of one word, blanks left out."""
    if whole := _WHOLE.get(word):
        return (whole.replace(" ", ""),)
    for ending, stands in _ENDINGS.items():
        if word.endswith(ending) and word != ending:
            stem = word[: -len(ending)]
            return (word, *(stem + full for full in stands))
    return (word,)
