"""Verbs that stand apart from what is said: "it was, she added, a sham", "..., Lund wrote on Monday"."""

from citeaudit.judges.asides import DASHES
from citeaudit.judges.clause import Clause
from citeaudit.judges.subjects import Subject

_MODALS = frozenset("will would can could may might must shall should".split())
_PLACE_WITHIN = 8
"""Words of a place or a time behind the verb: "wrote in a letter to the Gazette"."""


def stands(clause: Clause, i: int, found: Subject, *, sure: bool = True) -> bool:
    """Do the verb `i` and its subject `found` stand between commas or behind all the rest: "it was, she added, a sham"?

    Behind the rest a place or a time may follow, "..., Lund wrote on Monday", but then no clause before it may need
    the verb: "When it was over, Lund wrote on the wall". A verb that is not `sure` to say anything needs a whole clause
    before it at the end of the sentence too: "..., Lund rued".
    """
    line, known = clause.line, clause.known
    if not found.first or line.gap(found.first - 1)[-1:] not in (",", *DASHES):
        return False
    ends = i + 1 == len(line.low)
    if ends or line.gap(i)[:1] in (",", *DASHES):
        last = line.low[found.last]
        named = line.capital(found.last) or last in known.pronoun or last in known.group_pronoun
        return (
            (_is_whole(clause, found) if ends else named)
            if not sure
            else named or ends or line.low[i] not in known.noun_too
        )
    follows = clause.follows(i)
    if sure and _resumes(clause, i):
        return True
    placed = follows in known.time or (follows in known.adjunct and follows != "to") or _is_told(clause, i, found)
    if (
        not sure
        or not placed
        or not _MODALS.isdisjoint(line.low[found.last + 1 : i])
        or line.gap(found.first - 1)[-1:] != ","
        or not _is_whole(clause, found)
    ):
        return False
    rest = line.low[i + 1 :]
    return known.clause.isdisjoint(rest) and known.auxiliary.isdisjoint(rest)


def _resumes(clause: Clause, i: int) -> bool:
    """Does what is said go on with its verb, behind a place or a time: "the sale, Lund wrote in May, was a sham"?"""
    line, known = clause.line, clause.known
    if clause.follows(i) not in known.adjunct and clause.follows(i) not in known.time:
        return False
    for k in range(i + 1, min(i + _PLACE_WITHIN, len(line.low) - 1)):
        if line.low[k] in known.clause or line.low[k] in known.auxiliary:
            return False
        if gap := line.gap(k):
            return gap == "," and line.low[k + 1] in known.auxiliary
    return False


def _is_whole(clause: Clause, found: Subject) -> bool:
    """Can what stands before `found` be a sentence of its own, and no place, time or clause that needs the verb?"""
    known, before = clause.known, clause.line.low[: found.first]
    opens = before[0] in known.adjunct or before[0].endswith(("ing", "ed"))
    return before[0] not in known.clause and not (opens and known.auxiliary.isdisjoint(before))


def _is_told(clause: Clause, i: int, found: Subject) -> bool:
    """Does somebody follow the verb whom it is told to: "..., Lund emailed the board"?"""
    return clause.line.low[i] in clause.known.told and found.last + 1 == i
