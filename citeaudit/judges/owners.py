"""Whose something is, and whom a preposition names: "Lund's view", "according to Lund"."""

from citeaudit.judges import nounphrases
from citeaudit.judges.lexicon import Lexicon
from citeaudit.judges.line import Line
from citeaudit.judges.nounphrases import COUNTS
from citeaudit.judges.subjects import Subject
from citeaudit.patterns import lazy

_STOP = lazy(r"[,;:!?]|(?<![A-Z])\.(?:\s|$)|\s[–—-]\s|\s(?:who|which|that|while|but)\s")
_TITLE = 12
"""Letters of the longest abbreviation of a title."""
_AND = ("and", "but")
_OURS = ("my", "our", "your")
"""What is ours is the writer's own: "in my view"."""
_GOVERNS = frozenset("least most half such quite than and or & per via".split())
"""Words that an article may follow inside a noun phrase, beside the prepositions: "at least a dozen officials"."""


def after(line: Line, word: int, known: Lexicon) -> Subject | None:
    """The phrase that follows word `word`, up to where a clause begins: "according to the board the yard is"."""
    if word + 1 >= len(line.low):
        return None
    limit = _stop(line, line.starts[word + 1], known)
    first = last = word + 1
    while (
        last + 1 < len(line.low) and line.starts[last + 1] < limit and not _begins_clause(line, first, last + 1, known)
    ):
        last += 1
    return Subject(first, last, last)


def _stop(line: Line, start: int, known: Lexicon) -> int:
    """Where the phrase ends, at the latest, that begins at `start`; the full stop of "Sen." ends nothing."""
    for stop in _STOP.finditer(line.own, start):
        word = line.own[max(start, stop.start() - _TITLE) : stop.start()].rpartition(" ")[2]
        if stop[0][0] != "." or word.lower() not in known.title:
            return stop.start()
    return len(line.own)


def _begins_clause(line: Line, first: int, i: int, known: Lexicon) -> bool:
    """Does a clause begin with word `i`, behind the phrase that begins with word `first`?"""
    word, before = line.low[i], line.low[i - 1]
    if word in _AND and i + 1 < len(line.low):
        return line.low[i + 1] in known.auxiliary
    opens = any(word in family for family in (known.article, known.own_article, known.pronoun, known.group_pronoun))
    if not (opens or word == "there"):
        return False
    if i - 1 == first and any(before in family for family in (known.article, COUNTS)):
        return False
    governed = before in known.behind_noun or before in known.adjunct or before in known.clause or before in _GOVERNS
    return not governed and not before.endswith(("ing", "ed"))


def owner(line: Line, i: int, known: Lexicon) -> Subject | None:
    """Whose word `i` is: "Lund's", "the harbour board's", "his"; one word may stand between, such as "own"."""
    for last in (i - 1, i - 2):
        if last < 0 or not line.joined(last, known.title):
            return None
        if line.low[last] in known.own_article:
            return Subject(last, last, last) if line.low[last] not in _OURS else None
        if line.low[last].endswith(("'s", "s'")):
            first = name(line, last, known) if line.capital(last) else nounphrases.antecedent(line, last, known)
            return Subject(first, last, last)
    return None


def name(line: Line, last: int, known: Lexicon) -> int:
    """Where the name begins that ends at word `last`."""
    first = last
    while first and line.capital(first - 1) and line.joined(first - 1, known.title):
        first -= 1
    opening = line.low[first]
    if first < last and any(opening in family for family in (known.adjunct, known.clause, known.adverb)):
        first += 1  # "But Lund's", "In Skarn's", "Still Lund's"
    return first
