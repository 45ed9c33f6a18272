"""Compare stretches of text by the words that carry their content."""

from collections.abc import Iterable
from functools import lru_cache

from citeaudit import lexicons
from citeaudit.parse.cover import unpunctuated
from citeaudit.patterns import lazy

_WORD = lazy(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
_MARKS = lazy(r"[\u0300-\u036f\u05b0-\u05c7\u0610-\u061a\u064b-\u065f\u0670]+")
"""Accents and vowel signs that are characters of their own, and would cut a word."""
_ENDINGS = lazy(r"(?<=[a-zà-ÿ]{3})(?:ies|es|ed|ing|er|s|y|e)$")
_BARS = "|•·‹›►▸→✓★"
"""What stands before or between the lines of a menu."""


def words(text: str) -> list[str]:
    """The words of `text` in order, lower-cased, possessives cut off; `text` has its markers covered."""
    low = text.lower().replace("’", "'")
    return [word.removesuffix("'s") for word in _WORD.findall(low if low.isascii() else _MARKS.sub("", low))]


def content(text: str, language: str) -> frozenset[str]:
    """The words that carry content, without the endings that a change of tense or number brings."""
    return carrying(words(text), language)


def carrying(found: Iterable[str], language: str) -> frozenset[str]:
    """Those of some `words` that carry content, without these endings."""
    stop = lexicons.words(language, "stopwords")
    return frozenset([stem(word) for word in found if word not in stop])


def names(text: str, language: str) -> frozenset[str]:
    """The words with a capital that do not begin the text, as content; none where all nouns have capitals."""
    if language == "de":
        return frozenset()
    written = _WORD.findall(text.replace("’", "'"))[1:]
    return frozenset(stem(word.removesuffix("'s").lower()) for word in written if word[:1].isupper())


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """A word in small letters without the endings that a change of tense or number brings."""
    return _ENDINGS.sub("", _ENDINGS.sub("", word))  # "growers", "grower", "grow"


def plain(low: str) -> str:
    """`low`, in small letters, without punctuation, at the same length: cut a stretch at spaces to have its words."""
    text = unpunctuated(low).replace("’", "'")
    for sign in _BARS:
        if sign in text:
            text = text.replace(sign, " ")
    return text


def alike(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of the smaller set that is in the larger, 0 to 1; 0 where one is more than twice the other."""
    small, large = sorted((len(first), len(second)))
    return len(first & second) / small if small and large <= 2 * small else 0.0
