"""The passage of a saved text that has most in common with a sentence."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from typing import NamedTuple

from citeaudit import lexicons
from citeaudit.evidence.shelf import Shelf
from citeaudit.evidence.words import Words, folded
from citeaudit.model.checked import Passage
from citeaudit.patterns import lazy

_WIDEST = 24
"""Words of a passage."""
_AROUND = 2
"""Words that are shown before and behind it."""
_NEAR = 9
"""Words within which a sentence begins or ends near it."""
_END = lazy(r"[.!?]\W*\s|\n\s*\n")
_COMMON = 400
"""Places from which a word tells of none of them."""
_FEWEST = 2
"""Words of content that a passage must share with the sentence."""


_EQUAL = 1e-9


class _Window(NamedTuple):
    weight: float
    first: int
    last: int
    shared: int


def best(written: str, language: str, labels: Iterable[str], shelf: Shelf) -> Passage | None:
    """The passage that shares most with the sentence `written`, rare words counting for more; the first of equals.

    None where no text of the `labels` can be read, or none has two words of content in common with the sentence.
    """
    stop = lexicons.words(language, "stopwords")
    wanted = sorted({word for word in folded(written) if word not in stop})
    found: tuple[_Window, str] | None = None
    for label in labels:
        words = shelf.words(label)
        window = _densest(wanted, words) if words else None
        if window and (found is None or window.weight > found[0].weight):
            found = window, label
    if found is None:
        return None
    window, label = found
    words = shelf.words(label)
    if words is None:
        return None
    first, last = _whole(words, window.first, window.last)
    return Passage(label, words.passage(first, last + 1, 0), window.shared)


def _whole(source: Words, first: int, last: int) -> tuple[int, int]:
    """The words `first` to `last` with a few around them, from the beginning and to the end of a sentence if near."""

    def ends(word: int) -> bool:
        """Does a sentence end behind a word?"""
        if not 0 <= word < len(source.spans) - 1:
            return True
        return _END.search(source.text, source.spans[word][1], source.spans[word + 1][0]) is not None

    before = next((k for k in range(first, max(-1, first - _NEAR), -1) if ends(k - 1)), max(0, first - _AROUND))
    behind = next((k for k in range(last, last + _NEAR) if ends(k)), min(len(source.spans) - 1, last + _AROUND))
    return before, behind


def _densest(wanted: Sequence[str], source: Words) -> _Window | None:
    """The stretch of at most `_WIDEST` words whose different words weigh most together; linear in their places."""
    size = len(source.words)
    places: list[tuple[int, str]] = []
    weights: dict[str, float] = {}
    for word in wanted:
        known = source.index.get(word, ())
        if 0 < len(known) <= _COMMON:
            weights[word] = log(1 + size / len(known))
            places += ((place, word) for place in known)
    places.sort()
    held: Counter[str] = Counter()
    weight, low = 0.0, 0
    best: _Window | None = None
    for place, word in places:
        held[word] += 1
        weight += weights[word] if held[word] == 1 else 0.0
        # A word that stands again further on is not needed at the edge: of equal stretches the shortest is shown.
        while place - places[low][0] >= _WIDEST or held[places[low][1]] > 1:
            held[places[low][1]] -= 1
            if not held[places[low][1]]:
                weight -= weights[places[low][1]]
                del held[places[low][1]]
            low += 1
        window = _Window(weight, places[low][0], place, len(held))
        if len(held) >= _FEWEST and (best is None or _is_better(window, best)):
            best = window
    return best


def _is_better(one: _Window, other: _Window) -> bool:
    # Sums that differ by less were added up in another order.
    if abs(one.weight - other.weight) > _EQUAL:
        return one.weight > other.weight
    return one.last - one.first < other.last - other.first
