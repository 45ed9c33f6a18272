"""The words about a figure: a figure of another text tells something only where that text speaks of the same."""

import re
from functools import cache

from citeaudit import lexicons
from citeaudit.parse import similar
from citeaudit.parse.dates import MONTHS, WEEKDAYS
from citeaudit.parse.figures import Figure, Index, compare

_WORD = re.compile(r"[^\W\d_]{4,}")
_AROUND = 160
"""Code points on each side of a figure, about 25 words."""
_SHARED = 2
_TRIED = 40
"""Places of one figure that are looked at."""


def stems(text: str, language: str) -> frozenset[str]:
    """The words of `text` that say what it is about, without their endings."""
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(similar.stem(word) for word in words if word not in _common(language))


@cache
def _common(language: str) -> frozenset[str]:
    measured, nothing = (lexicons.words(language, "figures", family) for family in ("measured", "says nothing"))
    counts = lexicons.words(language, "claim", "count")
    return lexicons.words(language, "stopwords").union(measured, nothing, counts, MONTHS, WEEKDAYS)


class Context:
    """The words of the sentence about a figure of it."""

    def __init__(self, own: str, figure: Figure, language: str) -> None:
        self._figure = figure
        self._language = language
        self._stems = stems(own[: figure.start] + " " + own[figure.end :], language)
        self._needed = min(_SHARED, len(self._stems))

    def found(self, source: Index) -> Figure | None:
        """The figure of a text that stands among words of the sentence."""
        if not self._needed or compare(self._figure, source).state != "found":
            return None
        return next((place for place in source.like(self._figure)[:_TRIED] if self.shares(source, place)), None)

    def shares(self, source: Index, place: Figure, needed: int = _SHARED) -> bool:
        """Do `needed` words of the sentence, or all where it has fewer, stand about a place of a text?"""
        around = source.text[max(0, place.start - _AROUND) : place.end + _AROUND]
        return len(self._stems & stems(around, self._language)) >= min(needed, self._needed)

    def contradicted(self, source: Index) -> Figure | None:
        """What a text counts otherwise: the same noun, another small number, and words of the sentence beside it."""
        counted = source.counting(self._figure)
        same = {"found", "converted", "rounded"}
        if not counted or source.of("number", self._figure.value) or compare(self._figure, source).state in same:
            return None
        others = [figure for figure in counted if figure.kind == "number" and figure.value < 100]
        noun = self._figure.noun
        return next((place for place in others[:_TRIED] if self._stands_beside(source, place, noun)), None)

    def _stands_beside(self, source: Index, place: Figure, noun: str) -> bool:
        behind = source.text[place.end : place.end + 60]
        return len((self._stems - stems(noun, self._language)) & stems(behind, self._language)) >= 1
