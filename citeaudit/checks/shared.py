"""What stands in another document of the run too: a headline, paragraphs, a claim with other sources, a source list."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from citeaudit import lexicons
from citeaudit.model import Document, Hit
from citeaudit.model.shared import Shared, SharedKind
from citeaudit.model.span import Span
from citeaudit.parse.listing import top_of
from citeaudit.parse.page import Page
from citeaudit.parse.similar import words

_SHOWN = 80
_STOPS = (".", "!", "?", "…")
_CLOSING = " \t\n\"'”’»)]*_"
"""What may stand behind the full stop of a paragraph."""
_BETWEEN = 2
"""Blocks that may stand between two paragraphs of one stretch: a heading, a picture."""


class Params(NamedTuple):
    of: SharedKind
    documents: Literal[2, 3, 4] = 4
    """Articles in which it may stand: in more, it is a standing text. What stands in more than 4 is not looked for."""
    size: int = 1
    """Words that it must have, of paragraphs in a row all together; of a list of sources, entries that are in both.
    Less than a headline of 5 words, a paragraph of 12, a claim of 6 or a list of 4 is not looked for."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each place that another document holds too; of paragraphs in a row the first, with their number."""
    found = [each for each in document.shared if each.kind == params.of and each.documents <= params.documents]
    for row in _rows(document, found) if params.of == "paragraph" else ([each] for each in found):
        if sum(each.size for each in row) < params.size:
            continue
        first = row[0]
        place = Span(first.start, first.end) if first.end else top_of(document)
        rest = len(row) - 1
        line = "" if params.of == "headline" else _line(first)  # one looks for it at the top
        yield Hit(
            place,
            {
                "where": f"{first.path}{line}{_more(first.documents - 2)}",
                "and_next": f"; so {f'do the next {rest}' if rest > 1 else 'does the next one'}" if rest else "",
                "other": first.path,
                "here": first.here,
                "there": first.there,
                "both": first.size,
            },
            because=_because(document, first, place),
        )


def _rows(document: Document, found: Sequence[Shared]) -> Iterator[list[Shared]]:
    """Paragraphs of the article itself that follow one another, and stand in the same document."""
    if not found:
        return
    places = {block.start: i for i, block in enumerate(document.blocks)}
    page = Page.of(document)
    row: list[Shared] = []
    for each in found:
        if page.beside.is_caption(places[each.start]) or not _tells(document, each):
            continue
        if row:
            last = row[-1]
            near = places[each.start] - places[last.start] <= 1 + _BETWEEN
            if not near or (last.path, last.documents) != (each.path, each.documents):
                yield row
                row = []
        row.append(each)
    if row:
        yield row


def _tells(document: Document, shared: Shared) -> bool:
    """Is a paragraph a part of what the article tells: whole sentences, and not to its reader or of its paper?"""
    written = document.prose[shared.start : shared.end].rstrip(_CLOSING)
    said = f" {' '.join(words(written))} "
    standing = lexicons.phrases(document.language, "standing", "words")
    return written.endswith(_STOPS) and not any(f" {each} " in said for each in standing) and "©" not in written


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
    return f", and {others} more {'articles' if others > 1 else 'article'}" if others > 0 else ""
