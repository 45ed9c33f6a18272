"""The names, weekdays and dates of a sentence that a saved text should mention too."""

import re
from typing import NamedTuple

from citeaudit.evidence.words import Words, fold

_NAME = re.compile(
    r"(?<![.!?] )(?<![.!?]” )(?<!^)(?<![“\"‘(])\b[A-Z][\w'’-]*[a-z]"
    r"(?:\s(?:de|van|von|der|bin|al|of the|of)\s[A-Z][\w'’-]+|\s[A-Z][\w'’-]+)+"
)
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_MONTHS = "January February March April May June July August September October November December".split()
_DATE = re.compile(
    rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?({'|'.join(_MONTHS)})|({'|'.join(_MONTHS)})\s(\d{{1,2}}))\b"
)


class Name(NamedTuple):
    start: int
    end: int
    written: str
    words: tuple[str, ...]
    """Those of which the source must have one: the surname, the day and the month."""


def names(text: str) -> list[Name]:
    """The full names, weekdays and dates of `text`; single words with a capital may be anything."""
    found = [
        Name(
            *match.span(), match[0], tuple(fold(word) for word in re.findall(r"[^\W_]+", match[0]) if word[0].isupper())
        )
        for match in _NAME.finditer(text)
    ]
    taken = [(name.start, name.end) for name in found]
    for match in _DATE.finditer(text):
        day, month = match[1] or match[4], match[2] or match[3]
        found.append(Name(*match.span(), match[0], (day, fold(month))))
        taken.append(match.span())
    found += [
        Name(*match.span(), match[0], (fold(match[0]),))
        for match in _DAY.finditer(text)
        if not any(a <= match.start() < b for a, b in taken)
    ]
    return sorted(found)


def mentions(name: Name, source: Words) -> bool:
    """Does a text have any word of the name? A surname alone, or a body by a part of its name, is a mention."""
    return not source.vocabulary.isdisjoint(name.words)
