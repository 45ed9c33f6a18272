"""Verbs that say what somebody takes a thing for: "branded the plan a sham", "dismissed it as too costly".

What they call it is their own view, and so a statement of theirs; the verb without it tells a stance at most.
"""

from citeaudit.judges.clause import Clause

_AS_WITHIN = 12
"""Words of what is called something: "dismissed the plan to close the yard in May as a sham"."""
_A_WITHIN = 8
"""Words of what is called something, before the article of what it is called: "branded the sale of the yard a sham"."""
_A = ("a", "an")
_THE = ("most", "least", "best", "worst", "only", "first", "last", "kind", "sort", "wrong", "right", "very")
_SEES = frozenset("see sees seeing view regard regards".split())
"""Verbs behind which "as" tells no time."""
_NO_VIEW = frozenset(
    "if though part well soon long much many far well usual planned expected early recently late".split()
)
"""Words that follow "as" where it calls nothing anything: "as well", "as part of"."""
_TO_WITHIN = 8
_AND = ("and", "or")


def labels(clause: Clause, i: int, *, passive: bool = False) -> bool:
    """Does verb `i` say what its subject, or who does it to that where it is `passive`, takes something for?"""
    word, known = clause.line.low[i], clause.known
    if (word in known.sees_as or word in known.hails_as) and _as(clause, i):
        return True
    if word in known.names and _names(clause, i, passive=passive):
        return True
    return word in known.likens and "to" in clause.line.low[i + 2 : i + _TO_WITHIN]


def _as(clause: Clause, i: int) -> bool:
    """Does "as a sham", "as too costly", "as “a sham”" or "as the worst of all" follow verb `i`?"""
    line, known = clause.line, clause.known
    low = line.low
    for k in range(i + 1, min(i + 1 + _AS_WITHIN, len(low))):
        if line.gap(k - 1) or (low[k] in known.clause and not _is_inside(clause, k)):
            return False
        if low[k] == "as":
            sure = low[i] in known.sees_as or low[i] in known.stance or low[i] in known.opined
            return low[i] in _SEES or clause.quotes(k) or _is_verdict(clause, k + 1, sure=sure)
    return False


def _is_verdict(clause: Clause, i: int, *, sure: bool) -> bool:
    """Can word `i`, behind "as", begin what something is taken for: "a sham", "too costly", "the worst of all"?

    Behind a verb that tells of a deed too, not a `sure` one, a bare word may begin a clause: "attacked as night fell".
    """
    line, known = clause.line, clause.known
    low = line.low
    if i == len(low) or line.capital(i):
        return False
    if low[i] == "the":
        return i + 1 < len(low) and (low[i + 1].endswith("est") or low[i + 1] in _THE)
    if low[i] in _A or low[i] == "being":
        return True
    if not sure:
        return False
    closed = (
        known.article,
        known.own_article,
        known.pronoun,
        known.group_pronoun,
        known.time,
        known.clause,
        known.nobody,
    )
    return low[i] not in _NO_VIEW and not any(low[i] in family for family in closed)


def _names(clause: Clause, i: int, *, passive: bool) -> bool:
    """Does what something is called follow verb `i`: "branded the sale a sham", "labelled it “a sham”"?"""
    line, known = clause.line, clause.known
    low = line.low
    if low[i] in known.terms and not low[i].endswith("ed"):
        return i + 2 < len(low)  # "terming its conduct shameful"
    if clause.quotes(i) and clause.follows(i) == "by":
        return True  # "dubbed “a sham” by the union"
    for k in range(i + 1, min(i + 1 + _A_WITHIN, len(low))):
        if line.gap(k - 1) or low[k] == "by" or (low[k] in known.clause and not _is_inside(clause, k)):
            return False  # "is considered by many to be a sham"
        if clause.quotes(k) or ((passive or k > i + 1) and low[k] in _A and _is_free(clause, k - 1)):
            return True
    return False


def _is_free(clause: Clause, i: int) -> bool:
    """Can what something is called begin behind word `i`? An article behind "of" or "pursuing" belongs to that."""
    return clause.line.low[i] not in clause.known.behind_noun and not clause.line.low[i].endswith("ing")


def _is_inside(clause: Clause, k: int) -> bool:
    """Can word `k` stand inside what is called something, though it may begin a clause: "the plan and the vote as"?"""
    line, known = clause.line, clause.known
    if line.low[k] not in _AND:
        return line.low[k] == "as"
    following = line.low[k + 1 : k + 2]
    return bool(following) and (
        line.capital(k + 1) or following[0] in known.article or following[0] in known.own_article
    )
