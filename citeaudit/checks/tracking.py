"""A link that tells the publisher where the reader came from, and often which tool the writer used."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Edit, Fix, Hit
from citeaudit.parse.addresses import TRACKING, find
from citeaudit.patterns import lazy
from citeaudit.span import Span

_PIECE = lazy(r"(?:(?<=&amp;)|(?<![^&])(?!amp;))[^&]+")
"""A parameter; a page, and what was copied out of one, has `&amp;` between them."""


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each address with a tracking parameter; `span` is the address."""
    if "?" not in document.text:
        return
    for start, end in find(document.text):
        url = document.text[start:end]
        head, mark, rest = url.partition("?")
        if not mark:
            continue
        query = rest.partition("#")[0]
        pieces = list(_PIECE.finditer(query))
        tracked = [TRACKING.fullmatch(piece[0].partition("=")[0]) is not None for piece in pieces]
        if not any(tracked):
            continue
        found = pieces[tracked.index(True)][0]
        edits = _removed([piece.span() for piece in pieces], tracked, start + len(head) + 1, len(query))
        fix = Fix("Take the tracking out of the link", safe=True, edits=edits)
        yield Hit(Span(start, end), {"parameter": found[:40]}, fix=fix)


def _removed(pieces: list[tuple[int, int]], tracked: list[bool], at: int, length: int) -> tuple[Edit, ...]:
    """Take out what is tracked of a query that begins at `at`: each with the sign behind it."""
    if all(tracked):
        return (Edit(at - 1, at + length, ""),)
    edits: list[Edit] = []
    last = max(k for k, one in enumerate(tracked) if not one)
    for k, ((low, _), gone) in enumerate(zip(pieces, tracked, strict=True)):
        if gone and k < last:
            edits.append(Edit(at + low, at + pieces[k + 1][0], ""))
    if last + 1 < len(pieces):
        edits.append(Edit(at + pieces[last][1], at + length, ""))
    return tuple(edits)
