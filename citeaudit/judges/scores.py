"""Add up weighted features: every score can say which of them moved it, and by how much."""

import math
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from citeaudit import lexicons
from citeaudit.judges.features import Features

_WORD = "word "
_REPORTED = -0.2
"""The sum above which a sentence that says who says so is held below 0.5."""
_ROOM = 0.18
"""The room left for such sentences, in which they keep their order."""


class Weights(NamedTuple):
    """What each feature adds to a score before the logistic function."""

    base: float
    features: Mapping[str, float]
    words: Mapping[str, float]
    """Of single words of the sentence."""
    slope: float
    """What turns a sum into a share that can be believed: above 1 it makes scores bolder, below 1 more careful."""


@cache
def weights(language: str, name: str) -> Weights:
    """The weights of one judge, from lines such as "cue significance 1.9"; what two families give is added up."""
    features: dict[str, float] = {}
    words: dict[str, float] = {}
    for lines in lexicons.families(language, f"{name}-weights").values():
        for line in lines:
            feature, _, weight = line.rpartition(" ")
            table, key = (words, feature[len(_WORD) :]) if feature.startswith(_WORD) else (features, feature)
            table[key] = table.get(key, 0.0) + float(weight)
    return Weights(features.pop("base", 0.0), features, words, features.pop("slope", 1.0))


def score(features: Features, words: frozenset[str], table: Weights, *, reported: bool = False) -> float:
    """The share that the weights give: 0 to 1, 0.5 where the features weigh as much against as for."""
    known, weighed = table.features, table.words
    # Exact, since a set has its members in another order in every process.
    total = math.fsum(
        (table.base, *[known[f] for f in features if f in known], *map(weighed.__getitem__, weighed.keys() & words))
    )
    return share(total, table.slope, reported=reported)


def share(total: float, slope: float, *, reported: bool) -> float:
    """The logistic of a sum of weights; below 0.5 for what is `reported`, in the order of the sums."""
    if reported and total > _REPORTED:
        total = _REPORTED + _ROOM * (1 - math.exp(_REPORTED - total))
    return round(1 / (1 + math.exp(-slope * total)), 3)


def moved(features: Iterable[str], words: Iterable[str], table: Weights) -> tuple[tuple[str, float], ...]:
    """What moved the score, the weightiest first: each feature or word with what it adds."""
    found = [(feature, table.features[feature]) for feature in features if table.features.get(feature)]
    found += [(f"{_WORD}{word}", table.words[word]) for word in words if table.words.get(word)]
    return tuple(sorted(found, key=lambda pair: (-abs(pair[1]), pair[0])))
