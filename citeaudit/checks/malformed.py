"""A marker that a reader can guess and a program cannot: a bracket, comma or space is wrong."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Edit, Fix, Hit
from citeaudit.model.span import Span
from citeaudit.patterns import lazy

# A space too many, or a full stop that slipped in: the numbers are those that stand there. Where a comma is missing or
# comes twice, a number may be missing too.
_CERTAIN = lazy(r"([\[［【])\s*(\d{1,3}(?:\s*[,;]\s*\d{1,3})*)\s*\.?\s*([\]］】])")
_SEPARATOR = lazy(r"\s*([,;])\s*")
_SPACED = r"\1 "
_CLOSED_BY = lazy(r"[.!?]?[”\"’]?(?:[ \t]*(?:\r|\n|$)|[ \t]+[A-Z“‘\"(])")
"""What stands behind a sentence, and so behind a bracket that was meant to end it."""


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each malformed marker, in order."""
    found = [(m.start, m.end, m.fault) for m in document.markers if m.fault]
    found += [(x.start, x.end, x.what) for x in document.leftovers if x.kind == "malformed"]
    for start, end, fault in sorted(found):
        raw = document.text[start:end]
        yield Hit(Span(start, end), {"marker": raw, "fault": fault}, fix=_fix(document.text, start, end))


def _fix(text: str, start: int, end: int) -> Fix | None:
    raw = text[start:end]
    if certain := _CERTAIN.fullmatch(raw):
        written = f"{certain[1]}{_SEPARATOR.sub(_SPACED, certain[2])}{certain[3]}"
        return Fix(f"Write {written}", safe=True, edits=(Edit(start, end, written),))
    if raw[0] == "[" and "]" not in raw and _CLOSED_BY.match(text, end):
        return Fix("Close the bracket", safe=True, edits=(Edit(end, end, "]"),))
    return None
