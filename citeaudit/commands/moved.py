"""Which document that is gone a new one was: git finds that out only of files that it knows."""

import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping

_WORD = re.compile(rb"[^\s<>]+")
_ALIKE = 0.5
"""Share of their words that two must have in common, as git takes it of lines."""
_PAIRS = 10_000
"""Pairs that are compared word by word, at most; of more, those with the same name are."""


def moved(gone: Mapping[str, bytes], new: Mapping[str, bytes]) -> dict[str, str]:
    """By the path of a new document the path of the one that it was; each is but one. Paths have slashes."""
    found: dict[str, str] = {}
    for path, old in (*_same(gone, new), *_alike(gone, new)):
        if path not in found and old not in found.values():
            found[path] = old
    return found


def _same(gone: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Pairs that hold the same, those with the same name first."""
    by_content: dict[bytes, list[str]] = {}
    for old in sorted(gone):
        by_content.setdefault(gone[old], []).append(old)
    pairs = [(path, old) for path in sorted(new) for old in by_content.get(new[path], ()) if new[path].strip()]
    yield from sorted(pairs, key=lambda pair: os.path.basename(pair[0]) != os.path.basename(pair[1]))


def _alike(gone: Mapping[str, bytes], new: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Pairs that have enough words in common, those first that have most."""
    few = len(gone) * len(new) <= _PAIRS
    pairs = [
        (path, old) for path in sorted(new) for old in sorted(gone)
        if few or os.path.basename(path) == os.path.basename(old)
    ]  # fmt: skip
    words = {data: Counter(_WORD.findall(data)) for data in {*gone.values(), *new.values()} if pairs}
    shares = []
    for path, old in pairs:
        one, other = words[new[path]], words[gone[old]]
        share = (one & other).total() / max(one.total(), other.total(), 1)
        if share >= _ALIKE:
            shares.append((-share, path, old))
    yield from ((path, old) for _, path, old in sorted(shares))
