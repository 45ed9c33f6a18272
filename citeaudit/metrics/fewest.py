"""The fewest labels of which every group has one: the smallest set of sources that leaves no cited sentence bare.

To find it is hard in general, and easy for articles: most labels are settled by two observations, that a sentence
with one source needs that source, and that a source is spare where another is cited wherever it is. What they leave
is searched through, in parts that have nothing in common, for a bounded number of steps.
"""

import heapq
from collections import deque
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

_PURSE = 200_000
"""Groups that are copied in the search, over all parts: less than a second, and enough for any real article."""


class Fewest(NamedTuple):
    labels: tuple[str, ...]
    """In the order that was given."""
    exact: bool
    """Whether no smaller set can exist; False where the search was given up."""


def fewest(labels: Sequence[str], groups: Iterable[Collection[str]]) -> Fewest:
    """The fewest of the `labels` of which each group has one; of those that do the same the first in order."""
    order = {label: i for i, label in enumerate(labels)}
    numbers = {frozenset(order[label] for label in group) for group in groups if group}
    board = _Board(dict(enumerate(map(set, sorted(numbers, key=sorted)))))
    kept = board.settle()
    purse, exact = _PURSE, True
    for part in board.parts():
        found, purse, sure = _search(part, purse)
        kept |= found
        exact = exact and sure
    return Fewest(tuple(labels[i] for i in sorted(kept)), exact)


class _Board:
    """Groups that still need a label, by number, and the labels that may be taken."""

    def __init__(self, groups: dict[int, set[int]]) -> None:
        self.groups = groups
        self.holders: dict[int, set[int]] = {}
        for number, group in groups.items():
            for label in group:
                self.holders.setdefault(label, set()).add(number)
        self._changed = deque(groups)
        """Groups that lost a label, so that they may need one or be part of another."""
        self._poorer = deque(self.holders)
        """Labels that lost a group, so that another may do all that they do."""

    def copy(self) -> "_Board":
        twin = _Board({})
        twin.groups = {number: set(group) for number, group in self.groups.items()}
        twin.holders = {label: set(numbers) for label, numbers in self.holders.items()}
        return twin

    def take(self, label: int) -> None:
        for number in self.holders.pop(label, ()):
            self._met(number, label)

    def drop(self, label: int) -> None:
        for number in self.holders.pop(label, ()):
            self.groups[number].discard(label)
            self._changed.append(number)

    def _met(self, number: int, by: int) -> None:
        """A group needs nothing any more."""
        for label in self.groups.pop(number):
            if label != by:
                self.holders[label].discard(number)
                self._poorer.append(label)

    def settle(self) -> set[int]:
        """Decide what needs no search; the labels that have to be taken."""
        taken = set()
        while self._changed or self._poorer:
            if self._changed:
                group = self.groups.get(number := self._changed.popleft(), set())
                if len(group) == 1:
                    (label,) = group
                    taken.add(label)
                    self.take(label)
                elif group:
                    self._met_too(number, group)
            elif (label := self._poorer.popleft()) in self.holders and self._is_spare(label):
                self.drop(label)
        return taken

    def _met_too(self, number: int, group: set[int]) -> None:
        """What meets a group meets those that have all of its labels and more."""
        rarest = min(group, key=lambda label: len(self.holders[label]))
        for other in [n for n in self.holders[rarest] if n != number and self.groups[n] >= group]:
            self._met(other, -1)

    def _is_spare(self, label: int) -> bool:
        """Is another label in all the groups that this one is in? Of two that are in the same the later is spare."""
        mine = self.holders[label]
        if not mine:
            return True
        smallest = min((self.groups[number] for number in mine), key=len)
        return any(
            other != label and mine <= self.holders[other] and (other < label or mine != self.holders[other])
            for other in smallest
        )

    def parts(self) -> "list[_Board]":
        """The groups apart that have no label in common, so that each part can be searched alone; small parts first."""
        left = dict(self.groups)
        found = []
        while left:
            first = next(iter(left))
            part = {first: left.pop(first)}
            todo = [first]
            while todo:
                for label in part[todo.pop()]:
                    near = [number for number in self.holders[label] if number in left]
                    part |= {number: left.pop(number) for number in near}
                    todo += near
            found.append(_Board({number: set(part[number]) for number in sorted(part)}))
        return sorted(found, key=lambda board: len(board.groups))

    def least(self) -> int:
        """A number of labels that the groups need at the least: that of groups which have none in common."""
        seen: set[int] = set()
        count = 0
        for group in sorted(self.groups.values(), key=len):
            if seen.isdisjoint(group):
                seen |= group
                count += 1
        return count

    def busiest(self) -> int:
        return min(self.holders, key=lambda label: (-len(self.holders[label]), label))


def _search(board: _Board, purse: int) -> tuple[set[int], int, bool]:
    """The fewest labels, what is left of the purse, and whether it is certain."""
    best = _greedy(board.copy())
    todo = [(board, set[int]())]
    while todo:
        here, taken = todo.pop()
        taken = taken | here.settle()
        if len(taken) + here.least() >= len(best):
            continue
        if not here.groups:
            best = taken
            continue
        purse -= len(here.groups)
        if purse < 0:
            return best, 0, False
        label = here.busiest()
        without = here.copy()
        without.drop(label)
        here.take(label)
        todo += [(without, taken), (here, taken | {label})]
    return best, purse, True


def _greedy(board: _Board) -> set[int]:
    """Always the label that meets most groups, until all are met."""
    taken: set[int] = set()
    heap = [(-len(numbers), label) for label, numbers in board.holders.items()]
    heapq.heapify(heap)
    while board.groups:
        size, label = heapq.heappop(heap)
        now = len(board.holders.get(label, ()))
        if now and now == -size:
            taken.add(label)
            board.take(label)
        elif now:
            heapq.heappush(heap, (-now, label))
    return taken
