"""Where the characters of a page that a reader sees stand in its source."""

import re
from collections.abc import Iterator
from html import unescape

from citeaudit.patterns import lazy

_ATTRIBUTES = r"(?:[^>\"']|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+(?:>|\Z)"
# What is not closed goes to the end of the page: to look for its end again at every further beginning would take long.
_PIECES = lazy(
    r"<!--.*?(?:-->|\Z)"
    rf"|<(?P<raw>script|style|textarea|title|noscript|iframe|svg|math)\b{_ATTRIBUTES}.*?(?:</(?P=raw)\s*>|\Z)"
    rf"|<[/!?a-zA-Z]{_ATTRIBUTES}"
    r"|(?P<character>&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});|[^\s<&])",
    re.DOTALL | re.IGNORECASE,
)
_FIRST = 0xF0000
_SIGNS = 0x110000 - _FIRST
"""The signs: the two planes of Unicode that nobody uses, again from the first where they do not suffice."""


def _characters(page: str) -> Iterator[tuple[int, int]]:
    """The places of what may be a character of the text: neither markup nor white space."""
    for match in _PIECES.finditer(page):
        if match["character"] is not None:
            words = unescape(match[0])
            if len(words) == 1 and not words.isspace():
                yield match.span()


def signed(page: str) -> str:
    """`page` with a sign for each character that may be text."""
    pieces: list[str] = []
    last = 0
    for number, (start, end) in enumerate(_characters(page)):
        pieces += (page[last:start], chr(_FIRST + number % _SIGNS))
        last = end
    pieces.append(page[last:])
    return "".join(pieces)


def places(page: str, text: str, shown: str) -> list[tuple[int, int] | None] | None:
    """The place of each character of `text`, None for those that have none.

    `shown` is the text of the signed page. None as a whole where one of the two does not say what the other does.
    """
    if len(text) != len(shown):
        return None
    spans = list(_characters(page))
    found: list[tuple[int, int] | None] = []
    row = 0
    for written, sign in zip(text, shown, strict=True):
        if ord(sign) < _FIRST:
            if written != sign:
                return None
            found.append(None)
            continue
        row += (ord(sign) - _FIRST - row) % _SIGNS
        if row >= len(spans) or unescape(page[slice(*spans[row])]) != written:
            return None
        found.append(spans[row])
    return found
