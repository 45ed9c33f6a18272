"""Find who stands before, or behind, a verb of attribution."""

from typing import NamedTuple

from citeaudit.judges import nounphrases
from citeaudit.judges.asides import asides, is_description, names
from citeaudit.judges.lexicon import Lexicon
from citeaudit.judges.line import BLANKED, Line
from citeaudit.judges.nounphrases import LONGEST, LONGEST_ASIDE, TIGHT

_APART = (")", "-", "–", "—")
"""Marks of asides that are no part of a name, as an apposition between commas is."""
_WHO = ("who", "which", "that")
_SHORTEST_QUOTATION = 4
"""Characters, marks included."""
_TITLE_WITHIN = 5
"""Words of a title before the name: "deputy harbour board chairman Marta Lund"."""
_MONTHS = frozenset(("april", "may", "june", "august"))
"""Months that people are called by."""
_WHO_WITHIN = 4
"""Words before what keeps a name back: "who has repeatedly asked not to be named"."""
_BY_WITHIN = 6
"""Words behind a passive within which "by" follows."""


class Subject(NamedTuple):
    """Words of a sentence, by their numbers, all included."""

    first: int
    last: int
    """The last word of what names the source: "Lund"."""
    end: int
    """The last word of all that describes it: "Lund, who chairs the board"."""


def before(line: Line, last: int, known: Lexicon, *, veil: range) -> Subject | None:
    """The noun phrase that ends at word `last`, or before the asides that end there and describe it.

    `veil` is what the sentence says in place of its source's name; what describes the source then names it.
    """
    end = last
    found: list[int] | None = None
    if line.joined(last, known.title):
        last = _before_veil(line, last, veil)
    elif (found := asides(line, last, known)) is None:
        return None
    for opening in found or ():
        if names(line, opening, last, known):
            return Subject(opening, last, end)
        hides = opening <= veil.start <= last and not line.capital(opening - 1)
        if (not hides and _tells_how(line, opening, last, known)) or line.gap(last)[:1] in _APART:
            end = opening - 1  # it tells of the source, and does not name it
        last = opening - 1
    if line.low[last] in known.clause:
        return None if found else _of_relative(line, last, known)
    first = nounphrases.first_word(line, last, known, veil=veil)
    if first is None or (end if veil else last) - first >= LONGEST + (LONGEST_ASIDE if veil else 0):
        return None
    if length := _is_object(line, first, known):
        last = end = first - length  # "judges overseeing the case said"
        first = nounphrases.first_word(line, last, known, veil=veil) or 0
    return Subject(first, last, end)


def _tells_how(line: Line, first: int, last: int, known: Lexicon) -> bool:
    """Does an aside tell how or when something is said, or of a source that is named: "in a letter", "who was there"?

    A place with a name tells who the source is: "Marta Lund, from Skarn, said".
    """
    opening = line.low[first]
    place = first < last and line.capital(first + 1) and line.low[first + 1] not in known.time
    adverb = first == last and opening in known.adverb  # "Lund, however, said"
    tells = (opening in known.adjunct and not place) or opening in known.relative or opening.endswith(("ing", "ed"))
    return tells or adverb or not is_description(line, first, last, known)


def _before_veil(line: Line, last: int, veil: range) -> int:
    """The last word before a clause without commas that keeps a name back: "An official who asked not to be named"."""
    if veil.start <= last < veil.start + LONGEST_ASIDE:
        for i in range(veil.start, max(0, veil.start - _WHO_WITHIN), -1):
            if line.low[i] == "who" or (i == veil.start and line.low[i].endswith("ing")):
                return i - 1
    return last


def _is_object(line: Line, first: int, known: Lexicon) -> int:
    """How many words before word `first` whoever ends who does something about the phrase that begins there; 0: none.

    "Judges overseeing the case", "the worker who runs the camp".
    """
    if first < 2 or line.capital(first - 1):
        return 0
    near = line.joined(first - 2, known.title) and line.joined(first - 1, known.title)
    whose = line.low[first - 2]
    if near and line.low[first - 1].endswith("ing") and (whose in known.role or whose in known.organisation):
        return 2
    return 3 if near and first > 2 and whose == "who" and line.joined(first - 3, known.title) else 0


