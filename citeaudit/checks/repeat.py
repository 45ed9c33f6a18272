"""A line or phrase that says again what the headline or an earlier sentence has said."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from citeaudit.model import Document, Hit, Repeat, Span

_HOW = {
    "verbatim": "word for word",
    "prefix": "its beginning",
    "truncated": "cut off in a word",
    "case": "in other capitals",
    "punctuation": "with other punctuation",
    "extended": "and goes on",
    "restated": "in other words",
}


class Params(NamedTuple):
    of: Literal["headline", "line", "sentence"]
    """The headline (or the lead, where there is none); an earlier line word for word; a sentence in other words."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each repeat of the kind; `span` is the later place."""
    first = next((s for s in document.sentences if s.exempt not in ("title", "byline", "label", "caption")), None)
    for repeat in document.repeats:
        headline = repeat.of_title or (first is not None and repeat.of.start == first.start)
        kind = "sentence" if repeat.kind == "restated" else "headline" if headline else "line"
        if kind == params.of:
            yield Hit(
                Span(repeat.start, repeat.end),
                {
                    "how": _HOW[repeat.kind],
                    "what": "headline" if repeat.of_title else "lead",
                    "line": _line(document, repeat),
                },
                because=(f"repeats: {_shown(document.text[repeat.of.start : repeat.of.end])}",),
            )


def _line(document: Document, repeat: Repeat) -> int:
    return document.lines.place(repeat.of.start)[0]


def _shown(written: str) -> str:
    return written if len(written) <= 100 else written[:99] + "…"
