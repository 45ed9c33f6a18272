"""Look for what a sentence says in the saved texts of the sources that it cites, and of the others."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from citeaudit.evidence import amounts, independence, names, passages
from citeaudit.evidence.citations import Citations
from citeaudit.evidence.saved import Saved
from citeaudit.evidence.shelf import Shelf
from citeaudit.evidence.speech import Speech
from citeaudit.model import Document
from citeaudit.model.checked import UNSAVED, Checked, Copies, EvidenceState, Passage, worst
from citeaudit.parse.cover import cover

THIN = 150
"""Words; a saved text with fewer may be a teaser, and that something is not in it says little."""


class Checking:
    """The evidence for one document; see `citeaudit.model.checked.Evidence`. Worked out when asked, and kept."""

    def __init__(self, document: Document, saved: Saved) -> None:
        self._document = document
        self._shelf = Shelf(document, saved)
        self._checked: dict[int, tuple[Checked, ...]] = {}
        self._passages: dict[int, Passage | None] = {}
        self._copies: list[Copies] | None = None
        markers = [(marker.start, marker.end) for marker in document.markers]
        self._written = cover(document.prose, markers, " ")
        self._citations = Citations(document, self._written)
        self._speech = Speech(document, self._written, self._shelf, self._citations)

    def checked(self, sentence: int) -> Sequence[Checked]:
        if sentence not in self._checked:
            self._checked[sentence] = tuple(self._check(sentence))
        return self._checked[sentence]

    def _check(self, sentence: int) -> list[Checked]:
        start, end, *_ = self._document.sentences[sentence]
        labels = self._citations.labels(sentence)
        quotations = list(self._speech.checked(sentence))
        if not labels:
            return quotations
        cited, others = self._shelf.readable(labels), self._shelf.others(labels)
        spoken = self._speech.within(sentence)
        reached = [*accumulate((last for _, last in spoken), max)]
        own = self._written[start:end]

        def is_quoted(position: int) -> bool:
            row = bisect_right(spoken, start + position, key=lambda span: span[0]) - 1
            return row >= 0 and start + position < reached[row]

        language = self._document.language
        found = [
            *quotations,
            *amounts.checked(own, language, start, is_quoted, self._shelf, self._reach(sentence, labels), others),
            *names.checked(own, language, start, is_quoted, self._shelf, cited, others),
        ]
        return sorted(found, key=lambda each: (each.start, each.kind))

    def _reach(self, sentence: int, labels: Sequence[str]) -> amounts.Reach:
        """What a place of a sentence with several markers cites: the next group of markers behind it."""
        start = self._document.sentences[sentence].start
        everything = self._shelf.readable(labels)

        def reach(position: int) -> tuple[Sequence[str], Sequence[str]]:
            own = self._citations.behind(sentence, start + position)
            near = [label for label in everything if label in own]
            return (near, [label for label in everything if label not in own]) if near else (everything, [])

        return reach

    def state(self, sentence: int) -> EvidenceState:
        return worst(self.checked(sentence))

    def searched(self, sentence: int) -> Sequence[str]:
        return self._shelf.readable(self._citations.labels(sentence) or self._speech.labels(sentence))

    def best_passage(self, sentence: int) -> Passage | None:
        start, end, *_ = self._document.sentences[sentence]
        if not (labels := self.searched(sentence)):
            return None
        if sentence not in self._passages:
            language = self._document.language
            self._passages[sentence] = passages.best(self._written[start:end], language, labels, self._shelf)
        return self._passages[sentence]

    def copies(self) -> Sequence[Copies]:
        if self._copies is None:
            texts = {label: words for label in self._cited() if (words := self._shelf.words(label))}
            self._copies = independence.copies(texts)
        return self._copies

    def thin(self) -> Mapping[str, int]:
        sizes = {label: len(words.words) for label in self._cited() if (words := self._shelf.words(label))}
        return {label: size for label, size in sizes.items() if size < THIN}

    def missing(self) -> Mapping[str, str]:
        texts = self._shelf.texts
        unread = [label for label in self._cited() if not self._shelf.words(label)]
        return {label: (text.error if (text := texts[label]) else None) or UNSAVED for label in unread}

    def _cited(self) -> list[str]:
        """The labels of the sources that some sentence cites, each once."""
        return list(dict.fromkeys(source.label for source in self._document.sources if source.cited_by))
