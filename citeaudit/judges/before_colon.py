"""What stands before a colon at the beginning of a sentence: who speaks, or a place, a picture, a word to readers."""

from collections import Counter
from functools import lru_cache

from citeaudit.judges.clause import Clause
from citeaudit.judges.kinds import known_name
from citeaudit.judges.subjects import Subject
from citeaudit.judges.words import Prose
from citeaudit.model import AttributionKind
from citeaudit.patterns import lazy

_CAPITALS = lazy(r"(?m)^\W{0,4}([^\W\d_a-z][^:\na-z]{0,40}):")
_SPEAKERS = frozenset(("named", "role", "vague", "anonymous"))


def speaker(clause: Clause, last: int) -> AttributionKind | None:
    """The kind of the speaker whom the words up to word `last`, before a colon, name; None where they name no speaker.

    In capitals throughout they may be the place of a report as well ("SKARN: The yard closed"); somebody whom the
    document knows by name speaks, and what stands before several lines does.
    """
    line, known = clause.line, clause.known
    label = " ".join(line.low[: last + 1])
    if label in known.no_speaker:
        return None
    if label in known.answers:
        return "role"
    kind = clause.kind(Subject(0, last, last))
    written = line.own[line.starts[0] : line.end(last)]
    if not written.isupper():
        return kind if kind in _SPEAKERS else None
    if known_name(clause.prose, line.low[last]):
        return "named"
    return kind or "role" if written in _often(clause.prose) else None


@lru_cache(maxsize=1)
def _often(prose: Prose) -> frozenset[str]:
    """The words in capitals with a colon that more than one line of the document begins with."""
    found = Counter(_CAPITALS.findall(prose.own))
    return frozenset(label for label, count in found.items() if count > 1)
