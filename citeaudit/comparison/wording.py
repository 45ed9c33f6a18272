"""The words of a sentence as two versions of it are compared, and the places where they differ.

Reflow, quotation marks, dashes, hyphens, accents that are characters of their own, "45" and "forty-five" make no
difference.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from itertools import groupby
from typing import NamedTuple

from citeaudit import lexicons
from citeaudit.comparison.quantities import Quantity
from citeaudit.model.span import Span

_TOKEN = re.compile(
    r"\d+(?:[.,:/]\d+)*|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u00ad]|['’](?=[^\W\d_]))*|[%‰$£€¥°±]|(?<![\w)])[-−–](?=\d)"
)
_GROUPED = re.compile(r"(?<=\d),(?=\d{3}\b)")
_SHORT = {"won't": "will", "can't": "can", "shan't": "shall", "cannot": "can"}
_ENDINGS = {"'ll": "will", "'re": "are", "'ve": "have"}
_LARGE = 40_000
"""Pairs of words from which two stretches are taken as different throughout: to align them takes too long."""


class Token(NamedTuple):
    """A word, or a figure with its unit: `key` is what is compared, `[start, end)` its place in the document."""

    key: str
    start: int
    end: int


class Edit(NamedTuple):
    """Words that stand in one place of the old and of the new sentence and differ; one of them may have none."""

    old: tuple[Token, ...]
    new: tuple[Token, ...]
    before: Span
    """Their place in the old text; an empty one, behind the word before, where it has none of them."""
    after: Span


def squashed(text: str) -> str:
    """The letters, digits and signs of `text`, run together: equal where nothing but typography differs."""
    return "".join([key for match in _TOKEN.finditer(text) for key in _keys(match[0])])


def tokens(text: str, start: int, end: int, quantities: Sequence[Quantity] = ()) -> list[Token]:
    """The words of `text[start:end]` in order; each of the `quantities`, which stand in it, is one token."""
    found: list[Token] = []
    at = start
    for quantity in quantities:
        found += _words(text, at, max(at, quantity.start))
        found.append(Token(quantity.key, quantity.start, quantity.end))
        at = quantity.end
    found += _words(text, at, end)
    return found


def edits(old: Sequence[Token], new: Sequence[Token], language: str) -> tuple[Edit, ...]:
    """Where the sentences differ; nothing where they say the same words, but for articles and a phrase that moved."""
    before, after = [token.key for token in old], [token.key for token in new]
    slight = lexicons.words(language, "comparison", "slight")
    found = [
        Edit(tuple(old[a:b]), tuple(new[c:d]), _place(old, a, b), _place(new, c, d))
        for a, b, c, d in _differing(before, after)
    ]
    kept = [edit for edit in found if not _is_slight(edit, slight)]
    return () if len(kept) == 2 and _moved(*kept) else tuple(kept)


def _place(words: Sequence[Token], low: int, high: int) -> Span:
    """Where the words `low` to `high` stand, the last not included."""
    if low < high:
        return Span(words[low].start, words[high - 1].end)
    at = words[low - 1].end if low else words[0].start if words else 0
    return Span(at, at)


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        keys = _keys(match[0])
        for key in keys:
            yield Token(key, match.start(), match.end())


@cache
def _apart(word: str) -> tuple[str, ...]:
    """A word with an apostrophe in small letters, cut where it is two: "didn't" is "did not"."""
    if word in _SHORT:
        return (_SHORT[word], "not")
    if word.endswith("n't"):
        return (word[:-3], "not")
    for ending, verb in _ENDINGS.items():
        if word.endswith(ending):
            return (word[: -len(ending)], verb)
    return (word.replace("'", ""),)


def _keys(written: str) -> tuple[str, ...]:
    if written[0].isdigit():
        return (_GROUPED.sub("", written),)
    if not written.isascii():
        written = unicodedata.normalize("NFKC", written.replace("\u00ad", "")).replace("’", "'")
        written = "-" if written in "−–" else written
    word = written.casefold()
    return _apart(word) if "'" in word or word == "cannot" else (word,)


def _differing(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """The ranges of words that differ, as old and new half-open ranges; what begins and ends alike is cut off first."""
    low, most = 0, min(len(old), len(new))
    while low < most and old[low] == new[low]:
        low += 1
    tail = 0
    while tail < most - low and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    before, after = old[low : len(old) - tail], new[low : len(new) - tail]
    if "".join(before) == "".join(after):
        return
    if len(before) * len(after) > _LARGE:
        yield low, len(old) - tail, low, len(new) - tail
        return
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for differs, group in groupby(matcher.get_opcodes(), key=lambda code: code[0] != "equal"):
        if differs:
            codes = list(group)
            a, b, c, d = codes[0][1], codes[-1][2], codes[0][3], codes[-1][4]
            if "".join(before[a:b]) != "".join(after[c:d]):
                yield low + a, low + b, low + c, low + d


def _is_slight(edit: Edit, slight: frozenset[str]) -> bool:
    return all(token.key in slight for token in (*edit.old, *edit.new))


def _moved(first: Edit, second: Edit) -> bool:
    """Is it one phrase, which stood in another place? One word alone may be a name that changed sides."""
    gone, came = (first.old, second.new) if first.old else (second.old, first.new)
    return (
        len(gone) > 1
        and len(first.old) + len(second.old) == len(gone)
        and len(first.new) + len(second.new) == len(came)
        and [token.key for token in gone] == [token.key for token in came]
    )
