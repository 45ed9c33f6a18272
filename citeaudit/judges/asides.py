"""What stands between a source and its verb, in commas, dashes or brackets, and describes the source."""

from citeaudit.judges.lexicon import LANGUAGE, Lexicon
from citeaudit.judges.line import Line
from citeaudit.judges.nounphrases import AND, LONGEST_ASIDE, head_of
from citeaudit.parse import people

DASHES = "-–—"
_MOST = 5
"""Asides that may stand between a source and its verb: "Lund (D), 41, of Elm Road, Skarn, said"."""
_INCLUDING = frozenset(("including", "such", "especially", "particularly", "among"))
_COMMAS = (",", ".,", "),")
_LONGEST_NAME = 5
"""Words of a name in an aside: "its head, Professor Marta Lund, told"."""


def asides(line: Line, last: int, known: Lexicon) -> list[int] | None:
    """The first words of the asides that end at word `last`, the last aside first; None where all is cut off."""
    found: list[int] = []
    while len(found) < _MOST:
        opening = _one(line, last)
        if opening is None:
            break
        found.append(opening)
        last = opening - 1
        if not _is_aside(line, last, known, _MOST - len(found)):
            break
    return found or None


def names(line: Line, first: int, last: int, known: Lexicon) -> bool:
    """Is an aside the name of the person before it: "its head, Marta Lund,", "the mayor of Skarn, Marta Lund,"?"""
    if last - first >= _LONGEST_NAME or not all(line.capital(i) for i in range(first, last + 1)):
        return False
    start = _start(line, first - 1, known)
    if not people.name_in([line.written(i) for i in range(first, last + 1)], LANGUAGE):
        return False
    if line.low[first - 1] in known.organisation or line.capital(first - 1):
        return line.low[head_of(line, start, first - 1, known)] in known.role
    return True


def _one(line: Line, last: int) -> int | None:
    """The first word of the aside that ends, with a comma, a dash or a bracket, at word `last`.

    One with "who" may lack its first comma.
    """
    gap = line.gap(last)
    closing = "," if gap in _COMMAS[:2] else gap[:1].replace("(", ",")  # "a lawyer (see below)": brackets are off
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


def _is_aside(line: Line, last: int, known: Lexicon, most: int) -> bool:
    """Is the phrase that ends at word `last` an aside itself: "Lund, a lawyer, 41, said", "of Elm Road, Skarn, said"?

    It is one behind somebody, or behind one of at most `most` other asides. A place or a degree has a capital as a
    name has, and is told from it by the name before it.
    """
    if line.gap(last)[:1] == ")":
        return True
    first = _start(line, last, known)
    if not first or line.gap(first - 1) not in _COMMAS:
        return False
    if line.low[first] in _INCLUDING:
        return True
    if all(len(word) == 1 for word in line.low[first : last + 1]):
        return True  # "in Skarn, N.Y.": no name
    name = line.capital(first) and line.low[first] not in known.role
    if _is_somebody(line, first - 1, known) and not (name and not (first > 1 and line.capital(first - 2))):
        return True
    source = line.low[first] in known.article and not line.low[first].startswith("a")  # "at noon, the board, a ..."
    described = not source and is_description(line, first, last, known)
    return most > 0 and described and _is_aside(line, first - 1, known, most - 1)


def is_description(line: Line, first: int, last: int, known: Lexicon) -> bool:
    """Do the words describe somebody, and are no clause that goes on: "of Elm Road", not "and sold it because"?"""
    for word in line.low[first : last + 1]:
        if word in known.relative or word == "where":
            return True
        if word in known.auxiliary or word in known.finite or (word in known.clause and word not in AND):
            return False
    return True


def _is_somebody(line: Line, last: int, known: Lexicon) -> bool:
    """May the phrase that ends at word `last` be who speaks, and not a time, a place or a clause before it?"""
    first = _start(line, last, known)
    word, opens = line.low[last], line.low[first]
    if word in known.time or opens in known.adjunct or opens in known.clause or opens.endswith(("ed", "ing")):
        return False
    if first == last and first and line.low[_start(line, first - 1, known)] in known.adjunct:
        return False  # "In Skarn, Norrholm, the union"
    return line.capital(last) or word in known.role or word in known.organisation


def _start(line: Line, last: int, known: Lexicon) -> int:
    """The first word behind the mark before word `last`."""
    first = last
    while first and last - first < LONGEST_ASIDE and line.joined(first - 1, known.title):
        first -= 1
    return first
