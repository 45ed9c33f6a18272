"""The words of a document as the judges read them, and the lexicons that they look for."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from citeaudit import lexicons
from citeaudit.model import Block, Document
from citeaudit.parse.cover import bare, cover
from citeaudit.patterns import lazy

# A closing single mark is an apostrophe too: it closes only where no letter follows.
_QUOTES = {
    "“": lazy('”|(?<=[,.!?…])"'),
    "„": lazy("[“”]"),
    "«": lazy("»"),
    '"': lazy(r'(?<![\s(\[])"'),
    "‘": lazy(r"’(?!\w)"),
}
_CLOSING = lazy(r"[,.!?…][”\"]")
_DOUBLED = lazy(r"(?<!\S)''")
_LONGEST_QUOTATION = 1200


class Prose(NamedTuple):
    """A document's text made ready; every string is as long as the text, so that a place in one is a place in all."""

    written: str
    """Markers and leftovers blanked, apostrophes straight."""
    own: str
    """And what stands in quotation marks blanked, for it is somebody else's."""
    plain: str
    """`own` in small letters, its punctuation blanked: ready to be cut into words."""
    spoken: tuple[tuple[int, int], ...]
    """The quotations, marks included, in order."""


def prepare(document: Document) -> Prose:
    spans = [(marker.start, marker.end) for marker in document.markers]
    if document.leftovers:
        spans = sorted([*spans, *((piece.start, piece.end) for piece in document.leftovers)])
    covered = _one_quote(cover(document.prose, spans, " "))
    written = covered.replace("’", "'")
    spoken = tuple(quotations(covered, document.blocks))
    low = _one_quote(cover(bare(document.prose), spans, " ")).replace('"', " ").replace("’", "'")
    return Prose(written, cover(written, spoken, " "), cover(low, spoken, " "), spoken)


def _one_quote(text: str) -> str:
    """`text` with the quotation marks of typewriters, two apostrophes or two accents, made one mark and a space."""
    if "''" not in text:
        return text
    return _DOUBLED.sub(' "', text.replace("``", "''")).replace("''", '" ')


def quotations(text: str, blocks: Iterable[Block]) -> Iterator[tuple[int, int]]:
    """The quotations of `text`, marks included, in order; none crosses the end of its block.

    One that runs over several paragraphs is opened again in each and closed in the last; what its paragraphs hold from
    an opening mark on, or up to a closing one, is quotation.
    """
    marks = "".join(mark for mark in _QUOTES if mark in text) or ("“" if "”" in text else "")
    if not marks:
        return
    opening = _opening(marks)
    places = [match.start() for match in _any(f'{marks}”"').finditer(text)]
    for block in blocks:
        row = bisect_left(places, block.start)
        if block.kind == "code" or row == len(places) or places[row] >= block.end:
            continue
        match = opening.search(text, block.start, block.end)
        closed = _closes(text, block, match.start() if match else block.end)
        if closed:
            yield block.start, closed
            match = opening.search(text, closed, block.end)
        while match:
            start = match.start()
            close = _QUOTES[match[0]].search(text, start + 1, min(block.end, start + _LONGEST_QUOTATION))
            if close:
                yield start, close.end()
            elif _runs_on(text, start, block):
                yield start, block.end
                break
            match = opening.search(text, close.end() if close else start + 1, block.end)


def _closes(text: str, block: Block, first: int) -> int:
    """Where a quotation ends that the block has not opened, or 0; the first opening mark of the block is `first`."""
    match = _CLOSING.search(text, block.start, first)
    at = match.end() - 1 if match else -1
    return at + 1 if block.start < at < block.start + _LONGEST_QUOTATION else 0


@cache
def _any(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{marks}]")


@cache
def _opening(marks: str) -> re.Pattern[str]:
    """The marks that can open a quotation; a straight one that follows a word or a full stop closes one."""
    curly = marks.replace('"', "")
    patterns = [f"[{curly}]"] if curly else []
    if '"' in marks:
        patterns.append(r'(?<![\w.,;!?…’])"(?=\S)')
    return re.compile("|".join(patterns))


def _runs_on(text: str, start: int, block: Block) -> bool:
    """Does the quotation opened at `start` run to the end of its block? A straight mark may stand for inches."""
    if block.end - start > _LONGEST_QUOTATION or text[start] == "‘":
        return False
    before, behind = text[start - 1 : start], text[start + 1 : start + 2]
    return not before.strip() and behind.isalnum() and (text[start] != '"' or start == block.start)


class Phrases:
    """The phrases of some families, found in a list of words by way of the rarest word of each."""

    def __init__(self, families: Mapping[str, Iterable[str]], common: frozenset[str] = frozenset()) -> None:
        """Make `families` ready; `common` are words that nearly every sentence has."""
        self._single: dict[str, str] = {}
        self._longer: dict[str, list[tuple[str, str, frozenset[str]]]] = {}
        for family, phrases in families.items():
            for phrase in phrases:
                for form in lexicons.inflected(phrase):
                    parts = form.split()
                    if len(parts) > 1:
                        key = max(parts, key=lambda word: (word not in common, len(word)))  # long words are rare ones
                        self._longer.setdefault(key, []).append((form, family, frozenset(parts)))
                    else:
                        self._single.setdefault(form, family)
        self.keys = frozenset((*self._single, *self._longer))

    def occur(self, low: list[str]) -> bool:
        """Does any phrase occur in the words `low`, which are in order?"""
        keys = self.keys.intersection(low)
        if not self._single.keys().isdisjoint(keys):
            return True
        line = f" {' '.join(low)} " if keys else ""
        return any(f" {phrase} " in line for word in keys for phrase, _, _ in self._longer[word])

    def hits(self, words: frozenset[str], low: list[str]) -> list[tuple[str, str]]:
        """(phrase, family) of each phrase that occurs, sorted; `low` is the words in order, `words` the set of them."""
        keys = self.keys & words
        if not keys:
            return []
        found = [(word, self._single[word]) for word in keys if word in self._single]
        longer = [
            pair for word in keys if word in self._longer for *pair, parts in self._longer[word] if parts <= words
        ]
        if longer:
            line = f" {' '.join(low)} "
            found += [(phrase, family) for phrase, family in longer if f" {phrase} " in line]
        found.sort()
        return found


@cache
def phrases(language: str, name: str, *families: str) -> Phrases:
    """The phrases of one lexicon file, of all families or of those named."""
    found = lexicons.families(language, name)
    wanted = {family: found.get(family, ()) for family in families or found}
    return Phrases(wanted, lexicons.words(language, "stopwords"))
