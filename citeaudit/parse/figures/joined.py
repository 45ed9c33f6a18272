"""Two numbers that are read together: ranges share their unit, scores stay in order, "one in five" is a share."""

import re
from collections.abc import Sequence

from citeaudit.parse.figures import units
from citeaudit.parse.figures.figure import Figure

_DASH = re.compile(r"\s?[-–—‑]\s?")
_TO = re.compile(r"\sto\s|-to-")
_LIST = re.compile(r",?\s(?:and|or)\s")
_IN = re.compile(r"\s(?:in|out\sof)(?:\severy)?\s")
_WHOLES = frozenset([*range(2, 11), 12, 20, 25, 50, 100, 1000, 10_000])
_AND = re.compile(r"(?:,\s|\s|\sand\s)?")
_FOUR_DIGITS = re.compile(r"\d{4}(?:[01]\d|2[0-3])[0-5]\d")
"""As in "at 0600 and [1800]"."""
_COMPOUND = {("h", "min"), ("min", "s"), ("year", "month"), ("ft", "inch")}
_MINUTES = re.compile(r"(\d{1,2})\s?m")
_GAP = 8
"""Code points between two figures that belong together."""
_MOST = 500
"""Of a score."""


def joined(text: str, low: str, found: Sequence[Figure]) -> list[Figure]:
    """The figures, those that belong together made so; from the last to the first, for units stand behind."""
    out: list[Figure] = []
    for figure in reversed(found):
        if out and out[-1].start - figure.end <= _GAP:
            out.extend(reversed(_pair(text, low, figure, out.pop())))
        else:
            out.append(figure)
    out.reverse()
    return out


def _pair(text: str, low: str, figure: Figure, behind: Figure) -> tuple[Figure, ...]:
    """Two figures as they read beside one another, or the one that they are together."""
    gap = low[figure.end : behind.start]
    dash, listed = _DASH.fullmatch(gap), _LIST.fullmatch(gap)
    linked = dash or listed or _TO.fullmatch(gap)
    kinds = figure.kind, behind.kind
    if kinds == ("year", "number") and (dash or gap == "/"):
        return figure, _short_year(figure, behind)
    if kinds == ("number", "number"):
        if _AND.fullmatch(gap) and (both := _compound(text, figure, behind)):
            return (both,)
        whole = _share(text, figure, behind) if _IN.fullmatch(gap) else _score(text, figure, behind) if dash else None
        if whole:
            return (whole,)
        is_range = not listed or _is_between(low, figure)
        if linked and is_range and figure.unit in units.MONEY and not behind.unit:
            behind = behind._replace(unit=figure.unit, noun="")
        return (_with_unit_of(figure, behind, is_range=is_range) if linked else figure), behind
    if linked and figure.kind == "time" and _FOUR_DIGITS.fullmatch(figure.written + behind.written):
        hours, minutes = divmod(int(behind.written), 100)
        return figure, behind._replace(kind="time", value=hours * 60 + minutes, noun="")
    if linked and kinds == ("ordinal", "century"):
        return figure._replace(kind="century"), behind
    if linked and kinds == ("number", "date"):
        return _day_of(behind, figure), behind
    if linked and kinds == ("date", "number") and not behind.noun:
        return figure, _day_of(figure, behind)
    return figure, behind


def _compound(text: str, figure: Figure, behind: Figure) -> Figure | None:
    """As in "three hours and 40 minutes", "19h 12m": one quantity, in the larger unit."""
    minutes = _MINUTES.fullmatch(behind.written) if figure.unit == "h" else None
    rest, small = (float(minutes[1]), "min") if minutes else (behind.value, behind.unit)
    if (figure.unit, small) not in _COMPOUND or figure.scale != 1 or figure.value != int(figure.value):
        return None
    times = units.EXACT[figure.unit, small]
    if not 0 <= rest < times or text.startswith(" of ", behind.end):
        return None  # "3 hours, 20 minutes of them in rain"
    start, end = figure.start, behind.end
    value = float(f"{figure.value + rest / times:.10g}")
    return Figure(start, end, text[start:end], value, figure.unit, step=1 / times, bound=figure.bound)


def _day_of(date: Figure, number: Figure) -> Figure:
    """As in "3 and 5 March": a number beside a date is another day of its month."""
    day = date.value % 100
    if not day or number.unit or number.scale != 1 or number.value not in range(1, 32):
        return number
    return number._replace(value=date.value - day + number.value, kind="date", noun="")


def _is_between(low: str, figure: Figure) -> bool:
    return low.startswith(("between ", "from "), max(0, figure.start - 8)) or low.endswith("between ", 0, figure.start)


def _short_year(figure: Figure, behind: Figure) -> Figure:
    """The year that 21 of "2019–21" is; the number itself where it is none."""
    year = figure.value - figure.value % 100 + behind.value
    if behind.unit or len(behind.written) != 2 or not behind.written.isdigit() or year <= figure.value:
        return behind
    return behind._replace(value=year, kind="year", noun="", also=())


def _share(text: str, figure: Figure, behind: Figure) -> Figure | None:
    whole = behind.value
    if behind.unit or figure.unit or whole not in _WHOLES or not 0 < figure.value < whole:
        return None
    value = float(f"{figure.value / whole * 100:.6g}")
    start, end = figure.start, behind.end
    return Figure(start, end, text[start:end], value, "%", spelled=True, step=1.0, bound=figure.bound)


def _score(text: str, figure: Figure, behind: Figure) -> Figure | None:
    """As in "5-4": two small numbers with nothing but a dash between them; it may be a range too."""
    plain = figure.written.isdigit() and behind.written.isdigit() and figure.end + 1 == behind.start
    if not plain or figure.value > _MOST or behind.value > _MOST:
        return None
    start, end = figure.start, behind.end
    return Figure(start, end, text[start:end], figure.value, "", "score", other=behind.value, noun=behind.noun)


def _with_unit_of(figure: Figure, behind: Figure, *, is_range: bool) -> Figure:
    """As in "4-6 million": the unit, and the scale of a range, stand behind the second number for both."""
    if not figure.unit and behind.unit and not figure.noun and (is_range or figure.scale == behind.scale):
        figure = figure._replace(unit=behind.unit)
    if is_range and figure.scale == 1 and behind.scale > 1 and figure.value < behind.value / behind.scale * 1.0001:
        figure = figure._replace(value=figure.value * behind.scale, step=figure.step * behind.scale, scale=behind.scale)
    return figure
