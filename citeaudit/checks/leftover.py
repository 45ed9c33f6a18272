"""What should not be printed: the code of an AI tool, a note from one editor to another."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from citeaudit import edits
from citeaudit.model import Document, Fix, Hit
from citeaudit.model.span import Span
from citeaudit.parse import debris


class Params(NamedTuple):
    kind: Literal["ai debris", "editor tag"]


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each leftover of the kind."""
    for piece in document.leftovers:
        if piece.kind == params.kind:
            raw = document.text[piece.start : piece.end]
            shown = raw if len(raw) <= 40 else raw[:39] + "…"
            fix = None
            if piece.kind == "ai debris" and debris.cites_nothing(raw):
                edit = edits.without(document.text, piece.start, piece.end)
                fix = Fix(f"Delete {shown}", safe=True, edits=(edit,))
            yield Hit(Span(piece.start, piece.end), {"raw": shown, "what": piece.what}, fix=fix)
