"""The figures of two versions of a sentence, by value and unit: which changed, came, went or changed places."""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from typing import NamedTuple

from citeaudit.model.span import Span
from citeaudit.parse.figures import figures

_BETWEEN = frozenset(("to", "and", "or", "-", "–", "—", ","))
"""What may stand between figures that have one unit: "4 to 5 per cent"."""

_Number = tuple[tuple[str, float, float], str]


class Quantity(NamedTuple):
    value: tuple[str, float, float]
    """Its kind, and its numbers: the day 20210303 is no sum, and 5-4 is not 5-3."""
    unit: str
    start: int
    end: int
    written: str

    @property
    def key(self) -> str:
        kind, number, other = self.value
        return f"#{kind}{number:.12g}/{other:.12g}{self.unit}"

    @property
    def counts(self) -> bool:
        """Whether it is a figure also where another does not take its place; the "one" of "one of them" is none."""
        return bool(self.unit) or any(sign.isdigit() for sign in self.written)


class Replaced(NamedTuple):
    """A figure of the old sentence and the one in its place; None where there is none."""

    old: Quantity | None
    new: Quantity | None


def quantities(text: str, start: int, end: int) -> list[Quantity]:
    """The figures in `text[start:end]` in order, with their places in `text`."""
    found = [
        Quantity(
            (figure.kind, figure.value, figure.other),
            figure.unit,
            start + figure.start,
            start + figure.end,
            figure.written,
        )
        for figure in figures(text[start:end])
    ]
    for i in range(len(found) - 2, -1, -1):
        one, other = found[i], found[i + 1]
        if other.unit and not one.unit and text[one.end : other.start].strip() in _BETWEEN:
            found[i] = one._replace(unit=other.unit)
    return found


def replaced(
    old: Sequence[Quantity],
    new: Sequence[Quantity],
    after: tuple[Sequence[str], Sequence[str]],
    differing: tuple[Container[int], Container[int]],
) -> list[Replaced]:
    """What happened to the figures.

    Args:
        old: the figures of the old sentence.
        new: those of the new one.
        after: the word that follows each of the old and of the new ones.
        differing: where figures begin that stand among words that differ; of equal ones, these are gone or came.
    """
    gone = _without(old, Counter((q.value, q.unit) for q in new), differing[0])
    came = _without(new, Counter((q.value, q.unit) for q in old), differing[1])
    if not gone and not came:
        return list(_swapped(old, new, after))
    if len(gone) == len(came):
        return [Replaced(one, other) for one, other in zip(gone, came, strict=True)]
    pairs, rest, others = [], list(gone), list(came)
    for one in gone:
        if (other := _nearest(one, others)) is not None:
            pairs.append(Replaced(one, other))
            rest.remove(one)
            others.remove(other)
    lone = [Replaced(one, None) for one in rest if one.counts]
    return [*pairs, *lone, *(Replaced(None, one) for one in others if one.counts)]


def shown(changes: Sequence[Replaced]) -> str:
    """In words: "45 → 54; £3m is new"."""
    return "; ".join(
        f"{one.written} → {other.written}" if one and other
        else f"{one.written} is gone" if one
        else f"{other.written} is new" if other
        else ""
        for one, other in changes
    )  # fmt: skip


def places(changes: Sequence[Replaced]) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Where the figures stand in the old and in the new document."""
    old = sorted(Span(each.old.start, each.old.end) for each in changes if each.old)
    return tuple(old), tuple(sorted(Span(each.new.start, each.new.end) for each in changes if each.new))


def _without(these: Sequence[Quantity], others: Counter[_Number], differing: Container[int]) -> list[Quantity]:
    """Those of `these` that the others do not have, or not as often."""
    left = Counter(others)
    kept = []
    for each in sorted(these, key=lambda each: each.start in differing):
        if left[each.value, each.unit] > 0:
            left[each.value, each.unit] -= 1
        else:
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)


def _nearest(one: Quantity, others: Sequence[Quantity]) -> Quantity | None:
    """The figure that took the place of `one`: of the same value, else of the same unit."""
    same = [other for other in others if other.value == one.value]
    return next(iter(same or [other for other in others if other.unit == one.unit]), None)


def _swapped(
    old: Sequence[Quantity], new: Sequence[Quantity], after: tuple[Sequence[str], Sequence[str]]
) -> Iterator[Replaced]:
    """The figures that changed places: the same ones, before each other's words."""
    once = {word for word, many in Counter(after[1]).items() if many == 1 and after[0].count(word) == 1}
    follows = {word: figure for figure, word in zip(new, after[1], strict=True) if word in once}
    words = {(figure.value, figure.unit): word for figure, word in zip(new, after[1], strict=True)}
    before = set(after[0])
    for figure, word in zip(old, after[0], strict=True):
        other = follows.get(word)
        here = words[figure.value, figure.unit]
        if (
            word
            and other
            and (other.value, other.unit) != (figure.value, figure.unit)
            and here != word
            and here in before
        ):
            yield Replaced(figure, other)