def _of_relative(line: Line, last: int, known: Lexicon) -> Subject | None:
    """Whom "who", word `last`, stands for; None behind another word: "left the hall but said"."""
    if not last or line.low[last] not in _WHO:
        return None
    noun = line.low[last - 1]
    if noun in nounphrases.AND or noun in known.adjunct:
        return None  # "who left the hall and who said": a clause that goes on
    if noun[0].isdigit() and line.gap(last - 1) == "," and (found := asides(line, last - 1, known)):
        return before(line, found[-1] - 1, known, veil=nounphrases.NO_VEIL)  # "Marta Lund, 37, who said"
    if noun in known.time or not (line.joined(last - 1, known.title) or line.gap(last - 1) == ","):
        return None
    speaks = line.capital(last - 1) or noun in known.role or noun in known.organisation
    if line.low[last] == "that" and not speaks:
        return None  # "two reports that warned of it"
    return before_who(line, last - 1, known)


def before_who(line: Line, last: int, known: Lexicon) -> Subject:
    """The noun that ends at word `last`, no longer than it must be."""
    return Subject(nounphrases.antecedent(line, last, known), last, last)


def behind(line: Line, verb: int, known: Lexicon, *, veil: range) -> Subject | None:
    """The phrase behind a verb that follows a quotation: “We measured it,” said Marta Lund, who chairs the board."""
    if verb + 1 >= len(line.low) or (line.low[verb + 1] in known.time and not _is_called(line, verb + 1, known)):
        return None
    spoken = not verb or spoken_before(line, verb)
    if not spoken and not line.gap(verb - 1).rstrip('"”’').endswith(","):
        return None
    opens = line.capital(verb + 1) or line.low[verb + 1] in known.opens_subject or line.low[verb + 1] in known.role
    if not (opens or (spoken and _is_titled(line, verb + 1, known))) or not line.joined(verb, known.title):
        return None
    last = nounphrases.phrase(line, verb + 1, known)
    if not spoken and last + 1 < len(line.low) and line.joined(last, known.title):
        following = line.low[last + 1]
        if any(following in family for family in (known.auxiliary, known.finite, known.base)) or following == "to":
            return None  # "..., said it would": what follows is a clause
    return Subject(verb + 1, last, _described(line, last, known, veil=veil)) if last - verb <= LONGEST else None


def _is_called(line: Line, i: int, known: Lexicon) -> bool:
    """Is a month the name of a person: "said May Reed"?"""
    if line.low[i] not in _MONTHS or not line.capital(i) or i + 1 >= len(line.low) or not line.joined(i, known.title):
        return False
    return line.capital(i + 1) and line.low[i + 1] not in known.time


def _is_titled(line: Line, i: int, known: Lexicon) -> bool:
    """Does a title with a name begin with word `i`: "commission chairman Marta Lund", "new head Marta Lund"?"""
    closed = (known.adjunct, known.clause, known.time, known.adverb, known.auxiliary, known.nobody)
    if any(line.low[i] in family for family in closed):
        return False
    for k in range(i + 1, min(i + _TITLE_WITHIN, len(line.low))):
        if not line.joined(k - 1, known.title) or line.low[k] in known.clause or line.low[k] in known.adjunct:
            return False
        if line.capital(k):
            return True
    return False


def _described(line: Line, last: int, known: Lexicon, *, veil: range) -> int:
    """The last word of what describes, behind a comma or not, the source that ends at word `last`."""
    end = last
    while (
        end + 1 < len(line.low)
        and (line.gap(end) == "," or line.joined(end, known.title))
        and end - last < LONGEST + LONGEST_ASIDE
    ):
        following = line.low[end + 1]
        if following in known.relative and not veil:
            break
        describes = any(following in family for family in (known.relative, known.article, known.role))
        if line.gap(end) == "," and not (describes or following in ("former", "director")):
            break
        end += 1
    return end


def spoken_before(line: Line, verb: int) -> bool:
    """Does a quotation, which is blanked, end right before the verb?"""
    start = line.starts[verb]
    if not verb and line.own[max(0, start - 2) : start] == ", ":
        return start > _SHORTEST_QUOTATION  # ‘It is late’, she added
    return start > 2 and line.own[start - 3 : start] == BLANKED


def agent(line: Line, verb: int, known: Lexicon) -> Subject | None:
    """Who does it, behind a passive: "was described as a sham by Lund"."""
    for i in range(verb + 1, min(verb + 1 + _BY_WITHIN, len(line.low) - 1)):
        if line.low[i] == "by" and not line.low[i + 1].endswith("ing") and line.joined(i, known.title):
            last = nounphrases.phrase(line, i + 1, known, TIGHT)
            return Subject(i + 1, last, last) if last - i <= LONGEST else None
        if not line.joined(i - 1, known.title) or line.low[i] in known.clause - {"as"}:
            return None
    return None
