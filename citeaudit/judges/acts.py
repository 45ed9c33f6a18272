"""Verbs of attribution that hold no statement where they stand: "felt the cold", "asked for time", "said nothing"."""

from citeaudit.judges.clause import Clause
from citeaudit.judges.sources import Source
from citeaudit.judges.verbgroup import Group

_FEEL = frozenset(("feel", "feels", "felt", "feeling"))
_HEAR = frozenset(("hear", "hears", "heard", "hearing"))
_ASK = frozenset(("ask", "asks", "asked", "asking"))
_NOTHING = frozenset(("nothing", "little"))
_ABOUT = frozenset(("about", "of", "on", "more", "further", "else", "in", "at", "to", "when", "as", "and", "but"))
_A = ("a", "an")
_THING = ("the", "a", "an", "no")
_CLAUSE_WITHIN = 8
"""Words of the subject of a clause behind "feel": "feel Lund's plan for the yard is"."""
_ACT_WITHIN = 4
"""Words within which "called" has its object: "called a snap election"."""


def is_act(clause: Clause, verb: Group, source: Source) -> bool:
    """Does the verb tell what somebody does or feels, and not what they say or think?"""
    word = clause.line.low[verb.at]
    if word in _HEAR:
        return clause.line.low[source.found.last] not in clause.known.on_record  # "the inquest heard that"
    if word in _FEEL:
        return _feels_a_thing(clause, verb.at)
    if word in _ASK:
        return clause.tail(verb.at, clause.known.stance_phrase) > verb.at
    return _says_nothing(clause, verb.at) or _calls_an_act(clause, verb.at)


def _calls_an_act(clause: Clause, i: int) -> bool:
    """Is something called out, and not called names: "called a strike", "called police"?"""
    if clause.line.low[i] not in clause.known.opined:
        return False
    low, follows, act = clause.line.low, clause.follows(i), clause.known.act
    return follows in act or (follows in _A and not act.isdisjoint(low[i + 1 : i + 1 + _ACT_WITHIN]))


def _feels_a_thing(clause: Clause, i: int) -> bool:
    """Is it felt by the body, or by a town: "felt the cold", "is feeling the effects", "felt the storm's winds"?"""
    known, low, follows = clause.known, clause.line.low, clause.follows(i)
    if not (follows in _THING or follows in known.own_article or follows.endswith(("'s", "s'"))):
        return False
    behind = low[i + 2 : i + _CLAUSE_WITHIN]
    return known.auxiliary.isdisjoint(behind) and known.finite.isdisjoint(behind) and not clause.quotes(i)


def _says_nothing(clause: Clause, i: int) -> bool:
    """Is nothing said: "said nothing", "said little of the sale"? In "said nothing would change" something is."""
    if clause.line.low[i] not in clause.known.said or clause.follows(i) not in _NOTHING:
        return False
    follows = clause.follows(i + 1)
    return not follows or follows in _ABOUT
