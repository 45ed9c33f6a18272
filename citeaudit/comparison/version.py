"""One version of a document, as it is compared with another."""

from collections.abc import Sequence
from functools import cached_property

from citeaudit.comparison.quantities import Quantity, quantities
from citeaudit.comparison.wording import Token, squashed, tokens
from citeaudit.judges.need import source_needed
from citeaudit.model import Document, Marker
from citeaudit.model.span import Span
from citeaudit.parse.cover import cover
from citeaudit.parse.similar import content

_LEFT_OUT = frozenset(("reference entry", "code", "byline", "label"))
"""Blocks whose words are not compared: the sources are, by what they are."""
_NEEDS_SOURCE = 0.5
"""Claim score from which a sentence needs a source."""


class Version:
    """The sentences of a document with and without their markers, and what each of them cites."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = document.language
        self.sentences = document.sentences
        pieces = sorted(
            [*((m.start, m.end) for m in document.markers), *((x.start, x.end) for x in document.leftovers)]
        )
        self.bare = cover(document.prose, _disjoint(pieces), " ")
        """The prose with markers and editors' tags blanked, as long as the text."""
        kinds = [block.kind for block in document.blocks]
        self._apart = [i for i, sentence in enumerate(document.sentences) if kinds[sentence.block] in _LEFT_OUT]
        left_out = frozenset(self._apart)
        self.words = ["" if i in left_out else self._squashed(i) for i in range(len(document.sentences))]
        """Of each sentence what is compared first; "" where it is left out."""

    @cached_property
    def apart(self) -> frozenset[str]:
        """What is left out: a line of it may be a sentence of the other version."""
        return frozenset(map(self._squashed, self._apart))

    def _squashed(self, i: int) -> str:
        return squashed(self.bare[self.sentences[i].start : self.sentences[i].end])

    def written(self, i: int) -> str:
        """A sentence with its markers, on one line."""
        return " ".join(self.document.prose[self.sentences[i].start : self.sentences[i].end].split())

    def content(self, i: int) -> frozenset[str]:
        """The words that carry the content of a sentence; all of them where none does."""
        text = self.bare[self.sentences[i].start : self.sentences[i].end]
        return content(text, self.language) or frozenset(text.casefold().split())

    def quantities(self, i: int) -> list[Quantity]:
        return quantities(self.bare, self.sentences[i].start, self.sentences[i].end)

    def tokens(self, i: int, figures: list[Quantity]) -> list[Token]:
        return tokens(self.bare, self.sentences[i].start, self.sentences[i].end, figures)

    @cached_property
    def paragraphs(self) -> list[tuple[int, ...]]:
        """The numbers of the sentences of each block that has any to compare."""
        found: dict[int, list[int]] = {}
        for i, sentence in enumerate(self.sentences):
            if self.words[i]:
                found.setdefault(sentence.block, []).append(i)
        return [tuple(numbers) for numbers in found.values()]

    @cached_property
    def lenders(self) -> dict[int, int]:
        """The sentence whose marker reaches each of those that have none and borrow one."""
        found: dict[int, int] = {}
        lender: int | None = None
        for i in range(len(self.sentences) - 1, -1, -1):
            sentence = self.sentences[i]
            if sentence.status == "cited":
                lender = i
            elif sentence.status == "borrowed" and lender is not None:
                found[i] = lender
        return found

    def reaching(self, i: int) -> tuple[str, ...]:
        """The labels that reach a sentence: its own, else those that it borrows."""
        own = self.sentences[i].labels
        return own or (self.sentences[self.lenders[i]].labels if i in self.lenders else ())

    def needs_source(self, i: int) -> bool:
        """Does an editor miss a source at a sentence? As the rule for uncited claims has it."""
        judge = self.document.judgement
        return judge is not None and source_needed(self.document, judge, i, _NEEDS_SOURCE) is not None

    @cached_property
    def quoted(self) -> frozenset[int]:
        """The sentences that have something in quotation marks."""
        judge = self.document.judgement
        return frozenset(judge.quoted()) if judge else frozenset()

    def holding(self, numbers: Sequence[int], places: Sequence[Span]) -> int:
        """Which of some sentences has the first of the places; the first sentence where there is none."""
        if places:
            return next((i for i in numbers if places[0].start < self.sentences[i].end), numbers[-1])
        return numbers[0]

    def markers(self, i: int, labels: frozenset[str]) -> tuple[Span, ...]:
        """The places of the markers of a sentence that name one of `labels`."""
        return tuple(
            Span(marker.start, marker.end) for marker in self._marked.get(i, ()) if not labels.isdisjoint(marker.labels)
        )

    @cached_property
    def _marked(self) -> dict[int, list[Marker]]:
        found: dict[int, list[Marker]] = {}
        for marker in self.document.markers:
            if marker.sentence is not None:
                found.setdefault(marker.sentence, []).append(marker)
        return found


def _disjoint(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for start, end in pieces:
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
