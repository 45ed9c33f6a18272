"""Cover stretches of a text without moving the rest of it."""

from collections.abc import Iterable

COVER = "\ufdd0"
"""Stands for each character of a marker. Unicode promises that it is never a character of a text."""


def cover(text: str, spans: Iterable[tuple[int, int]], filler: str = COVER) -> str:
    """`text` with every character of `spans` (sorted, disjoint) replaced by the one character `filler`."""
    pieces: list[str] = []
    last = 0
    for start, end in spans:
        pieces += (text[last:start], filler * (end - start))
        last = end
    pieces.append(text[last:])
    return "".join(pieces)
