"""What kind of source some words name: a person, an office, a body, a document, or nobody in particular."""

from functools import lru_cache

from citeaudit import lexicons
from citeaudit.judges.lexicon import Lexicon
from citeaudit.judges.line import Line
from citeaudit.judges.words import Prose
from citeaudit.model import AttributionKind
from citeaudit.patterns import lazy

_FULL_NAME = lazy(r"\b([A-Z]\w+(?:['-][A-Z]\w+)?)\.? (?:[A-Z]\. )?(?:(?:de|van|von|der|bin|al|el|la) )?([A-Z][\w'-]+)")
_FROM_PLACES = frozenset(("reports", "accounts", "indications", "evidence"))
"""What comes from a place as often as from a body: "reports from northern Skarn suggest" names nobody."""
_WHOLE = ("all", "both", "each")
"""Words that stand for those named before: "Both said"."""
_COUNTING = frozenset(("one", "this", "that"))
"""Words that name nobody alone, and somebody with a noun: "one driver"."""


def kind_of(
    line: Line, first: int, last: int, known: Lexicon, prose: Prose, *, nameless: bool
) -> AttributionKind | None:
    """The kind of the source that is named by the words `first` to `last`; None where they name nothing that speaks."""
    low = [_bare(word) for word in line.low[first : last + 1]]
    capital = [line.capital(i) for i in range(first, last + 1)]
    if is_nobody(line, first, last, known):
        return None
    if len(low) == 1 and low[0] in known.own_article:
        return "named" if low[0] in ("his", "her") else "organisation" if low[0] == "its" else "role"
    if len(low) == 1 and (low[0] in known.pronoun or low[0] in known.group_pronoun):
        return "named" if low[0] in known.pronoun else "organisation" if low[0] == "it" else "role"
    if len(low) == 1 and low[0] in _WHOLE:
        return "role"
    named = _is_name(low, capital, known)
    if nameless and not named and not (len(low) == 1 and capital[0] and low[0] not in known.role):
        return "anonymous"
    head = _head(low, known)
    vague = _vague(low, capital, head, known)
    if vague is not None:
        return vague
    if len(low) == 1 and capital[0] and low[0] not in known.role:
        return "named" if known_name(prose, low[0]) else "organisation"
    if named:
        return "named"
    return _by_noun(low, capital, head, known)


def is_nobody(line: Line, first: int, last: int, known: Lexicon) -> bool:
    """Do the words stand where a source stands, and are none: "nobody on the board", "the clock"?"""
    if line.low[last] in known.mute:
        return True
    return line.low[first] in known.nobody and (first == last or line.low[first] not in _COUNTING)


def head_of(line: Line, first: int, last: int, known: Lexicon) -> int:
    """The noun that the words `first` to `last` are about: "data" of "data from the Land Register"."""
    return first + _head(line.low[first : last + 1], known)


def _bare(word: str) -> str:
    """A word without what is drawn together with it: "he've", "Lund's"."""
    return word.partition("'")[0] or word


def _vague(low: list[str], capital: list[bool], head: int, known: Lexicon) -> AttributionKind | None:
    """Is it a collective that names nobody? "Experts", "some residents", "reports"; "analysts paid by" is a role."""
    described = head + 1 < len(low)
    if low[0] in known.quantity:
        return "vague"
    if low[head] in known.vague:
        if not described or low[head + 1] in ("in", "of", "on"):
            return "vague"
        named = low[head + 1] not in ("at", "from") or any(capital[head + 2 :])  # "analysts at Datatide"
        return "role" if named else "vague"
    if low[head] in known.vague_documents and low[0] not in known.article and low[0] not in known.own_article:
        if described and low[head + 1] in ("from", "by", "of", "at"):
            whose = any(capital[head + 2 :])  # "data from the Land Register"
            place = low[head] in _FROM_PLACES and low[head + 2] not in known.article
            return "document" if whose and not (place and not _holds(low[head + 2 :], known)) else "vague"
        return "vague" if described or not any(capital[1 : head + 1]) else "document"
    return None


def _holds(low: list[str], known: Lexicon) -> bool:
    """Is there a body or somebody with an office among the words?"""
    return any(word in known.organisation or word in known.role for word in low)


def _by_noun(low: list[str], capital: list[bool], head: int, known: Lexicon) -> AttributionKind | None:
    if low[head] in known.counted or low[head].endswith("%"):
        return "role"
    if low[head] in known.document:
        return "document"
    if low[head] in known.role:
        return "role"
    if any(word in known.organisation for word in low[min(1, head) :]):
        return "organisation"
    if any(capital[1 : head + 1]) or (capital[0] and low[0] not in known.article and low[0] not in known.own_article):
        return "organisation"
    return None


def _head(low: list[str], known: Lexicon) -> int:
    """The index of the noun that the phrase is about: the last before a preposition or a clause."""
    for i in range(1, len(low)):
        if low[i] in known.behind_noun:
            return i - 1
    return len(low) - 1


def _is_name(low: list[str], capital: list[bool], known: Lexicon) -> bool:
    """Two words with a capital before all that describes them, which are no body and no office."""
    head = _head(low, known)
    if head == 0 or not (capital[head] and capital[head - 1]) or low[head] in known.role:
        return False
    if low[head - 1] in known.article or low[head] in known.organisation:
        return False
    if low[head - 1] in known.role or not any(capital[i] and low[i] in known.organisation for i in range(1, head)):
        return True
    return low[head - 1] not in known.organisation  # "Harbour Board member Marta Lund"


def known_name(prose: Prose, word: str) -> bool:
    """Is a word, in small letters, the surname of somebody whom the document names in full?"""
    return word in surnames(prose)


@lru_cache(maxsize=1)
def surnames(prose: Prose) -> frozenset[str]:
    """The last words of full names in the document, in small letters: "lund", after "Marta Lund"."""
    # "Because Lund" and "While Israel" are no first name and a surname.
    openers = lexicons.words("en", "stopwords")
    found = _FULL_NAME.findall(prose.own)
    return frozenset(name.removesuffix("'s").lower() for first, name in found if first.lower() not in openers)
