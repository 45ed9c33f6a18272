"""Which sentences of the new version are which of the old: by their words, wherever they stand."""

from collections import Counter, deque
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice, takewhile
from typing import NamedTuple

from citeaudit.comparison.likeness import best, likely, likeness
from citeaudit.comparison.version import Version

_ALIKE = 0.55
"""Likeness from which one sentence is another, changed, wherever the two stand."""
_ALIKE_IN_PLACE = 0.3
"""Likeness from which one sentence is the other, rewritten, where their neighbours are the same."""
_PART = 0.6
"""Share of the content of a sentence that a part of another one has to have: one was split, or two were merged."""
_ALIKE_ABOUT = 0.45
"""The same, where they stand in the middle of many that have no partner."""
_IN_PLACE = 0.1
"""What the place adds to the likeness."""
_FEW = 2
"""Words with content of a sentence up to which one in common will do, in its place."""
_TWINS = 20
"""Sentences of the same words among which one with the same markers is looked for."""
_NEAR = 4
"""Sentences behind a partner that are in its place."""


class Pair(NamedTuple):
    """The same thing said in both versions: by one sentence each, or by several where one was split or merged."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def align(old: Version, new: Version) -> tuple[Pair, ...]:
    """The pairs in the order of the new version; what has none was deleted, or is new."""
    found = unchanged(old, new)
    _changed_sentences(old, new, found)
    return _with_parts(old, new, found)


def unchanged(old: Version, new: Version) -> dict[int, int]:
    """By the sentence of the new version the one of the old that has the same words; markers do not count."""
    found: dict[int, int] = {}
    _same_paragraphs(old, new, found)
    _same_sentences(old, new, found)
    return found


def _same_paragraphs(old: Version, new: Version, found: dict[int, int]) -> None:
    """Whole paragraphs first, so that a sentence that stands twice is not taken for its twin: with markers, without."""
    olds, news = old.paragraphs, new.paragraphs
    for key in (_with_markers, _without_markers):
        places: dict[Hashable, deque[tuple[int, ...]]] = {}
        for numbers in olds:
            places.setdefault(key(old, numbers), deque()).append(numbers)
        left = []
        for numbers in news:
            same = places.get(key(new, numbers))
            if same:
                found.update(zip(numbers, same.popleft(), strict=True))
            else:
                left.append(numbers)
        # In their own order again: of equal paragraphs the first is the first.
        olds, news = sorted(chain.from_iterable(places.values())), left


def _with_markers(version: Version, numbers: Sequence[int]) -> Hashable:
    return tuple(version.written(i) for i in numbers)


def _without_markers(version: Version, numbers: Sequence[int]) -> Hashable:
    return tuple(version.words[i] for i in numbers)


def _same_sentences(old: Version, new: Version, found: dict[int, int]) -> None:
    """The same words; where they stand several times, those beside the same one, else those with the same markers."""
    taken = set(found.values())
    places: dict[str, dict[int, None]] = {}
    for k, words in enumerate(old.words):
        if words and k not in taken:
            places.setdefault(words, {})[k] = None
    left = [i for i, words in enumerate(new.words) if words in places and i not in found]
    times = Counter(new.words[i] for i in left)

    def only(i: int, same: Mapping[int, None]) -> int | None:
        return next(iter(same)) if len(same) == times[new.words[i]] == 1 else None

    def beside(i: int, same: Mapping[int, None]) -> int | None:
        near = [found[i + step] - step for step in (-1, 1) if i + step in found]
        return next((k for k in near if k in same), None)

    def marked(i: int, same: Mapping[int, None]) -> int | None:
        return next((k for k in islice(same, _TWINS) if old.written(k) == new.written(i)), None)

    def first(_: int, same: Mapping[int, None]) -> int | None:
        return next(iter(same), None)

    for choice in (only, beside, marked, first):
        for i in left:
            if i not in found and (other := choice(i, places[new.words[i]])) is not None:
                found[i] = other
                del places[new.words[i]][other]


def _changed_sentences(old: Version, new: Version, found: dict[int, int]) -> None:
    """The most alike of those that are left; where the neighbours are the same, fewer words in common will do."""
    taken = set(found.values())
    olds = {k: old.content(k) for k, words in enumerate(old.words) if words and k not in taken}
    news = {i: new.content(i) for i, words in enumerate(new.words) if words and i not in found}
    scores: dict[tuple[int, int], float] = {}
    for k, i in likely(olds, news):
        score = likeness(olds[k], news[i])
        if score >= _ALIKE:
            scores[k, i] = score
    for k, i, enough in _in_place(old, new, found):
        few = min(len(olds[k]), len(news[i])) <= _FEW
        score = likeness(olds[k], news[i], 1 if few else 2)
        if score >= enough:
            scores[k, i] = score + _IN_PLACE
    found.update((i, k) for k, i in best([(score, k, i) for (k, i), score in scores.items()]))


def _in_place(old: Version, new: Version, found: Mapping[int, int]) -> Iterator[tuple[int, int, float]]:
    """Pairs (old, new) of sentences without a partner between two that are partners, and what likeness will do.

    They are as far behind the one, or before the other, as each other, give or take a few.
    """
    olds = [k for k, words in enumerate(old.words) if words]
    news = [i for i, words in enumerate(new.words) if words]
    rank = {k: r for r, k in enumerate(olds)}
    taken = set(found.values())
    left = 0  # the rank of the old sentence that follows the last partner
    runs = [(paired, list(run)) for paired, run in groupby(news, key=lambda i: i in found)]
    for (paired, run), (_, following) in zip(runs, [*runs[1:], (True, [])], strict=True):
        if paired:
            left = rank[found[run[-1]]] + 1
            continue
        right = rank[found[following[0]]] if following else len(olds)
        reach = len(run) + _NEAR
        behind = list(takewhile(lambda k: k not in taken, olds[left : left + reach]))
        before = list(takewhile(lambda k: k not in taken, reversed(olds[max(0, right - reach) : right])))
        yield from chain(_beside(behind, run), _beside(before, run[::-1]))


def _beside(olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int, float]]:
    """Pairs of sentences whose ranks differ by a few; at the beginning, all are sure to be in their place."""
    for b, i in enumerate(news):
        low = 0 if b < _NEAR else b - _NEAR // 2
        for a in range(low, min(len(olds), b + _NEAR // 2 + 1)):
            yield olds[a], i, _ALIKE_IN_PLACE if max(a, b) < _NEAR else _ALIKE_ABOUT


def _with_parts(old: Version, new: Version, found: Mapping[int, int]) -> tuple[Pair, ...]:
    """The pairs, each with the neighbours that hold a part of it: a sentence was split, or two were merged."""
    pairs = {i: ([k], [i]) for i, k in found.items()}
    of_old = {k: pairs[i] for i, k in found.items()}
    _join(new, old, pairs, side=1)
    _join(old, new, of_old, side=0)
    return tuple(Pair(tuple(pairs[i][0]), tuple(pairs[i][1])) for i in sorted(found))


def _join(one: Version, other: Version, pairs: dict[int, tuple[list[int], list[int]]], side: int) -> None:
    """Give the sentences of `one` that have no partner to the pair beside them that says in `other` what they say."""
    alone = [i for i, words in enumerate(one.words) if words and i not in pairs]
    for numbers, step in ((alone, -1), (alone[::-1], 1)):
        for i in numbers:
            pair = pairs.get(i + step)
            if pair is None or i in pairs:
                continue
            said = frozenset().union(*map(other.content, pair[1 - side]))
            rest = said.difference(*map(one.content, pair[side]))
            mine = one.content(i)
            if len(mine & rest) >= max(2, _PART * len(mine)):
                pair[side].append(i)
                pair[side].sort()
                pairs[i] = pair
