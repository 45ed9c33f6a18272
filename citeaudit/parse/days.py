"""Read a date as far as it is given: a day, a month or a year, in the ways of four languages."""

from typing import NamedTuple

from citeaudit.patterns import lazy

_MONTHS = (
    ("jan", "ene"), ("feb", "fév", "fev"), ("mar", "mär", "mrz"), ("apr", "avr", "abr"), ("may", "mai"),
    ("jun", "juin"), ("jul", "juil"), ("aug", "aoû", "aou", "ago"), ("sep", "set"), ("oct", "okt"), ("nov",),
    ("dec", "déc", "dez", "dic"),
)  # fmt: skip
_NUMBER = {start: number for number, starts in enumerate(_MONTHS, 1) for start in starts}
_WRITTEN = lazy(
    r"(?<![\w-])(?:(\d{1,2})(?:st|nd|rd|th|er|\.)?\s(?:de\s)?)?"
    r"([^\W\d_]{3,10})\.?(?:\s(\d{1,2})(?:st|nd|rd|th)?,?)?\s(?:de\s)?(\d{4})\b"
)
_YEAR_FIRST = lazy(r"\b((?:1[6-9]|20)\d{2})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?!\d))?)?(?![-/.]?\d)")


class Day(NamedTuple):
    """A date, as exactly as it is known."""

    year: int
    month: int | None = None
    day: int | None = None

    def agrees(self, other: "Day") -> bool:
        """May both be one date? What one of them leaves open agrees, and so does the day before: hours differ."""
        if self.year != other.year or (self.month and other.month and self.month != other.month):
            return _next_to(self, other)
        return not (self.day and other.day) or abs(self.day - other.day) <= 1


def read(written: str) -> Day | None:
    """The date in `written`; None where there is none, or where day and month cannot be told apart ("3/4/2025")."""
    for match in _WRITTEN.finditer(written):
        number = _NUMBER.get(match[2].lower()[:4]) or _NUMBER.get(match[2].lower()[:3])
        day = match[1] or match[3]
        if number:
            return Day(int(match[4]), number, int(day) if day and 1 <= int(day) <= 31 else None)
    found = _YEAR_FIRST.search(written)
    if found is None:
        return None
    month, last = int(found[2] or 0), int(found[3] or 0)
    return Day(int(found[1]), month, last or None) if 1 <= month <= 12 and last <= 31 else Day(int(found[1]))


def _next_to(one: Day, other: Day) -> bool:
    """The last day of one month and the first of the next."""
    if not (one.month and one.day and other.month and other.day):
        return False
    early, late = sorted((one, other))
    months = 12 * (late.year - early.year) + (late.month or 0) - (early.month or 0)
    return months == 1 and late.day == 1 and (early.day or 0) >= 28
