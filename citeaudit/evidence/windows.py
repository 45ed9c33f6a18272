"""The stretches of a source where a quotation may come from: those that have its rare words at their places."""

from collections import Counter
from collections.abc import Sequence

from citeaudit.evidence.words import Words

LOOSE = 8
"""Words that a changed quotation may be longer or shorter than what it was made of."""
_RARE = 8
_PLACES = 4000
"""Rare words of a quotation by which a changed one is looked for, and how many places they may have together."""
_WINDOWS = 5
_MANY = 9
"""Known words that are enough, even where they are less than half of a quotation."""


def weight(word: str) -> float:
    """Of a word in a comparison: short ones stand everywhere."""
    return 1 if len(word) > 3 or word[-1].isdigit() else 0.5


def windows(ours: Sequence[str], source: Words, slack: int) -> list[tuple[int, int]]:
    """The stretches of the source that have most of the rare words of a quotation at their places."""
    index = source.index
    known = sorted({word: i for i, word in enumerate(ours) if word in index}.items(), key=lambda p: len(index[p[0]]))
    if 2 * sum(weight(word) for word, _ in known) < sum(map(weight, set(ours))) and len(known) < _MANY:
        return []
    votes: Counter[int] = Counter()
    places = 0
    for word, i in known[:_RARE]:
        places += len(index[word])
        if places > _PLACES:
            break
        votes.update({max(0, place - i) // LOOSE for place in index[word]})
    paired = {bucket: count + votes[bucket + 1] for bucket, count in votes.items()}
    best = sorted(paired, key=lambda b: (-paired[b], b))[:_WINDOWS]
    size = len(ours) + 2 * LOOSE + slack
    return [(max(0, b * LOOSE - slack - LOOSE), b * LOOSE + size) for b in best if paired[b] > 1]
