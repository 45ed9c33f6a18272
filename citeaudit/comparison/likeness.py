"""Which of many sets of words are likely to be the same thing: those that share words which few others have."""

from collections.abc import Iterator, Mapping, Sequence

_RAREST, _COMMON, _BEST = 8, 40, 5


def likeness(first: frozenset[str], second: frozenset[str], least: int = 2) -> float:
    """What two sets share, as a part of both, 0 to 1; 0 where it is less than `least` and the sets are not equal."""
    shared = len(first & second)
    return 2 * shared / (len(first) + len(second)) if shared >= least or (shared and first == second) else 0.0


def likely(old: Mapping[int, frozenset[str]], new: Mapping[int, frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pairs of an old and a new number that are worth comparing: a few for each of the new ones."""
    index: dict[str, list[int]] = {}
    for k, words in old.items():
        for word in words:
            index.setdefault(word, []).append(k)
    for i, words in new.items():
        known = sorted((len(index[word]), word) for word in words if word in index)
        votes: dict[int, int] = {}
        for many, word in known[:_RAREST]:
            if many <= _COMMON:
                for k in index[word]:
                    votes[k] = votes.get(k, 0) + 1
        for k in sorted(votes, key=lambda k: (-votes[k], abs(k - i), k))[:_BEST]:
            yield k, i


def best(scored: Sequence[tuple[float, int, int]]) -> Iterator[tuple[int, int]]:
    """Pairs (old, new), each number once: the highest score first, then those that stand nearest to each other."""
    olds: set[int] = set()
    news: set[int] = set()
    for _, k, i in sorted(scored, key=lambda each: (-each[0], abs(each[1] - each[2]), each[2], each[1])):
        if k not in olds and i not in news:
            olds.add(k)
            news.add(i)
            yield k, i
