"""Saved texts that are copies of one another: wire copy that two outlets print is one witness."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate, groupby

from citeaudit.evidence.words import Words
from citeaudit.model.checked import Copies

_RUN = 4
"""Words in a row that count as shared: short, so that an editor's changes break few of them."""
_SHARE = 0.75
"""Of the words of the shorter text, from which it is a copy. Two texts that were written apart share a few in a
hundred; two reports of one speech share what was said, which is why quotations do not count."""
_OWN = 100
"""Words in a row that a copy may have of its own; two pages that share all but their articles are no copies."""
_FEWEST = 25
"""Words outside quotations that a text must have to be compared."""
_MOST = 32
"""Texts that may have a run in common, none a copy of another; what more have is a commonplace, and is left out."""
_SHOWN = 25
_QUOTATION = re.compile(r"“[^“”]{1,2000}”|„[^“”„]{1,2000}[“”]|«[^«»]{1,2000}»|\"[^\"\n]{1,2000}\"")


def copies(texts: Mapping[str, Words]) -> list[Copies]:
    """The groups of texts that are one text, in the order of their first label; linear in the words of all.

    A text belongs to the longest that has most of it, and is compared with no other then: two long reports that both
    print a short statement whole are not thereby copies of one another.
    """
    if len(texts) < 2:
        return []
    order = {label: i for i, label in enumerate(texts)}
    holders: dict[int, list[str]] = {}
    groups: dict[str, list[tuple[str, float]]] = {}
    for label in sorted(texts, key=lambda each: (-len(texts[each].words), order[each])):
        own = _own(texts[label])
        runs = _runs(texts[label].words)
        whole, share = _whole(runs, own, holders)
        if whole:
            groups[whole].append((label, share))
            continue
        groups[label] = []
        for run in set(runs):
            holders.setdefault(run, []).append(label)
    return sorted(
        (_group(whole, parts, texts, order) for whole, parts in groups.items() if parts),
        key=lambda group: order[group.labels[0]],
    )


def _group(
    whole: str, parts: Sequence[tuple[str, float]], texts: Mapping[str, Words], order: Mapping[str, int]
) -> Copies:
    labels = tuple(sorted((whole, *(label for label, _ in parts)), key=order.__getitem__))
    first, _ = min(parts, key=lambda part: order[part[0]])
    return Copies(labels, min(share for _, share in parts), _passage(texts[first], texts[whole]))


class _Shared:
    """How much of one text another has, as the runs of the one go by."""

    __slots__ = ("apart", "end", "words")

    def __init__(self) -> None:
        self.words = self.end = self.apart = 0

    def add(self, at: int, own: Sequence[int]) -> None:
        """Count the run that begins at word `at`."""
        fresh = max(at, self.end)
        self.apart = max(self.apart, own[fresh] - own[self.end])
        self.words += own[at + _RUN] - own[fresh]
        self.end = at + _RUN

    def share(self, own: Sequence[int]) -> float:
        """Of the words that count; 0 where too many in a row are the text's own."""
        apart = max(self.apart, own[-1] - own[self.end])
        return self.words / own[-1] if apart <= _OWN else 0.0


def _whole(runs: Sequence[int], own: Sequence[int], holders: Mapping[int, Sequence[str]]) -> tuple[str, float]:
    """The text that has most of the words that count of another, with their share; "" where none has enough.

    `own` has, for each place between words, how many words that count stand before it.
    """
    if own[-1] < _FEWEST:
        return "", 0.0
    shared: dict[str, _Shared] = {}
    for i, run in enumerate(runs):
        found = holders.get(run, ())
        if len(found) <= _MOST:
            for label in found:
                shared.setdefault(label, _Shared()).add(i, own)
    shares = {label: each.share(own) for label, each in shared.items()}
    best = max(shares, key=shares.__getitem__, default="")
    return (best, shares[best]) if best and shares[best] >= _SHARE else ("", 0.0)


def _runs(words: Sequence[str]) -> list[int]:
    return [hash(run) for run in zip(*(words[k:] for k in range(_RUN)), strict=False)]


def _own(words: Words) -> list[int]:
    """For each place between words how many words outside quotations stand before it."""
    counts = [1] * len(words.words)
    begins = [start for start, _ in words.spans]
    for match in _QUOTATION.finditer(words.text):
        first, last = bisect_left(begins, match.start()), bisect_left(begins, match.end())
        counts[first:last] = [0] * (last - first)
    return list(accumulate(counts, initial=0))


def _passage(part: Words, whole: Words) -> str:
    """The beginning of the longest stretch of `part` that is made of runs that `whole` has."""
    known = set(_runs(whole.words))
    best = (0, 0)
    at = 0
    for shared, stretch in groupby(run in known for run in _runs(part.words)):
        size = sum(1 for _ in stretch)
        if shared and size > best[0]:
            best = size, at
        at += size
    size, first = best
    return " ".join(part.written(first, min(first + size + _RUN - 1, first + _SHOWN)).split())
