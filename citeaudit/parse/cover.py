"""Cover stretches of a text, or its punctuation, without moving the rest of it."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

COVER = "\ufdd0"
"""Stands for each character of a marker. Unicode promises that it is never a character of a text."""

NO_WIDTH = "\n"
"""Stands for what a wrapped line leaves beside the one space between two words: more blanks, an indent."""


def places(text: str, words: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Where `words`, which stand on one line, stand in `text` from `start` on, over the ends of lines as well."""
    if NO_WIDTH in text:
        over_lines = re.escape(words).replace(r"\ ", rf"\ {NO_WIDTH}*")
        yield from (match.span() for match in re.compile(over_lines).finditer(text, start))
        return
    at = text.find(words, start)
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))


def cover(text: str, spans: Iterable[tuple[int, int]], filler: str = COVER) -> str:
    """`text` with every character of `spans` (sorted, disjoint) replaced by the one character `filler`."""
    pieces: list[str] = []
    last = 0
    for start, end in spans:
        pieces += (text[last:start], filler * (end - start))
        last = end
    pieces.append(text[last:])
    return "".join(pieces)


_PUNCTUATION = f'.,;:!?"“”()[]…—–*«»/\n\t{COVER}'


def small(text: str) -> str:
    """`text` in small letters, at the same length."""
    # One capital letter in Unicode, İ, becomes two characters when it is made small.
    return (text.replace("İ", "I") if "İ" in text else text).lower()


def unpunctuated(text: str) -> str:
    """`text` with each punctuation mark blanked: ready to be cut into words."""
    for sign in _PUNCTUATION:
        if sign in text:
            text = text.replace(sign, " ")
    return text


@lru_cache(maxsize=1)
def lowered(prose: str) -> str:
    """The prose of a document in small letters; kept, because everybody asks for those of the same one."""
    return small(prose)


@lru_cache(maxsize=1)
def bare(prose: str) -> str:
    """The prose of a document in small letters and without punctuation, at the same length; kept too."""
    return unpunctuated(lowered(prose))
