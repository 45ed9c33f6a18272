"""The names, weekdays and months of a sentence that a saved text should mention too."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from citeaudit.evidence.mentions import mentions
from citeaudit.evidence.shelf import Shelf
from citeaudit.model.checked import Checked
from citeaudit.parse import people
from citeaudit.parse.dates import FULL_MONTH, MONTHS, WEEKDAY
from citeaudit.parse.people import Known

NameKind = Literal["person", "body", "single", "letters", "day"]
_WORD = r"[A-ZÀ-ÖØ-Þ][\w’'-]*\w|[A-Z]\.(?:\s?[A-Z]\.)*"
_RUN = re.compile(
    rf"(?<![\w’'.-])(?:{_WORD})"
    rf"(?:\s(?:(?:de|da|di|du|la|le|van|von|der|den|ten|ter|bin|ibn|al|el|of|of\sthe|for|and)\s){{0,2}}(?:{_WORD}))*"
)
_LINKS = frozenset("of the for and".split())
_DAY = re.compile(rf"\b{WEEKDAY}s?\b")
_MONTH = re.compile(
    rf"\b(?:[Ii]n|[Ll]ast|[Nn]ext|[Ss]ince|[Bb]y|[Uu]ntil|[Dd]uring|[Ee]arly|[Ll]ate)\s({FULL_MONTH})\b(?!,?\s\d)"
)
_MONTHS = frozenset(MONTHS)
"""Some are names of people too; alone they are told as months."""
_NEW_SENTENCE = re.compile(r"(?:[.!?:]['”\"’)]*\s+|^\W*)$")


class Name(NamedTuple):
    start: int
    end: int
    written: str
    kind: NameKind
    words: tuple[str, ...]
    """Its words in small letters, without titles; those of a body without "of" and "the"."""


def names(text: str, language: str) -> list[Name]:
    """The names, weekdays and lone months of `text`, in order; none where the language has no words to tell them by."""
    known = people.known_words(language)
    if not known.body:
        return []
    found = [name for run in _RUN.finditer(text) for name in _names(text, run, known)]
    found += [Name(*match.span(), match[0], "day", (match[0].lower().rstrip("s"),)) for match in _DAY.finditer(text)]
    found += [Name(*match.span(1), match[1], "day", (match[1].lower(),)) for match in _MONTH.finditer(text)]
    return sorted(found)


def _names(text: str, run: re.Match[str], known: Known) -> Iterator[Name]:
    """The names of a run of words with capitals; "and" and "for" join those of a body, and part those of people."""
    words = [
        (match[0], run.start() + match.start(), run.start() + match.end()) for match in re.finditer(r"\S+", run[0])
    ]
    begins = bool(_NEW_SENTENCE.search(text[max(0, run.start() - 4) : run.start()]))
    while words and _bare(words[0][0]) in known.no_name:
        words, begins = words[1:], False
    for i, (word, *_) in enumerate(words):
        if word in ("and", "for") and not any(_bare(other) in known.body for other, *_ in words):
            yield from _one(text, words[:i], known, begins=begins)
            words, begins = words[i + 1 :], False
            break
    yield from _one(text, words, known, begins=begins)


def _one(text: str, words: list[tuple[str, int, int]], known: Known, *, begins: bool) -> Iterator[Name]:
    while words and (words[-1][0].islower() or _bare(words[-1][0]) in known.no_name):
        words = words[:-1]
    if not words:
        return
    start, end = words[0][1], words[-1][2]
    parts = [_bare(word) for word, *_ in words if _bare(word) not in _LINKS]
    beside = known.office | known.behind
    own = [part for part in parts if part not in beside and len(part) > 1]
    written = text[start:end]
    if any(part in known.body for part in parts) and len(parts) > 1:
        yield Name(start, end, written, "body", tuple(parts))
    elif len(parts) == 1:
        plain = words[0][0].removesuffix("'s").removesuffix("’s")
        if plain.isupper() and 2 <= len(plain) <= 6 and plain.isalpha():
            yield Name(start, end, plain, "letters", (plain,))
        elif not begins and len(parts[0]) > 2 and parts[0] not in known.last | _MONTHS:
            yield Name(start, end, written, "single", (parts[0],))
    elif own and len(own[-1]) > 2:
        yield Name(start, end, written, "person", tuple(part for part in own if part not in people.PARTICLES))


def _bare(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s").rstrip("'.").lower()


def checked(
    own: str,
    language: str,
    offset: int,
    skipped: Callable[[int], bool],
    shelf: Shelf,
    cited: Sequence[str],
    others: Sequence[str],
) -> Iterator[Checked]:
    """The names of the sentence `own`, which begins at `offset`, but those at a place of it that is `skipped`."""
    for name in names(own, language):
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
