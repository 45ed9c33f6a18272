"""Lines that say a sentence of the article again, in its words or others: pull quotations, standfirsts, captions."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from citeaudit import lexicons
from citeaudit.model import Repeat, RepeatKind, RepeatRole
from citeaudit.model.span import Span
from citeaudit.parse import negations, similar
from citeaudit.parse.page import Page
from citeaudit.patterns import lazy

SHORT = 4
"""Words, all or of content, below which a line may come twice without being noticed."""
_REWORDED = 6
"""Words of a line that says something in other words; shorter ones are names of things."""
_CONTENT = 3
"""Words of content that a line must share with the sentence, no names and no figures: one subject shares those."""
_RESTATED = 0.7
"""Share of the content of a line that one sentence must hold."""
_SURELY = 0.8
"""The same of a standfirst or a caption, which must sum up what the article says."""
_OF_SENTENCE = 0.4
"""Share of the content of the sentence that the line must hold."""
_QUOTED, _CUT = 5, 8
"""Words that must stand in a sentence as they are: of a pull quotation, and of a line that is none."""
_NEARLY = 0.7
"""Share of the pairs of words that a standfirst and a sentence of the lead have in common, in nearly the same words."""
_RUN = 5
"""Words in a row that make a turn of phrase."""
_TELLING = 2
"""Words of it that carry content and are no names."""
_LONGEST = 500
"""Characters of the longest line."""
_COMMON = 40
"""A word of more sentences tells none of them."""
_CLOSEST = 6
"""Sentences that are compared in full with one line."""
_FIGURE = lazy(r"\d+(?:[.,]\d+)*")


class _Said(NamedTuple):
    """How a line says a sentence again."""

    kind: RepeatKind
    share: float
    of: Span


def restatements(page: Page, taken: Collection[int]) -> Iterator[Repeat]:
    """Yield the lines, one by one, that put a sentence in other words; `taken` are the blocks already spoken of."""
    lines = list(_candidates(page, taken))
    found: list[Repeat] = []
    index = _Index(page, [i for i, role in lines if role != "standfirst"])
    for i, role in lines:
        if said := _best(_Line(page, i, role), _sentences(page, index, i, role)):
            block = page.blocks[i]
            found.append(Repeat(block.start, block.end, said.kind, said.of, said.of == page.title, role))
    of = Counter(repeat.of for repeat in found if repeat.kind == "restated")
    yield from (repeat for repeat in found if repeat.kind != "restated" or of[repeat.of] == 1)  # more are a refrain


def _candidates(page: Page, taken: Collection[int]) -> Iterator[tuple[int, RepeatRole]]:
    """The blocks that may say a sentence again, and what they are."""
    # Where most paragraphs are one sentence long, as in wire copy, a line that stands alone is just a paragraph.
    stands_out = sum(page.counts[i] > 1 for i in page.body) * 2 >= len(page.body)
    apart = {i for i in page.body if page.opens_quotation(i)}.union(page.captions, page.pulled)
    if page.standfirst is not None:
        apart.add(page.standfirst)
    lines = {i for i in page.body[1:] if page.counts[i] == 1} if stands_out else set()
    for i in sorted((apart | lines) - page.beside.summary - set(taken)):
        role = page.role(i)
        if page.blocks[i].end - page.blocks[i].start > _LONGEST or i == page.lead:
            continue
        # A line with a marker says who says it, as a sentence of the text does.
        if role != "line" or (i in lines and not page.announces(i) and not page.sentences[page.first[i]].labels):
            yield i, role


def _sentences(page: Page, index: "_Index", block: int, role: RepeatRole) -> list[Span]:
    """The places that a block may say again: of a standfirst the headline and the lead, else sentences like it."""
    if role != "standfirst":
        return [Span(page.sentences[k].start, page.sentences[k].end) for k in index.closest(block, role)]
    lead = [sentence for sentence in page.sentences if sentence.block == page.lead]
    return [*([page.title] if page.title else []), *(Span(sentence.start, sentence.end) for sentence in lead)]


def _best(line: "_Line", spans: Sequence[Span]) -> _Said | None:
    """The first of the places that a line says again best."""
    said = [found for span in spans if (found := line.again(span))]
    return max(said, key=lambda found: found.share, default=None)


class _Index:
    """Which sentences hold a word of some lines."""

    def __init__(self, page: Page, lines: Sequence[int]) -> None:
        self.page = page
        stop = lexicons.words(page.language, "stopwords")
        wanted = {similar.stem(word) for i in lines for word in page.tokens(i) if word not in stop}
        # Each word of the document is read once, and each sentence only for the words that a line has.
        words = set(page.plain.split()) - stop if wanted else ()
        self.stems = {word: stem for word in words if (stem := similar.stem(word)) in wanted}
        self.holders: dict[str, list[int]] = {}
        if not self.stems:
            return
        for i, sentence in enumerate(page.sentences):
            short = sentence.end - sentence.start <= 2 * _LONGEST
            if short and page.blocks[sentence.block].kind in ("paragraph", "quotation", "list item"):
                for word in self._words(sentence.start, sentence.end):
                    self.holders.setdefault(word, []).append(i)

    def _words(self, start: int, end: int) -> set[str]:
        held = self.stems.keys() & self.page.plain[start:end].split()
        return {self.stems[word] for word in held}

    def closest(self, block: int, role: RepeatRole) -> list[int]:
        """The sentences that share most words with a block, of those that it may say again."""
        page = self.page
        start, end = page.blocks[block].start, page.blocks[block].end
        counts: Counter[int] = Counter()
        for word in self._words(start, end):
            holders = self.holders.get(word, ())
            if len(holders) <= _COMMON:
                counts.update(holders)
        near = []
        for k, shared in counts.items():
            sentence = page.sentences[k]
            other = sentence.block
            if other == block or other in page.captions or other in page.beside.summary or sentence.start < page.below:
                continue
            if block in page.pulled and sentence.start > start:
                continue  # a heading may be made of the words of its section
            if role == "line" and (sentence.start > start or page.counts[other] == 1):
                continue  # two lines on one subject are a list, or two paragraphs of wire copy
            near.append((-shared, k))
        return [k for _, k in sorted(near)[:_CLOSEST]]


class _Line:
    """A line that may say something again."""

    def __init__(self, page: Page, block: int, role: RepeatRole) -> None:
        self.page = page
        self.is_line, self.is_standfirst = role == "line", role == "standfirst"
        self.fewest = _CUT if self.is_line else _QUOTED
        self.least = _RESTATED if role in ("line", "pull quotation") else _SURELY
        written = page.beside.unlabelled(page.written(block)) if role == "caption" else page.said(block)
        self.words = similar.words(written)
        self.content = similar.carrying(self.words, page.language)
        self.names = similar.names(written, page.language)
        self.figures = set(_FIGURE.findall(written))
        self.denies = negations.denies(self.words)

    def again(self, span: Span) -> _Said | None:
        """How it says the sentence at `span` again, if it does."""
        other = self.page.covered[span.start : span.end]
        words = similar.words(other)
        if self.words == words and len(words) >= SHORT:
            return _Said("verbatim", 3.0, span)
        if len(self.words) >= self.fewest and f" {' '.join(self.words)} " in f" {' '.join(words)} ":
            return _Said("verbatim", 2.0, span)
        # Without a list of stop words every word would carry content.
        if (
            len(self.content) < SHORT
            or len(self.words) < _REWORDED
            or not lexicons.words(self.page.language, "stopwords")
        ):
            return None
        theirs = similar.carrying(words, self.page.language)
        shared = self.content & theirs
        if not self.figures <= set(_FIGURE.findall(other)) or self.denies != negations.denies(words):
            return None
        if len(shared) >= SHORT and self._same_turn(other, words):
            return _Said("restated", _RESTATED, span)
        if len(shared) < SHORT or sum(word.isalpha() for word in shared - self.names) < _CONTENT:
            return None
        sums_up = self.is_standfirst and span != self.page.title
        if len(shared) < _OF_SENTENCE * len(theirs) and not sums_up:
            return None  # a name for what the sentence does, as headings of sections and figures are
        # Who said it is often told in other words: "Lund", "she", "the head of the union, Marta Lund".
        bare = self.content - self.names
        share = max(len(shared) / len(self.content), len(bare & theirs) / len(bare) if len(bare) >= SHORT else 0.0)
        kind: RepeatKind = "summed up" if sums_up and _alike(self.words, words) < _NEARLY else "restated"
        return _Said(kind, share, span) if share >= self.least else None

    def _same_turn(self, other: str, words: list[str]) -> bool:
        """Does the sentence give the same person the same turn of phrase: "Lund said it is time to say no"?"""
        page = self.page
        if not self.is_line or self.names.isdisjoint(similar.names(other, page.language)):
            return False
        bare = lexicons.words(page.language, "stopwords") | self.names
        told = {word for word in self.words if word not in bare and similar.stem(word) not in bare}
        return any(sum(word in told for word in turn) >= _TELLING for turn in _runs(self.words) & _runs(words))


def _runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[k : k + _RUN]) for k in range(len(words) - _RUN + 1)}


def _alike(some: list[str], others: list[str]) -> float:
    """The share of their pairs of words that two texts have in common, 0 to 1."""
    first, second = set(pairwise(some)), set(pairwise(others))
    return 2 * len(first & second) / max(1, len(first) + len(second))
