"""Compare stretches of text by the words that carry their content."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from citeaudit import lexicons

_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
_ENDINGS = re.compile(r"(?<=[a-zà-ÿ]{3})(?:ies|es|ed|ing|er|s|y|e)$")
_LONG_WORD = re.compile(r"[^\W\d_]{6,}")
_OFTEN = 6
"""A word that comes more often in one article is its subject, and tells nothing."""
_SHARED = 3
"""Rare words that two stretches must share to be compared."""


def words(text: str) -> list[str]:
    """The words of `text` in order, lower-cased, possessives cut off; `text` has its markers covered."""
    return [word.removesuffix("'s") for word in _WORD.findall(text.lower().replace("’", "'"))]


def content(text: str, language: str) -> frozenset[str]:
    """The words that carry content, without the endings that a change of tense or number brings."""
    stop = lexicons.words(language, "stopwords")
    return frozenset(_ENDINGS.sub("", word) for word in words(text) if word not in stop)


def alike(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of the smaller set that is in the larger, 0 to 1; 0 where one is more than twice the other."""
    small, large = sorted((len(first), len(second)))
    return len(first & second) / small if small and large <= 2 * small else 0.0


def candidates(text: str, starts: Sequence[int], ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """(earlier, later) of the stretches of `text` that share several rare long words: few, to be compared in full.

    `starts` and `ends` are the places of the stretches, in order.
    """
    shared: Counter[tuple[int, int]] = Counter()
    for places in _rare(text):
        holders = sorted({row for at in places if (row := bisect_right(starts, at) - 1) >= 0 and at < ends[row]})
        shared.update((a, b) for n, b in enumerate(holders) for a in holders[:n])
    yield from sorted(pair for pair, count in shared.items() if count >= _SHARED)


@lru_cache(maxsize=1)
def _rare(text: str) -> list[list[int]]:
    """The places of each long word that comes more than once, and not often."""
    places: dict[str, list[int]] = {}
    for match in _LONG_WORD.finditer(text.lower()):
        places.setdefault(match[0], []).append(match.start())
    return [found for found in places.values() if 1 < len(found) <= _OFTEN]
