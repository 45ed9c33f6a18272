"""The figures of a text, ready to be looked for: by value, in order of size, by day."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property

from citeaudit.parse.figures import calendar
from citeaudit.parse.figures.figure import Figure, Kind
from citeaudit.parse.figures.reading import figures

_NUMBERS = frozenset[Kind](["number", "ordinal", "year"])
_TRIED = 200
"""Figures of about one size that are looked at; a table may have thousands."""


_SINGULAR = {"men": "man", "women": "woman", "children": "child", "people": "person"}


def singular(noun: str) -> str:
    return _SINGULAR.get(noun) or noun.removesuffix("s")


class Index:
    """Reads `text` once; every question takes the time of a look-up."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.figures = figures(text)
        self._of: dict[tuple[str, float], list[Figure]] = {}
        for figure in self.figures:
            for value in figure.readings:
                self._add("number" if figure.kind in _NUMBERS else figure.kind, value, figure)
            if figure.kind == "score":
                for value in (figure.value, figure.other):
                    self._add("number", value, figure)
            if figure.kind == "date":
                self._add_date(figure)

    def _add(self, kind: str, value: float, figure: Figure) -> None:
        self._of.setdefault((kind, value), []).append(figure)

    def _add_date(self, figure: Figure) -> None:
        for value in figure.readings:
            year, month, day = int(value) // 10_000, int(value) // 100 % 100, int(value) % 100
            if year:
                self._add("number", year, figure)
                self._add("month", year * 100 + month, figure)
            if day:
                self._add("day", month * 100 + day, figure)
                self._add("number", day, figure)

    def like(self, figure: Figure) -> list[Figure]:
        """Those that may be the same as a figure of another text, whatever their unit."""
        kind = "number" if figure.kind in _NUMBERS else figure.kind
        if kind != "date":
            return [same for value in figure.readings for same in self.of(kind, value)]
        parts = [("day", value % 10_000) if value % 100 else ("month", value // 100) for value in figure.readings]
        return [same for kind, value in parts for same in self.of(kind, value)]

    def month_alone(self, month: int, year: int) -> Figure | None:
        """A month that the text names without a year, where it gives no other year for it."""
        others = (key for kind, key in self._of if kind == "month")
        if any(key % 100 == month and key // 100 != year for key in others):
            return None
        return next((self._named(*place) for place in calendar.months(self.text, month)), None)

    def _named(self, start: int, end: int) -> Figure:
        return Figure(start, end, self.text[start:end], 0.0, "", "date")

    def of(self, kind: str, value: float) -> list[Figure]:
        """Those of a kind (number, decade, century, month, day, time, score, vague) that can be read as `value`."""
        return self._of.get((kind, value), [])

    def counting(self, figure: Figure) -> list[Figure]:
        """Numbers of what `figure` is a number of: its unit, or the noun behind it in the singular or the plural."""
        return self._nouns.get(figure.unit or singular(figure.noun), [])

    @cached_property
    def _nouns(self) -> dict[str, list[Figure]]:
        nouns: dict[str, list[Figure]] = {}
        for figure in self.figures:
            if key := figure.unit or singular(figure.noun):
                nouns.setdefault(key, []).append(figure)
        return nouns

    def between(self, low: float, high: float) -> Iterator[Figure]:
        """Numbers with `low` <= value <= `high`, from the smallest."""
        values, sorted_figures = self._sorted
        first = bisect_left(values, low)
        yield from sorted_figures[first : min(bisect_right(values, high), first + _TRIED)]

    @cached_property
    def _sorted(self) -> tuple[list[float], list[Figure]]:
        ordered = sorted((f for f in self.figures if f.kind in _NUMBERS), key=lambda figure: figure.value)
        return [figure.value for figure in ordered], ordered
