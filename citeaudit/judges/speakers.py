"""Is what stands before a colon somebody who speaks? "Marta Lund: We sold it", not "Data Collection: The first step".

A term is told by its last word, which the document has in small letters too, or which ends as abstract nouns do.
"""

import re
from functools import cache

from citeaudit import lexicons
from citeaudit.judges.clause import Clause
from citeaudit.judges.kinds import known_name

_ABSTRACT = ("tion", "sion", "ment", "ness", "ity", "ism", "ing", "ance", "ence", "ship", "ics", "graphy", "logy")
_SHORTEST_STEM = 3
_INITIALS = 3
"""Letters of the initials with which an editor speaks up in brackets: "[ML: They were sold.]"."""
_I = frozenset("i i'm i've i'd i'll me my we we're we've we'd we'll us our".split())


def is_speaker(clause: Clause, last: int) -> bool:
    """Can the words up to word `last`, before a colon, name a speaker, as far as the document tells?"""
    line = clause.line
    written, low = line.own[line.starts[0] : line.end(last)], line.low
    text = clause.prose.own
    again = text.count(f"{written}:") > 1
    speaks = not _I.isdisjoint(low)
    if f"{low[last]}:" in _captions():
        return False
    if written.isupper():  # "LUND", but "FILE PHOTO"
        often = text.count(f"{written.rpartition(' ')[2]}:") > 1 and not _is_common(clause, low[last])
        initials = len(written) <= (_INITIALS if line.own[: line.starts[0]].strip() == "[" else 1)
        return initials or often or _in_full(clause, low[last])
    if not _is_common(clause, low[last]):
        return True
    if not last:
        return speaks and known_name(clause.prose, low[0])
    return (speaks or again) and not _is_common(clause, low[0])


def _in_full(clause: Clause, surname: str) -> bool:
    """Is somebody of that name, here in capitals, named in full elsewhere: "Marta Lund" for "LUND"?"""
    name = rf"[A-Z][a-z]+ {re.escape(surname.capitalize())}(?!\w)"
    return re.search(name, clause.prose.own) is not None and not _is_common(clause, surname)


@cache
def _captions() -> frozenset[str]:
    """What stands before the words of a caption: "file photo"."""
    return frozenset(lexicons.phrases("en", "labels", "caption"))


def _is_common(clause: Clause, word: str) -> bool:
    """Is a word that has a capital here no name elsewhere in the document?"""
    if any(word.endswith(end) and len(word) - len(end) >= _SHORTEST_STEM for end in _ABSTRACT):
        return True
    known = clause.known
    if any(word in family for family in (known.document, known.said_noun, known.time, known.clause)):
        return True
    return re.search(rf"(?<![\w'-]){re.escape(word)}(?![\w'-])", clause.prose.own) is not None
