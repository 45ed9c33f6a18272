"""What stands before a colon at the beginning of a sentence: who speaks, or a place, a picture, a term.

"Marta Lund: We sold it", not "Data Collection: The first step". A term is told by its last word, which the document has
in small letters too, or which ends as abstract nouns do.
"""

import re
from collections import Counter
from functools import cache, lru_cache

from citeaudit import lexicons
from citeaudit.judges.clause import Clause
from citeaudit.judges.kinds import known_name
from citeaudit.judges.lexicon import LANGUAGE
from citeaudit.judges.subjects import Subject
from citeaudit.judges.words import Prose
from citeaudit.model.judged import AttributionKind
from citeaudit.patterns import lazy

# At the beginning of a line or, since lines may be joined, of a sentence; what a quotation leaves is blank.
_CAPITALS = lazy(r"(?m)(?:^|(?:(?<=[.!?”\"])|(?<= )) \n*)\W{0,4}?([^\W\d_a-z][^:\na-z]{0,40}):")
_SPEAKERS = frozenset(("named", "role", "vague", "anonymous"))
_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ing", "ance", "ence", "ship", "ics", "graphy", "logy")
_SHORTEST_STEM = 3
_INITIALS = 3
"""Letters of the initials with which an editor speaks up in brackets: "[ML: They were sold.]"."""
_I = frozenset("i i'm i've i'd i'll me my we we're we've we'd we'll us our".split())


def speaker(clause: Clause, last: int) -> AttributionKind | None:
    """The kind of the speaker whom the words up to word `last`, before a colon, name; None where they name no speaker.

    In capitals throughout they may be the place of a report as well ("SKARN: The yard closed"); somebody whom the
    document knows by name speaks, and what stands before several lines does.
    """
    line, known = clause.line, clause.known
    label = " ".join(line.low[: last + 1])
    if label in known.no_speaker or f"{line.low[last]}:" in _captions():
        return None
    if label in known.answers:
        return "role"
    kind = clause.kind(Subject(0, last, last))
    written = line.own[line.starts[0] : line.end(last)]
    if not written.isupper():
        return kind if kind in _SPEAKERS and not _is_term(clause, last, written) else None
    if known_name(clause.prose, line.low[last]):
        return "named"
    initials = len(written) <= _INITIALS and line.own[: line.starts[0]].strip() == "["
    again = written in _often(clause.prose) and not _is_common(clause, line.low[last])
    return kind or "role" if initials or again else None


def _is_term(clause: Clause, last: int, written: str) -> bool:
    """Are the words up to `last` no name, but what is explained behind the colon?"""
    low = clause.line.low
    if not _is_common(clause, low[last]):
        return False
    speaks = not _I.isdisjoint(low)
    if not last:
        return not (speaks and known_name(clause.prose, low[0]))
    return not (speaks or clause.prose.own.count(f"{written}:") > 1) or _is_common(clause, low[0])


@lru_cache(maxsize=1)
def _often(prose: Prose) -> frozenset[str]:
    """The words in capitals with a colon that more than one line or sentence of the document begins with."""
    found = Counter(_CAPITALS.findall(prose.own))
    return frozenset(label for label, count in found.items() if count > 1)


@cache
def _captions() -> frozenset[str]:
    """What stands before the words of a caption: "file photo"."""
    return frozenset(lexicons.phrases(LANGUAGE, "labels", "caption"))


def _is_common(clause: Clause, word: str) -> bool:
    """Is a word that has a capital here no name elsewhere in the document?"""
    if any(word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM for end in _ABSTRACT):
        return True
    known = clause.known
    if any(word in family for family in (known.document, known.said_noun, known.time, known.clause)):
        return True
    return re.search(rf"(?<![\w'-]){re.escape(word)}(?![\w'-])", clause.prose.own) is not None
