"""What stands in another document of the run too: a headline, paragraphs, a claim with other sources, a source list."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.parse.listing import top_of
from citeaudit.shared import Shared, SharedKind
from citeaudit.span import Span

_SHOWN = 80
_BETWEEN = 2
"""Blocks that may stand between two paragraphs of one stretch: a heading, a picture."""


class Params(NamedTuple):
    of: SharedKind
    documents: int = 4
    """Documents in which it may stand: in more, it is a standing text. At most 4 are looked for."""
    size: int = 1
    """Words that it must have; of a list of sources, the entries that are in both."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each place that another document holds too; of paragraphs in a row the first, with their number."""
    found = [
        each for each in document.shared
        if each.kind == params.of and each.documents <= params.documents and each.size >= params.size
    ]  # fmt: skip
    for row in _rows(document, found) if params.of == "paragraph" else ([each] for each in found):
        first = row[0]
        place = Span(first.start, first.end) if first.end else top_of(document)
        rest = len(row) - 1
        yield Hit(
            place,
            {
                "other": first.path,
                "line": _line(first),
                "more": _more(first.documents - 2),
                "rest": f" and the next {rest if rest > 1 else 'one'}" if rest else "",
                "stands": "stand" if rest else "stands",
                "here": first.here,
                "there": first.there,
                "both": first.size,
            },
            because=_because(document, first, place),
        )


def _rows(document: Document, found: Sequence[Shared]) -> Iterator[list[Shared]]:
    """Paragraphs that follow one another, and stand in the same document."""
    places = {block.start: i for i, block in enumerate(document.blocks)}
    row: list[Shared] = []
    for each in found:
        if row:
            last = row[-1]
            near = places[each.start] - places[last.start] <= 1 + _BETWEEN
            if not near or (last.path, last.documents) != (each.path, each.documents):
                yield row
                row = []
        row.append(each)
    if row:
        yield row


def _because(document: Document, shared: Shared, place: Span) -> tuple[str, ...]:
    where = f"{shared.path}{_line(shared)}"
    if shared.kind == "claim":
        return (f"here: {shared.here}", f"in {where}: {shared.there}")
    if shared.kind == "sources":
        return (f"{shared.size} entries in both; {shared.here} here, {shared.there} in {where}",)
    words = " ".join(document.text[place.start : place.end].split())
    return (f"in {where}: {words if len(words) <= _SHOWN else words[: _SHOWN - 1] + '…'}",)


def _line(shared: Shared) -> str:
    return f", line {shared.line}" if shared.line else ""


def _more(others: int) -> str:
    return f" and {others} more" if others > 0 else ""
