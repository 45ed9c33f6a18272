"""Which label of the new version is which of the old where no list says it: by the sentences that cite it.

A number without a list is only a number: where all that cited [1] cite [7] now, the sources were numbered anew.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import product

Cited = tuple[frozenset[str], frozenset[str]]
"""What the old and the new form of a sentence cite."""
_MANY = 12
"""Labels of one sentence from which it says nothing of any of them."""


def by_use(cited: Sequence[Cited], possible: Callable[[str, str], bool]) -> Iterator[tuple[str, str]]:
    """Pairs (old, new) of labels that are one source, each once; `possible` says which may be one.

    First those that are cited by the same sentences, then those that have kept their name, then those that are cited by
    the same sentences most often.
    """
    cited = [pair for pair in cited if max(map(len, pair)) <= _MANY]
    olds = Counter(label for old, _ in cited for label in old)
    news = Counter(label for _, new in cited for label in new)
    together = Counter(pair for old, new in cited for pair in product(old, new))
    votes = {pair: 2 * many / (olds[pair[0]] + news[pair[1]]) for pair, many in together.items() if possible(*pair)}
    replaced = _replaced(olds, news, votes)
    ranked = sorted(
        (pair for pair in votes if pair not in replaced),
        key=lambda pair: (votes[pair] < 1, pair[0] != pair[1], -votes[pair], _order(pair[0]), _order(pair[1])),
    )
    before: set[str] = set()
    after: set[str] = set()
    for a, b in ranked:
        if a not in before and b not in after:
            before.add(a)
            after.add(b)
            yield a, b


def _replaced(olds: Counter[str], news: Counter[str], votes: dict[tuple[str, str], float]) -> set[tuple[str, str]]:
    """Pairs of a label that is gone and one that is new, where most labels stay: nobody numbers one source anew."""
    stay = sum((label, label) in votes for label in olds)
    if stay < 2 or 2 * stay < len(olds):
        return set()
    return {(a, b) for a, b in votes if a not in news and b not in olds}


def _order(label: str) -> tuple[int, str]:
    return (int(label), "") if label.isdecimal() and len(label) < 9 else (10**9, label)
