"""What every atlas and calendar says: closed families of sentences, each of them looked up or reckoned.

"Paris is the capital of France" is in the list, "Lyon is the capital of France" is not, and needs a source.
"""

from collections.abc import Iterator
from datetime import date
from functools import cache

from citeaudit import lexicons
from citeaudit.patterns import lazy

LONGEST = 80
"""Characters of such a sentence."""
_RECKONED = ("day", "leap year")
_LEAP = lazy(r"(?:the year )?(\d{4}) (?:is|was|will be) (not )?a leap year")
_DATE = lazy(
    r"(?:(\d{1,2}) ([a-z]+)|([a-z]+) (\d{1,2}),?) (\d{4}),? "
    r"(?:is a|was a|will be a|fell on a|falls on a|will fall on a) ([a-z]+)"
)


def is_known(written: str, language: str) -> bool:
    """Is a sentence of at most `LONGEST` characters common knowledge of time or place, word for word?"""
    line = written.rstrip(" .").lower().replace("’", "'")
    return line in _sentences(language) or (line.endswith(_RECKONED) and _is_reckoned(line, language))


def _is_reckoned(line: str, language: str) -> bool:
    """Leap years, and the day of the week of a date: said rightly."""
    if leap := _LEAP.fullmatch(line):
        year = int(leap[1])  # `calendar` knows it too, and takes longer to import than this program's parser
        return (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)) != bool(leap[2])
    if found := _DATE.fullmatch(line):
        months, days = (lexicons.phrases(language, "common", name) for name in ("month", "day"))
        day, month = found[1] or found[4], found[2] or found[3]
        if month in months and found[6] in days:
            try:
                return date(int(found[5]), months.index(month) + 1, int(day)).weekday() == days.index(found[6])
            except ValueError:
                return False
    return False


@cache
def _sentences(language: str) -> frozenset[str]:
    return frozenset(_written(language))


def _written(language: str) -> Iterator[str]:
    yield from lexicons.phrases(language, "common", "sentence")
    for line in lexicons.phrases(language, "common", "capital"):
        country, _, capital = line.partition(": ")
        for pattern in lexicons.phrases(language, "common", "capital sentence"):
            yield pattern.format(capital=capital, country=country)
    for name in ("day", "month"):
        names = lexicons.phrases(language, "common", name)
        for before, after in zip(names, (*names[1:], names[0]), strict=True) if names else ():
            for pattern in lexicons.phrases(language, "common", f"{name} sentence"):
                yield pattern.format(before=before, after=after)
