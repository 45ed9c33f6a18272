"""A link that tells the publisher where the reader came from, and often which tool the writer used."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.edits import applied
from citeaudit.model import Document, Edit, Fix, Hit
from citeaudit.model.span import Span
from citeaudit.parse.addresses import TRACKING, find
from citeaudit.patterns import lazy

_PIECE = lazy(r"(?:(?<=&amp;)|(?<![^&])(?!amp;))[^&]+")
"""A parameter; a page, and what was copied out of one, has `&amp;` between them."""


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each address with a tracking parameter; `span` is the address, or the words that lead there."""
    shown: list[Span] = []
    if "?" in document.text:
        for start, end in find(document.text):
            found = _tracked(document.text[start:end])
            if found is not None:
                shown.append(Span(start, end))
                moved = tuple(Edit(edit.start + start, edit.end + start, edit.text) for edit in found.edits)
                yield _hit(shown[-1], found.parameter, moved)
    for start, end, address in document.targets:
        found = _tracked(address) if not any(start < other.end and other.start < end for other in shown) else None
        if found is not None:
            clean = applied(address, found.edits)
            yield _hit(Span(start, end), found.parameter, (Edit(start, end, clean, address=address),))


def _hit(span: Span, parameter: str, edits: tuple[Edit, ...]) -> Hit:
    fix = Fix("Take the tracking out of the link", safe=True, edits=edits)
    return Hit(span, {"parameter": parameter[:40]}, fix=fix)


class _Tracked(NamedTuple):
    parameter: str
    edits: tuple[Edit, ...]
    """What takes the tracking out of the address."""


def _tracked(url: str) -> _Tracked | None:
    """The first parameter that tracks; None where there is none."""
    head, mark, rest = url.partition("?")
    if not mark:
        return None
    query = rest.partition("#")[0]
    pieces = list(_PIECE.finditer(query))
    tracked = [TRACKING.fullmatch(piece[0].partition("=")[0]) is not None for piece in pieces]
    if not any(tracked):
        return None
    edits = _removed([piece.span() for piece in pieces], tracked, len(head) + 1, len(query))
    return _Tracked(pieces[tracked.index(True)][0], edits)


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
