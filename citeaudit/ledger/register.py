"""Who is who in a document: the people it names, and under what each of them is kept however they are written."""

import re
from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from citeaudit import lexicons
from citeaudit.model import Document
from citeaudit.parse import people

Key = tuple[str, str]
"""("person", "marta lund"), ("source", "harbour board"), ("nobody", "unsourced"), ("unclear", "he")."""

_OPENING = re.compile(
    r"(?:[A-Z][^–—]{0,60} (?:-{1,2}|[–—]) )?(?:(?:But|And|Yet|So|Still|Then|Meanwhile|However),? )?"
    r"(?:(?:On|In|At|Last|This|Earlier|Later|After|Before) [^,.;:]{1,50}, )?"
    r"(?:(?:the|a|an|its|his|her|their|former|then)\b[^,.;:“\"]{0,60},? )?",
    re.IGNORECASE,
)
"""What may stand before the subject of a sentence: "SKARN (AP) - ", "But ", "On Monday, ", "the mayor, "."""
_NOT_BEFORE_SUBJECT = frozenset("of for by with to from in at on about against and or than as like".split())
_WIDEST_OFFICE = 40
"""Characters before a name in which the office stands: "prime minister Marta Lund"."""
_PLACING = frozenset("in at near around through across along outside inside into".split())
_LESSER = frozenset("vice deputy assistant acting associate junior shadow interim".split())
_MANY = frozenset("police staff crew team men women people troops".split())
_NO_LONGER = frozenset("former ex late then retired".split())


class Mention(NamedTuple):
    """A person named in the text, `[start, end)` in code points, with the office before the name."""

    start: int
    end: int
    key: Key
    placed: bool = False
    """It stands where a place does, "in Mill Fold", and nothing else tells that it is a person."""


class Register:
    """The people whom a document names."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.heard: set[Key] = set()
        """Those who have said something so far."""
        self._language = document.language
        self._full: dict[str, dict[Key, str]] = {}
        self._given: dict[str, set[Key]] = {}
        self._gender: dict[Key, str] = {}
        self._office: dict[str, set[Key]] = {}
        self._shown: dict[Key, str] = {}
        self._openers = lexicons.words(self._language, "stopwords")
        self._roles = lexicons.forms(self._language, "attribution", "role")
        found = list(people.named(document.prose, self._language))
        for _, name in found:
            self._learn(name)
        self._mentions = [self._mention(start, name) for start, name in found]
        self._starts = [mention.start for mention in self._mentions]

    def _learn(self, name: tuple[str, ...]) -> None:
        surname = people.surname(name, self._language)
        if len(name) > 1:
            key = self.person(name)
            self._full.setdefault(surname, {}).setdefault(key, " ".join(name))
            self._given.setdefault(key[1].partition(" ")[0], set()).add(key)

    def _mention(self, start: int, name: tuple[str, ...]) -> Mention:
        prose = self.document.prose
        first = prose.find(name[0], start)
        end = prose.find(name[-1], first) + len(name[-1])
        offices = [word for word in prose[start:first].split() if people.plain(word) not in self._openers]
        gender = self.tells(people.plain(offices[-1])) if offices else ""
        key = self.person(name, gender)
        shown = " ".join(name) if len(name) > 1 else " ".join((*offices, *name))
        if self._shown.get(key, "A").isupper():
            self._shown[key] = shown  # not as a line in capitals has it
        touches = prose[start - 2 : start].strip().isalpha() and prose[start - 1 : start] == " "
        near = prose[max(0, start - _WIDEST_OFFICE) : start].split()[-2:] if touches else []
        before = [people.plain(word) for word in near]
        before += map(people.plain, offices)
        if gender := self.tells(before[-1]) if before else "":
            self._gender[key] = gender
        if _NO_LONGER.isdisjoint(before):
            self._holds(before, key)
        placed = not offices and bool(near) and near[-1].lower() in _PLACING
        return Mention(start, end, key, placed=placed and not self.gender(key))

    def _holds(self, before: list[str], key: Key) -> None:
        """Keep the offices before a name, whole and, but for lesser ones, by their last word: "prime minister"."""
        if not before or before[-1] not in self._roles or before[-1] in _MANY:
            return
        lesser = before[-2:-1] and before[-2] in _LESSER
        for office in {" ".join(before[-2:]), *([] if lesser else before[-1:])}:
            self._office.setdefault(office, set()).add(key)

    def person(self, name: tuple[str, ...], gender: str = "") -> Key:
        """Under what a person is kept: the one of that surname who is named in full, else the name as it is.

        `gender` is what a title before the name tells: "Mrs".
        """
        surname = people.surname(name, self._language)
        if len(name) > 1 and name[0].lower() not in people.PARTICLES:
            return _in_full(name, surname)
        full = [key for key in self._full.get(surname, {}) if not gender or self.gender(key) in ("", gender)]
        if len(name) > 1 and len(full) != 1:
            return _in_full(name, surname)
        return full[0] if len(full) == 1 else ("person", surname)

    def by_given(self, word: str) -> Key | None:
        """The one person who has the given name `word`, in small letters, and not as a surname."""
        found = self._given.get(word, set()) if word not in self._full else set()
        return next(iter(found)) if len(found) == 1 else None

    def by_office(self, office: str) -> Key | None:
        """The one person whom the document gives an office before the name: "mayor"."""
        found = self._office.get(office, set())
        return next(iter(found)) if len(found) == 1 else None

    def shown(self, key: Key) -> str | None:
        """A person as the document first names them in full, or else with their office."""
        return self._shown.get(key)

    def gender(self, key: Key) -> str:
        """`he` or `she` where a title or the given name tells; else ""."""
        return self._gender.get(key) or self.tells(key[1].partition(" ")[0])

    def tells(self, word: str) -> str:
        for gender in ("he", "she"):
            if word in lexicons.words(self._language, "given-names", gender):
                return gender
        return "she" if word.endswith("woman") else ""

    def mentions(self, i: int) -> list[Mention]:
        """The people who are named in sentence `i`, in order."""
        start, end = self.document.sentences[i][:2]
        return self._mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def subjects(self, i: int) -> list[Key]:
        """The people who are the plain subject of sentence `i`: "Marta Lund opened the quay", "Lund and Reed left"."""
        mentions, prose = self.mentions(i), self.document.prose
        if not mentions:
            return []
        before = prose[self.document.sentences[i].start : mentions[0].start]
        last = before.split()[-1:] or [""]
        opens = _OPENING.fullmatch(before) and last[0].lower() not in _NOT_BEFORE_SUBJECT
        if not opens or prose[mentions[0].end : mentions[0].end + 2] in ("'s", "’s"):
            return []
        return [mentions[0].key, *(b.key for a, b in pairwise(mentions) if prose[a.end : b.start] == " and ")]


def _in_full(name: tuple[str, ...], surname: str) -> Key:
    """Under what somebody is kept who is named by more than a surname."""
    first = people.plain(name[0])
    return "person", f"{first if first != surname else people.plain(name[-1])} {surname}"
