"""Add up weighted features: every score can say which of them moved it, and by how much."""

import math
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from citeaudit import lexicons


@cache
def weights(language: str, name: str) -> Mapping[str, float]:
    """The weights of one judge, from lines such as "significance 1.9"."""
    found: dict[str, float] = {}
    for line in lexicons.phrases(language, f"{name}-weights"):
        feature, _, weight = line.rpartition(" ")
        found[feature] = float(weight)
    return MappingProxyType(found)


def score(features: Iterable[str], table: Mapping[str, float]) -> float:
    """The logistic of the sum of the weights: 0 to 1, 0.5 where the features weigh as much against as for."""
    total = table["base"]
    for feature in features:
        total += table[feature]
    return round(1 / (1 + math.exp(-total)), 3)
