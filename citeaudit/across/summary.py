"""Sum up one document for the comparison with others: digests and places, and none of its text."""

from array import array
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from citeaudit import lexicons
from citeaudit.hashing import blake2b
from citeaudit.model import Document
from citeaudit.model.listed import Source
from citeaudit.model.shared import LEAST, PLACE, Origin, Pieces, Summary
from citeaudit.parse.addresses import comparable, host_of
from citeaudit.parse.cover import cover, small
from citeaudit.parse.similar import plain, words
from citeaudit.parse.sources import describe

_NAME = 40
_TWICE = -1
"""In place of an entry whose label another has too: the label does not tell which of them is meant."""


class _Piece(NamedTuple):
    digest: int
    start: int
    end: int
    line: int
    size: int


def summary(document: Document) -> Summary:
    """What of `document` other documents are compared with."""
    low = bare(document)
    listed = [source for source in document.sources if source.listed]
    claims = list(_claims(document, low, listed))
    first = next((source for source in listed if source.start is not None), None)
    place = (first.start or 0, first.end or 0, _line(document, first.start or 0)) if first else (0, 0, 0)
    return Summary(
        _columns(_headline(document, low)),
        _columns(_paragraphs(document, low)),
        _columns(piece for piece, _ in claims),
        [cited for _, cited in claims],
        [_origin(source) for source in listed],
        place,
    )


def bare(document: Document) -> str:
    """The prose in small letters, without punctuation and markers, at the same length: what digests are made of."""
    covered = cover(document.prose, ((marker.start, marker.end) for marker in document.markers))
    return plain(small(covered)).replace("‘", " ")


@cache
def idle(language: str) -> frozenset[str]:
    """The words that carry no content, and so are no part of a claim."""
    return lexicons.words(language, "stopwords") - lexicons.words(language, "exempt", "turn")


def _headline(document: Document, low: str) -> Iterator[_Piece]:
    if document.title is not None:
        said = low[slice(*document.title)].split()
        if len(said) >= LEAST["headline"]:
            yield _piece(document, document.title.start, document.title.end, said)


def _paragraphs(document: Document, low: str) -> Iterator[_Piece]:
    """The paragraphs that say something: at least one of their sentences is no credit, no question and the like."""
    says = {sentence.block for sentence in document.sentences if sentence.status != "exempt"}
    for i, block in enumerate(document.blocks):
        if block.kind == "paragraph" and i in says:
            said = low[block.start : block.end].split()
            if len(said) >= LEAST["paragraph"]:
                yield _piece(document, block.start, block.end, said)


def _claims(document: Document, low: str, listed: Sequence[Source]) -> Iterator[tuple[_Piece, list[int]]]:
    """The sentences that cite listed sources and nothing else, with the numbers of those.

    A claim is its words without those that carry no content, in order: who did what to whom is said by the order alone.
    """
    rows: dict[str, int] = {}
    for row, source in enumerate(listed):
        rows[source.label] = _TWICE if source.label in rows else row
    stop = idle(document.language)
    for sentence in document.sentences if rows else ():
        if sentence.status == "cited":
            cited = sorted({rows.get(label, _TWICE) for label in sentence.labels})
            if cited[0] != _TWICE:
                said = [word for word in low[sentence.start : sentence.end].split() if word not in stop]
                if len(said) >= LEAST["claim"]:
                    yield _piece(document, sentence.start, sentence.end, said), cited


def _origin(source: Source) -> Origin:
    if source.url:
        return Origin(source.label, digest(comparable(source.url)), 0, _short(host_of(source.url)))
    title = describe(source).title or source.words or ""
    said = words(title)
    return Origin(source.label, 0, digest(" ".join(said)) if said else 0, _short(" ".join(title.split())))


def _short(name: str) -> str:
    return name if len(name) <= _NAME else name[: _NAME - 1] + "…"


def _piece(document: Document, start: int, end: int, said: Sequence[str]) -> _Piece:
    return _Piece(digest(" ".join(said)), start, end, _line(document, start), len(said))


def _line(document: Document, position: int) -> int:
    return document.lines.place(position)[0]


def digest(said: str) -> int:
    """64 bits, never 0, which means that there is nothing to compare."""
    made = blake2b(said.encode(errors="replace"), digest_size=8).digest()
    return int.from_bytes(made, "big") or 1


def _columns(pieces: Iterator[_Piece]) -> Pieces:
    rows = list(pieces)
    if not rows:
        return Pieces()
    digests, *places = zip(*rows, strict=True)
    return Pieces(array("Q", digests), *(array(PLACE, column) for column in places))
