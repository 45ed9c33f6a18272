"""Find who stands before, or behind, a verb of attribution."""

from citeaudit.judges.lexicon import Lexicon
from citeaudit.judges.line import Line
from citeaudit.patterns import lazy

_STOP = lazy(r"[,;:!?]|\.(?:\s|$)|\s[–—-]\s|\s(?:who|which|that|while|but)\s")
LONGEST = 14
"""Words; what is longer is no subject."""
_LONGEST_ASIDE = 20
_NAME = range(2, 5)
"""Words of a name in an aside: "its head, Marta Lund, told"."""

Words = tuple[int, int]
"""The first and the last word of a phrase, both included."""


def before(line: Line, last: int, known: Lexicon, *, nameless: bool) -> Words | None:
    """The noun phrase that ends at word `last`; an aside between commas is left out: "Lund, who chairs it, told".

    `nameless` says that the sentence keeps its source's name to itself; what describes the source then stays in.
    """
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
            return opening, last
        plain = line.low[opening] not in known.relative and line.low[opening] not in known.article
        last = opening - 1
        # "The contractor, Halden Stone, said": the name is a part of it.
        end = end if nameless or (plain and line.low[last] in known.organisation) else last
    if line.low[last] in known.relative:
        if last == 0 or line.low[last] != "who":
            return None  # "two reports that warned of it"
        last -= 1
        end = last
    first = _first(line, last, known, nameless=nameless)
    if first is None or end - first >= LONGEST + (_LONGEST_ASIDE if nameless else 0):
        return None
    return first, end


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


def behind(line: Line, verb: int) -> Words | None:
    """The phrase behind a verb that follows a quotation: “We measured it,” said Marta Lund, who chairs the board."""
    if verb + 1 >= len(line.low) or (verb and not line.gap(verb - 1).endswith(",")):
        return None
    start = line.starts[verb + 1]
    stop = _STOP.search(line.own, start)
    limit = stop.start() if stop else len(line.own)
    last = verb + 1
    while last + 1 < len(line.low) and line.starts[last + 1] < limit:
        last += 1
    fits = last - verb <= LONGEST and (line.capital(verb + 1) or line.low[verb + 1] in ("the", "a", "an", "one"))
    return (verb + 1, last) if fits else None


def after(line: Line, word: int) -> Words | None:
    """The phrase that follows word `word`, up to the end of its clause: "according to the harbour board"."""
    if word + 1 >= len(line.low):
        return None
    stop = _STOP.search(line.own, line.starts[word + 1])
    limit = stop.start() if stop else len(line.own)
    last = word + 1
    while last + 1 < len(line.low) and line.starts[last + 1] < limit:
        last += 1
    return word + 1, last
