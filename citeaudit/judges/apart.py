"""Verbs that stand apart from what is said: "it was, she added, a sham", "..., Lund wrote on Monday"."""

from citeaudit.judges import subjects
from citeaudit.judges.asides import DASHES
from citeaudit.judges.clause import Clause
from citeaudit.judges.subjects import Subject


def closes(clause: Clause, i: int, found: Subject) -> bool:
    """Does the sentence end behind the subject of verb `i`, or a quotation stand before the verb?"""
    line = clause.line
    if subjects.spoken_before(line, i):
        return True
    ends = found.end + 1 == len(line.low) or line.gap(found.end)[:1] == ","
    return ends and clause.kind(found) is not None and i > 1


def stands(clause: Clause, i: int, found: Subject) -> bool:
    """Do the verb `i` and its subject `found` stand between commas or behind all the rest: "it was, she added, a sham"?

    Behind the rest a place or a time may follow, "..., Lund wrote on Monday", but then no clause before it may need
    the verb: "When it was over, Lund wrote on the wall".
    """
    line, known = clause.line, clause.known
    if not found.first or line.gap(found.first - 1)[-1:] not in (",", *DASHES):
        return False
    follows = clause.follows(i)
    if i + 1 == len(line.low) or line.gap(i)[:1] in (",", *DASHES):
        last = line.low[found.last]
        sure = line.capital(found.last) or last in known.pronoun or last in known.group_pronoun
        return sure or line.low[i] not in known.noun_too or i + 1 == len(line.low)
    placed = follows in known.time or (follows in known.adjunct and follows != "to") or _is_told(clause, i, found)
    if not placed or line.gap(found.first - 1)[-1:] != ",":
        return False
    first, said = line.low[0], line.low[: found.first]
    whole = not (first in known.adjunct or first.endswith(("ing", "ed"))) or not known.auxiliary.isdisjoint(said)
    if first in known.clause or not whole:
        return False
    rest = line.low[i + 1 :]
    return known.clause.isdisjoint(rest) and known.auxiliary.isdisjoint(rest)


def _is_told(clause: Clause, i: int, found: Subject) -> bool:
    """Does somebody follow the verb whom it is told to: "..., Lund emailed the board"?"""
    return clause.line.low[i] in clause.known.told and found.last + 1 == i
