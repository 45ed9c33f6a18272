"""Days, months and clocks about a number: "3 March 2021", "March 3", "2021-03-03", "3.30pm", "three o'clock"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.parse.dates import MONTHS

_SHORT = {name[:3]: i for i, name in enumerate(MONTHS, 1)} | {"sept": 9}
_NUMBER = {name: i for i, name in enumerate(MONTHS, 1)} | _SHORT
_MONTH = "|".join(sorted(_NUMBER, key=len, reverse=True))
_YEAR = r"(?:(?:,?\s|-)(?P<year>1[0-9]\d\d|20\d\d)(?![\d,]\d|\d|%))?"
_DAY_FIRST = re.compile(rf"(?:st|nd|rd|th)?(?:\s|-)(?:of\s)?(?P<month>{_MONTH})\b\.?{_YEAR}")
_MONTH_FIRST = re.compile(rf"\b(?P<month>{_MONTH})\.?\s(?:the\s)?$")
_BEHIND_DAY = re.compile(rf"(?:st|nd|rd|th)?(?![\d%]|[.,:/]\d){_YEAR}")
_HALF = re.compile(r"[\s\u00a0\u202f]?([ap])\.?\s?m\b\.?")
_OCLOCK = re.compile(r"\so['’]clock(?:\sin\sthe\s(morning|afternoon|evening))?")
_SPLIT = re.compile(r"[/.]")
_BEFORE_HOURS = re.compile(r"\b(?:at|by|from|until|till|since|around|about|before|after|to)\s$")
_BEHIND_HOURS = re.compile(r"[\s-](?:hours|hrs|gmt|utc|bst|cet|est|local)\b(?!\sof\b)")


class Reading(NamedTuple):
    start: int
    end: int
    value: float
    also: tuple[float, ...] = ()


def number(year: int, month: int, day: int) -> float:
    """A date as one number, 20210303; 0 stands for what is not given."""
    return float(year * 10_000 + month * 100 + day)


def months(text: str, month: int) -> Iterator[tuple[int, int]]:
    """Where a text names a month, 1 to 12, in full or short."""
    name = MONTHS[month - 1].capitalize()
    for match in re.finditer(rf"\b(?:{name}|{name[:3]}\.?)(?!\w)", text):
        if name != "May" or not match.start() or text[match.start() - 1] == " ":
            yield match.span()


def date(text: str, low: str, start: int, end: int) -> Reading | None:
    """The date of which the number `text[start:end]` is the day, or the year where it has four digits."""
    if end - start > 2:
        return _month_and_year(text, low, start, end) if end - start == 4 else None
    day = int(low[start:end])
    if not 1 <= day <= 31:
        return None
    found = _DAY_FIRST.match(low, end)
    if found and text[found.start("month")].isupper():
        return Reading(start, found.end(), number(int(found["year"] or 0), _NUMBER[found["month"]], day))
    before = _before(text, low, start)
    if before and (found := _BEHIND_DAY.match(low, end)):
        return Reading(before[0], found.end(), number(int(found["year"] or 0), before[1], day))
    return None


def _before(text: str, low: str, start: int) -> tuple[int, int] | None:
    """The month that stands right before a place: where it begins, and its number."""
    if not low[start - 1 : start].isspace():
        return None
    before = _MONTH_FIRST.search(low, max(0, start - 16), start)
    return (before.start(), _NUMBER[before["month"]]) if before and text[before.start()].isupper() else None


def _month_and_year(text: str, low: str, start: int, end: int) -> Reading | None:
    before = _before(text, low, start) or _before(text, low, start - 1) if low[start - 1 : start] == " " else None
    return Reading(before[0], end, number(int(low[start:end]), before[1], 0)) if before else None


def of_digits(written: str) -> tuple[float, ...]:
    """The dates that "2021-03-03" or "3/4/2021" may be, none where it is no date."""
    if "-" in written:
        year, month, day = (int(part) for part in written.split("-"))
        return (number(year, month, day),) if 1 <= month <= 12 and 1 <= day <= 31 else ()
    first, second, year = (int(part) for part in _SPLIT.split(written))
    year += (2000 if year <= 35 else 1900) if year < 100 else 0
    orders = {(second, first), (first, second)}
    return tuple(number(year, m, d) for m, d in sorted(orders) if 1 <= m <= 12 and 1 <= d <= 31)


def time(low: str, start: int, end: int) -> Reading | None:
    """The time of day of which `low[start:end]`, "15:00", "3.30" or "3", is the number; minutes since midnight."""
    hours, _, minutes = low[start:end].replace(".", ":").partition(":")
    if not hours.isdigit() or not (minutes.isdigit() or not minutes) or int(hours) > 24 or int(minutes or 0) > 59:
        return None
    return _time(low, start, end, int(hours) % 24 * 60 + int(minutes or 0), is_clock=":" in low[start:end])


def four_digits(low: str, start: int, end: int) -> Reading | None:
    """The time of "at 0600", "at 1800 hours": without a nought at its head only where the words about it say so."""
    hours, minutes = int(low[start : end - 2]), int(low[end - 2 : end])
    if end - start != 4 or hours > 23 or minutes > 59:
        return None
    behind = _BEHIND_HOURS.match(low, end)
    before = _BEFORE_HOURS.search(low, max(0, start - 8), start)
    is_time = (before or behind) if low[start] == "0" else (before and before[0] == "at " and behind)
    return Reading(start, behind.end() if behind else end, hours * 60 + minutes) if is_time else None


def spelled_time(low: str, start: int, end: int, hour: int) -> Reading | None:
    """The time of "three o'clock", "three p.m."."""
    return _time(low, start, end, hour * 60, is_clock=False) if 1 <= hour <= 12 else None


def _time(low: str, start: int, end: int, value: int, *, is_clock: bool) -> Reading | None:
    half = _HALF.match(low, end)
    if half and value < 13 * 60:
        early = value % 720
        return Reading(start, half.end(), early + 720 if half[1] == "p" else early)
    other = (float((value + 720) % 1440),) if value <= 12 * 60 + 59 else ()
    if oclock := _OCLOCK.match(low, end):
        return Reading(start, oclock.end(), value, other)
    return Reading(start, end, value, other) if is_clock else None
