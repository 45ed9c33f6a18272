"""Figures as numbers with units, so that "1,200" is 1200, "a dozen" is 12 and "£1.2m" is 1.2 million pounds."""

import re
from decimal import Decimal, InvalidOperation
from typing import Literal, NamedTuple

State = Literal["found", "rounded", "unit differs", "power of ten", "not found"]

_SCALES = {
    "hundred": 2, "thousand": 3, "k": 3, "million": 6, "m": 6, "mn": 6, "mln": 6, "billion": 9, "bn": 9, "b": 9,
    "trillion": 12, "tn": 12, "lakh": 5, "crore": 7,
}  # fmt: skip
_UNITS = {
    word: unit
    for unit, words in {
        "%": "% percent pct", "$": "$ dollar dollars usd us$", "£": "£ pound pounds gbp", "€": "€ euro euros eur",
        "¥": "¥ yen", "km": "km kilometre kilometres kilometer kilometers", "mi": "mile miles",
        "kg": "kg kilogram kilograms", "t": "tonne tonnes", "ton": "ton tons", "m": "metre metres meter meters",
        "ft": "foot feet", "cm": "cm", "mm": "mm", "day": "day days", "week": "week weeks", "month": "month months",
        "year": "year years", "h": "hour hours", "min": "minute minutes", "s": "second seconds",
    }.items()
    for word in words.split()
} | {"per cent": "%", "percentage points": "%"}  # fmt: skip
_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: i for i, word in enumerate(_SMALL)} | {word: 20 + 10 * i for i, word in enumerate(_TENS)}
_SPECIAL: dict[str, int | Decimal] = {
    "dozen": 12,
    "dozens": 12,
    "half": Decimal("0.5"),
    "couple": 2,
    "twice": 2,
    "thrice": 3,
    "double": 2,
}
_ORDINALS = {
    word: i + 1
    for i, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
    )
}
_NAMES = "|".join(sorted({*_WORDS, *_SPECIAL, *_ORDINALS}, key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?P<sign>US\$|[$£€¥])?\s?(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:st|nd|rd|th)?"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|lakh|crore|bn|mln|mn|tn|(?<=\d)[mkb](?![a-z.])))?"
    r"(?:[\s-]?(?P<unit>%|per\scent|percentage\spoints|percent|pct|[a-z]+))?"
    rf"|\b(?P<word>(?:{_NAMES})(?:[\s-](?:{_NAMES}))?)\b(?:[\s-](?P<scale2>hundred|thousand|million|billion|trillion))?"
    r"(?:[\s-](?P<unit2>per\scent|percent|[a-z]+))?",
    re.IGNORECASE,
)
_LARGE = 10
"""From here on a number without a unit is the same as one that has a unit."""
_YEARS = range(1400, 2100)


class Figure(NamedTuple):
    value: Decimal
    unit: str
    """A symbol of `_UNITS`, or "" where none is known."""
    start: int
    end: int
    written: str
    spelled: bool
    """Written as a word: "three", "a dozen"."""

    @property
    def is_year(self) -> bool:
        return not self.unit and self.value == int(self.value) and int(self.value) in _YEARS and "," not in self.written


def figures(text: str) -> list[Figure]:
    """The figures of `text` in order."""
    found: list[Figure] = []
    for match in _FIGURE.finditer(text):
        value = _value(match)
        if value is None:
            continue
        unit = _UNITS.get((match["sign"] or "").lower()) or _unit(match["unit"] or match["unit2"] or "")
        end = match.end()
        tail = match["unit"] or match["unit2"]
        if tail and not _unit(tail):
            end -= len(tail)
        piece = text[match.start() : end]
        written = piece.strip().strip("-").strip()
        start = match.start() + piece.index(written)
        found.append(Figure(value, unit or "", start, start + len(written), written, match["word"] is not None))
    return found


def _unit(word: str) -> str:
    return _UNITS.get(" ".join(word.lower().split()), "")


def _value(match: re.Match[str]) -> Decimal | None:
    scale = (match["scale"] or match["scale2"] or "").lower()
    if match["digits"]:
        try:
            value = Decimal(match["digits"].replace(",", ""))
        except InvalidOperation:
            return None
    else:
        value = Decimal(0)
        for part in re.split(r"[\s-]", match["word"].lower()):
            if part in _SPECIAL:
                value = Decimal(_SPECIAL[part]) * (value or 1)
            elif part in _WORDS:
                value += _WORDS[part]
            else:
                value += _ORDINALS.get(part, 0)
    return value.scaleb(_SCALES[scale]) if scale else value


def compare(claim: Figure, source: list[Figure]) -> tuple[State, Figure | None]:
    """How a figure of the article stands among those of a source, and the one that it was compared with."""
    best: tuple[State, Figure | None] = ("not found", None)
    for other in source:
        if other.value == claim.value:
            if claim.unit == other.unit or (abs(claim.value) >= _LARGE and not (claim.unit and other.unit)):
                return "found", other
            if not (claim.unit and other.unit):
                continue  # "two years" is not in every text that has a 2
            best = "unit differs", other
    if best[1]:
        return best
    for other in source:
        if claim.unit == other.unit and not claim.is_year and _rounds(claim.value, other.value):
            return "rounded", other
    for other in source:
        if (
            claim.unit == other.unit
            and not claim.is_year
            and claim.value
            and other.value
            and _shifted(claim.value, other.value)
        ):
            return "power of ten", other
    return best


def _rounds(claim: Decimal, source: Decimal) -> bool:
    """Is the figure of the article that of the source with fewer digits?"""
    if not claim or not source or claim == source or abs(claim) < 10:
        return abs(claim) < 10 and source != int(source) and round(source) == claim
    digits = claim.normalize()
    places = digits.as_tuple().exponent
    if not isinstance(places, int):
        return False
    step = Decimal(1).scaleb(places)
    return abs(source - claim) <= step / 2 and abs(source - claim) / abs(source) < Decimal("0.05")


def _shifted(claim: Decimal, source: Decimal) -> bool:
    a, b = claim.normalize(), source.normalize()
    same = a.as_tuple().digits == b.as_tuple().digits
    return same and len(a.as_tuple().digits) > 1 and a != b
