"""A line or phrase that says again what the headline or an earlier sentence has said."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from citeaudit import edits
from citeaudit.model import Document, Fix, Hit, Repeat
from citeaudit.model.span import Span
from citeaudit.patterns import lazy

_HOW = {
    "verbatim": "word for word",
    "prefix": "its beginning",
    "part": "a part of it",
    "truncated": "cut off in the middle of a word",
    "case": "in other capitals",
    "punctuation": "with other punctuation",
    "extended": "and goes on",
    "restated": "in other words",
}

_NOTHING_NEW = frozenset(("verbatim", "prefix", "truncated", "case", "punctuation"))
_SIGNS = " \t\u00a0#*_>"
"""Of Markdown, around a line."""
_UNDERLINE = lazy(r"(?:\r\n|\r|\n)[ ]{0,3}(?:=+|-+)[ \t]*(?:\r|\n|$)")


class Params(NamedTuple):
    of: Literal["headline", "line", "sentence"]
    """The headline (or the lead, where there is none); a line word for word; a sentence in other words."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each repeat of the kind; `span` is the later of the two places."""
    first = next((s for s in document.sentences if s.exempt not in ("title", "byline", "label", "caption")), None)
    often = Counter(repeat.of for repeat in document.repeats)
    for repeat in document.repeats:
        if repeat.kind == "summed up":
            continue
        later = _is_later(repeat)
        lead = later and repeat.lines == 1 and first is not None and repeat.of.start == first.start
        kind = "sentence" if repeat.kind == "restated" else "headline" if repeat.of_title or lead else "line"
        if kind != params.of:
            continue
        # A question that an interview asks again and again, a caption, a pull quotation: somebody may mean it so.
        mild = kind == "line" and (often[repeat.of] > 1 or repeat.role not in ("line", "lines"))
        yield Hit(
            Span(repeat.start, repeat.end) if later else repeat.of,
            {
                "this": _this(repeat, kind) if later else "This sentence",
                "stands": "stand" if repeat.lines > 1 else "stands",
                "how": _HOW[repeat.kind],
                "what": "headline" if repeat.of_title else "lead",
                "where": _where(document, repeat),
                "unless": _unless(repeat),
                "how_to_keep": _kept(repeat),
            },
            because=(f"repeats: {_shown(document.text[slice(*(repeat.of if later else repeat[:2]))])}",),
            level="note" if mild else None,
            fix=_fix(document, repeat) if later and repeat.of_title else None,
        )


def _fix(document: Document, repeat: Repeat) -> Fix | None:
    """Delete a line of its own that has the words of the headline, no others and no marker."""
    text, (start, end) = document.text, repeat[:2]
    low, high = edits.line_of(text, start, end)
    if repeat.kind not in _NOTHING_NEW or repeat.role != "line" or repeat.lines > 1 or start < repeat.of.end:
        return None
    if text[low:start].strip(_SIGNS) or text[end:high].strip(_SIGNS) or _UNDERLINE.match(text, high):
        return None
    held = [marker.start for marker in document.markers] + [piece.start for piece in document.leftovers]
    if any(low <= place < high for place in held):
        return None
    if text[:low].rstrip().endswith("-->"):  # a comment that allows something would hold for the next block
        return None
    return Fix("Delete the line", safe=True, edits=(edits.without_lines(text, start, end),))


def _is_later(repeat: Repeat) -> bool:
    """A caption or a standfirst may say in advance what the text says."""
    return repeat.of_title or repeat.of.start < repeat.start


def _this(repeat: Repeat, kind: str) -> str:
    if repeat.lines > 1:
        return f"These {repeat.lines} lines"
    return "This" if kind == "headline" and repeat.role == "line" else f"This {repeat.role}"


def _where(document: Document, repeat: Repeat) -> str:
    if repeat.of_title:
        return "the headline"
    if _is_later(repeat):
        return f"line {document.lines.place(repeat.of.start)[0]}"
    return f"the {repeat.role} in line {document.lines.place(repeat.start)[0]}"


def _unless(repeat: Repeat) -> str:
    """When the line may stay: a pull quotation is meant to repeat, and so may a caption."""
    if repeat.role == "pull quotation":
        return ", unless the page sets it apart as a pull quotation"
    return ", unless the picture needs it" if repeat.role == "caption" else ""


def _kept(repeat: Repeat) -> str:
    """What one of two lines needs that say the same in other words."""
    if repeat.of_title:
        return f", or let the {repeat.role} tell more than the headline"
    if repeat.role in ("caption", "standfirst"):
        return f", or let the {repeat.role} tell something of its own"
    return ", with its citation; a pull quotation needs the exact words of the sentence"


def _shown(written: str) -> str:
    return written if len(written) <= 100 else written[:99] + "…"
