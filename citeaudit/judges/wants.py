"""Verbs and states of mind that tell what somebody wants, favours or attacks, and hold no statement of theirs."""

from citeaudit.judges.clause import Clause
from citeaudit.judges.sources import Source
from citeaudit.judges.verbgroup import Group

_LONG_SUBJECT = 9
"""Words; what wants something has no longer name, but a clause has."""
_REMAIN = frozenset(
    "remain remains remained remaining feel feels felt feeling seem seems seemed become became becomes grew appeared "
    "more most so very too as just".split()
)
"""Words that stand for a form of "be" before a state of mind."""
_AS_WITHIN = 8
"""Words within which "as" follows in "see him as a risk"."""
_REFER = ("refer", "refers")
_OF = frozenset(("of", "about", "than", "as"))
_WOULD = frozenset(("would", "will", "wouldn't", "won't"))
WHAT = frozenset(("what", "whatever", "how", "why"))


def wants(clause: Clause, verb: Group, source: Source) -> int:
    """The last word of the verb where it tells a view of its source; -1 where it does not."""
    line, known, i = clause.line, clause.known, verb.at
    word, kind = line.low[i], source.kind
    if source.found.last - source.found.first >= _LONG_SUBJECT:
        return -1
    if source.shared and line.low[verb.before] in _OF:
        return -1  # "capable of supporting it"
    if kind is None or (source.found.first and line.low[source.found.first - 1] in WHAT):
        return -1
    if word in known.minded and word not in known.stance:
        return i if is_minded(clause, verb) else -1
    if (kind == "document" and word not in known.shows) or line.low[source.found.last] in known.vague_documents:
        return -1
    end = clause.tail(i, known.stance_phrase)
    if end > i:
        defines = word in _REFER and kind == "organisation" and line.low[source.found.last] not in known.organisation
        return -1 if defines else end  # "photosynthesis refers to the way that plants make sugar"
    if word in known.plans and i + 1 < len(line.low) and line.low[i + 1] == "to":
        return i
    if word in known.sees_as and "as" in line.low[i + 1 : i + _AS_WITHIN]:
        return i
    unsaid = verb.negated and (word in known.opined or (word in known.said and _refuses(clause, verb)))
    return i if unsaid or word in known.stance else -1


def _refuses(clause: Clause, verb: Group) -> bool:
    """Is it not said because somebody would not say it? "Has not said" tells nothing of them."""
    return any(word in _WOULD for word in clause.line.low[verb.first : verb.at])


def is_minded(clause: Clause, verb: Group) -> bool:
    """Does a form of "be" stand before a state of mind, or a word for one: "is wary", "he's glad", "grew uneasy"?"""
    low = clause.line.low[max(0, verb.first - 1) : verb.at]
    return any(word in clause.known.passive or word in _REMAIN or word.endswith(("'s", "'re")) for word in low)
