"""The words of a saved text with their places, and an index to find phrases in it without reading it again."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from citeaudit.parse.language import detect
from citeaudit.parse.similar import stem

# "$4" is one word, for "£4" is another; "co-operative" is spelt "cooperative" too, but "north-east" never "northeast"
# in a name.
_WORD = re.compile(
    r"[$£€¥₹]?\d+(?:[.,]\d+)*"
    r"|\b(?:[A-Za-z]\.){2,}"
    r"|(?:(?i:re|co|pre|non|anti|e)[-‐‑](?=[^\W\d_]))?[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|[&%]"
)
_FOLDED = re.compile(r"\d,\d{3}\b")
_PARTS = re.compile(r"[.!?;:,()\[\]“”‘\"«»„—–…]|\s-\s|\n\s*\n")
_SIGNS = {"&": "and", "%": "percent"}
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
"""Characters that part no words and are not seen: soft hyphens, joiners, spaces of no width."""
_CHARACTERS = tuple(map(chr, _UNSEEN))
_ACCENTS = dict.fromkeys(range(0x300, 0x370))


def fold(word: str) -> str:
    """A word as it is compared: in small letters, no ligatures, accents, curly apostrophes, or commas in numbers.

    A prefix with a hyphen is one word with what follows: "re-open" is "reopen", and "U.S." is "us".
    """
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word).translate(_ACCENTS).replace("’", "'")
        word = unicodedata.normalize("NFC", word).replace("‐", "-").replace("‑", "-")
    if word[-1].isdigit():
        return word.replace(",", "") if _FOLDED.search(word) else word
    if "-" in word or "." in word:
        word = word.replace("-", "").replace(".", "")
    return _SIGNS.get(word) or word.casefold()


def folded(text: str) -> list[str]:
    """The words of `text` as they are compared."""
    return [fold(word) for word in _WORD.findall(seen(text))]


def seen(text: str) -> str:
    """`text` without characters that nobody sees, its accents on their letters."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", text.translate(_UNSEEN) if any(map(text.__contains__, _CHARACTERS)) else text)


class Words:
    """A text, its words in order, and where each of them stands."""

    def __init__(self, text: str) -> None:
        self.text = seen(text)
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
    def language(self) -> str:
        """The language of the text; English where it is too short to tell."""
        return detect(self.text, None, "en")

    @cached_property
    def stems(self) -> frozenset[str]:
        """Its different words without their endings."""
        return frozenset(map(stem, self.vocabulary))

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
        for k in range(bisect_left(places, start + key), len(places)):
            place = places[k]
            if self.words[place - key : place - key + size] == wanted:
                yield place - key

    def parted(self, place: int) -> bool:
        """Does punctuation, or the end of a paragraph, part a word from the one before it?"""
        return _PARTS.search(self.between(place)) is not None

    def between(self, place: int) -> str:
        """What stands between a word and the one before it; a line end at the edges of the text."""
        if not 0 < place < len(self.spans):
            return "\n\n"
        return self.text[self.spans[place - 1][1] : self.spans[place][0]]

    def written(self, first: int, last: int) -> str:
        """The text of the words `first` to `last`, the last not included, as it is written."""
        if first >= last or first >= len(self.spans):
            return ""
        return self.text[self.spans[first][0] : self.spans[min(last, len(self.spans)) - 1][1]]

    def passage(self, first: int, last: int, around: int = 12) -> str:
        """The words `first` to `last` with a few around them, on one line."""
        return " ".join(self.written(max(0, first - around), min(len(self.words), last + around)).split())
