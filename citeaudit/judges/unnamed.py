"""Sources without a name: collectives that name nobody, and somebody who is described in place of being named."""

from citeaudit.judges.lexicon import Lexicon
from citeaudit.model.judged import AttributionKind

_FROM_PLACES = frozenset(("reports", "accounts", "indications", "evidence"))
"""What comes from a place as often as from a body: "reports from northern Skarn suggest" names nobody."""
_FEW = frozenset("a an one two three four five six seven another other".split())
"""Before a noun, these tell of somebody who is not named: "a senior official", "two senior officials"."""
_ONE = frozenset(("a", "an", "one"))
_SEVERAL = frozenset(("two", "three", "four", "five", "six", "seven"))
"""With one of these before it, a noun of a trade tells of somebody in particular: "one analyst", "two experts"."""
SAME = ("the", "these", "those", "both")
"""Before a noun, they tell of those who were described before: "the sources"."""
_KEPT = frozenset("data figures statistics numbers records documents estimates projections".split())
"""What a body keeps, and is known by it: "government data", "court records"; a report may be anybody's."""
_OFFICIAL = frozenset(("official", "federal", "census"))
_PLACED = frozenset(("in", "at", "inside", "within", "near", "around", "from", "on", "close"))


def kind_of(low: list[str], capital: list[bool], head: int, known: Lexicon) -> AttributionKind | None:
    """`vague`, `anonymous`, or what a vague noun is where it is told whose it is; None for all that is not unnamed.

    `capital` is true of words that have one, and do not stand where every word has.
    """
    return "anonymous" if _described(low, capital, head, known) else _vague(low, capital, head, known)


def _described(low: list[str], capital: list[bool], head: int, known: Lexicon) -> bool:
    """Is it somebody described: "a Whitehall source", "one senior Labour figure", "two senior aides"?"""
    noun = low[head]
    before = low[:head]
    if noun in known.unnamed:
        if not noun.endswith("s"):
            return True
        placed = head + 1 < len(low) and low[head + 1] in _PLACED and any(capital[head + 2 :])
        return placed or any(capital[:head]) or not _FEW.isdisjoint(before) or low[0] in SAME
    if noun == "people" and before[:1] == ["these"]:
        return True
    if not before or before[0] not in _FEW:
        return False
    if noun in known.vague and before[0] in (_SEVERAL if noun.endswith("s") or noun == "people" else _ONE):
        return not any(capital[head + 1 :])  # "an analyst at Datatide" can be found
    weighty = not known.of_weight.isdisjoint(before)
    if noun in known.figure:
        return weighty
    return noun in known.in_office and (weighty or before[0] == "one")


def _vague(low: list[str], capital: list[bool], head: int, known: Lexicon) -> AttributionKind | None:
    """Is it a collective that names nobody? "Experts", "some residents", "reports"; "analysts paid by" is a role."""
    described = head + 1 < len(low)
    if low[0] in known.quantity:
        return "vague"
    if low[head] in known.vague:
        owned = low[0] in known.own_article or any(low[i].endswith("'s") and capital[i] for i in range(head))
        if owned and low[head] in known.by_trade:
            return "role"  # "the institute's scientists"; "the mayor's critics" are anybody
        if not described or low[head + 1] in ("in", "of", "on"):
            return "vague"
        named = low[head + 1] not in ("at", "from") or any(capital[head + 2 :])  # "analysts at Datatide"
        return "role" if named else "vague"
    if low[head] in known.vague_documents and low[0] not in known.article and low[0] not in known.own_article:
        if not described:
            return "document" if any(capital[: head + 1]) or _is_kept(low, head, known) else "vague"
        whose = any(capital[head + 2 :])  # "data from the Land Register", "data released by Datatide"
        place = low[head] in _FROM_PLACES and low[head + 2 : head + 3] != ["the"]
        return "document" if whose and not (place and not _holds(low[head + 2 :], known)) else "vague"
    return None


def _is_kept(low: list[str], head: int, known: Lexicon) -> bool:
    """Is it told who keeps the figures: "official data", "government statistics"?"""
    return head > 0 and low[head] in _KEPT and (low[head - 1] in _OFFICIAL or low[head - 1] in known.organisation)


def _holds(low: list[str], known: Lexicon) -> bool:
    """Is there a body or somebody with an office among the words?"""
    return any(word in known.organisation or word in known.role for word in low)
