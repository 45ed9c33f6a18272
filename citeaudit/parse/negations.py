"""Words that turn a sentence around. Those of all languages at once: a quotation need not be in that of its article."""

from collections.abc import Iterable
from functools import cache

from citeaudit import lexicons


def denies(words: Iterable[str]) -> bool:
    """Does one of the `words`, in small letters, make a sentence say that something is not so?"""
    return any(_is_not(word) or word in _family("nobody") for word in words)


def turns_around(word: str) -> bool:
    """Does a word in small letters turn around what stands beside it: "not", "refused"?"""
    return _is_not(word) or word in _family("denial")


def _is_not(word: str) -> bool:
    return word in _family("not") or word.endswith("n't")


@cache
def _family(name: str) -> frozenset[str]:
    return frozenset().union(*(lexicons.words(language, "negations", name) for language in lexicons.languages()))
