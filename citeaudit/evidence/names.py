"""The names, weekdays and dates of a sentence that a saved text should mention too."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from citeaudit.checked import Checked
from citeaudit.evidence.shelf import Shelf
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


def checked(
    own: str, offset: int, skipped: Callable[[int], bool], shelf: Shelf, cited: Sequence[str], others: Sequence[str]
) -> Iterator[Checked]:
    """The names of the sentence `own`, which begins at `offset`, but those at a place of it that is `skipped`."""
    for name in names(own):
        if not skipped(name.start):
            yield _check(name, offset, shelf, cited, others)


def _check(name: Name, offset: int, shelf: Shelf, cited: Sequence[str], others: Sequence[str]) -> Checked:
    start, end = offset + name.start, offset + name.end
    if not cited:
        return Checked("name", start, end, "no saved text")
    if label := _first(name, shelf, cited):
        return Checked("name", start, end, "found", "", label)
    if label := _first(name, shelf, others):
        return Checked("name", start, end, "found elsewhere", "", label)
    return Checked("name", start, end, "not found")


def _first(name: Name, shelf: Shelf, labels: Sequence[str]) -> str:
    """The first of the texts that mentions the name; "" where none does."""
    return next((label for label in labels if (words := shelf.words(label)) and mentions(name, words)), "")
