"""Add up weighted features: every score can say which of them moved it, and by how much."""

import math
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from citeaudit import lexicons

_WORD = "word "


class Weights(NamedTuple):
    """What each feature adds to a score before the logistic function."""

    base: float
    features: Mapping[str, float]
    words: Mapping[str, float]
    """Of single words of the sentence."""


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
    return Weights(features.pop("base", 0.0), features, words)


def score(features: Iterable[str], words: Iterable[str], table: Weights) -> float:
    """The logistic of the sum of the weights: 0 to 1, 0.5 where the features weigh as much against as for."""
    total = table.base
    for feature in features:
        total += table.features.get(feature, 0.0)
    for word in words:
        total += table.words.get(word, 0.0)
    return round(1 / (1 + math.exp(-total)), 3)


def moved(features: Iterable[str], words: Iterable[str], table: Weights) -> tuple[tuple[str, float], ...]:
    """What moved the score, the weightiest first: each feature or word with what it adds."""
    found = [(feature, table.features[feature]) for feature in features if table.features.get(feature)]
    found += [(f"{_WORD}{word}", table.words[word]) for word in words if table.words.get(word)]
    return tuple(sorted(found, key=lambda pair: (-abs(pair[1]), pair[0])))
