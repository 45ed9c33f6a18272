"""Lay a quotation beside the stretch of a source that is most like it, word by word."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import islice, pairwise
from typing import NamedTuple

from citeaudit.evidence.pieces import Pieces
from citeaudit.evidence.words import Words

WIDEST_CUT = 120
"""Words that may fall out between two pieces; more, and the pieces are of two quotations."""
PUT = 5
"""Words of the source that a bracket may stand for."""
_LOOSE = 8
"""Words that a changed quotation may be longer or shorter than what it was made of."""
_MOST_STARTS = 200
"""Places of a short first piece that are tried."""
_RARE = 8
_PLACES = 4000
"""Rare words of a quotation by which a changed one is looked for, and how many places they may have together."""
_WINDOWS = 5
_CHUNK = 120
"""Words that are compared at once: the time for it grows with their square."""
_ALIKE = 0.6
"""Share of the words, short ones counting half, that a quotation has in common with what it was made of."""
_RUN = 4.5
"""Words in a row, counted likewise, by which the rest of a quotation may be somebody's invention."""
_CHANCE = 3
"""Words in a row; fewer may be common to any two texts."""
_SWAPPED = 3
"""Words at the edge of a quotation that may stand for as many of the source; more are an addition."""


class Edit(NamedTuple):
    """Words `[a, b)` of the quotation stand where the source has its words `[c, d)`."""

    a: int
    b: int
    c: int
    d: int


class Run(NamedTuple):
    """Words `[a, a + size)` of the quotation are the words `[c, c + size)` of the source."""

    a: int
    c: int
    size: int


class Aligned(NamedTuple):
    """Words `[first, last)` of the source, and where the quotation departs from them; in order."""

    first: int
    last: int
    edits: tuple[Edit, ...]
    sure: bool = True
    """They have enough in common to be one wording, even where more differs than its spelling."""


def exact(pieces: Pieces, source: Words) -> Aligned | None:
    """All pieces word for word, in order and near each other, as close together as they come."""
    (_, size), *rest = parts = list(pieces.parts())
    ours = pieces.words.words
    best: Aligned | None = None
    for start in islice(source.find(ours[:size]), _MOST_STARTS):
        last, edits = start + size, []
        for a, b in rest:
            place = next(source.find(ours[a:b], last), None)
            if place is None or place > last + (WIDEST_CUT if pieces.joints[a].cut else PUT):
                break
            edits.append(Edit(a, a, last, place))
            last = place + b - a
        else:
            if best is None or last - start < best.last - best.first:
                best = Aligned(start, last, tuple(edits))
            if len(parts) == 1:
                break
    return best


def nearest(pieces: Pieces, source: Words) -> Aligned | None:
    """The stretch that is most like the quotation; None where none is like enough."""
    ours = pieces.words.words
    whole = sum(map(_weight, ours))
    slack = sum(WIDEST_CUT if joint.cut else PUT for joint in pieces.joints.values())
    best: tuple[float, bool, list[Run]] | None = None
    for start, end in _windows(ours, source, slack):
        blocks = _trimmed(_blocks(ours, source, start, end), pieces)
        weights = [sum(map(_weight, ours[a : a + size])) for a, _, size in blocks]
        content = sum(_weight(word) == 1 for a, _, size in blocks for word in ours[a : a + size])
        alike = sum(weights) >= _ALIKE * whole or max(weights, default=0) >= _RUN
        if alike and (best is None or sum(weights) > best[0]):
            best = sum(weights), content > 1, blocks
    return _aligned(best[2], len(ours), source, sure=best[1]) if best else None


def _weight(word: str) -> float:
    return 1 if len(word) > 3 or word[-1].isdigit() else 0.5


