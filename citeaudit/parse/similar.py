"""Compare stretches of text by the words that carry their content."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from citeaudit import lexicons
from citeaudit.patterns import lazy

_WORD = lazy(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
_ENDINGS = lazy(r"(?<=[a-zà-ÿ]{3})(?:ies|es|ed|ing|er|s|y|e)$")
_LONG_WORD = lazy(r"[^\W\d_]{6,}")
_OFTEN = 3
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
    own: Counter[int] = Counter()
    for places in _rare(text):
        holders = sorted({row for at in places if (row := bisect_right(starts, at) - 1) >= 0 and at < ends[row]})
        own.update(holders)
        if len(holders) > 1:
            shared.update(combinations(holders, 2))
    for (a, b), count in sorted(shared.items()):
        if count >= _SHARED and 3 * count >= 2 * min(own[a], own[b]):
            yield a, b


@lru_cache(maxsize=1)
def _rare(text: str) -> list[list[int]]:
    """The places of each long word that comes more than once, and not often."""
    low = text.lower()
    found: list[list[int]] = []
    for word, count in Counter(_LONG_WORD.findall(low)).items():
        if 1 < count <= _OFTEN:
            places = [low.find(word)]
            while (at := low.find(word, places[-1] + 1)) >= 0:
                places.append(at)
            found.append(places)
    return found
