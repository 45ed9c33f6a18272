"""Words that turn a sentence around: of one language, or where that is not told of all of them at once."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from unicodedata import normalize

from citeaudit import lexicons

_BETWEEN = 4
"""Words that may stand for the dots of "rather ... than"."""


def denies(words: Iterable[str], language: str = "") -> bool:
    """Does one of the `words`, in small letters, make a sentence say that something is not so?"""
    return any(_is_not(word, language) or word in _family("nobody", language) for word in words)


def turns_around(word: str, language: str = "") -> bool:
    """Does a word in small letters turn around what stands beside it: "not", "nobody", "refused"?"""
    return _is_not(word, language) or word in _family("nobody", language) or word in _family("denial", language)


def emphasises(word: str) -> bool:
    """Does a word make no negation of the "not" or "no" before it: "not only", "no doubt"?"""
    return word in _family("emphasis")


def lets_through(word: str) -> bool:
    """Does a negation reach what stands behind a word: "not [true that] it was sold", "never [said it] was"?"""
    return word in _family("through")


def instead(words: Sequence[str]) -> int:
    """How many of the last of `words`, in small letters, say that what follows them is not so.

    2 in "far from", 3 in "rather resign than"; 0 where they do not.
    """
    last = words[-1] if words else ""
    for first, gap in _pairs().get(last, ()):
        for k in range(2, 2 + gap + 1):
            if len(words) >= k and words[-k] == first:
                return k
    return 0


def _is_not(word: str, language: str) -> bool:
    return word in _family("not", language) or word.endswith("n't")


@cache
def _family(name: str, language: str = "") -> frozenset[str]:
    """The words as they are written, and as they are without their accents; of a language without a list, of all."""
    codes = (language,) if language in lexicons.languages() else lexicons.languages()
    known = frozenset().union(*(lexicons.words(code, "negations", name) for code in codes))
    return known | {normalize("NFD", word).encode("ascii", "ignore").decode() for word in known}


@cache
def _pairs() -> Mapping[str, tuple[tuple[str, int], ...]]:
    """By the last word: the first, and how many words may stand between them."""
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for language in lexicons.languages():
        for phrase in lexicons.phrases(language, "negations", "instead"):
            first, *between, last = phrase.split()
            found[last] = (*found.get(last, ()), (first, _BETWEEN if between else 0))
    return found
