"""Are two wordings one, spelt otherwise? A contraction is what it stands for; "U.S." is "US"; "2" is "two"."""

from collections.abc import Iterable, Sequence
from itertools import islice, product

_ENDINGS = {"n't": ("not",), "'re": ("are",), "'ve": ("have",), "'ll": ("will",), "'m": ("am",), "'s": ("is", "has"),
            "'d": ("had", "would")}  # fmt: skip
_NUMBERS = {word: str(value) for value, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve".split()
)}  # fmt: skip
_WHOLE = {"can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not"}
_MOST = 8
"""Wordings of a few contractions that are tried."""
_LONGEST = 12
"""Words; what is longer differs by more than its spelling."""


def same(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Are two runs of folded words the same but for how they are spelt?"""
    if not ours or not theirs or max(len(ours), len(theirs)) > _LONGEST:
        return False
    return not set(_wordings(ours)).isdisjoint(_wordings(theirs))


def _wordings(words: Sequence[str]) -> Iterable[str]:
    return ("".join(parts) for parts in islice(product(*map(_forms, words)), _MOST))


def _forms(word: str) -> tuple[str, ...]:
    """The forms of one word, blanks left out."""
    if whole := _WHOLE.get(word):
        return (whole.replace(" ", ""),)
    if number := _NUMBERS.get(word):
        return word, number
    for ending, stands in _ENDINGS.items():
        if word.endswith(ending) and word != ending:
            stem = word[: -len(ending)]
            return (word, *(stem + full for full in stands))
    return (word,)
