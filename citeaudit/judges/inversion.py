"""Sources behind their verb: “It is late,” said Marta Lund; "it was late, the yard was lost, said Marta Lund"."""

from citeaudit.judges import subjects
from citeaudit.judges.clause import Clause
from citeaudit.judges.lexicon import Lexicon
from citeaudit.judges.line import Line
from citeaudit.judges.nounphrases import head_of
from citeaudit.judges.subjects import Subject
from citeaudit.judges.verbgroup import Group

_PLAIN = frozenset("said says say added adds wrote writes noted notes explained explains reported reports".split())
"""Verbs whose subject may stand behind them where no quotation precedes: "told members" has none there."""
_QUOTED = "    "
"""What a quotation leaves behind at least, where it is blanked."""


def told_before(clause: Clause, verb: Group) -> Subject | None:
    """Who stands behind a verb that follows what is said: "Homes, most of them old, were lost, said Marta Lund"."""
    line, known, i = clause.line, clause.known, verb.at
    if verb.helped or line.low[i] not in _PLAIN or not i or not line.gap(i - 1).endswith(","):
        return None
    quoted = _QUOTED in line.own[: line.starts[i]]
    told = quoted or any(_tells(line, k, known) for k in range(i))
    found = subjects.behind(line, i, known, veil=clause.veil)
    if found is None or not (told or _closes(line, found, known)):
        return None  # "Marta Lund, a lawyer, said"
    ends = found.last + 1 == len(line.low) or not line.joined(found.last, known.title)
    goes_on = not ends or (found.last + 1 < len(line.low) and not line.capital(found.last))
    head = line.low[head_of(line, found.first, found.last, known)]
    who = goes_on and line.low[found.last + 1] == "who" and head in known.role
    if goes_on and not who and line.low[found.last + 1] not in known.adjunct:
        return None  # "said Skarn so far was a success"
    return found if line.capital(found.last) or _speaks(clause, found) else None


def _closes(line: Line, found: Subject, known: Lexicon) -> bool:
    """Does the sentence end with a name behind its verb? "Reed, a welder, said Skarn was a sham" goes on."""
    whole = found.end + 1 == len(line.low) and line.capital(found.first)
    return whole and known.auxiliary.isdisjoint(line.low[found.first :])


def _tells(line: Line, i: int, known: Lexicon) -> bool:
    """Is word `i` a verb that tells something?"""
    word = line.low[i]
    return word in known.auxiliary or word in known.finite or (word.endswith("ed") and not line.capital(i))


def behind(clause: Clause, verb: Group) -> Subject | None:
    """Who stands behind a verb with nobody before it: “It is late,” said Marta Lund."""
    line, known, i = clause.line, clause.known, verb.at
    found = subjects.behind(line, i, known, veil=clause.veil) if _inverts(clause, verb) else None
    if found is None or subjects.spoken_before(line, i):
        return found
    if line.low[i] not in known.said and not _is_last(clause, found):
        return None
    if line.capital(found.last) or line.low[i] in _PLAIN:
        return found
    return found if _speaks(clause, found) else None  # "..., confirmed the substance of it"


def _is_last(clause: Clause, found: Subject) -> bool:
    """Is it somebody at the end of what is told: "It was late, thought Marta Lund"?"""
    line = clause.line
    ends = found.end + 1 == len(line.low) or line.gap(found.end)[:1] == ","
    return ends and found.first > 2 and clause.kind(found) is not None


def _inverts(clause: Clause, verb: Group) -> bool:
    """May the subject stand behind the verb? Without a quotation before it, only where it is one of saying."""
    word = clause.line.low[verb.at]
    if verb.helped or word in clause.known.minded:
        return False
    return word in clause.known.said or word in clause.known.inverts or subjects.spoken_before(clause.line, verb.at)


def _speaks(clause: Clause, found: Subject) -> bool:
    """Is it about somebody, or something written, that the lexicon knows?"""
    known = clause.known
    head = clause.line.low[head_of(clause.line, found.first, found.last, known)]
    return any(head in family for family in (known.role, known.vague, known.document, known.organisation))
