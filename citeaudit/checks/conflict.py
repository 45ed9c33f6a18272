"""The same statement twice, with other sources: one of the two citations is likely to be wrong."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit, Sentence, Span
from citeaudit.parse.similar import candidates, content
from citeaudit.patterns import lazy

_FIGURE = lazy(r"\d+(?:[.,]\d+)*")


class Params(NamedTuple):
    alike: float = 0.85
    """Share of the content words of both sentences together that they have in common."""
    words: int = 6
    """Content words that a sentence must have to be compared."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each later sentence that cites other sources than the earlier one that says the same, figures included."""
    cited = [sentence for sentence in document.sentences if sentence.status == "cited"]
    for earlier, later in candidates(document.prose, [s.start for s in cited], [s.end for s in cited]):
        first, second = cited[earlier], cited[later]
        if set(first.labels) == set(second.labels):
            continue
        here, there = _without_markers(document, second), _without_markers(document, first)
        mine, theirs = content(here, document.language), content(there, document.language)
        if min(len(mine), len(theirs)) < params.words or len(mine & theirs) < params.alike * len(mine | theirs):
            continue
        if sorted(_FIGURE.findall(here)) == sorted(_FIGURE.findall(there)):
            yield Hit(
                Span(second.start, second.end),
                {
                    "here": ", ".join(second.labels),
                    "there": ", ".join(first.labels),
                    "line": document.lines.place(first.start)[0],
                },
            )


def _without_markers(document: Document, sentence: Sentence) -> str:
    text = document.prose[sentence.start : sentence.end]
    for marker in reversed(document.markers):
        if sentence.start <= marker.start < sentence.end:
            text = text[: marker.start - sentence.start] + text[marker.end - sentence.start :]
    return text
