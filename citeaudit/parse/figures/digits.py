"""Numbers in digits, as they are written in many countries: 1,200, 1 200, 1.200, 1,20,000, 4.5, 4,5, 2½."""

import re
from typing import NamedTuple

TOKEN = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d)(?!\d)"
    r"|(?P<slashed>\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d\d))(?![\d/])"
    r"|(?P<clock>\d{1,2}:\d\d)(?!\d)(?::\d\d)?"
    r"|(?P<parts>\d{1,2}/\d{1,2}(?![\d/]|,\d{3})|1/\d{1,3}(?:,\d{3})+(?!\d))"
    r"|(?P<number>\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?![\d,.]\d|\d)|\d+(?:[.,'’]\d+)*)[½⅓⅔¼¾⅛]?"
    r"|(?P<fraction>[½⅓⅔¼¾⅛])"
)
FRACTIONS = {"½": 0.5, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 0.25, "¾": 0.75, "⅛": 0.125}
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_APART = re.compile(r"[ \u00a0\u202f\u2009'’]")


class Numeral(NamedTuple):
    value: float
    step: float
    """What the last digit that says something is worth."""
    is_grouped: bool
    """It has marks between thousands, so that it is no year."""
    also: tuple[float, ...] = ()
    """Other readings: "61.240" is 61,240 in many countries, and "3 200" may be two numbers of a table."""


def numeral(written: str) -> Numeral | None:
    """The value of a number as `TOKEN` finds it; None for what is none, such as 1.1.7."""
    tail = FRACTIONS.get(written[-1], 0.0)
    digits = written[:-1] if tail else written
    if not digits:
        return Numeral(tail, 0.01, is_grouped=False)
    also: tuple[float, ...] = ()
    grouped = False
    if _APART.search(digits):
        if " " in digits:
            also = tuple(float(piece) for piece in digits.split())
        digits, grouped = _APART.sub("", digits), True
    if "," in digits:
        if _THOUSANDS.fullmatch(digits):
            digits, grouped = digits.replace(",", ""), True
        elif _DOTTED.fullmatch(digits):
            digits, grouped = digits.replace(".", "").replace(",", "."), True
        elif digits.count(",") == 1 and "." not in digits:
            also = tuple(float(piece) for piece in digits.split(","))
            digits = digits.replace(",", ".")
        else:
            return None
    elif "." in digits and _DOTTED.fullmatch(digits):
        whole = digits.replace(".", "")
        if digits.count(".") > 1:
            digits, grouped = whole, True
        else:
            also = (float(whole),)
    if digits.count(".") > 1 or len(digits) > 18:
        return None
    return Numeral(float(digits) + tail, 0.01 if tail else _step(digits), grouped, also)


def _step(digits: str) -> float:
    whole, dot, decimals = digits.partition(".")
    if dot:
        return float(f"1e-{len(decimals)}")
    bare = whole.rstrip("0")
    return float(f"1e{len(whole) - len(bare)}") if bare else 1.0
