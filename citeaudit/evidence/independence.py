"""Saved texts that are copies of one another: wire copy that two outlets print is one witness."""

from collections.abc import Mapping

from citeaudit.evidence.words import Words

_SHINGLE = 8
"""Words in a row; two texts that were written apart share hardly one such run."""
_SHARE = 0.5
"""Of the runs of the shorter text that the longer has, from which the two are one text."""
_FEWEST = 20
"""Runs that a text must have to be compared."""
_SHOWN = 25


def copies(texts: Mapping[str, Words]) -> list[tuple[str, str, str]]:
    """(earlier label, later label, passage) of the texts that are copies, in order; linear in their words."""
    holders: dict[int, list[str]] = {}
    sizes: dict[str, int] = {}
    for label, words in texts.items():
        runs = {hash(tuple(words.words[i : i + _SHINGLE])) for i in range(len(words.words) - _SHINGLE + 1)}
        sizes[label] = len(runs)
        for run in runs:
            holders.setdefault(run, []).append(label)
    shared: dict[tuple[str, str], int] = {}
    for labels in holders.values():
        for k, later in enumerate(labels):
            for earlier in labels[:k]:
                shared[earlier, later] = shared.get((earlier, later), 0) + 1
    found = []
    for (earlier, later), count in shared.items():
        smaller = min(sizes[earlier], sizes[later])
        if smaller >= _FEWEST and count >= _SHARE * smaller:
            found.append((earlier, later, _passage(texts[earlier], texts[later])))
    return sorted(found)


def _passage(one: Words, other: Words) -> str:
    """The first words that both have in a row."""
    for i in range(len(one.words) - _SHINGLE + 1):
        if next(other.find(one.words[i : i + _SHINGLE]), None) is not None:
            return " ".join(one.written(i, i + _SHOWN).split())
    return ""
