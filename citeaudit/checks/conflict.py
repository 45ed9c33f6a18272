"""The same statement twice, with other sources: one of the two citations is likely to be wrong."""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit, Sentence
from citeaudit.model.span import Span
from citeaudit.parse import negations
from citeaudit.parse.candidates import candidates
from citeaudit.parse.cover import cover
from citeaudit.parse.similar import content, words
from citeaudit.patterns import lazy

_FIGURE = lazy(r"\d+(?:[.,]\d+)*")


class Params(NamedTuple):
    alike: float = 0.85
    """Share of the content words of both sentences together that they have in common."""
    words: int = 6
    """Content words that a sentence must have to be compared."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each later sentence that cites other sources than the earlier one that says the same, figures included."""
    cited = [(i,) for i, sentence in enumerate(document.sentences) if sentence.status == "cited"]
    read: dict[int, tuple[str, frozenset[str]]] = {}
    for rows in candidates(document, cited):
        pair = cited[rows[0]] + cited[rows[1]]
        first, second = (document.sentences[i] for i in pair)
        if set(first.labels) == set(second.labels):
            continue
        for i in pair:
            if i not in read:
                written = _without_markers(document, document.sentences[i])
                read[i] = written, content(written, document.language)
        (there, theirs), (here, mine) = read[pair[0]], read[pair[1]]
        if min(len(mine), len(theirs)) < params.words or len(mine & theirs) < params.alike * len(mine | theirs):
            continue
        denies = negations.denies(words(here)) != negations.denies(words(there))
        if not denies and sorted(_FIGURE.findall(here)) == sorted(_FIGURE.findall(there)):
            yield Hit(
                Span(second.start, second.end),
                {
                    "here": ", ".join(second.labels),
                    "there": ", ".join(first.labels),
                    "line": document.lines.place(first.start)[0],
                },
            )


def _without_markers(document: Document, sentence: Sentence) -> str:
    starts = [marker.start for marker in document.markers]
    inside = document.markers[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
    spans = [(marker.start - sentence.start, marker.end - sentence.start) for marker in inside]
    return cover(document.prose[sentence.start : sentence.end], spans, " ")
