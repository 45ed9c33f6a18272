"""Who is named in a text: which words are the name of a person, and which of them the surname.

Names are told by their form alone: words with capitals in a row, behind what tells of an office ("Mayor", "Mr") and
without what stands behind a name ("MP", "Jr").
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from citeaudit import lexicons
from citeaudit.parse.cover import NO_WIDTH
from citeaudit.patterns import lazy

# A pattern that begins with the characters it is looked for by is found several times sooner: see `patterns`.
_RUN = lazy(
    r"[A-ZÀ-ÖØ-Þ](?<![\w'’].)[\w'’-]*+\.?+"
    r"(?: \n*(?:(?:de|da|di|del|della|van|von|der|den|bin|ibn|al|el|la|le|dos|ter|ten) \n*)*"
    r"(?:[ae]l-)?[A-ZÀ-ÖØ-Þ][\w'’-]*+\.?+)+"
)
_ENDS = ("'s", "’s", "s'", "s’", ",")
"""Behind these, another name begins."""
_SHORTEST = 2
"""Letters of a surname."""
_COMPOUND = ("ed", "born", "led", "run", "wide")
"""How words with a hyphen end that are no names: "Skarn-based", "Family-run"."""
_ARTICLES = ("al-", "el-")
"""How parts of a name begin that have their capital behind the hyphen."""
_POSSESSIVE = re.compile(r"['’]s?$")
PARTICLES = frozenset("de da di del della van von der den bin ibn al el la le dos ter ten".split())


_BODIES = ("organisation", "document", "vague", "unnamed")
"""Families of words that no person is called by: "Skarn Council", "Skarn Observer"."""


_OPENERS = ("time", "adverb", "clause", "adjunct", "behind noun")
"""Families of words that have a capital only at the beginning of a sentence."""


class Known(NamedTuple):
    """The words of a language by what they tell about a name beside them, in small letters."""

    stopped: frozenset[str]
    """A full stop behind these ends nothing: "Dr"."""
    office: frozenset[str]
    """Words before a name: "Mr", "mayor"."""
    before: frozenset[str]
    """Those, and those of them that are surnames too: "baker"."""
    last: frozenset[str]
    """What no name ends with."""
    body: frozenset[str]
    place: frozenset[str]
    """With these the name of a place begins: "South Skarn"."""
    behind: frozenset[str]
    """What stands behind a name: "MP", "Jr"."""
    family_first: frozenset[str]
    """Family names that stand before the given name: "Xi"."""
    no_name: frozenset[str]
    """Words that have a capital at the beginning of a sentence, and days."""


@cache
def known_words(language: str) -> Known:
    """Empty sets where the language has no lexicon of them."""

    def family(name: str) -> frozenset[str]:
        return lexicons.forms(language, "attribution", name)

    surname_too = family("surname too")
    office = (family("role") | family("honorific") | family("portfolio")) - surname_too
    body = frozenset(chain.from_iterable(map(family, _BODIES))) - surname_too
    openers = frozenset(chain.from_iterable(map(family, _OPENERS))) | lexicons.words(language, "stopwords")
    no_name = openers - surname_too - family("given name too")
    return Known(
        stopped=family("title"),
        office=office,
        before=office | surname_too,
        last=body | office | no_name,
        body=body,
        place=family("place opens"),
        behind=family("behind name"),
        family_first=family("family first"),
        no_name=no_name,
    )


@lru_cache(maxsize=1 << 12)  # a document says the same names again and again
def plain(word: str) -> str:
    """A word of a name in small letters, without full stop and possessive mark."""
    word = word.rstrip(".,").lower()
    return _POSSESSIVE.sub("", word) if "'" in word or "’" in word else word


def _clean(word: str) -> str:
    """A word of a name without what only stands behind it; an initial keeps its full stop."""
    word = word.rstrip(",")
    if "'" in word or "’" in word:
        word = _POSSESSIVE.sub("", word)
    return word if len(word) <= len("J.R.") else word.rstrip(".")


def name_in(words: Sequence[str], language: str) -> tuple[str, ...]:
    """The name of a person that ends the words, with capitals: ("Marta", "Lund") of "Harbour Board member Marta Lund".

    A surname alone is one only behind an office: ("Lund",) of "Mayor Lund"; () where the words name no person.
    """
    return _name_in(tuple(words), language)


@lru_cache(maxsize=1 << 12)
def _name_in(words: tuple[str, ...], language: str) -> tuple[str, ...]:
    known = known_words(language)
    low = [plain(word) for word in words]
    last = len(words)
    while last and low[last - 1] in known.behind and words[last - 1][:1].isupper():
        last -= 1
    first = last
    while first and _part(words[first - 1], low[first - 1], known, more=first < last):
        first -= 1
    while first < last and (words[first] in PARTICLES or (low[first] in known.no_name and first + 1 < last)):
        first += 1
    found = words[first:last]
    if not found or not _is_person(found, low[first:last], low[first - 1] if first else "", known):
        return ()
    return tuple(map(_clean, found))


def _is_person(found: Sequence[str], low: Sequence[str], before: str, known: Known) -> bool:
    """Is it a person, and no body, place or document, that is called so? `before` is the word before the name."""
    adverb = low[-1].endswith("ly") and before.endswith("s") and len(found) == 1  # "Republicans Finally"
    if adverb or len(low[-1]) < _SHORTEST or low[-1] in known.last:
        return False
    if before in known.before:
        return True
    if len(found) == 1 or (_clean(found[-1]).isupper() and not found[0].isupper()):
        return False  # "Stats NZ"
    return low[0] not in known.place and before not in known.place and known.body.isdisjoint(low)


def _part(word: str, low: str, known: Known, *, more: bool) -> bool:
    """May a word be part of a name? `more` says that some of it follows."""
    if word in PARTICLES:
        return more
    article = word[:1].islower() and word.startswith(_ARTICLES) and word[3:4].isupper()  # "Bashar al-Assad"
    if not (word[:1].isupper() or article) or low in known.office or _is_compound(word, low):
        return False
    if more:
        return not word.endswith(_ENDS) and (word[-1] != "." or len(word) <= len("J.R."))
    return True


def _is_compound(word: str, low: str) -> bool:
    """Is it a word made of a name: "Skarn-based"? "Swann-Reed" is a name."""
    _, hyphen, last = word.rpartition("-")
    return bool(hyphen) and last[:1].islower() and low.endswith(_COMPOUND)


@lru_cache(maxsize=1 << 12)
def surname(name: tuple[str, ...], language: str) -> str:
    """The surname of a name, in small letters: "lund"; "xi" of "Xi Jinping"."""
    first, *rest = map(plain, name)
    _, hyphen, given = name[-1].rpartition("-")
    before = first in known_words(language).family_first or (
        hyphen and given.islower()
    )  # "Xi Jinping", "Park Geun-hye"
    return first if rest and before else plain(name[-1])


def named(text: str, language: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each name of a person that has several words or an office before it, and where its row of capitals begins."""
    for run in _RUN.finditer(text):
        for start, name in _names(run[0].replace(NO_WIDTH, ""), language):
            yield run.start() + start, name


@lru_cache(maxsize=1024)  # a document names the same people again and again, and is read twice
def _names(row: str, language: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The names in a row of words with capitals, each with the place where its part of the row begins."""
    found = []
    start = 0
    for words in _apart(row.split(" "), known_words(language)):
        if name := name_in(words, language):
            found.append((start, name))
        start += sum(map(len, words)) + len(words)
    return tuple(found)


def _apart(words: list[str], known: Known) -> Iterator[list[str]]:
    """A row of capitals, cut where one name ends and another begins: "Lund's Marta Reed", "in Skarn. Marta Lund"."""
    first = 0
    for i, word in enumerate(words):
        ends = word.endswith(".") and len(word) > len("J.") and plain(word) not in known.stopped
        if ends or word.endswith(("'s", "’s")):
            yield words[first : i + 1]
            first = i + 1
    if first < len(words):
        yield words[first:]
