"""Sentences that say what others say already: the echo of a cited sentence, the summary of what stands before."""

from collections.abc import Sequence
from functools import cache, cached_property

from citeaudit import lexicons
from citeaudit.model import Sentence
from citeaudit.parse import similar
from citeaudit.parse.exempt import QUOTES
from citeaudit.parse.page import Page

_FEWEST = 5
"""Words of content from which a sentence is the echo of another, and no phrase that both have."""
_FEWEST_SUMMED = 3
_COMMON = 40
"""A word of more cited sentences tells none of them."""
_SHORT_TEXT = 50_000
"""Characters of a text that is looked through sooner than an index is made; in longer ones that would be for ever."""
_LONG, _LESS, _STEM = 6, 5, 4
"""Letters of a word that tells sentences apart at first sight, or where none is so long; and what is compared of it."""


class Echoes:
    """What is said again in one document."""

    def __init__(self, page: Page) -> None:
        self._covered, self._plain, self._language = page.covered, page.plain, page.language
        self._sentences, self._blocks = page.sentences, page.blocks
        self._known: dict[int, list[str]] = {}
        self._turns = lexicons.words(page.language, "exempt", "turn")
        self._openings = _openings(page.language)
        self._any_cited = bool(self._turns) and any(sentence.labels for sentence in page.sentences)

    def reason(self, sentence: Sentence) -> str | None:
        """Why a sentence is exempt that no marker reaches; None where it says something of its own."""
        sums_up = self._covered.startswith(self._openings, sentence.start)
        if not (sums_up or self._any_cited) or self._blocks[sentence.block].kind != "paragraph":
            return None
        written = self._covered[sentence.start : sentence.end]
        if not QUOTES.isdisjoint(written):
            return None
        if sums_up and self._sums_up(sentence, written):
            return "summary"
        return "echo of a cited sentence" if self._any_cited and self._echoes(sentence, written) else None

    def _sums_up(self, sentence: Sentence, written: str) -> bool:
        """Does all that it says stand before it in its paragraph, or in the paragraph before that?"""
        before = self._blocks[sentence.block]
        if sentence.block and self._blocks[sentence.block - 1].kind == "paragraph":
            before = self._blocks[sentence.block - 1]
        earlier = self._covered[before.start : sentence.start]
        opening = max((each for each in self._openings if written.startswith(each)), key=len)
        rest = written[len(opening) :]
        empty = lexicons.words(self._language, "exempt", "words of a summary")
        said = similar.content(" ".join(w for w in similar.words(rest) if w not in empty), self._language)
        if len(said) < _FEWEST_SUMMED or not said <= similar.content(earlier, self._language):
            return False
        return self._turns.intersection(similar.words(rest)) <= set(similar.words(earlier))

    def _echoes(self, sentence: Sentence, written: str) -> bool:
        """Does one cited sentence say all of it, in the same order, and turn it in the same way: denied, expected?"""
        long_ones = self._long(sentence, _LONG) or self._long(sentence, _LESS)
        if not long_ones or not self._may_stand_together(long_ones):
            return False
        rows = min((self._cited.get(word, ()) for word in long_ones), key=len, default=())
        if not 0 < len(rows) <= _COMMON:
            return False
        mine = self._content(written)
        return len(mine) >= _FEWEST and any(
            long_ones <= self._long(self._sentences[row], _LESS) and self._says(row, mine) for row in rows
        )

    def _may_stand_together(self, beginnings: frozenset[str]) -> bool:
        """May one cited sentence have all of these beginnings? Spares a short text the index of all that it cites."""
        if len(self._plain) > _SHORT_TEXT:
            return True
        find, left = self._plain.find, self._spans
        for beginning in beginnings:
            left = [span for span in left if find(beginning, *span) >= 0]
        return bool(left)

    @cached_property
    def _spans(self) -> list[tuple[int, int]]:
        return [sentence[:2] for sentence in self._sentences if sentence.labels]

    def _says(self, row: int, mine: list[str]) -> bool:
        if row not in self._known:
            other = self._sentences[row]
            self._known[row] = self._content(self._covered[other.start : other.end])
        said = self._known[row]
        return _in_order(mine, said) and self._turned(mine) == self._turned(said)

    @cached_property
    def _cited(self) -> dict[str, list[int]]:
        """The cited sentences that have each of the beginnings of long words."""
        found: dict[str, list[int]] = {}
        for row, sentence in enumerate(self._sentences):
            for word in self._long(sentence, _LESS) if sentence.labels else ():
                found.setdefault(word, []).append(row)
        return found

    def _long(self, sentence: Sentence, letters: int) -> frozenset[str]:
        """The beginnings of the long words of a sentence."""
        words = self._plain[sentence.start : sentence.end].split()
        return frozenset([word[:_STEM] for word in words if len(word) >= letters])

    def _content(self, written: str) -> list[str]:
        """The words that carry content, and those that turn it, in order, without their endings."""
        stop = lexicons.words(self._language, "stopwords")
        kept = [word for word in similar.words(written) if word in self._turns or word not in stop]
        return [word if word in self._turns else similar.stem(word) for word in kept]

    def _turned(self, content: Sequence[str]) -> frozenset[str]:
        return self._turns.intersection(content)


@cache
def _openings(language: str) -> tuple[str, ...]:
    """How a summary begins, with a capital and without."""
    phrases = lexicons.phrases(language, "exempt", "summary")
    return (*phrases, *(phrase.capitalize() for phrase in phrases))


def _in_order(few: Sequence[str], many: Sequence[str]) -> bool:
    rest = iter(many)
    return all(word in rest for word in few)
