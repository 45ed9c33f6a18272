"""Lay a quotation beside the stretch of a source that is most like it, word by word."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import islice, pairwise
from typing import NamedTuple

from citeaudit.evidence import spelling, windows
from citeaudit.evidence.pieces import Pieces
from citeaudit.evidence.words import Words

WIDEST_CUT = 120
"""Words that may fall out between two pieces; more, and the pieces are of two quotations."""
PUT = 5
"""Words of the source that a bracket may stand for."""
_MOST_SLACK = 4 * WIDEST_CUT
"""Words that a quotation of which much is cut may be longer in its source, where it is changed as well."""
_MOST_STARTS = 200
"""Places of a short first piece that are tried."""
CHUNK = 120
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


def exact(pieces: Pieces, source: Words) -> list[Aligned]:
    """All pieces word for word, in order and near each other: the places where they stand closest together."""
    (_, size), *rest = list(pieces.parts())
    ours = pieces.words.words
    found: list[Aligned] = []
    for start in islice(source.find(ours[:size]), _MOST_STARTS):
        last, edits = start + size, []
        for a, b in rest:
            place = next(source.find(ours[a:b], last), None)
            if place is None or place > last + (WIDEST_CUT if pieces.joints[a].cut else PUT):
                break
            edits.append(Edit(a, a, last, place))
            last = place + b - a
        else:
            found.append(Aligned(start, last, tuple(edits)))
    closest = min((each.last - each.first for each in found), default=0)
    return [each for each in found if each.last - each.first == closest]


def nearest(pieces: Pieces, source: Words) -> Aligned | None:
    """The stretch that is most like the quotation; None where none is like enough."""
    ours = pieces.words.words
    whole = sum(map(windows.weight, ours))
    slack = min(_reach(pieces, 0, len(ours)), _MOST_SLACK)
    best: tuple[float, bool, list[Run]] | None = None
    for start, end in windows.windows(ours, source, slack):
        blocks = _trimmed(_blocks(ours, source, start, end), pieces)
        weights = [sum(map(windows.weight, ours[a : a + size])) for a, _, size in blocks]
        content = sum(windows.weight(word) == 1 for a, _, size in blocks for word in ours[a : a + size])
        alike = sum(weights) >= _ALIKE * whole or max(weights, default=0) >= _RUN
        if alike and (best is None or sum(weights) > best[0]):
            best = sum(weights), content > 1, blocks
    return _aligned(best[2], ours, source, sure=best[1]) if best else None


def _reach(pieces: Pieces, a: int, b: int) -> int:
    """How many words of the source the joints from word `a` of a quotation to word `b` may stand for."""
    found = (pieces.joints.get(at) for at in range(a, b + 1))
    return sum(WIDEST_CUT if joint.cut else PUT for joint in found if joint)


def _blocks(ours: Sequence[str], source: Words, start: int, end: int) -> list[Run]:
    """The runs that both have, in the order of both."""
    found: list[Run] = []
    a = 0
    spare = end - start - len(ours)
    while a < len(ours):
        chunk = ours[a : a + CHUNK]
        shared = _shared(chunk, source.words[start : start + len(chunk) + spare])
        blocks = [Run(a + run.a, start + run.c, run.size) for run in shared]
        if a + len(chunk) < len(ours):  # what the last run leaves over belongs to the next chunk
            while blocks and blocks[-1].size < _CHANCE:
                blocks.pop()
        found += blocks
        if blocks and a + len(chunk) < len(ours):
            a, start = blocks[-1].a + blocks[-1].size, blocks[-1].c + blocks[-1].size
        else:
            a += len(chunk)
    return found


def _shared(ours: Sequence[str], theirs: Sequence[str]) -> list[Run]:
    """The runs that both have, in the order of both.

    Of a run that stands in `theirs` more than once the first place is taken, and the last where that leaves more to its
    left: in "nobody asked us about the ferry, nobody asked us about the school" the words before the second are lost
    to whoever takes the first.
    """
    runs = [Run(*block) for block in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()]
    back = SequenceMatcher(None, ours[::-1], theirs[::-1], autojunk=False).get_matching_blocks()
    turned = [Run(len(ours) - a - size, len(theirs) - c - size, size) for a, c, size in reversed(back)]
    best = max(runs, turned, key=lambda each: sum(run.size for run in each))
    return [run for run in best if run.size]


def _trimmed(blocks: list[Run], pieces: Pieces) -> list[Run]:
    """`blocks` without those at either end that are short and far from the others: they are there by chance."""
    words = pieces.words.words

    def by_chance(one: Run, before: Run, behind: Run) -> bool:
        a, c = before.a + before.size, before.c + before.size
        ours, theirs = behind.a - a, behind.c - c - _reach(pieces, a, behind.a)
        if one.size < _CHANCE and theirs > max(ours, 1) + windows.LOOSE // 2:
            return True
        common = all(windows.weight(word) < 1 for word in words[one.a : one.a + one.size])
        return common and one.size < _CHANCE and max(ours, theirs) > 2

    while len(blocks) > 1 and by_chance(blocks[0], blocks[0], blocks[1]):
        del blocks[0]
    while len(blocks) > 1 and by_chance(blocks[-1], blocks[-2], blocks[-1]):
        del blocks[-1]
    return blocks


def _aligned(blocks: Sequence[Run], ours: Sequence[str], source: Words, *, sure: bool) -> Aligned:
    first, last = blocks[0].c, blocks[-1].c + blocks[-1].size
    begins, ends = blocks[0].a, blocks[-1].a + blocks[-1].size
    before = _swapped(source, first, ours[:begins], back=True)
    behind = _swapped(source, last, ours[ends:], back=False)
    edits = [
        _slid(Edit(one.a + one.size, other.a, one.c + one.size, other.c), one, source)
        for one, other in pairwise(blocks)
        if one.a + one.size < other.a or one.c + one.size < other.c
    ]
    if begins:
        edits.insert(0, Edit(0, begins, first - before, first))
    if ends < len(ours):
        edits.append(Edit(ends, len(ours), last, last + behind))
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


def _swapped(source: Words, place: int, ours: Sequence[str], *, back: bool) -> int:
    """How many words beside a stretch stand for those of a quotation: the same words, or as many in its clause."""
    size = len(ours)
    for count in (size - 1, size + 1, size):
        first = place - count if back else place
        if count > 0 and first >= 0 and first + count <= len(source.words) and size <= _SWAPPED:
            if spelling.same(ours, source.words[first : first + count]):
                return count
            inside = range(first + 1, place + 1) if back else range(place, place + count)
            if count == size and not any(map(source.parted, inside)):
                return size
    return 0
