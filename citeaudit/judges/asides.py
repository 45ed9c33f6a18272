"""What stands between a source and its verb, in commas, dashes or brackets, and describes the source."""

from citeaudit.judges.lexicon import Lexicon
from citeaudit.judges.line import Line
from citeaudit.judges.nounphrases import LONGEST_ASIDE

DASHES = "-–—"
_MOST = 3
"""Asides that may stand between a source and its verb: "Lund (D), a lawyer, said"."""
_NAME = range(2, 5)
"""Words of a name in an aside: "its head, Marta Lund, told"."""


def asides(line: Line, last: int, known: Lexicon) -> list[int] | None:
    """The first words of the asides that end at word `last`, the last aside first; None where all is cut off."""
    found: list[int] = []
    while len(found) < _MOST:
        opening = _one(line, last)
        if opening is None:
            break
        found.append(opening)
        last = opening - 1
        if not _is_aside(line, last, known):
            break
    return found or None


def names(line: Line, first: int, last: int, known: Lexicon) -> bool:
    """Is an aside the name of what stands before it: "its head, Marta Lund,"? A body goes by what it is called."""
    if last - first + 1 not in _NAME or not all(line.capital(i) for i in range(first, last + 1)):
        return False
    return line.low[first - 1] not in known.organisation and not line.capital(first - 1)


def _one(line: Line, last: int) -> int | None:
    """The first word of the aside that ends, with a comma, a dash or a bracket, at word `last`.

    One with "who" may lack its first comma.
    """
    closing = line.gap(last)[:1].replace("(", ",")  # "a lawyer (see below)": what is in brackets has been taken off
    if not closing or closing not in ",)-–—":
        return None
    opening = last
    limit = max(0, last - LONGEST_ASIDE)
    marks = "(" if closing == ")" else DASHES if closing in DASHES else closing
    who = None
    while opening > limit:
        if any(mark in line.gap(opening - 1) for mark in marks):
            return opening
        if line.low[opening] == "who":
            who = opening
        opening -= 1
    return who if closing == "," else None


def _is_aside(line: Line, last: int, known: Lexicon) -> bool:
    """Is the phrase that ends at word `last` an aside itself, behind a name: "Lund, a lawyer, 41, said"?"""
    if line.gap(last)[:1] == ")":
        return True
    first = _start(line, last, known)
    opens = not line.capital(first) or line.low[first] in known.role
    if not first or not opens or line.gap(first - 1) != "," or not line.capital(first - 1):
        return False
    name = line.low[_start(line, first - 1, known)]
    return name not in known.adjunct and line.low[first - 1] not in known.time


def _start(line: Line, last: int, known: Lexicon) -> int:
    """The first word behind the mark before word `last`."""
    first = last
    while first and last - first < LONGEST_ASIDE and line.joined(first - 1, known.title):
        first -= 1
    return first
