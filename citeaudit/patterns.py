r"""Regular expressions that are compiled when they are first used: half of them no run needs, and each costs a start.

How soon one is found depends on how it begins. With a set of characters, or words of which each begins with a letter,
the engine looks for those; with a look behind, a word boundary or something optional it tries the whole pattern at
every place, ten times as slowly. So what stands before a match is looked at behind its first character, as in
`[A-Z](?<!\w.)`.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, cast


class _Lazy:
    """Becomes, method by method, the compiled pattern."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        method = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, method)  # the next use finds it without coming here; `re` keeps the compiled pattern
        return method


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern `source`, which is compiled, and found to be wrong, at its first use."""
    return cast("re.Pattern[str]", _Lazy(source, flags))


@lru_cache(maxsize=256)
def any_of(phrases: tuple[str, ...], *, case: bool = False) -> re.Pattern[str]:
    """Whole words that are one of `phrases`, the longest first; "highlight*" is every word that begins so.

    Spaces in a phrase may be line ends in the text, and a straight apostrophe a curly one.
    """
    pieces = "|".join(map(_phrase, sorted(phrases, key=lambda phrase: (-len(phrase), phrase))))
    return re.compile(rf"(?<!\w)(?:{pieces})(?!\w)", 0 if case else re.IGNORECASE)


def _phrase(phrase: str) -> str:
    words = (re.escape(word.removesuffix("*")) + (r"\w*+" if word[-1:] == "*" else "") for word in phrase.split())
    return r"\s++".join(words).replace("'", "['’]")


def empty(phrases: Iterable[str]) -> str | None:
    """The first of `phrases` that has no letter or digit, and would be found everywhere or nowhere."""
    return next((phrase for phrase in phrases if not re.search(r"\w", phrase)), None)
