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
    if not quoted and not any(_tells(line, k, known) for k in range(i)):
        return None  # "Marta Lund, a lawyer, said"
    found = subjects.behind(line, i, known, veil=clause.veil)
    if found is None:
        return None
    ends = found.last + 1 == len(line.low) or not line.joined(found.last, known.title)
    goes_on = not ends or (found.last + 1 < len(line.low) and not line.capital(found.last))
    head = line.low[head_of(line, found.first, found.last, known)]
    who = goes_on and line.low[found.last + 1] == "who" and head in known.role
    if goes_on and not who and line.low[found.last + 1] not in known.adjunct:
        return None  # "said Skarn so far was a success"
    return found if line.capital(found.last) or _speaks(clause, found) else None


def _tells(line: Line, i: int, known: Lexicon) -> bool:
    """Is word `i` a verb that tells something?"""
    word = line.low[i]
    return word in known.auxiliary or word in known.finite or (word.endswith("ed") and not line.capital(i))


def behind(clause: Clause, verb: Group) -> Subject | None:
    """Who stands behind a verb with nobody before it: “It is late,” said Marta Lund."""
    line, known, i = clause.line, clause.known, verb.at
    found = subjects.behind(line, i, known, veil=clause.veil) if _inverts(clause, verb) else None
    if found is None or line.capital(found.last) or line.low[i] in _PLAIN or subjects.spoken_before(line, i):
        return found
    return found if _speaks(clause, found) else None  # "..., confirmed the substance of it"


def _inverts(clause: Clause, verb: Group) -> bool:
    """May the subject stand behind the verb? Without a quotation before it, only where it is one of saying."""
    word = clause.line.low[verb.at]
    if verb.helped or word in clause.known.minded:
        return False
    return word in clause.known.said or subjects.spoken_before(clause.line, verb.at)


def _speaks(clause: Clause, found: Subject) -> bool:
    """Is it about somebody, or something written, that the lexicon knows?"""
    known = clause.known
    head = clause.line.low[head_of(clause.line, found.first, found.last, known)]
    return any(head in family for family in (known.role, known.vague, known.document, known.organisation))
