"""Is a quotation in a saved text, word for word, cut, or changed?"""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from citeaudit.evidence import alignment, order, pieces, polarity, spelling
from citeaudit.evidence.alignment import Aligned, Edit
from citeaudit.evidence.pieces import Pieces
from citeaudit.evidence.words import Words
from citeaudit.parse.similar import stem

State = Literal["found", "elided", "altered", "not found"]
_SHOWN = 10
"""Words of a difference that are shown; of a longer one, the first and the last."""
_CLOSED = re.compile(r"[”\"»“’]")
_OPENED = re.compile(r"[“\"«„‘]")


class Match(NamedTuple):
    """How a quotation stands in one saved text."""

    state: State
    passage: str = ""
    """The place in the source, a few words around it."""
    changes: tuple[str, ...] = ()
    """What differs: "has “may” where the source has “must”"."""
    polarity: tuple[str, ...] = ()
    """Negations on one side only, in words: "leaves out “not”"."""


def check(quotation: str | Pieces, source: Words, *, denied: bool = False) -> Match:
    """How `quotation`, without its marks, stands in `source`; "found" where it has no words.

    `denied` says that the article itself says no around it, so that a negation beside it in the source is not lost.
    """
    read = pieces.read(quotation) if isinstance(quotation, str) else quotation
    if not read.words.words:
        return Match("found")
    if places := alignment.exact(read, source):
        return _exact(read, source, places, denied=denied)
    if len(read.words.words) == 1:
        return Match("found" if stem(read.words.words[0]) in source.stems else "not found")
    if place := order.pieces_elsewhere(read, source):
        return _reordered(place, source)
    nearest = alignment.nearest(read, source)
    if nearest:
        found = _judged(read, source, nearest, denied=denied)
        if nearest.sure or found.state != "altered" or found.polarity:
            return found
    place = order.words_elsewhere(read, source)
    return _reordered(place, source) if place else Match("not found")


def _exact(read: Pieces, source: Words, places: Sequence[Aligned], *, denied: bool) -> Match:
    """The first of the places where no negation stands beside it; the first of all where each has one."""
    matches = (_judged(read, source, place, denied=denied) for place in places)
    first = next(matches)
    return next((match for match in matches if not match.polarity), first) if first.polarity else first


def _reordered(place: order.Place, source: Words) -> Match:
    return Match("altered", source.passage(place.first, place.last), (place.how,))


def _judged(read: Pieces, source: Words, found: Aligned, *, denied: bool) -> Match:
    changes: list[str] = []
    lost: list[str] = []
    cuts: list[str] = []
    for edit in found.edits:
        joint = read.joints.get(edit.a) if edit.a == edit.b else None
        if joint and joint.cut and edit.c < edit.d:
            cuts.append(f"leaves out “{_shown(source, edit.c, edit.d)}”")
            if negation := polarity.left_out(source, edit.c, edit.d):
                lost.append(f"leaves out “{negation}”")
        elif joint and edit.d - edit.c <= alignment.PUT:
            if polarity.turned(joint.put, source, edit.c, edit.d):
                lost.append(_change(f"[{' '.join(joint.put)}]", _shown(source, edit.c, edit.d)))
        elif not _is_same(read.words, source, edit):
            change = _change(_shown(read.words, edit.a, edit.b), _shown(source, edit.c, edit.d))
            changes.append(change)
            if polarity.turned(read.words.words[edit.a : edit.b], source, edit.c, edit.d):
                lost.append(change)
    lost += [] if denied else _outside(source, found)
    passage = source.passage(found.first, found.last)
    state: State = "altered" if changes else "elided" if cuts else "found"
    return Match(state, passage, tuple(changes or cuts), tuple(dict.fromkeys(lost)))


def _is_same(ours: Words, source: Words, edit: Edit) -> bool:
    theirs = source.words[edit.c : edit.d]
    if edit.a < edit.b:
        return spelling.same(ours.words[edit.a : edit.b], theirs)
    return not _spoken(source, edit.c, edit.d)


def _spoken(source: Words, first: int, last: int) -> bool:
    """Are any of the words that a quotation leaves out spoken ones? "said Lund", between “...,” and “...”, are not."""
    text = source.text[source.spans[first - 1][1] : source.spans[last][0]]
    closed = _CLOSED.search(text)
    opened = [match.start() for match in _OPENED.finditer(text)]
    if not closed or not opened or opened[-1] <= closed.start():
        return True
    inside = text[: closed.start()] + " " + text[opened[-1] :]
    return any(character.isalnum() for character in inside)


def _outside(source: Words, found: Aligned) -> list[str]:
    lost = []
    if words := polarity.before(source, found.first):
        lost.append(f"stands behind “{words}” in the source")
    if word := polarity.behind(source, found.last):
        lost.append(f"stops before “{word}”")
    return lost


def _shown(words: Words, first: int, last: int) -> str:
    """The words as they are written, the middle of a long run left out."""
    if last - first <= _SHOWN:
        return " ".join(words.written(first, last).split())
    head, tail = words.written(first, first + _SHOWN // 2), words.written(last - _SHOWN // 2 + 1, last)
    return " ".join(f"{head} … {tail}".split())


def _change(ours: str, theirs: str) -> str:
    if ours and theirs:
        return f"has “{ours}” where the source has “{theirs}”"
    return f"adds “{ours}”" if ours else f"leaves out “{theirs}”"
