"""Look for the quotations of a document in the saved texts of the sources that it cites for them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from citeaudit.evidence import polarity, quotations, quoted
from citeaudit.evidence.citations import Citations
from citeaudit.evidence.quotations import Match
from citeaudit.evidence.quoted import Quotation
from citeaudit.evidence.shelf import Shelf
from citeaudit.evidence.words import Words
from citeaudit.model import Document
from citeaudit.model.checked import Checked

_RANK = {"found": 0, "elided": 1, "altered": 2, "not found": 3}
_NOTHING = Words("")
_WIDE = 600
"""Characters on each side of a quotation in which its article may say no."""


class Speech:
    """The quotations of one document; `written` is its prose with its markers covered.

    A quotation over several sentences is one, and each of them has it.
    """

    def __init__(self, document: Document, written: str, shelf: Shelf, citations: Citations) -> None:
        self._document = document
        self._written = written
        self._shelf = shelf
        self._citations = citations
        self._known: dict[int, tuple[Checked, ...]] = {}
        self._by_end: dict[int, dict[int, tuple[str, ...]]] = {}
        """Of the sentences in which each quotation has a marker of its own: what is cited where each of them ends."""

    @cached_property
    def _quotations(self) -> Sequence[Quotation]:
        return quoted.read(self._document, self._written)

    def _touching(self, sentence: int) -> range:
        """The quotations of which a sentence has a part."""
        start, end, *_ = self._document.sentences[sentence]
        low = bisect_right(self._quotations, start, key=lambda quotation: quotation.end)
        return range(low, bisect_left(self._quotations, end, key=lambda quotation: quotation.start))

    def within(self, sentence: int) -> list[tuple[int, int]]:
        """The stretches of a sentence that are looked for as quotations, marks included."""
        start, end, *_ = self._document.sentences[sentence]
        spans = sorted(span for k in self._touching(sentence) for span in self._quotations[k].spans)
        return [(max(a, start), min(b, end)) for a, b in spans if a < end and b > start]

    def checked(self, sentence: int) -> Iterator[Checked]:
        """How each of its quotations stands in the texts that are cited for it, or else in one of the others."""
        for k in self._touching(sentence):
            if k not in self._known:
                self._known[k] = tuple(self._check(self._quotations[k]))
            start, end, *_ = self._document.sentences[sentence]
            yield from (part for part in self._known[k] if part.start < end and part.end > start)

    def labels(self, sentence: int) -> tuple[str, ...]:
        """The sources that are cited for its quotations, in the sentence or elsewhere."""
        found = (labels for k in self._touching(sentence) for _, labels in self._cited(self._quotations[k]))
        return tuple(dict.fromkeys(label for labels in found for label in labels))

    def _check(self, quotation: Quotation) -> Iterator[Checked]:
        for part, labels in self._cited(quotation):
            if labels:
                yield self._looked_for(part, labels)

    def _cited(self, quotation: Quotation) -> Iterator[tuple[Quotation, tuple[str, ...]]]:
        """The quotation with the labels that are cited for it; in parts where its sentences cite different ones."""
        sentences = self._document.sentences
        first = max(0, bisect_right(sentences, quotation.start, key=lambda sentence: sentence.start) - 1)
        last = bisect_left(sentences, quotation.end, key=lambda sentence: sentence.start)
        cited = [(i, labels) for i in range(first, last) if (labels := self._citations.labels(i))]
        if not cited and quotation.block and first and self._leads_in(first - 1):
            cited = [(first - 1, self._citations.labels(first - 1))]
        if len(cited) == 1 and last - first == 1 and (own := self._own(quotation, first)):
            cited = [(first, own)]
        if len({labels for _, labels in cited}) < 2 or len(quotation.spans) > 1:
            yield quotation, tuple(dict.fromkeys(label for _, labels in cited for label in labels))
            return
        start = quotation.start
        for k, (i, labels) in enumerate(cited):
            end = quotation.end if k + 1 == len(cited) else sentences[i].end
            yield quoted.part(self._written, quotation, start, end), labels
            start = end

    def _own(self, quotation: Quotation, sentence: int) -> tuple[str, ...]:
        """The labels of the markers behind it, where each quotation of the sentence has its own; else ()."""
        if sentence not in self._by_end:
            ends = [self._quotations[k].end for k in self._touching(sentence)]
            self._by_end[sentence] = dict(zip(ends, self._citations.own(sentence, ends) or (), strict=False))
        labels = self._by_end[sentence].get(quotation.end, ())
        return labels if self._shelf.readable(labels) else ()

    def _leads_in(self, sentence: int) -> bool:
        start, end, *_ = self._document.sentences[sentence]
        return self._written[start:end].rstrip().endswith(":")

    def _looked_for(self, quotation: Quotation, labels: Sequence[str]) -> Checked:
        start, end = quotation.start, quotation.end
        cited = self._shelf.readable(labels)
        if not cited:
            return Checked("quotation", start, end, "no saved text")
        denied = self._is_denied(quotation)
        label, match = min(
            ((label, self._match(quotation, label, denied=denied)) for label in cited),
            key=lambda pair: (_RANK[pair[1].state], bool(pair[1].polarity)),
        )
        if match.state in ("found", "elided"):
            how = "elided" if match.state == "elided" else ""
            return Checked("quotation", start, end, "found", how, label, match.passage, match.changes, match.polarity)
        # A single word stands somewhere in most texts, and tells nothing of those that are not cited for it.
        elsewhere = self._shelf.others(labels) if len(quotation.pieces.words.words) > 1 else []
        others = [(other, self._match(quotation, other, denied=denied)) for other in elsewhere]
        whole = next(((other, each) for other, each in others if each.state in ("found", "elided")), None)
        if whole:
            changes = tuple(f"in [{label}] it {change}" for change in match.changes)
            passage = whole[1].passage
            return Checked(
                "quotation", start, end, "found elsewhere", "", whole[0], passage, changes, cited=tuple(cited)
            )
        if match.state == "altered":
            return Checked(
                "quotation", start, end, "altered", "altered", label, match.passage, match.changes, match.polarity
            )
        if len(cited) < len(labels):  # it may stand in the text that could not be read
            return Checked("quotation", start, end, "no saved text")
        absent = Checked("quotation", start, end, "not found", cited=tuple(cited))
        like = next(((other, each) for other, each in others if each.state == "altered"), None)
        if like:
            return absent._replace(label=like[0], passage=like[1].passage, changes=like[1].changes)
        return absent

    def _match(self, quotation: Quotation, label: str, *, denied: bool) -> Match:
        return quotations.check(quotation.pieces, self._shelf.words(label) or _NOTHING, denied=denied)

    def _is_denied(self, quotation: Quotation) -> bool:
        """Does the article say no around the quotation, outside of any quotation?"""
        sentences = self._document.sentences
        first = max(0, bisect_right(sentences, quotation.start, key=lambda sentence: sentence.start) - 1)
        last = max(first, bisect_left(sentences, quotation.end, key=lambda sentence: sentence.start) - 1)
        before = self._written[max(sentences[first].start, quotation.start - _WIDE) : quotation.start]
        behind = self._written[quotation.end : min(sentences[last].end, quotation.end + _WIDE)]
        return polarity.denied(Words(before), Words(behind))
