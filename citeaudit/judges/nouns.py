"""Attribution by nouns of saying: "Lund's promise to", "criticism from Lund", "made comments", "the claim that"."""

from citeaudit.judges import nounphrases, subjects
from citeaudit.judges.clause import Clause
from citeaudit.judges.subjects import Subject
from citeaudit.model import Attribution

_OF = frozenset("to that of about for against on over with from".split())
"""What follows such a noun where it says what is said."""
_HELD = frozenset(("that", "about", "over", "against"))
_MADE_WITHIN = 5
"""Words from "made" to the noun: "made several comments", "gave a short and angry speech"."""


def by_noun(clause: Clause) -> Attribution | None:
    """A noun of saying with somebody it belongs to or comes from, or with what is said."""
    line, known = clause.line, clause.known
    for i, word in enumerate(line.low):
        if word in known.made and (found := _made(clause, i)):
            return found
        if word not in known.said_noun:
            continue
        follows = clause.follows(i)
        if i and line.joined(i - 1, known.title) and follows in _OF and (owner := _owner(clause, i)):
            return clause.said(clause.kind(owner) or "role", owner, i, i, stance=True)
        if follows in known.from_whom and (found := _from(clause, i)):
            return found
        if follows in _HELD and word in known.held_noun:
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
        adjective = last == i - 1 and last > 0 and line.capital(last) and not line.capital(i)  # "Pentagon estimates of"
        if line.low[last].endswith(("'s", "s'")) or adjective:
            first = last
            while (
                first and line.capital(first - 1) and line.joined(first - 1, known.title) and _names(clause, first - 1)
            ):
                first -= 1
            return Subject(first, last, last)
    return None


def _names(clause: Clause, i: int) -> bool:
    """May word `i`, which has a capital, be part of a name, and not only open the sentence: "But Lund's"?"""
    known = clause.known
    return bool(i) or not any(clause.line.low[i] in family for family in (known.clause, known.adjunct, known.adverb))


def _from(clause: Clause, i: int) -> Attribution | None:
    """Whom a noun comes from: "criticism from Lund", "a demand by the union"."""
    line, known = clause.line, clause.known
    if i + 2 >= len(line.low) or line.low[i + 2].endswith("ing") or not line.joined(i + 1, known.title):
        return None
    found = Subject(i + 2, last := nounphrases.phrase(line, i + 2, known, nounphrases.TIGHT), last)
    kind = clause.kind(found)
    speaks = kind in ("named", "role", "organisation", "vague")
    return clause.said("role" if kind == "vague" else kind, found, i, i, stance=True) if kind and speaks else None


def _made(clause: Clause, i: int) -> Attribution | None:
    """Who makes what is said: "Lund made several comments", "the board issued a statement"."""
    line, known = clause.line, clause.known
    for verb in range(i - 1, max(-1, i - 1 - _MADE_WITHIN), -1):
        if verb and line.low[verb] in known.makes:
            first = verb
            while (
                first and line.low[first - 1] in known.auxiliary | known.adverb and line.joined(first - 1, known.title)
            ):
                first -= 1
            if not first or line.low[verb - 1] in known.passive:
                return None
            found = subjects.before(line, first - 1, known, veil=nounphrases.NO_VEIL)
            kind = clause.kind(found) if found else None
            if found and kind:
                return clause.said("role" if kind == "vague" else kind, found, first, i, stance=True)
            return None
        if line.low[verb] in known.clause or not line.joined(verb, known.title):
            return None
    return None
