"""What the judges say of the sentences of one document: worked out when asked, and kept."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from operator import itemgetter

from citeaudit import lexicons
from citeaudit.judges import attribution, claim, editorial
from citeaudit.judges.words import Phrases, Prose, phrases, places, prepare
from citeaudit.model import Attribution, Claim, Document, Editorial, Span

_end = itemgetter(1)


class Judged:
    """The judgements of one document; see `citeaudit.model.Judgement`."""

    __slots__ = (
        "_all",
        "_attributions",
        "_claims",
        "_document",
        "_editorials",
        "_lines",
        "_prose",
        "_starts",
        "_unnamed",
        "_verdicts",
    )

    def __init__(self, document: Document) -> None:
        self._document = document
        self._prose: Prose | None = None
        self._lines: dict[int, tuple[frozenset[str], list[str]]] = {}
        self._attributions: dict[int, Attribution | None] = {}
        self._editorials: dict[int, Editorial] = {}
        self._claims: dict[int, Claim] = {}
        self._all: tuple[frozenset[str], str] | None = None
        self._unnamed: Sequence[int] | None = None
        self._verdicts: Sequence[int] | None = None
        self._starts = [sentence.start for sentence in document.sentences]

    @property
    def prose(self) -> Prose:
        if self._prose is None:
            self._prose = prepare(self._document)
        return self._prose

    def _read(self, sentence: int) -> tuple[frozenset[str], list[str]]:
        """The sentence's own words: the set of them, and all in order."""
        known = self._lines.get(sentence)
        if known is None:
            start, end = self._document.sentences[sentence][:2]
            words = self.prose.plain[start:end].split()
            known = self._lines[sentence] = frozenset(words), words
        return known

    def attribution(self, sentence: int) -> Attribution | None:
        if sentence not in self._attributions:
            words, _ = self._read(sentence)
            document = self._document
            self._attributions[sentence] = attribution.attribute(
                self.prose, document.sentences[sentence], words, document.language
            )
        return self._attributions[sentence]

    def editorial(self, sentence: int) -> Editorial:
        if sentence not in self._editorials:
            words, low = self._read(sentence)
            self._editorials[sentence] = editorial.judge(
                self.prose,
                self._document.sentences[sentence],
                words,
                low,
                partial(self.attribution, sentence),
                self._document.language,
            )
        return self._editorials[sentence]

    def claim(self, sentence: int) -> Claim:
        if sentence not in self._claims:
            words, low = self._read(sentence)
            self._claims[sentence] = claim.judge(
                self.prose,
                self._document.sentences[sentence],
                words,
                low,
                self.attribution(sentence),
                self.editorial(sentence),
                self._document.language,
            )
        return self._claims[sentence]

    def verdicts(self) -> Sequence[int]:
        if self._verdicts is None:
            found = phrases(self._document.language, "editorial")
            self._verdicts = sorted({*self._with(found), *editorial.shaped(self.prose, self._document.sentences)})
        return self._verdicts

    def unnamed(self) -> Sequence[int]:
        if self._unnamed is None:
            found = attribution.unnamed_of(self._document.language)
            self._unnamed = sorted(set(self._with(found)))
        return self._unnamed

    def _with(self, found: Phrases) -> Iterator[int]:
        """The sentences that have one of the phrases; a document has few of them, and most of its sentences none."""
        plain = self.prose.plain
        if self._all is None:
            words = plain.split()
            self._all = frozenset(words), " ".join(words)
        for phrase in found.in_text(*self._all):
            for at in places(phrase, plain):
                row = bisect_right(self._starts, at) - 1
                if row >= 0:
                    yield row

    def quotations(self, sentence: int) -> tuple[Span, ...]:
        spoken = self.prose.spoken
        if not spoken:
            return ()
        start, end = self._document.sentences[sentence][:2]
        first = bisect_right(spoken, start, key=_end)
        return tuple(Span(max(a, start), min(b, end)) for a, b in islice(spoken, first, bisect_left(spoken, (end,))))


def judge(document: Document) -> Judged | None:
    """The judgement of a document; None where its language has no lexicon to judge by."""
    return Judged(document) if lexicons.families(document.language, "claim-weights") else None