def _windows(ours: Sequence[str], source: Words, slack: int) -> list[tuple[int, int]]:
    """The stretches of the source that have most of the rare words of a quotation at their places."""
    index = source.index
    known = sorted({word: i for i, word in enumerate(ours) if word in index}.items(), key=lambda p: len(index[p[0]]))
    if 2 * sum(_weight(word) for word, _ in known) < sum(map(_weight, set(ours))) and len(known) < 2 * _RUN:
        return []
    votes: Counter[int] = Counter()
    places = 0
    for word, i in known[:_RARE]:
        places += len(index[word])
        if places > _PLACES:
            break
        votes.update({max(0, place - i) // _LOOSE for place in index[word]})
    paired = {bucket: count + votes[bucket + 1] for bucket, count in votes.items()}
    best = sorted(paired, key=lambda b: (-paired[b], b))[:_WINDOWS]
    size = len(ours) + 2 * _LOOSE + slack
    return [(max(0, b * _LOOSE - slack - _LOOSE), b * _LOOSE + size) for b in best if paired[b] > 1]


def _blocks(ours: Sequence[str], source: Words, start: int, end: int) -> list[Run]:
    """The runs that both have, in the order of both."""
    found: list[Run] = []
    a = 0
    spare = end - start - len(ours)
    while a < len(ours):
        chunk = ours[a : a + _CHUNK]
        matcher = SequenceMatcher(None, chunk, source.words[start : start + len(chunk) + spare], autojunk=False)
        blocks = [Run(a + i, start + j, size) for i, j, size in matcher.get_matching_blocks() if size]
        if a + len(chunk) < len(ours):  # what the last run leaves over belongs to the next chunk
            while blocks and blocks[-1].size < _CHANCE:
                blocks.pop()
        found += blocks
        if blocks and a + len(chunk) < len(ours):
            a, start = blocks[-1].a + blocks[-1].size, blocks[-1].c + blocks[-1].size
        else:
            a += len(chunk)
    return found


def _trimmed(blocks: list[Run], pieces: Pieces) -> list[Run]:
    """`blocks` without those at either end that are short and far from the others: they are there by chance."""
    words = pieces.words.words

    def by_chance(one: Run, before: Run, behind: Run) -> bool:
        a, c = before.a + before.size, before.c + before.size
        reach = sum(WIDEST_CUT if j.cut else PUT for at, j in pieces.joints.items() if a <= at <= behind.a)
        ours, theirs = behind.a - a, behind.c - c - reach
        if one.size < _CHANCE and theirs > max(ours, 1) + _LOOSE // 2:
            return True
        common = all(_weight(word) < 1 for word in words[one.a : one.a + one.size])
        return common and one.size < _CHANCE and max(ours, theirs) > 2

    while len(blocks) > 1 and by_chance(blocks[0], blocks[0], blocks[1]):
        del blocks[0]
    while len(blocks) > 1 and by_chance(blocks[-1], blocks[-2], blocks[-1]):
        del blocks[-1]
    return blocks


def _aligned(blocks: Sequence[Run], size: int, source: Words, *, sure: bool) -> Aligned:
    first, last = blocks[0].c, blocks[-1].c + blocks[-1].size
    begins, ends = blocks[0].a, blocks[-1].a + blocks[-1].size
    before, behind = _swapped(source, first, begins, back=True), _swapped(source, last, size - ends, back=False)
    edits = [
        _slid(Edit(one.a + one.size, other.a, one.c + one.size, other.c), one, source)
        for one, other in pairwise(blocks)
        if one.a + one.size < other.a or one.c + one.size < other.c
    ]
    if begins:
        edits.insert(0, Edit(0, begins, first - before, first))
    if ends < size:
        edits.append(Edit(ends, size, last, last + behind))
    return Aligned(first - before, last + behind, tuple(edits), sure)


def _slid(edit: Edit, run: Run, source: Words) -> Edit:
    """Of "[the roads. It goes to] the schools" the sentence was left out: "[It goes to the roads]"."""
    if edit.a < edit.b:
        return edit
    words, back = source.words, 0
    while back <= run.size and edit.d - 1 - back >= 0 and not source.parted(edit.c - back):
        if words[edit.c - 1 - back] != words[edit.d - 1 - back]:
            return edit
        back += 1
    return Edit(edit.a - back, edit.a - back, edit.c - back, edit.d - back) if back < run.size else edit


def _swapped(source: Words, place: int, size: int, *, back: bool) -> int:
    """How many words beside a stretch stand for the `size` words that a quotation has there: as many, in its clause."""
    step = place - size if back else place
    whole = step >= 0 and step + size <= len(source.words)
    inside = range(step + 1, place + 1) if back else range(place, place + size)
    return size if whole and size <= _SWAPPED and not any(map(source.parted, inside)) else 0
