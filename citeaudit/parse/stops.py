"""Tell the full stop of an abbreviation, an initial or a number from the one that ends a sentence."""

import re
from functools import cache
from typing import NamedTuple

from citeaudit import lexicons
from citeaudit.parse.cover import COVER
from citeaudit.patterns import lazy

_SPACE = "[ \u00a0\u2009\u200a\u202f]"
_MARKERS_BEFORE = lazy(rf"(?:{_SPACE}{{0,2}}{COVER}+)+\Z")
_NUMERAL = lazy(r"(?:\A|\n)[ \t]*(?:[IVXLC]{1,6}|[A-Za-z]|\d{1,3}(?:\.\d{1,2})*)\Z")


class Words(NamedTuple):
    """The lexicon of one language; the sets are lower-case but for `starters` and `exclaimed`."""

    never: frozenset[str]
    middle: frozenset[str]
    before_number: frozenset[str]
    proper: frozenset[str]
    titles: frozenset[str]
    units: frozenset[str]
    ordinal: frozenset[str]
    exclaimed: frozenset[str]
    starters: frozenset[str]
    reporting: frozenset[str]
    short: frozenset[str]
    """Every abbreviation that is not written with a capital: the plain case must not end in one."""
    tails: frozenset[str]
    """Their last four letters."""


@cache
def words_of(language: str) -> Words:
    def family(name: str, fallback: str = "") -> frozenset[str]:
        return lexicons.words(language, "abbreviations", name) or (
            lexicons.words(fallback, "abbreviations", name) if fallback else frozenset()
        )

    never, middle, proper, units = (
        family("never", "en"),
        family("middle", "en"),
        family("proper"),
        family("units", "en"),
    )
    short = (never | middle | units) - proper
    return Words(
        never, middle, family("before number"), proper, family("titles", "en"), units, family("ordinal months"),
        family("exclaimed"), family("starters", "en"), family("reporting", "en"), short,
        frozenset(word[-4:] for word in short if len(word) >= 4 and "." not in word),
    )  # fmt: skip


def abbreviates(text: str, start: int, match: re.Match[str], word_end: int, words: Words) -> bool:
    """Does the sentence go on after the full stop at the start of `match`, with the word that ends at `word_end`?

    Args:
        text: the prose, markers covered.
        start: where the block begins; nothing before it is looked at.
        match: the full stop (group 1), closers (2), markers (3) and closers (4), ending where the next word begins.
        word_end: where the next word ends; its first character is no space.
        words: the lexicon of the language.
    """
    at = match.start()
    word = text[match.end() : word_end].lstrip("\"“„‘«¿¡'([*_-–—• ")
    closers, markers = match[2], match[3]
    before = text[at - 1] if at > start else " "
    if before == COVER:
        return _titled(text, start, at, word, words)
    if before.isdigit():
        return word.lower() in words.ordinal or (not markers and _is_numeral(text, start, at))
    if not (before.isalpha() or before == "."):
        return False
    written = token(text, start, at)
    low = written.lower()
    if (low in words.proper and written[0].islower()) or (len(written) > 2 and written.isalpha() and written.isupper()):
        return False  # "mass." is a noun, and "AVE." a name: the abbreviations are "Mass." and "Ave."
    number = word[0].isdigit()
    space = at - len(written) - 1
    if low in words.units and space > start and text[space - 1].isdigit():
        if text[space].isspace() or closers or low not in words.never:
            return number
        return True
    if not closers and low in words.never and (len(low) > 1 or written.islower()):
        named = number or any(c.isdigit() for c in word) or (written == "No" and word not in words.starters)
        if low != "no" or named:
            return True
    if low in words.middle or _dotted(low):
        if number:
            return low in words.before_number
        initial = len(word) == 1 and text[word_end : word_end + 1] == "."
        return word[0].isalpha() and not closers and (word not in words.starters or initial)
    if len(low) == 1 and not closers and not markers and low.isascii():
        return _initial(text, start, at, word_end, word, words)
    if number and low in words.before_number:
        return True
    return len(written) < 6 and not markers and _is_numeral(text, start, at)


def _titled(text: str, start: int, at: int, word: str, words: Words) -> bool:
    """A marker stands before the full stop: only "Dr [2]. Ruiz" and "the U.S [2]. Treasury" go on."""
    run = _MARKERS_BEFORE.search(text, max(start, at - 60), at)
    written = token(text, start, run.start()) if run else ""
    titled = written[:1].isupper() and (written.lower() in words.titles or _dotted(written.lower()))
    return titled and word[:1].isalpha() and word not in words.starters


def _initial(text: str, start: int, at: int, word_end: int, word: str, words: Words) -> bool:
    """A single letter with a full stop: an initial ("J. K. Rowling") unless a word follows that begins sentences."""
    if not text[at - 1].isupper() or _is_numeral(text, start, at):
        return True
    if len(word) == 1 and text[word_end : word_end + 1] == ".":
        return True
    return word not in words.starters and (word[0].isalpha() or text[max(start, at - 3) : at - 1] == ". ")


def _dotted(low: str) -> bool:
    """Letters with full stops between them: "u.s", "ph.d"."""
    return 1 < len(low) < 9 and low[1] == "." and low.replace(".", "").isalpha()


def _is_numeral(text: str, start: int, at: int) -> bool:
    """Is all that stands in the line before the full stop the number of a list item: "iv", "2.1"?"""
    return _NUMERAL.search(text[max(start, at - 12) : at]) is not None


def token(text: str, start: int, at: int) -> str:
    """The word that ends at `at`, without opening brackets and quotation marks."""
    pieces = text[max(start, at - 18) : at].rsplit(None, 1)
    if not pieces:
        return ""
    return pieces[-1].rpartition("(")[2].rpartition("\u2014")[2].lstrip("[\"\u201c\u2018'\u2013/*_")


def is_abbreviation(written: str, words: Words) -> bool:
    low = written.lower()
    return low in words.never or low in words.middle or len(low) == 1 or low[1:2] == "."
