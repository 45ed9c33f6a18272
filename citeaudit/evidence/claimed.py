"""Which figures of a sentence a source should have: not those that are part of a name, nor words such as "one of"."""

import re
from functools import cache

from citeaudit import lexicons
from citeaudit.parse import people
from citeaudit.parse.dates import MONTHS, WEEKDAYS
from citeaudit.parse.figures import Figure

_SMALL = 3
"""Up to here a number in words is often no count: "two sides of the coin"."""
_SIGN = re.compile(r"[#§]\s?$")
_BEFORE = re.compile(r"(?:^|[^\w.])(?:(\w+)\s)?(\w+)\.?\s$")
_AFTER_CAPITAL = re.compile(r"(?:^|[\s(“\"‘'/-])([A-Z][\w’'.&-]*)\s$")
_FIRST_OF_TWO = re.compile(r"\d[\d.,]*\s?(?:[-–—&]|(?<=\s)(?:and|to|or)(?=\s))\s?$")
"""As in "pp. 637-[655]"."""
_GLUED = re.compile(r"(?:[A-Za-z][-–/]|\d/)$")
_PREFIX = re.compile(
    r"\b(?:mid|pre|post|early|late|under|over|sub|minus|the|per|ex|circa|to|and|or|until|since)[-–/]$", re.IGNORECASE
)
_DIALLED = re.compile(r"[-–]\d{3,}\b")
_SPAN = re.compile(r"an?\s(?:decade|century|fortnight)", re.IGNORECASE)
_AS_OF = re.compile(r"\b[Aa]s\s(?:of|at)\s$")
"""The day on which somebody writes, which the source need not name."""
_LABEL = re.compile(
    r"\b(?!(?:was|has|plus|minus|less|versus|across|times|this|always|perhaps|towards|equals|reaches|totals|averages|costs|scores)\s)"
    r"[a-z]{3,}s\s(?:\d+(?:,\s|\s(?:and|to|or)\s|[-–]))*$"
)
"""As in "Contexts 1 and 2", "wards 5 and 6"."""
_OF_MANY = re.compile(r"\s(?:of|another|day|or\sanother)\b")


def is_claimed(own: str, figure: Figure, language: str) -> bool:
    """Is a figure of the sentence `own` one that a source should have? "One" is a word, and "F-16" a name."""
    if figure.kind == "vague" and figure.value < 100:
        return False
    if (
        figure.spelled
        and figure.kind in ("number", "ordinal")
        and figure.unit not in ("%", "pp")
        and abs(figure.value) <= _SMALL
    ):
        return False
    if _SPAN.match(figure.written):
        return False
    if figure.kind == "date" and figure.value % 100 and _AS_OF.search(own[: figure.start][-10:]):
        return False
    return not is_name(own, figure, language)


def is_small_count(own: str, figure: Figure) -> bool:
    """As in "Two men": too small to be missed, and yet the source may have three of them."""
    counts = figure.kind == "number" and figure.spelled and bool(figure.noun or figure.unit) and figure.unit != "%"
    small = 1 <= figure.value <= _SMALL or bool(_SPAN.match(figure.written))
    return counts and small and not _OF_MANY.match(own, figure.end)


def is_name(own: str, figure: Figure, language: str) -> bool:
    """Is the figure part of a name: "Route 66", "Boeing 737", "COVID-19", "555-0199"?"""
    if figure.spelled or figure.kind in ("date", "time", "decade", "century"):
        return False
    before = own[: figure.start]
    if _is_numbered(before[-40:], figure, language):
        return True
    if _GLUED.search(before[-3:]) and not _PREFIX.search(before[-7:]):
        return figure.kind != "year"
    if figure.kind == "number" and not figure.unit and _DIALLED.match(own, figure.end):
        return True
    if (
        figure.kind in ("number", "year")
        and figure.written[-1].isdigit()
        and own[figure.end : figure.end + 1].isalpha()
    ):
        return True  # "in 2D"
    if figure.kind in ("year", "score") or figure.unit or figure.scale > 1:
        return False
    if not figure.noun and figure.value < 20 and _LABEL.search(before[-30:]):
        return True
    capital = _AFTER_CAPITAL.search(before[-24:])
    if capital is None or capital[1].lower().rstrip(".") in _openers(language) or capital[1].lower().endswith("ly"):
        return False
    return not figure.noun.endswith(("s", "people", "men", "women", "children")) or figure.value < 10


def _is_numbered(before: str, figure: Figure, language: str) -> bool:
    """Does the word before a figure take a number behind it, as "section" does, "season", and "set" of no things?"""
    if _SIGN.search(before):
        return True
    alone = _FIRST_OF_TWO.sub("", before)
    if alone != before and (figure.noun or figure.unit):
        return False
    words = _BEFORE.search(alone)
    if words is None:
        return False
    last = words[2].lower()
    if last in lexicons.words(language, "figures", "numbered"):
        return not figure.unit
    if last in lexicons.words(language, "figures", "numbered, or a verb"):
        return not (figure.noun or figure.unit)
    earlier = (words[1] or "").lower()
    return last in lexicons.words(language, "figures", "numbered time") and earlier not in lexicons.words(
        language, "figures", "before a time"
    )


@cache
def _openers(language: str) -> frozenset[str]:
    """Words that have a capital and are no part of a name: those that open sentences, days and months."""
    families = ("small words", "place before", "beside a range", "before a time", "opens")
    known = (lexicons.words(language, "figures", family) for family in families)
    return people.known_words(language).no_name.union(MONTHS, WEEKDAYS, *known)
