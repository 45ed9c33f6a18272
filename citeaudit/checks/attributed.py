"""A sentence says that somebody says so, and does not say who."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.span import Span


class Params(NamedTuple):
    kind: Literal["vague", "anonymous", "unsourced"]
    softer_when_cited: bool = False
    """Whether a marker in the sentence makes the finding a note."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each attribution of the kind; `span` is the source and the word that attributes."""
    judge = document.judgement
    if judge is None:
        return
    for i in judge.unnamed():
        sentence = document.sentences[i]
        if sentence.status == "exempt":
            continue
        found = judge.attribution(i)
        if found is None or found.stance or found.kind != params.kind or found.cue is None:
            continue
        start = min(found.source.start, found.cue.start) if found.source else found.cue.start
        end = max(found.source.end, found.cue.end) if found.source else found.cue.end
        parts = [document.text[a:b] for a, b in sorted(filter(None, (found.source, found.cue)))]
        yield Hit(
            Span(start, end),
            {
                "source": document.text[found.source.start : found.source.end] if found.source else "",
                "cue": document.text[found.cue.start : found.cue.end],
                "words": " ".join(parts),
            },
            level="note" if params.softer_when_cited and sentence.status != "uncited" else None,
        )
