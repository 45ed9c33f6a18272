"""What kind of source some words name: a person, an office, a body, a document, or nobody in particular."""

from collections.abc import Mapping
from functools import cache, lru_cache

from citeaudit import lexicons
from citeaudit.judges import unnamed
from citeaudit.judges.lexicon import LANGUAGE, Lexicon
from citeaudit.judges.line import Line
from citeaudit.judges.nounphrases import NUMBERS, head_of
from citeaudit.judges.words import Prose
from citeaudit.model.judged import AttributionKind
from citeaudit.parse import people

_WHOLE = ("all", "both", "each")
"""Words that stand for those named before: "Both said"."""
_COUNTING = frozenset(("one", "this", "that", "someone", "somebody"))
"""Words that name nobody alone, and somebody with a noun: "one driver"."""
_BEFORE_A_NAME = frozenset(("late", "former", "then", "ex"))
"""Words between an article and the name of a person: "the late Marta Lund", not "the mighty Skarn Legion"."""
_INDEFINITE = frozenset(("a", "an"))
_SELF = frozenset(("himself", "herself", "themselves", "itself", "too", "alone", "both"))
_CLITICS = ("s", "re", "ve", "d", "ll", "m", "")
_OBJECTS: Mapping[str, AttributionKind] = {"him": "named", "them": "role", "me": "role", "us": "role"}
_PAPERS = frozenset("report act bill law poll study constitution treaty charter statement plan budget".split())
"""Documents that have a name with capitals; others are bodies that are called so: "the Skarn Survey"."""
_PEOPLE = frozenset(("role", "vague", None))
"""Kinds that may stand for somebody whose name is kept back."""


def kind_of(
    line: Line, first: int, last: int, known: Lexicon, prose: Prose, *, nameless: bool
) -> AttributionKind | None:
    """The kind of the source that is named by the words `first` to `last`; None where they name nothing that speaks.

    `nameless` says that the source is described and keeps its name.
    """
    if first == last and line.low[first] in _OBJECTS:
        return _OBJECTS[line.low[first]]
    if is_nobody(line, first, last, known):
        return None
    while last > first and line.low[last] in _SELF:
        last -= 1
    low = [_bare(word) if "'" in word else word for word in line.low[first : last + 1]]
    capital = [line.capital(i) for i in range(first, last + 1)]
    if len(low) == 1 and (kind := _alone(low[0], known, prose, capital=capital[0])):
        return kind
    head = head_of(line, first, last, known) - first
    if _is_a_number_of(low, head, known):
        return "vague"
    if _is_name(line, first, first + head, known):
        return "named"
    if head and capital[head] and capital[head - 1] and not (low[head].endswith("s") or low[0] in _INDEFINITE):
        kind = _by_noun(low, capital, head, known)  # "the Skarn Post", "Skarn Observer"
        return "organisation" if kind == "document" and low[head] not in _PAPERS else kind
    whose = [*capital]  # a capital at the beginning of a sentence tells nothing, but for "REN data", "Lund's data"
    whose[0] = capital[0] and (line.starts[first] > 0 or line.low[first].endswith("'s") or line.acronym(first))
    kind = unnamed.kind_of(low, whose, head, known) or _by_noun(low, capital, head, known)
    if kind == "vague" and head:
        if capital[head - 1] and known_name(prose, low[head - 1]):
            return "role"  # "Lund supporters"
        if low[0] in unnamed.SAME and (low[head] in known.by_trade or _told_before(prose, low[head], line.offset)):
            return "role"  # "the researchers"
    people_say = kind in _PEOPLE or (
        kind == "organisation" and not capital[head] and low[head] not in known.organisation
    )
    return "anonymous" if nameless and people_say else kind


def _alone(word: str, known: Lexicon, prose: Prose, *, capital: bool) -> AttributionKind | None:
    """The kind of a pronoun, and of a single word with a capital."""
    if word in known.own_article:
        return "named" if word in ("his", "her") else "organisation" if word == "its" else "role"
    if word in known.pronoun or word in known.group_pronoun:
        return "named" if word in known.pronoun else "organisation" if word == "it" else "role"
    if word in _WHOLE:
        return "role"
    if capital and known_name(prose, word):
        return "named"
    return "organisation" if capital and not _is_noun(word, known) else None


def _is_noun(word: str, known: Lexicon) -> bool:
    """Is a word that stands alone with a capital a noun that speaks, at the beginning of a sentence?"""
    return any(
        word in family for family in (known.role, known.vague, known.vague_documents, known.unnamed, known.counted)
    )


def is_nobody(line: Line, first: int, last: int, known: Lexicon) -> bool:
    """Do the words stand where a source stands, and are none: "nobody on the board", "the clock"?"""
    if line.low[last] in known.mute:
        return not (first < last and line.capital(last))  # "Human Rights Watch"
    return line.low[first] in known.nobody and (first == last or line.low[first] not in _COUNTING)


def _bare(word: str) -> str:
    """A word without what is drawn together with it: "he've", "Lund's"."""
    stem, mark, rest = word.rpartition("'")
    return stem if mark and rest in _CLITICS and stem else word


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


def _is_name(line: Line, first: int, head: int, known: Lexicon) -> bool:
    """Do the words end with the name of a person, and is it no body that is called so: "the Skarn Legion"?"""
    if not line.capital(head):
        return False
    words = [line.written(i) for i in range(first, head + 1)]
    name = people.name_in(words, LANGUAGE)
    if not name:
        return False
    before = head - len(name)
    while before >= first and line.low[before] not in known.article and line.capital(before):
        before -= 1  # offices, and what stands behind the name
    if before < first or line.low[first] not in known.article:
        return True
    office = any(
        line.low[i] in known.role or line.low[i] in known.honorific for i in range(first, head + 1 - len(name))
    )
    if office or line.low[head - len(name)] in _BEFORE_A_NAME:
        return True
    return line.low[first] in _INDEFINITE and before > first


def _is_a_number_of(low: list[str], head: int, known: Lexicon) -> bool:
    """Is it no more than how many they are: "a growing number of economists"?"""
    return (
        low[head] in NUMBERS
        and low[head + 1 : head + 2] == ["of"]
        and any(low[-1] in family for family in (known.vague, known.role))
    )


def _told_before(prose: Prose, noun: str, start: int) -> bool:
    """Does the document speak of a noun before place `start`?"""
    return 0 <= _first(prose.plain, noun) < start


@lru_cache(maxsize=64)
def _first(plain: str, noun: str) -> int:
    return plain.find(f" {noun} ")


def known_name(prose: Prose, word: str) -> bool:
    """Is a word, in small letters, a name alone of somebody whom the document names in full: "lund", "marta"?"""
    return word in names_alone(prose)


@lru_cache(maxsize=1)
def names_alone(prose: Prose) -> frozenset[str]:
    """The surnames, and the given names that are known, of those whom the document names in full or with an office."""
    found = {name for _, name in people.named(prose.own, LANGUAGE)}
    surnames = (people.surname(name, LANGUAGE) for name in found)
    given = _given_names().intersection(people.plain(name[0]) for name in found)
    return frozenset((*surnames, *given, *(people.plain(name[-1]) for name in found)))


@cache
def _given_names() -> frozenset[str]:
    return lexicons.words(LANGUAGE, "given-names", "he") | lexicons.words(LANGUAGE, "given-names", "she")
