"""Read the figures of a text: each number with its scale, unit, kind, and the words about it."""

import re
from collections.abc import Iterator

from citeaudit.parse.figures import calendar, digits, joined, units, vocabulary
from citeaudit.parse.figures.bounds import bound, bound_of_time
from citeaudit.parse.figures.figure import Figure
from citeaudit.parse.figures.wording import CENTURY, in_words, noun, times_of, unit_of_age

YEARS = range(1000, 2100)
_GLUED = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12, "mio": 1e6}
_SCALES = {**vocabulary.SCALES, **_GLUED, "crores": 1e7, "lakhs": 1e5, "dozen": 12.0}
_SCALE = re.compile(
    r"(?:(?<=\d)(?P<glued>mln|mn|mio|bn|trn|tn|[kmb])(?![a-z²³]|\.[a-z])"
    r"|[\s\u00a0\u202f-](?P<apart>hundred|thousand|million|billion|trillion|lakhs?|crores?|dozen|mln|mn|bn|tn)(?![a-z]))"
)
_LENGTH = re.compile(
    r"\s?(?:-|high|long|wide|tall|deep|away|above|below|across|x\b|by\b|race|sprint|hurdles|freestyle|dash)"
)
_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
_DECADE = re.compile(r"['’]?s(?![a-z])")
_TABLE = " \t\n\r,;|()0123456789"
_MINUS = re.compile(r"(?:(?<![\w%.)])[-−]|(?<!or\s)\bminus\s)$")
_LETTERS = re.compile(r"(?: ?[CF]|(?<=\d)in|(?:(?<=\b\d)|(?<=\b\d\d))p(?!\.))(?![\w’'])")
_MILLION, _METRES = 1e6, 1000
_HUNDREDTHS = re.compile(r"\.\d{1,3}(?![\d.])")
_MINUTES = re.compile(r"h(\d\d)(?![\d\w])")
_LETTER_UNITS = {"C": ("°C", 1.0), "F": ("°F", 1.0), "p": ("£", 0.01), "in": ("inch", 1.0)}


def figures(text: str) -> list[Figure]:
    """The figures of `text` in order; half-open places in code points."""
    low = _small(text)
    found = sorted((*_in_digits(text, low), *in_words(text, low)), key=lambda figure: (figure.start, -figure.end))
    apart: list[Figure] = []
    for figure in found:
        if not apart or figure.start >= apart[-1].end:
            apart.append(figure)
    return joined.joined(text, low, apart)


