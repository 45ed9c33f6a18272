"""The words of a saved text with their places, and an index to find phrases in it without reading it again."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_FOLDED = re.compile(r"\d,\d{3}\b")


def fold(word: str) -> str:
    """A word as it is compared: small letters, ligatures undone, apostrophes straight, no commas in numbers."""
    if not word.isascii():
        word = unicodedata.normalize("NFKC", word).replace("’", "'")
    if word[0].isdigit():
        return word.replace(",", "") if _FOLDED.search(word) else word
    return word.casefold()


def folded(text: str) -> list[str]:
    """The words of `text` as they are compared."""
    return [fold(word) for word in _WORD.findall(text.replace("\u00ad", ""))]


class Words:
    """A text, its words in order, and where each of them stands."""

    def __init__(self, text: str) -> None:
        self.text = text.replace("\u00ad", "") if "\u00ad" in text else text
        matches = list(_WORD.finditer(self.text))
        self.words = [fold(match[0]) for match in matches]
        self.spans = [match.span() for match in matches]

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """The places of each word, as numbers of words."""
        places: dict[str, list[int]] = {}
        for i, word in enumerate(self.words):
            places.setdefault(word, []).append(i)
        return places

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(self.words)

    def find(self, phrase: Sequence[str], start: int = 0) -> Iterator[int]:
        """Where a phrase begins, from word `start` on; looked for by its rarest word."""
        index = self.index
        if not phrase or any(word not in index for word in phrase):
            return
        key = min(range(len(phrase)), key=lambda i: len(index[phrase[i]]))
        places = index[phrase[key]]
        size = len(phrase)
        wanted = list(phrase)
        for place in places[bisect_left(places, start + key) :]:
            if self.words[place - key : place - key + size] == wanted:
                yield place - key

    def written(self, first: int, last: int) -> str:
        """The text of the words `first` to `last`, the last not included, as it is written."""
        if first >= last or first >= len(self.spans):
            return ""
        return self.text[self.spans[first][0] : self.spans[min(last, len(self.spans)) - 1][1]]

    def passage(self, first: int, last: int, around: int = 12) -> str:
        """The words `first` to `last` with a few around them, on one line."""
        return " ".join(self.written(max(0, first - around), min(len(self.words), last + around)).split())
