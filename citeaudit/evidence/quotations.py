"""Is a quotation in a saved text, word for word, cut, or changed?"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import islice, pairwise
from typing import Literal, NamedTuple

from citeaudit.evidence.words import Words, folded
from citeaudit.parse.negations import turns_around

State = Literal["found", "elided", "altered", "not found"]
FEWEST = 3
"""Words of a quotation that can be looked for; fewer are a name, or a word held at arm's length."""
_ELISION = re.compile(r"\s*(?:\[\s*(?:\.{3,4}|…)\s*\]|\(\s*(?:\.{3}|…)\s*\)|\.{3,4}|…|(?:\. ){2,3}\.)\s*")
_INSERTION = re.compile(r"\[[^\[\]]*\]")
_WIDEST_ELISION = 120
"""Words that may fall out between two pieces; more, and the pieces are of two quotations."""
_INSERTED = 5
"""Words of the source that a bracket may stand for."""
_EDGE = 1
"""Words before a quotation in which a negation turns it around."""
_ALIKE = 0.7
_MOST_STARTS = 200
"""Places of a short first piece that are tried."""
_TRIED = 8
"""Rare words of a quotation by which a changed one is looked for."""


class Match(NamedTuple):
    """How a quotation stands in one saved text."""

    state: State
    passage: str = ""
    """The place in the source, a few words around it."""
    changes: tuple[str, ...] = ()
    """What differs: "said “may”, the source has “must”"."""
    polarity: tuple[str, ...] = ()
    """Negations that fell out or stand right beside it."""


def check(quotation: str, source: Words) -> Match:
    """How `quotation`, without its marks, stands in `source`; "found" where nothing that can be checked is missing."""
    pieces = _pieces(quotation)
    if sum(len(piece) for piece, _ in pieces) < FEWEST:
        return Match("found")
    placed = _place(pieces, source)
    if placed is None:
        if len(pieces) > 1 and (swapped := _elsewhere(pieces, source)):
            return swapped
        return _changed([word for piece, _ in pieces for word in piece], source)
    first, last = placed[0][0], placed[-1][1]
    gaps = list(pairwise(placed))
    dropped = [word for a, b in gaps for word in source.words[a[1] : b[0]] if turns_around(word)]
    dropped += [word for word in _beside(source, first) if turns_around(word)]
    # What stands for words of the source in brackets was changed openly; only an elision leaves words out.
    elided = [gap for gap, (_, cut) in zip(gaps, pieces[1:], strict=True) if cut and gap[1][0] > gap[0][1]]
    changes = tuple(f"left out “{' '.join(source.written(a[1], b[0]).split())}”" for a, b in elided)
    passage = source.passage(first, last)
    return Match("elided" if elided else "found", passage, changes, tuple(dict.fromkeys(dropped)))


def _pieces(quotation: str) -> list[tuple[list[str], bool]]:
    """The pieces between elisions and insertions, each with whether an elision stands before it."""
    found: list[tuple[list[str], bool]] = []
    for k, part in enumerate(_ELISION.split(quotation)):
        for m, piece in enumerate(_INSERTION.split(part)):
            words = folded(piece)
            if words:
                found.append((words, bool(k) and not m))
    return found


def _place(pieces: Sequence[tuple[list[str], bool]], source: Words) -> list[tuple[int, int]] | None:
    """The places of all pieces, in order and near each other, the closest together; None where there are none."""
    best: list[tuple[int, int]] | None = None
    for start in islice(source.find(pieces[0][0]), _MOST_STARTS):
        placed = [(start, start + len(pieces[0][0]))]
        for words, elided in pieces[1:]:
            reach = placed[-1][1] + (_WIDEST_ELISION if elided else _INSERTED)
            place = next(source.find(words, placed[-1][1]), None)
            if place is None or place > reach:
                break
            placed.append((place, place + len(words)))
        else:
            if best is None or placed[-1][1] - start < best[-1][1] - best[0][0]:
                best = placed
    return best


def _elsewhere(pieces: Sequence[tuple[list[str], bool]], source: Words) -> Match | None:
    """All pieces stand in the source, in another order or too far apart to be one quotation."""
    if any(len(words) < FEWEST for words, _ in pieces):
        return None
    places = [next(source.find(words), None) for words, _ in pieces]
    found = [place for place in places if place is not None]
    if len(found) < len(pieces):
        return None
    how = "are far apart in the source" if found == sorted(found) else "stand in another order in the source"
    return Match("altered", source.passage(min(found), min(found) + FEWEST), (f"its pieces {how}",))


def _beside(source: Words, first: int) -> list[str]:
    """The words right before a quotation, in its own sentence."""
    found: list[str] = []
    for k in range(first - 1, max(-1, first - 1 - _EDGE), -1):
        if re.search(r"[.!?;:]\s", source.text[source.spans[k][1] : source.spans[k + 1][0]]):
            break
        found.append(source.words[k])
    return found


def _changed(words: list[str], source: Words) -> Match:
    """The stretch of the source that is most like the quotation, where it is like enough."""
    index = source.index
    known = sorted((i for i in range(len(words)) if words[i] in index), key=lambda i: len(index[words[i]]))
    votes: dict[int, int] = {}
    for i in known[:_TRIED]:
        for place in index[words[i]][:200]:
            start = max(0, place - i)
            votes[start // 4] = votes.get(start // 4, 0) + 1
    best: tuple[float, int, SequenceMatcher[str]] | None = None
    for bucket in sorted(votes, key=lambda b: (-votes[b], b))[:5]:
        start = max(0, bucket * 4 - 4)
        window = source.words[start : start + len(words) + 12]
        matcher = SequenceMatcher(None, words, window, autojunk=False)
        shared = sum(block.size for block in matcher.get_matching_blocks())
        if best is None or shared / len(words) > best[0]:
            best = shared / len(words), start, matcher
    if best is None or best[0] < _ALIKE:
        return Match("not found")
    _, start, matcher = best
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    low, high = start + blocks[0].b, start + blocks[-1].b + blocks[-1].size
    if high - low > 2 * len(words) + 4:
        return Match("not found")
    changes: list[str] = []
    lost: list[str] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal" or (start + c < low and tag == "insert") or (start + d > high and tag == "insert"):
            continue
        ours, theirs = " ".join(words[a:b]), source.written(start + c, min(start + d, high))
        lost += [word for word in source.words[start + c : min(start + d, high)] if turns_around(word)]
        lost += [word for word in words[a:b] if turns_around(word)]
        changes.append(_change(ours, " ".join(theirs.split())))
    return Match("altered", source.passage(low, high), tuple(changes), tuple(dict.fromkeys(lost)))


def _change(ours: str, theirs: str) -> str:
    if ours and theirs:
        return f"has “{ours}” where the source has “{theirs}”"
    return f"adds “{ours}”" if ours else f"leaves out “{theirs}”"
