"""A document as blocks that can be compared: which are prose, which stand alone, which is the standfirst."""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from citeaudit.model import Block, Document, RepeatRole, Sentence
from citeaudit.model.span import Span
from citeaudit.parse import similar
from citeaudit.parse.beside import Beside
from citeaudit.parse.cover import COVER, lowered
from citeaudit.patterns import lazy

_PROSE = 60
"""Characters from which a block that ends like a sentence is a paragraph, and no line."""
_STANDFIRST = 300
"""Characters of the longest standfirst."""
_OPENED = "\"“„«‹‘'"
_CLOSED = "\"”“»›’'"
_SPEAKER = lazy(r"(?<=[”\"»’])\s{0,3}[—–-]{1,2}\s{0,3}[A-Z][^.!?“\"„«]{1,80}\Z")
"""“— Marta Lund, chair of the board” at the end of a pull quotation."""
_AFTER = f" \t\n*_{COVER}"


class Page:
    """What repeats are looked for in; blocks are called by their index."""

    def __init__(
        self,
        covered: str,
        low: str,
        blocks: Sequence[Block],
        sentences: Sequence[Sentence],
        title: Span | None,
        language: str,
        *,
        structured: bool,
    ) -> None:
        """Read the prose with its markers covered; `low` is the same in small letters."""
        self.covered, self.low, self.blocks, self.sentences = covered, low, blocks, sentences
        self.title, self.language, self.structured = title, language, structured
        self.plain = similar.plain(low)
        self.below = title.end if title else 0
        """Where the text below the headline begins."""
        holders = [sentence.block for sentence in sentences]
        self.counts = Counter(holders)
        """How many sentences each block has."""
        self.first = dict(zip(reversed(holders), range(len(holders) - 1, -1, -1), strict=True))
        """The first sentence of each block that has any."""
        self.body = [
            i for i, block in enumerate(blocks)
            if block.kind in ("paragraph", "quotation") and block.start >= self.below and i in self.first
        ]  # fmt: skip
        self.beside = Beside(covered, blocks, language)
        self.captions = self.beside.captions()

    @classmethod
    def of(cls, document: Document) -> "Page":
        """A document that has been parsed, for checks that compare what the parser did not."""
        prose, language = document.prose, document.language
        return cls(
            prose, lowered(prose), document.blocks, document.sentences, document.title, language, structured=False
        )

    def written(self, block: int) -> str:
        return self.covered[self.blocks[block].start : self.blocks[block].end]

    def tokens(self, block: int) -> list[str]:
        return self.plain[self.blocks[block].start : self.blocks[block].end].split()

    def is_prose(self, block: int) -> bool:
        """A paragraph, and not a line of a few words or one that ends in nothing."""
        kind, start, end, _ = self.blocks[block]
        return kind == "paragraph" and end - start >= _PROSE and self.ended(block)

    def ended(self, block: int) -> bool:
        """Does it end as a sentence does?"""
        return self._tail(block).endswith((".", "!", "?", "…"))

    def states(self, block: int) -> bool:
        """Does it end as a statement does?"""
        return self._tail(block).endswith((".", "!"))

    def announces(self, block: int) -> bool:
        """Does it end in a colon, as what stands above a list does?"""
        return self._tail(block).endswith(":")

    def _tail(self, block: int) -> str:
        """Its last characters, without markers and closing signs."""
        tail = self.covered[max(self.blocks[block].start, self.blocks[block].end - 40) : self.blocks[block].end]
        return tail.rstrip(_AFTER).rstrip(_CLOSED + ")]")

    def heads_prose(self, block: int) -> bool:
        """A line above a paragraph, as a section heading is."""
        return block + 1 < len(self.blocks) and self.is_prose(block + 1)

    def line(self, block: int) -> bool:
        """Of one sentence."""
        return self.counts[block] == 1

    def said(self, block: int) -> str:
        """A block without the dash and the name that stand behind a pull quotation."""
        return _SPEAKER.sub("", self.written(block).strip(_AFTER))

    def quoted(self, block: int) -> bool:
        """All of it stands in quotation marks, and nobody is said to say it but behind a dash."""
        written = self.said(block)
        if len(written) < 3 or written[0] not in _OPENED:
            return False
        inner = written[1:].rstrip(".,")
        return inner[-1:] in _CLOSED and not any(sign in inner[:-1] for sign in '“”"«»„')

    @cached_property
    def standfirst(self) -> int | None:
        """A short paragraph between the headline and the lead, on its own."""
        body = [i for i in self.body[:4] if i not in self.captions]
        if self.title is None or len(body) < 2:
            return None
        first, second = body[:2]
        short = self.blocks[first].end - self.blocks[first].start <= _STANDFIRST and self.counts[first] <= 2
        return first if short and self.is_prose(second) else None

    @cached_property
    def lead(self) -> int | None:
        """The first paragraph below the headline and the standfirst."""
        aside = {*self.captions, self.standfirst}
        return next((i for i in self.body if i not in aside and self.is_prose(i)), None)

    @cached_property
    def pulled(self) -> list[int]:
        """Quotations that stand alone and end in no full stop: in plain text they are taken for headings."""
        if self.structured:
            return []
        return [
            i for i, block in enumerate(self.blocks)
            if block.kind == "heading" and block.start >= self.below and self.quoted(i)
        ]  # fmt: skip

    def opens_quotation(self, block: int) -> bool:
        return self.covered[self.blocks[block].start] in _OPENED

    def role(self, block: int) -> RepeatRole:
        """What an editor calls it."""
        if block in self.captions:
            return "caption"
        if block == self.standfirst:
            return "standfirst"
        return "pull quotation" if self.quoted(block) else "line"