def _small(text: str) -> str:
    """`text` in small letters, as long as it is."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def _in_digits(text: str, low: str) -> Iterator[Figure]:
    behind = 0
    for match in digits.TOKEN.finditer(low):
        start, end = match.span()
        if start < behind:
            continue
        kind = match.lastgroup
        if start and kind != "fraction" and low[start - 1].isalnum() and not units.before(low, start):
            continue  # the end of a name: G7, B12
        if kind in ("iso", "slashed"):
            figure = _written_date(match)
        elif kind == "clock":
            figure = _clock(text, low, start, match.end("clock"))
        elif kind == "parts":
            figure = _parts(low, match)
        else:
            figure = _numeral(text, low, start, end)
        if figure:
            behind = figure.end
            yield figure


def _written_date(match: re.Match[str]) -> Figure | None:
    days = calendar.of_digits(match[0])
    return Figure(*match.span(), match[0], days[0], "", "date", also=days[1:]) if days else None


def _clock(text: str, low: str, start: int, end: int) -> Figure | None:
    if part := _HUNDREDTHS.match(low, end):  # 30:14.20
        minutes, seconds = text[start:end].split(":")
        value = float(f"{int(minutes) + float(seconds + part[0]) / 60:.10g}")
        return Figure(start, part.end(), text[start : part.end()], value, "min", step=1 / 600)
    found = calendar.time(low, start, end)
    return (
        Figure(start, found.end, text[start : found.end], found.value, "", "time", also=found.also,
               bound=bound_of_time(low, start)) if found else None
    )  # fmt: skip


def _parts(low: str, match: re.Match[str]) -> Figure | None:
    """As in "3/4 of", "1/10,000": a share; 9/11 and 24/7 are names, and 3/4 may be anything."""
    part, whole = (int(number) for number in match[0].replace(",", "").split("/"))
    if 0 < part < whole and ("," in match[0] or low.startswith(" of ", match.end())):
        return Figure(*match.span(), match[0], float(f"{part / whole * 100:.6g}"), "%", step=min(0.01, 100 / whole))
    return None


def _numeral(text: str, low: str, start: int, end: int) -> Figure | None:
    if not (low[max(0, start - 2) : start] + low[end : end + 2]).strip(_TABLE) and low[start:end].isdigit():
        return _cell(text, start, end)
    read = digits.numeral(low[start:end])
    if read is None:
        return None
    if low[start] in digits.FRACTIONS and low.startswith(" of ", end):
        return Figure(start, end, text[start:end], float(f"{read.value * 100:.6g}"), "%", step=1.0)
    plain = low[start:end].isdigit()
    if plain or "." in low[start:end]:
        at = calendar.time(low, start, end)
        if at:
            near = bound_of_time(low, start)
            return Figure(start, at.end, text[start : at.end], at.value, "", "time", also=at.also, bound=near)
    if plain and end - start == 4 and (at := calendar.four_digits(low, start, end)):
        near = bound_of_time(low, start)
        return Figure(start, at.end, text[start : at.end], at.value, "", "time", bound=near)
    if plain and (day := calendar.date(text, low, start, end)):
        return Figure(day.start, day.end, text[day.start : day.end], day.value, "", "date", also=day.also)
    if plain and (ordered := _ordered(text, low, start, end, read.value)):
        return ordered
    if plain and end - start > 1 and low[start] == "0":
        return None  # a number that somebody dials, or is called by
    return _number(text, low, start, end, read)


def _cell(text: str, start: int, end: int) -> Figure | None:
    """A number with other numbers about it, as in a table: there is nothing more to read."""
    written = text[start:end]
    if (written[0] == "0" and end - start > 1) or end - start > 18:
        return None
    value = float(written)
    year = end - start == 4 and int(value) in YEARS
    zeros = end - start - len(written.rstrip("0")) if value else 0
    return Figure(start, end, written, value, "", "year" if year else "number", step=10.0**zeros)


def _ordered(text: str, low: str, start: int, end: int, value: float) -> Figure | None:
    """As in "the 21st", "the 19th century", "the 1990s"."""
    if suffix := _ORDINAL.match(low, end):
        century = CENTURY.match(low, suffix.end())
        last = century.end() if century else suffix.end()
        return Figure(start, last, text[start:last], value, "", "century" if century else "ordinal")
    if value % 10 == 0 and end - start in (2, 4) and (suffix := _DECADE.match(low, end)):
        full = value if end - start == 4 else 1900 + value
        also = (value,) if end - start == 2 else ()
        return Figure(start, suffix.end(), text[start : suffix.end()], full, "", "decade", also=also)
    return None


def _number(text: str, low: str, start: int, end: int, read: digits.Numeral) -> Figure:
    money = units.before(low, start)
    scale, behind = _scale(low, end, is_money=money is not None)
    also = read.also
    if scale == _MILLION and read.value >= _METRES and low[end] == "m" and not (money or _is_money(low, behind)):
        scale, behind, also = 1.0, end, (*also, read.value * _MILLION)  # 10,000m is a race
    unit = None if money else units.behind(low, behind) or _letter(text, behind)
    if money and low.startswith((" m ", "\u00a0m "), behind):
        scale, behind = 1e6, behind + 2
    symbol, factor = (money[0], 1.0) if money else (unit.symbol, unit.factor) if unit else ("", 1.0)
    symbol = symbol or (unit_of_age(low, start) if scale == 1 else "")
    first, last = (money[1] if money else start), (unit.end if unit else behind)
    plain = low[start:end].isdigit()
    if symbol == "h" and plain and (minutes := _MINUTES.match(low, end)):
        value = float(f"{read.value + int(minutes[1]) / 60:.10g}")
        return Figure(first, minutes.end(), text[first : minutes.end()], value, "h", step=1 / 60)
    year = plain and scale == 1 and not symbol and end - start == 4 and int(read.value) in YEARS
    minus = _MINUS.search(low, max(0, first - 9), first)
    sign = -1.0 if minus else 1.0
    first = minus.start() if minus else first
    times = scale * factor
    value = times_of(read.value, times) * sign
    short = plain and end - start == 2 and text[start - 1 : start] in ("'", "’") and not symbol
    if short:
        value, year = 1900 + value + (100 if value <= 35 else 0), True
    return Figure(
        first, last, text[first:last], value, symbol, "year" if year else "number",
        step=read.step * times, scale=scale, bound=bound(low, first), noun="" if symbol else noun(low, last),
        also=tuple(times_of(other, times) * sign for other in also),
    )  # fmt: skip


def _is_money(low: str, position: int) -> bool:
    unit = units.behind(low, position)
    return unit is not None and unit.symbol in units.MONEY


def _letter(text: str, position: int) -> units.Unit | None:
    """40C and 50p: letters that are units only as they stand here."""
    letter = _LETTERS.match(text, position)
    return units.Unit(*_LETTER_UNITS[letter[0].strip()], letter.end()) if letter else None


def _scale(low: str, end: int, *, is_money: bool) -> tuple[float, int]:
    """The scale behind a number and where it ends."""
    match = _SCALE.match(low, end)
    if match is None:
        return 1.0, end
    if match["glued"] == "m" and not is_money and _LENGTH.match(low, match.end()):
        return 1.0, end  # 45m high
    if match["glued"] == "b" and not is_money:
        return 1.0, end
    return _SCALES[match["glued"] or match["apart"]], match.end()
