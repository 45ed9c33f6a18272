"""Parts of a whole in words: "half of it", "a third fewer", "a quarter of a point", "two and a half"."""

import re

from citeaudit.parse.figures.figure import Spelled, Tokens
from citeaudit.parse.figures.vocabulary import ORDINALS, PARTS, SCALES

_OF_A_POINT = re.compile(r" (?:of )?a (?:percentage )?point\b")
_THIRD = 3
_OF_WHAT_WAS = re.compile(r"\s(?:fewer|less|more|higher|lower|smaller|larger|bigger|on|from|since)\b")
"""Behind a share of what there was before: "a tenth [more than] in spring"."""
_AND_A_HALF = re.compile(rf"[\s-]and[\s-]a[\s-]half\b(?:[\s-]({'|'.join(SCALES)})\b)?")


def and_a_half(low: str, number: Spelled) -> Spelled:
    """As in "seven and a half", "two and a half million", "a million and a half"."""
    half = _AND_A_HALF.match(low, number.end) if number.kind == "number" else None
    if half is None:
        return number
    scale = SCALES.get(half[1] or "", 1.0) if number.scale == 1 else 1.0
    value = (number.value + number.scale / 2) * scale
    return number._replace(end=half.end(), value=value, scale=number.scale * scale)


def share(low: str, tokens: Tokens, i: int, lead: re.Match[str] | None) -> tuple[Spelled, int] | None:
    """As in "half of", "a third of": a part of a whole, where "of" or the like says that it is one."""
    word, start, end = tokens[i]
    if (point := _OF_A_POINT.match(low, end)) and (word == "half" or (lead and lead[2] == "a")):
        return Spelled(lead.start() if lead and lead[2] else start, point.end(), 1 / PARTS[word], "points"), i + 1
    if word == "half":
        whole = low.startswith((" of", " the ", " its ", " their ", " his ", " her ", " our "), end)
        return (Spelled(start, end, 50.0, "share"), i + 1) if whole and not _is_ordinal(tokens, i) else None
    if lead and lead[2] == "a" and PARTS[word] > _THIRD - 1 and _OF_WHAT_WAS.match(low, end):
        return Spelled(lead.start(), end, 100 / PARTS[word], "share"), i + 1
    if lead and lead[2] == "a" and low.startswith(" of ", end) and not low.startswith((" of a m", " of a b"), end):
        return Spelled(lead.start(), end, 100 / PARTS[word], "share"), i + 1
    return None


def _is_ordinal(tokens: Tokens, i: int) -> bool:
    """As in "The second half of the year"."""
    return i > 0 and tokens[i - 1][0] in ORDINALS
