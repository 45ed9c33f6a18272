"""Figures that a writer may have worked out from two of the source: a difference, a sum, a share, a span of years."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from citeaudit.evidence.context import Context
from citeaudit.parse.figures import Figure, Index
from citeaudit.parse.figures.units import agree

_MOST = 300
"""Numbers of a source; among more, a sum or a difference can be found for every figure."""
_AROUND = 300
"""Code points between the two."""
_SMALLEST = 4
_YOUNGEST, _OLDEST = 4, 115
_FEW_YEARS = 8
"""Years among which a number without a unit is an age that somebody worked out, and no accident."""
_SURE = 4
"""Digits of a difference that are no accident, whatever the words about them."""
_OF_THE = re.compile(r"\bof\s(?:the|its|their|all)\s$")
"""Before a whole: "nine of the [eleven] districts"."""
_AGE = re.compile(r"\b(?:was|is|aged?|at|turned|turns|being)\s$")
_RATIO = re.compile(r"\b(?:ratio|HR|OR|RR|IRR|aHR|aOR)\b")
_NEAR_RATIO = 40
_SUM = re.compile(
    r"\b(?:total(?:s|led|ling)?|altogether|combined|in all|together|both|overall|sum|plus|all told)\b", re.IGNORECASE
)
_DIFFERENCE = re.compile(
    r"\b(?:more|fewer|less|higher|lower|r(?:ise|ises|ising|ose|isen)|f(?:all|alls|ell|allen|alling)|gr(?:ow|ows|ew|own|owing|"
    r"owth)|drop(?:s|ped)?|gap|margin|(?:in|de)creas(?:e|es|ed|ing)|up|down|difference|ahead|behind|cuts?|gain(?:s|ed)?|lost|"
    r"extra|another|jump(?:s|ed)?|chang(?:e|es|ed))\b",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(?:after|since|later|earlier|before|ago|old|aged?|for|over|span(?:s|ned|ning)?|ran|lasted|within|during|apart|than|"
    r"long|course|nearly|almost|tak(?:e|es|en|ing)|took|lasts?|lasting)\b",
    re.IGNORECASE,
)


class Terms(NamedTuple):
    """The two figures, of the source or one of it and one of the sentence."""

    one: Figure
    two: Figure


def terms(own: str, language: str, figure: Figure, beside: Sequence[Figure], source: Index) -> Terms | None:
    """What `figure` of the sentence `own` may be the result of; `beside` are all figures of the sentence."""
    if figure.kind != "number" or figure.value < (0 if figure.unit else _SMALLEST) or len(source.figures) > _MOST:
        return None
    if _is_years(own, figure):
        years = [*_years(beside), *_years(source.figures)]
        return _span(figure, years) if figure.unit or len(years) <= _FEW_YEARS else None
    if figure.unit == "%" and (ratio := _ratio(own, figure, source)):
        return ratio
    part = bool(_OF_THE.search(own[: figure.start][-10:]))
    if figure.unit != "%" and not part and not _SUM.search(own) and not _DIFFERENCE.search(own):
        return None
    sure = f"{figure.value:.0f}".rstrip("0")
    context = Context(own, figure, language)
    parts = frozenset(other.value for other in beside if part and other.start < figure.start)
    results = (
        pair for pair in _pairs(source) if _results(own, figure, *pair) or (part and _whole(figure, pair, parts))
    )
    exactly = len(sure) >= _SURE and figure.step == 1
    return next((pair for pair in results if exactly or context.shares(source, pair.one, 1)), None)


def _is_years(own: str, figure: Figure) -> bool:
    """Is it a number of years, or an age: "when she was 28"?"""
    if figure.unit == "year":
        return bool(_SPAN.search(own))
    bare = not figure.unit and not figure.noun and _YOUNGEST <= figure.value <= _OLDEST
    return bare and bool(_AGE.search(own[: figure.start][-8:]))


def _ratio(own: str, figure: Figure, source: Index) -> Terms | None:
    """As in "a 32 per cent lower risk" where the source has a hazard ratio of 0.68."""
    found = _DIFFERENCE.search(own)
    for value in (round(1 - figure.value / 100, 4), round(1 + figure.value / 100, 4)) if found else ():
        for one in source.of("number", value):
            if not one.unit and _RATIO.search(source.text, max(0, one.start - _NEAR_RATIO), one.start):
                return Terms(one, one)
    return None


def _whole(figure: Figure, pair: Terms, parts: frozenset[float]) -> bool:
    """Is it the sum of a part that the sentence has and of what remains?"""
    return pair.one.value + pair.two.value == figure.value and not parts.isdisjoint((pair.one.value, pair.two.value))


def _years(found: Sequence[Figure]) -> list[tuple[int, Figure]]:
    """The years that figures name, each once."""
    named = {_year(figure): figure for figure in reversed(found) if figure.kind in ("year", "date")}
    return [(year, figure) for year, figure in reversed(named.items()) if year]


def _year(figure: Figure) -> int:
    return int(figure.value) // 10_000 if figure.kind == "date" else int(figure.value)


def _span(figure: Figure, years: Sequence[tuple[int, Figure]]) -> Terms | None:
    pairs = combinations(years[:40], 2)
    return next((Terms(a, b) for (one, a), (two, b) in pairs if abs(one - two) == figure.value), None)


def _pairs(source: Index) -> Iterator[Terms]:
    """Numbers of one unit that stand near one another."""
    numbers = [figure for figure in source.figures if figure.kind == "number" and figure.value > 0]
    for i, one in enumerate(numbers):
        for two in numbers[i + 1 : i + 7]:
            if two.start - one.end > _AROUND:
                break
            if agree(one.unit, two.unit) and one.value != two.value:
                yield Terms(one, two)


def _results(own: str, figure: Figure, one: Figure, two: Figure) -> bool:
    low, high = sorted((one.value, two.value))
    if figure.unit == "%" and one.unit != "%":
        shares = (low / high, (high - low) / low, (high - low) / high)
        return high >= _SMALLEST and any(_is(figure, share * 100) for share in shares)
    if figure.unit != one.unit and not (figure.unit == "pp" and one.unit == "%"):
        return False
    is_sum = _is(figure, low + high) and bool(_SUM.search(own))
    return is_sum or (_is(figure, high - low) and bool(_DIFFERENCE.search(own)))


def _is(figure: Figure, value: float) -> bool:
    """Is `value` the figure, or what it was rounded from? A round figure of few digits may be anything."""
    return abs(figure.value - value) <= min(figure.step / 2, 0.005 * abs(value) if figure.unit != "%" else 0.5)
