"""Find what an article says twice: the headline inside the body, a line that stands alone and repeats or restates.

Generated and hastily edited copy is full of such lines: a headline pasted into the body, cut or in capitals, and pull
quotes that put a sentence of the text in other words. They tell nothing new and rarely keep their citation.
"""

from collections import Counter
from collections.abc import Sequence

from citeaudit import lexicons
from citeaudit.model import Block, Repeat, Sentence, Span
from citeaudit.parse import headline, restated, similar
from citeaudit.parse.restated import SHORT

_BEGINNING = 16
"""Letters by which a paragraph is known at first sight."""
_HEADLINE_TWICE = ("verbatim", "case", "punctuation", "extended")
"""A lead may begin as its headline does; one that says no more, or only adds a name, is the headline twice."""


def find_repeats(
    covered: str, blocks: Sequence[Block], sentences: Sequence[Sentence], title: Span | None, language: str
) -> tuple[Repeat, ...]:
    """The repeats in order of position; each names the later place and the place that it repeats.

    `covered` is the prose with its markers covered, so that a marker more or less makes no difference.
    """
    body = [
        i for i, s in enumerate(sentences)
        if blocks[s.block].kind in ("paragraph", "quotation") and not (title and s.start < title.end)
    ]  # fmt: skip
    if not body:
        return ()
    finder = _Finder(covered, blocks, sentences, title, language, body)
    found = [repeat for i in body if (repeat := finder.repeat(i))]
    of = Counter(repeat.of for repeat in found if repeat.kind == "restated")
    found = [repeat for repeat in found if repeat.kind != "restated" or of[repeat.of] == 1]  # more are a refrain
    if title:
        found += headline.inside(covered, sentences, body, sentences[body[0]], title, finder.wanted, found)
    return tuple(sorted(found))


class _Finder:
    """What has been read of one document; asked for each sentence of its body in turn."""

    def __init__(
        self,
        covered: str,
        blocks: Sequence[Block],
        sentences: Sequence[Sentence],
        title: Span | None,
        language: str,
        body: Sequence[int],
    ) -> None:
        self.covered, self.blocks, self.sentences, self.title = covered, blocks, sentences, title
        self.language, self.body = language, body
        self.counts = Counter(sentences[i].block for i in body)
        self.begin = Counter(self._beginning(block) for block in blocks)
        self.lead = sentences[body[0]]
        self.headline = title or Span(self.lead.start, self.lead.end)
        self.wanted = similar.words(covered[self.headline.start : self.headline.end])
        # Where most paragraphs are one sentence long, as in wire copy, a line that stands alone is just a paragraph;
        # and without a list of stop words every word would carry content.
        stands_out = sum(n > 1 for n in self.counts.values()) * 2 >= len(self.counts)
        self.restates = stands_out and bool(lexicons.words(language, "stopwords"))
        self.seen: dict[tuple[str, ...], Span] = {
            tuple(similar.words(covered[s.start : s.end])): Span(s.start, s.end)
            for s in sentences
            if blocks[s.block].kind == "heading" and not (title and s.start < title.end)
        }
        """The words of each line so far, and where it stands."""

    def repeat(self, i: int) -> Repeat | None:
        """How sentence `i` repeats something, if it is a line of its own or begins a paragraph that repeats."""
        sentence = self.sentences[i]
        is_lead = sentence.block == self.lead.block
        if self.counts[sentence.block] > 1:
            inner = i and self.sentences[i - 1].block == sentence.block
            return None if inner or is_lead else self._paragraph(self.blocks[sentence.block])
        span = Span(sentence.start, sentence.end)
        line = similar.words(self.covered[span.start : span.end])
        kind = headline.kind_of(self.covered, span, line, self.headline, self.wanted, own=self.title is not None)
        if is_lead:
            if self.title and kind in _HEADLINE_TWICE:
                return Repeat(*span, kind, self.headline, of_title=True)
            return None if self.title else self._again(line, span)
        found = Repeat(*span, kind, self.headline, self.title is not None) if kind else self._line(i, line, span)
        self.seen.setdefault(tuple(line), span)
        return found

    def _line(self, i: int, line: list[str], span: Span) -> Repeat | None:
        if again := self._again(line, span):
            return again
        if len(line) >= SHORT and (original := self._same(i, line)):
            return Repeat(*span, "verbatim", original, of_title=False)
        if self.restates and not self.sentences[i].labels:
            original = restated.original_of(self.covered, self.sentences[i], self.sentences, self.body, self.language)
            return Repeat(*span, "restated", original, of_title=False) if original else None
        return None

    def _again(self, line: list[str], span: Span) -> Repeat | None:
        """A line that stands in the document already."""
        if len(line) >= SHORT and (first := self.seen.get(tuple(line))):
            return Repeat(*span, "verbatim", first, of_title=False)
        return None

    def _paragraph(self, block: Block) -> Repeat | None:
        """A paragraph of several sentences that is the headline, or an earlier paragraph, word for word."""
        if self.begin[self._beginning(block)] < 2:
            return None  # nothing else begins like it, and to read all words of all paragraphs is slow
        line = similar.words(self.covered[block.start : block.end])
        span = Span(block.start, block.end)
        if self.title and line == self.wanted:
            return Repeat(*span, "verbatim", self.headline, of_title=True)
        found = self._again(line, span)
        self.seen.setdefault(tuple(line), span)
        return found

    def _beginning(self, block: Block) -> str:
        return self.covered[block.start : min(block.end, block.start + _BEGINNING)].lower()

    def _same(self, i: int, line: list[str]) -> Span | None:
        """A sentence inside a paragraph before line `i` that has just its words."""
        sentences, covered = self.sentences, self.covered
        here = sentences[i]
        beginning = covered[here.start : here.start + 12].lower()
        for k in self.body:
            if k >= i:
                return None
            start, end = sentences[k].start, sentences[k].end
            # The letters are counted first, because it is cheap and settles nearly every sentence.
            inside = self.counts[sentences[k].block] > 1 and abs((end - start) - (here.end - here.start)) < 60
            alike = inside and covered[start : start + 12].lower() == beginning
            if alike and similar.words(covered[start:end]) == line:
                return Span(start, end)
        return None
