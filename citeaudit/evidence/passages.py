"""The passage of a saved text that has most in common with a sentence."""

from collections.abc import Sequence

from citeaudit.evidence.shelf import Shelf
from citeaudit.evidence.words import folded

_PASSAGE = 40
"""Words of the passage that is shown."""


def best(written: str, labels: Sequence[str], shelf: Shelf) -> tuple[str, str] | None:
    """The label and the words of the passage; None where no text of the `labels` can be read."""
    wanted = set(folded(written))
    best: tuple[int, str, int] | None = None
    for label in labels:
        words = shelf.words(label)
        if words is None:
            continue
        known = sorted((word for word in wanted if word in words.index), key=lambda w: len(words.index[w]))
        votes: dict[int, int] = {}
        for word in known[:12]:
            for place in words.index[word][:100]:
                votes[place // _PASSAGE] = votes.get(place // _PASSAGE, 0) + 1
        for bucket, count in votes.items():
            if best is None or (count, -bucket) > (best[0], -best[2]):
                best = count, label, bucket
    if best is None:
        return None
    _, label, bucket = best
    shown = shelf.words(label)
    return (label, shown.passage(bucket * _PASSAGE, (bucket + 1) * _PASSAGE, 0)) if shown else None
