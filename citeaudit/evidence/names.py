"""The names, weekdays and months of a sentence that a saved text should mention too."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from citeaudit.checked import Checked
from citeaudit.evidence.mentions import mentions
from citeaudit.evidence.shelf import Shelf

NameKind = Literal["person", "body", "single", "letters", "day"]
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]*\w|[A-Z]\.(?:\s?[A-Z]\.)*"
_RUN = re.compile(
    rf"(?<![\w’'.-])(?:{_WORD})"
    rf"(?:\s(?:(?:de|da|di|du|la|le|van|von|der|den|ten|ter|bin|ibn|al|el|of|of\sthe|for|and)\s){{0,2}}(?:{_WORD}))*"
)
_LINKS = frozenset("of the for and".split())
_PARTICLES = frozenset("de da di du la le van von der den ten ter bin ibn al el".split())
_TITLES = frozenset(
    "mr mrs ms miss dr prof professor sir dame lord lady king queen prince princess president vice prime minister "
    "mayor governor senator judge justice captain colonel general sergeant lieutenant major officer pastor father "
    "sister brother saint pope chancellor secretary chief chairman chairwoman chair director deputy representative "
    "rep sen gov councillor ambassador coach commissioner detective inspector constable rabbi imam sheikh emperor "
    "duke duchess baron count".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv v vi vii viii ix x".split())
_BODIES = frozenset(
    "academy administration agency airlines airport alliance army assembly association authority bank board brigade "
    "bureau cathedral center centre chamber church city clinic club college commission committee company "
    "confederation congress consortium convention corporation corps council county court department district "
    "federation fleet force forum foundation front fund government group guard hall hospital house inc institute "
    "institution journal kingdom laboratory league library limited ltd ministry museum nations navy news network "
    "observatory office orchestra organisation organization palace park parliament partnership party police post "
    "press programme republic research school schools senate service services society states station street studio "
    "studios supreme syndicate team theatre times tower treasury treaty tribune trust union university village "
    "youth act agreement award bridge championship cup river island lake mountain road sea university war world".split()
)
_NO_NAME = frozenset(
    "a about above according additionally after all also although among an and another any are as at back because "
    "before both but by can despite did do does during each either even every few finally first for from further "
    "furthermore had has have he her here his how however i if in indeed instead is it its just last later like "
    "many meanwhile moreover most much my nearly neither new no nor not nothing now of on once one only or other "
    "our out over people perhaps since so some still such than that the their them then there therefore these they "
    "this those though three through thus to today two under unlike until up was we were what when where whether "
    "which while who whose why with within without would yes yet you your internet english monday tuesday wednesday "
    "thursday friday saturday sunday january february march april may june july august september october november "
    "december mon tue wed thu fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec bc ad ce bce am pm tv ok "
    "dvd cd ceo uk us usa i'm i've i'd".split()
)
_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b")
_MONTH = re.compile(
    r"\b(?:[Ii]n|[Ll]ast|[Nn]ext|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Ee]arly|[Ll]ate)\s(January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b(?!,?\s\d)"
)
_NEW_SENTENCE = re.compile(r"(?:[.!?:]['”\"’)]*\s+|^\W*)$")


class Name(NamedTuple):
    start: int
    end: int
    written: str
    kind: NameKind
    words: tuple[str, ...]
    """Its words in small letters, without titles; those of a body without "of" and "the"."""


def names(text: str) -> list[Name]:
    """The names, weekdays and lone months of `text`, in order."""
    found = [name for run in _RUN.finditer(text) for name in _names(text, run)]
    found += [Name(*match.span(), match[0], "day", (match[0].lower().rstrip("s"),)) for match in _DAY.finditer(text)]
    found += [Name(*match.span(1), match[1], "day", (match[1].lower(),)) for match in _MONTH.finditer(text)]
    return sorted(found)


def _names(text: str, run: re.Match[str]) -> Iterator[Name]:
    """The names of a run of words with capitals; "and" and "for" join those of a body, and part those of people."""
    words = [
        (match[0], run.start() + match.start(), run.start() + match.end()) for match in re.finditer(r"\S+", run[0])
    ]
    begins = bool(_NEW_SENTENCE.search(text[: run.start()][-4:] if run.start() > 3 else text[: run.start()]))
    while words and _bare(words[0][0]) in _NO_NAME:
        words, begins = words[1:], False
    for i, (word, *_) in enumerate(words):
        if word in ("and", "for") and not any(_bare(other) in _BODIES for other, *_ in words):
            yield from _one(text, words[:i], begins=begins)
            words, begins = words[i + 1 :], False
            break
    yield from _one(text, words, begins=begins)


def _one(text: str, words: list[tuple[str, int, int]], *, begins: bool) -> Iterator[Name]:
    while words and (words[-1][0].islower() or _bare(words[-1][0]) in _NO_NAME):
        words = words[:-1]
    if not words:
        return
    start, end = words[0][1], words[-1][2]
    parts = [_bare(word) for word, *_ in words if _bare(word) not in _LINKS]
    own = [part for part in parts if part not in _TITLES and part.rstrip(".") not in _SUFFIXES and len(part) > 1]
    written = text[start:end]
    if any(part in _BODIES for part in parts) and len(parts) > 1:
        yield Name(start, end, written, "body", tuple(parts))
    elif len(parts) == 1:
        plain = words[0][0].removesuffix("'s").removesuffix("’s")
        if plain.isupper() and 2 <= len(plain) <= 6 and plain.isalpha():
            yield Name(start, end, plain, "letters", (plain,))
        elif not begins and len(parts[0]) > 2 and parts[0] not in _NO_NAME and parts[0] not in _TITLES | _BODIES:
            yield Name(start, end, written, "single", (parts[0],))
    elif own and len(own[-1]) > 2:
        yield Name(start, end, written, "person", tuple(part for part in own if part not in _PARTICLES))


def _bare(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s").rstrip("'.").lower()


def checked(
    own: str, offset: int, skipped: Callable[[int], bool], shelf: Shelf, cited: Sequence[str], others: Sequence[str]
) -> Iterator[Checked]:
    """The names of the sentence `own`, which begins at `offset`, but those at a place of it that is `skipped`."""
    for name in names(own):
        if not skipped(name.start):
            yield _check(name, offset, shelf, cited, others)


def _check(name: Name, offset: int, shelf: Shelf, cited: Sequence[str], others: Sequence[str]) -> Checked:
    start, end = offset + name.start, offset + name.end
    if not cited:
        return Checked("name", start, end, "no saved text")
    if label := _first(name, shelf, cited):
        return Checked("name", start, end, "found", "", label)
    if name.kind in ("person", "body") and (label := _first(name, shelf, others)):
        return Checked("name", start, end, "found elsewhere", "", label)
    return Checked("name", start, end, "not found")


def _first(name: Name, shelf: Shelf, labels: Sequence[str]) -> str:
    """The first of the texts that mentions the name; "" where none does."""
    return next((label for label in labels if (words := shelf.words(label)) and mentions(*name[3:], words)), "")
