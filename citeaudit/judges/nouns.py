"""Attribution by nouns of saying: "Lund's promise to", "the claim that"."""

from citeaudit.judges.clause import Clause
from citeaudit.judges.subjects import Subject
from citeaudit.model import Attribution

_OF = frozenset("to that of about for against on over with from".split())
"""What follows such a noun where it says what is said."""


def by_noun(clause: Clause) -> Attribution | None:
    """A noun of saying with somebody it belongs to, or with what is said."""
    line, known = clause.line, clause.known
    for i, word in enumerate(line.low):
        if word not in known.said_noun:
            continue
        follows = clause.follows(i)
        if i and line.joined(i - 1, known.title) and (found := _owner(clause, i)) and follows in _OF:
            return clause.said(clause.kind(found) or "role", found, i, i, stance=True)
        if follows == "that" and word in known.held_noun:
            return clause.said("unsourced", None, i, i, stance=True)
    return None


def _owner(clause: Clause, i: int) -> Subject | None:
    """The possessive before word `i`: "Lund's", "his"; an adjective may stand between."""
    line, known = clause.line, clause.known
    for last in (i - 1, i - 2):
        if last < 0:
            return None
        if line.low[last] in known.own_article:
            return Subject(last, last, last)
        if line.low[last].endswith(("'s", "s'")):
            first = last
            while first and line.capital(first - 1) and line.joined(first - 1, known.title):
                first -= 1
            return Subject(first, last, last)
    return None
