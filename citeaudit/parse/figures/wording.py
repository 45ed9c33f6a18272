"""Figures in words, with what stands about them; and the nouns that figures count."""

import re
from collections.abc import Iterator

from citeaudit.parse.figures import calendar, spelled, units
from citeaudit.parse.figures.bounds import bound, bound_of_time
from citeaudit.parse.figures.figure import Figure, Spelled

CENTURY = re.compile(r"[\s-]centur(?:y|ies)\b")
_NOUN = re.compile(r"[\s\u00a0-]([a-z]{2,})")
_AGE = re.compile(r"\b(?:age|aged|ages|(?:boy|girl|child|man|woman|son|daughter|baby|toddler)\sof)\s$")
_NO_NOUN = frozenset(
    "about above according after again against ago all also altogether among an and annually any are around as at "
    "away back be because been before being below between both but by can compared could daily did down due during "
    "each either else ended ending even ever every except fell fewer for from gained grew had has have he her here "
    "higher his how if in including instead into is it its itself just last later less lost lower made may might "
    "monthly more most much my nearly next no nor not now of off on once one only onto or other our out over own "
    "per plus points reached remain respectively rose said say says she should since so some still such than that "
    "the their them then there these they this those through throughout thus till times to today together too total "
    "totally toward towards under until up upon us versus via was we weekly well went were what when where whereas "
    "which while who whose why will with within without worldwide worth would yearly yesterday yet you your".split()
)


def noun(low: str, end: int) -> str:
    """The word at `end` where it may be what is counted."""
    match = _NOUN.match(low, end)
    return match[1] if match and match[1] not in _NO_NOUN else ""


def unit_of_age(low: str, start: int) -> str:
    """The unit of a number that is somebody's age: "aged 5", "a boy of four"; "" for others."""
    return "year" if low[start - 1 : start].isspace() and _AGE.search(low, max(0, start - 14), start) else ""


def times_of(value: float, times: float) -> float:
    """Multiplied as decimals are, so that 1.1 million is 1100000."""
    return float(f"{value * times:.12g}") if times != 1 else value


def in_words(text: str, low: str) -> Iterator[Figure]:
    """The figures that are written in words, in order; `low` is `text` in small letters."""
    for word in spelled.spelled(low):
        start, end = word.start, word.end
        if word.kind == "hour":
            near = bound_of_time(low, start)
            yield Figure(start, end, text[start:end], word.value, "", "time", spelled=True, bound=near)
        elif word.kind == "decade":
            yield Figure(start, end, text[start:end], word.value, "", "decade", spelled=True, also=(word.value % 100,))
        elif word.kind == "span":
            unit = "day" if word.value == 14 else "year"
            yield Figure(
                start, end, text[start:end], word.value, unit, spelled=True, step=word.value, bound=bound(low, start)
            )
        elif word.kind == "ordinal":
            century = CENTURY.match(low, end)
            last = century.end() if century else end
            yield Figure(
                start, last, text[start:last], word.value, "", "century" if century else "ordinal", spelled=True
            )
        elif word.kind == "share":
            yield Figure(
                start,
                end,
                text[start:end],
                float(f"{word.value:.6g}"),
                "%",
                spelled=True,
                step=1.0,
                bound=bound(low, start),
            )
        elif word.kind == "points":
            yield Figure(start, end, text[start:end], word.value, "pp", spelled=True, step=0.01)
        else:
            yield _spelled_number(text, low, word)


def _spelled_number(text: str, low: str, word: Spelled) -> Figure:
    start, end = word.start, word.end
    if word.value <= 12 and (at := calendar.spelled_time(low, start, end, int(word.value))):
        near = bound_of_time(low, start)
        return Figure(start, at.end, text[start : at.end], at.value, "", "time", spelled=True, also=at.also, bound=near)
    unit = units.behind(low, end)
    symbol = unit.symbol if unit else unit_of_age(low, start)
    minus = low.startswith("minus ", max(0, start - 6))
    start -= 6 if minus else 0
    value = times_of(word.value, unit.factor) if unit else word.value
    last = unit.end if unit else end
    whole = f"{value:.0f}"
    return Figure(
        start, last, text[start:last], -value if minus else value, symbol,
        "vague" if word.kind == "vague" else "year" if word.kind == "year" else "number", spelled=True,
        step=float(f"1e{len(whole) - len(whole.rstrip('0'))}") if value else 1.0, scale=word.scale,
        bound=bound(low, start), noun="" if symbol else noun(low, last),
        other=word.last * (unit.factor if unit else 1),
    )  # fmt: skip
