"""Does a text mention a name? One word that both have is not enough: Anna Voll is not Anna Lind."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from citeaudit.evidence.words import Words

_CAPITALS = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w’'-]*(?:\s(?:(?:of|the|and|for|de)\s){0,2}[A-ZÀ-ÖØ-Þ][\w’'-]*)+")
_SMALL = frozenset("of the and for de".split())
_PEOPLES = {
    "french": "france", "german": "germany", "greek": "greece", "dutch": "netherlands", "swiss": "switzerland",
    "spanish": "spain", "welsh": "wales", "danish": "denmark", "polish": "poland", "turkish": "turkey",
    "british": "britain", "norwegian": "norway", "portuguese": "portugal", "chinese": "china", "peruvian": "peru",
    "thai": "thailand", "filipino": "philippines", "ukrainian": "ukraine", "israeli": "israel",
}  # fmt: skip
_SAME_STEM = 4


class _Named:
    """What a text calls things: its words without accents, what stands before each, the first letters of names."""

    def __init__(self, source: Words) -> None:
        self.words = {_plain(word) for word in source.vocabulary}
        self.words |= {word.removesuffix("'s") for word in self.words if word.endswith("'s")}
        cut = {word[:-n] for word in self.words for n in (2, 3) if len(word) - n >= _SAME_STEM}
        self.stems = cut | self.words
        self.letters: set[str] = set()
        self.before: dict[str, set[str]] = {}
        for run in _CAPITALS.finditer(source.text):
            words = [word for word in run[0].split() if word not in _SMALL]
            initials = "".join(word[0] for word in words)
            self.letters.update(
                initials[i:j] for i in range(min(len(initials), 8)) for j in range(i + 2, min(len(initials), i + 6) + 1)
            )
            plain = [_plain(word.lower().replace("’", "'").removesuffix("'s")) for word in words]
            for first, last in pairwise(plain):
                self.before.setdefault(last, set()).add(first)


@lru_cache(maxsize=64)
def _named(source: Words) -> _Named:
    return _Named(source)


def _plain(word: str) -> str:
    """Without accents."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def mentions(kind: str, words: Sequence[str], source: Words) -> bool:
    """Does a text mention the name of these words, as `citeaudit.evidence.names` reads it?"""
    named = _named(source)
    plain = [_plain(word) for word in words]
    if kind == "letters":
        return plain[0] in named.letters or bool(re.search(rf"\b{re.escape(plain[0])}s?\b", source.text))
    if kind == "day":
        return plain[0] in named.words or plain[0][:3] in named.words
    if kind == "single":
        return _has(named, plain[0])
    if all(_has(named, word) for word in plain):
        return True
    if kind == "body":
        return "".join(word[0] for word in plain).lower() in named.words
    return _has(named, plain[-1]) and not _is_somebody_else(named, plain)


def _is_somebody_else(named: _Named, plain: Sequence[str]) -> bool:
    """The surname stands there only behind other first names."""
    first = plain[0]
    before = named.before.get(plain[-1], set())
    return bool(before) and not any(word[:1] == first[:1] and len(word) < 3 for word in before) and first not in before


def _has(named: _Named, word: str) -> bool:
    """Is the word there, or another form of it: Swedish for Sweden, Finns for Finn?"""
    if word in named.words or word.removesuffix("s") in named.words or word + "s" in named.words:
        return True
    if "-" in word:
        return all(_has(named, part) for part in word.split("-") if part)
    if _PEOPLES.get(word, "") in named.words or any(
        place == word and people in named.words for people, place in _PEOPLES.items()
    ):
        return True
    return any(len(word) - cut >= _SAME_STEM and word[: len(word) - cut] in named.stems for cut in (2, 3))
