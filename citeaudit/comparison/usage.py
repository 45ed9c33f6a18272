"""Which label of the new version is which of the old where no list says it: by the sentences that cite it.

A number without a list is only a number: where all that cited [1] cite [7] now, the sources were numbered anew.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import product

Cited = tuple[Sequence[str], Sequence[str]]
"""What the old and the new form of a sentence cite, each label once, in order."""
_MANY = 12
"""Labels of one sentence from which each is paired only with the one in its place, or of its name."""


def by_use(cited: Sequence[Cited], possible: Callable[[str, str], bool]) -> Iterator[tuple[str, str]]:
    """Pairs (old, new) of labels that are one source, each once; `possible` says which may be one.

    First those that are cited by the same sentences and no others; then, where most labels stay, those that have kept
    their name; then those that are cited by the same sentences most often.
    """
    olds = Counter(label for old, _ in cited for label in old)
    news = Counter(label for _, new in cited for label in new)
    together = Counter(pair for old, new in cited for pair in _together(old, new))
    votes = {pair: 2 * many / (olds[pair[0]] + news[pair[1]]) for pair, many in together.items() if possible(*pair)}
    stay = _most_stay(votes)

    def rank(pair: tuple[str, str]) -> tuple[bool, bool, float, bool, tuple[int, str], tuple[int, str]]:
        a, b = pair
        vote = votes[pair]
        return vote < 1, stay and a != b, -vote, a != b, _order(a), _order(b)

    before: set[str] = set()
    after: set[str] = set()
    for a, b in sorted(votes, key=rank):
        replaced = stay and a not in news and b not in olds  # nobody numbers one source of many anew
        if a not in before and b not in after and not replaced:
            before.add(a)
            after.add(b)
            yield a, b


def _most_stay(votes: Mapping[tuple[str, str], float]) -> bool:
    """Are most labels, and more than one, cited by the sentences that cite the same label in the other version?"""
    best: dict[str, tuple[float, bool]] = {}
    for (a, b), vote in votes.items():
        best[a] = max(best.get(a, (0.0, False)), (vote, a == b))
    stay = sum(same for _, same in best.values())
    return stay > 1 and 2 * stay >= len(best)


def _together(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[str, str]]:
    if max(len(old), len(new)) <= _MANY:
        return product(old, new)
    if len(old) == len(new):
        return zip(old, new, strict=True)
    return ((label, label) for label in set(old).intersection(new))


def _order(label: str) -> tuple[int, str]:
    return (int(label), "") if label.isdecimal() and len(label) < 9 else (10**9, label)
