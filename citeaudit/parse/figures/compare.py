"""How a figure of an article stands among those of a source."""

from collections.abc import Callable, Iterator

from citeaudit.parse.figures import numbers
from citeaudit.parse.figures.comparison import STATES, Comparison
from citeaudit.parse.figures.figure import Figure
from citeaudit.parse.figures.index import Index

_DAY = 1440.0
_FOUR = 4
_STEPS = {
    "over": range(61), "under": range(0, -61, -1), "about": sorted(range(-30, 31), key=abs),
}  # fmt: skip
"""Minutes from "past midnight", "by noon", "around 6pm" to a time that it may stand for."""
NOT_FOUND = Comparison("not found")


def compare(claim: Figure, source: Index) -> Comparison:
    """Look for a figure of an article in a source."""
    return min(_ways(claim, source), key=lambda way: STATES.index(way.state), default=NOT_FOUND)


def _ways(claim: Figure, source: Index) -> Iterator[Comparison]:
    yield from _SPECIAL[claim.kind](claim, source) if claim.kind in _SPECIAL else numbers.ways(claim, source)


def _date(claim: Figure, source: Index) -> Iterator[Comparison]:
    for value in claim.readings:
        year, month, day = int(value) // 10_000, int(value) // 100 % 100, int(value) % 100
        if not day:
            named = source.of("month", year * 100 + month)
            if month_only := named[0] if named else source.month_alone(month, year):
                yield Comparison("found", month_only)
            continue
        for same in source.of("day", month * 100 + day):
            if not year or any(int(read) // 10_000 in (0, year) for read in same.readings):
                yield Comparison("found", same)
                break


def _same(kind: str) -> Callable[[Figure, Index], Iterator[Comparison]]:
    def look(claim: Figure, source: Index) -> Iterator[Comparison]:
        for value in claim.readings:
            if same := source.of(kind, value):
                yield Comparison("found", same[0])

    return look


def _time(claim: Figure, source: Index) -> Iterator[Comparison]:
    yield from _same("time")(claim, source)
    for value in claim.readings:  # "1810" of a timetable
        bare = (figure for figure in source.of("number", value // 60 * 100 + value % 60) if not figure.unit)
        if four := next((figure for figure in bare if len(figure.written) == _FOUR and not figure.noun), None):
            yield Comparison("found", four)
    for value in claim.readings if claim.bound else ():
        for step in _STEPS[claim.bound]:
            if near := source.of("time", (value + step) % _DAY):
                yield Comparison("rounded", near[0])
                return


def _decade(claim: Figure, source: Index) -> Iterator[Comparison]:
    yield from _same("decade")(claim, source)
    yield from _years(source, claim.value, claim.value + 9)


def _century(claim: Figure, source: Index) -> Iterator[Comparison]:
    yield from _same("century")(claim, source)
    yield from _years(source, claim.value * 100 - 100, claim.value * 100)


def _years(source: Index, first: float, last: float) -> Iterator[Comparison]:
    """A year of the source that lies in what the article says."""
    inside = [figure for figure in source.between(first, last) if figure.kind == "year"]
    decades = [figure for value in range(int(first) // 10 * 10, int(last), 10) for figure in source.of("decade", value)]
    if inside or decades:
        yield Comparison("rounded", (inside or decades)[0])


def _score(claim: Figure, source: Index) -> Iterator[Comparison]:
    first, last = claim.value, claim.other
    if same := next((figure for figure in source.of("score", first) if figure.other == last), None):
        yield Comparison("found", same)
        return
    if turned := next((figure for figure in source.of("score", last) if figure.other == first), None):
        yield Comparison("order differs", turned)
    if source.of("number", first) and source.of("number", last):
        yield Comparison("order differs" if turned else "found", source.of("number", first)[0])


def _vague(claim: Figure, source: Index) -> Iterator[Comparison]:
    if same := source.of("vague", claim.value):
        yield Comparison("found", same[0])
    for figure in source.between(claim.value, claim.other):
        if figure.kind != "year" and numbers.agree(claim, figure):
            yield Comparison("rounded", figure)
            return


_SPECIAL = {
    "date": _date, "time": _time, "decade": _decade, "century": _century, "score": _score, "vague": _vague,
}  # fmt: skip
