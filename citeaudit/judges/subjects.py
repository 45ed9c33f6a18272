"""Find who stands before, or behind, a verb of attribution."""

from typing import NamedTuple

from citeaudit.judges.lexicon import Lexicon
from citeaudit.judges.line import Line
from citeaudit.patterns import lazy

_STOP = lazy(r"[,;:!?]|\.(?:\s|$)|\s[–—-]\s|\s(?:who|which|that|while|but)\s")
LONGEST = 14
"""Words; what is longer is no subject."""
_LONGEST_ASIDE = 20
_NAME = range(2, 5)
"""Words of a name in an aside: "its head, Marta Lund, told"."""


class Subject(NamedTuple):
    """Words of a sentence, by their numbers, all included."""

    first: int
    last: int
    """The last word of what names the source: "Lund"."""
    end: int
    """The last word of all that describes it: "Lund, who chairs the board"."""


def before(line: Line, last: int, known: Lexicon, *, nameless: bool) -> Subject | None:
    """The noun phrase that ends at word `last`, with the aside between commas that describes it.

    `nameless` says that the sentence keeps its source's name to itself; what describes the source then names it.
    """
    whole = last
    end = last
    if not line.joined(last, known.title):
        if line.gap(last) != ",":
            return None
        opening = _aside(line, last)
        if opening is None:
            return None
        inner = range(opening, last + 1)
        if (
            len(inner) in _NAME
            and all(line.capital(i) for i in inner)
            and line.low[opening - 1] not in known.organisation
        ):
            return Subject(opening, last, last)
        plain = line.low[opening] not in known.relative and line.low[opening] not in known.article
        last = opening - 1
        # "The contractor, Halden Stone, said": the name is a part of it.
        end = end if nameless or (plain and line.low[last] in known.organisation) else last
    if line.low[last] in known.clause and line.low[last] not in known.relative:
        return None  # "left the hall but said"
    if line.low[last] in known.relative:
        if last == 0 or line.low[last] != "who":
            return None  # "two reports that warned of it"
        last -= 1
        end = whole = last
    first = _first(line, last, known, nameless=nameless)
    if first is None or end - first >= LONGEST + (_LONGEST_ASIDE if nameless else 0):
        return None
    return Subject(first, end, whole)


def _aside(line: Line, last: int) -> int | None:
    """The first word of the aside that ends, with a comma, at word `last`."""
    opening = last
    while opening > 0 and "," not in line.gap(opening - 1):
        opening -= 1
    return opening if opening > 0 and last - opening <= _LONGEST_ASIDE else None


def _first(line: Line, last: int, known: Lexicon, *, nameless: bool) -> int | None:
    """Where the noun phrase begins that ends at word `last`; None where the words are a clause."""
    first = last
    limit = max(0, last - LONGEST - _LONGEST_ASIDE)  # what is longer is no subject anyway
    while first > limit and line.joined(first - 1, known.title):
        word = line.low[first - 1]
        if word in known.clause and not (nameless and word == "who"):
            break
        first -= 1
        if word in known.auxiliary:
            return None
    if line.low[first] not in known.adjunct:
        return first
    # A time or a place stands before it: "On Monday the union", "In May Lund".
    for i in range(first + 1, last + 1):
        if line.low[i] in known.article or line.low[i] in known.pronoun:
            if i > first + 1:
                return i
        elif line.capital(i) and i > first + 2 and not line.capital(i - 1):
            return i
    return first


def behind(line: Line, verb: int, known: Lexicon) -> Subject | None:
    """The phrase behind a verb that follows a quotation: “We measured it,” said Marta Lund, who chairs the board."""
    if verb + 1 >= len(line.low) or (verb and not line.gap(verb - 1).endswith(",") and not spoken_before(line, verb)):
        return None
    last = verb + 1
    while last + 1 < len(line.low) and line.joined(last, known.title) and line.low[last + 1] not in known.clause:
        last += 1
    if last - verb > LONGEST or not (line.capital(verb + 1) or line.low[verb + 1] in known.opens_subject):
        return None
    end = last
    # What describes the source goes on behind a comma: a role, or a clause with "who".
    while end + 1 < len(line.low) and line.gap(end) in (",", "") and end - verb < LONGEST + _LONGEST_ASIDE:
        following = line.low[end + 1]
        describes = following in known.relative or following in known.article or following in known.role
        if line.gap(end) == "," and not (describes or following in ("former", "director")):
            break
        end += 1
    return Subject(verb + 1, last, end)


def spoken_before(line: Line, verb: int) -> bool:
    """Does a quotation, which is blanked, end right before the verb?"""
    return line.own[max(0, line.starts[verb] - 3) : line.starts[verb]].isspace() and line.starts[verb] >= 3


def main(line: Line, verb: int, known: Lexicon) -> Subject | None:
    """The subject of the sentence, for a verb that has none of its own: "He left, saying that ...", "and said"."""
    i = 0
    if line.low[0] in known.adjunct or line.low[0] in known.clause:  # "In May, Lund", "After the vote, Lund"
        while i < verb and "," not in line.gap(i):
            i += 1
        i += 1
    while i < verb and not (line.capital(i) or line.low[i] in known.pronoun or line.low[i] in known.group_pronoun):
        i += 1
    if i >= verb:
        return None
    last = i
    if line.low[i] in known.article:
        while last + 1 < verb and line.joined(last, known.title) and not _is_verb(line, last + 1, known):
            last += 1
    else:
        while last + 1 < verb and line.joined(last, known.title) and line.capital(last + 1):
            last += 1
    return Subject(i, last, last) if last - i < LONGEST else None


def _is_verb(line: Line, i: int, known: Lexicon) -> bool:
    word = line.low[i]
    return word in known.auxiliary or word in known.verbs or word in known.past or word.endswith("ed") or word == "to"


def after(line: Line, word: int) -> Subject | None:
    """The phrase that follows word `word`, up to the end of its clause: "according to the harbour board"."""
    if word + 1 >= len(line.low):
        return None
    stop = _STOP.search(line.own, line.starts[word + 1])
    limit = stop.start() if stop else len(line.own)
    last = word + 1
    while last + 1 < len(line.low) and line.starts[last + 1] < limit:
        last += 1
    return Subject(word + 1, last, last)
