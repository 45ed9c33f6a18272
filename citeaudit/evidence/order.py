"""A quotation whose pieces, or words, stand in a source in another order."""

from collections import Counter
from typing import NamedTuple

from citeaudit.evidence import alignment, windows
from citeaudit.evidence.pieces import Pieces
from citeaudit.evidence.words import Words

_FEWEST = 2
"""Words of a piece that can be looked for by itself."""
_SAME = 0.9
"""Share of its words, short ones counting half, that one stretch of the source must have."""
_CONTENT = 3
_SPARE = 4
"""Words that such a stretch may have besides."""


class Place(NamedTuple):
    first: int
    last: int
    """Words `[first, last)` of the source."""
    how: str
    """How the quotation departs from it, in words."""


def pieces_elsewhere(read: Pieces, source: Words) -> Place | None:
    """All pieces stand in the source, in another order or too far apart to be one quotation."""
    parts = [read.words.words[a:b] for a, b in read.parts()]
    if len(parts) < 2 or any(len(words) < _FEWEST for words in parts):
        return None
    places = [next(source.find(words), None) for words in parts]
    found = [place for place in places if place is not None]
    if len(found) < len(parts):
        return None
    how = "are far apart in the source" if found == sorted(found) else "stand in another order in the source"
    longest = max(range(len(parts)), key=lambda k: len(parts[k]))
    return Place(found[longest], found[longest] + len(parts[longest]), f"has pieces that {how}")


def words_elsewhere(read: Pieces, source: Words) -> Place | None:
    """One stretch of the source has nearly all of the words and few others."""
    ours = read.words.words
    wanted = Counter(ours)
    least = _SAME * sum(map(windows.weight, ours))
    if len(ours) > alignment.CHUNK or sum(windows.weight(word) == 1 for word in wanted) < _CONTENT:
        return None
    size = len(ours) + _SPARE
    for start, end in windows.windows(ours, source, 0):
        for first in range(max(0, start - size), end - size, _SPARE // 2):
            shared = wanted & Counter(source.words[first : first + size])
            if sum(windows.weight(word) * count for word, count in shared.items()) >= least:
                return Place(first, first + size, "has its words in another order than the source")
    return None
