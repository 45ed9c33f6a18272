"""Whom a source of one sentence is: under what it is kept, and how it is shown."""

import re
from typing import NamedTuple

from citeaudit.ledger.register import Key, Register
from citeaudit.model import Document
from citeaudit.model.judged import Attribution, AttributionKind
from citeaudit.parse import people

_ASIDE = re.compile(r",|\s[–—-]\s|\s\(|\swho\s")
_DESCRIBES = re.compile(r" (?:of|for|from|at|with|in|on) .*", re.DOTALL)
_POSSESSIVE = re.compile(r"['’]s?$")
_FORM = frozenset("inc ltd llc plc corp co company group ag sa nv gmbh".split())
"""What a firm is, and may be left out of its name."""
_PLURALS = frozenset(("people", "men", "women", "children", "police", "staff", "crew"))


class Speaker(NamedTuple):
    """A source as one sentence has it."""

    key: Key
    name: str | None
    kind: AttributionKind
    plural: bool = False
    """It is several, or a body, and "they" may stand for it."""


def of(said: Attribution, document: Document, register: Register) -> Speaker:
    """The source of an attribution; a pronoun is kept as one."""
    if said.source is None:
        return Speaker(("nobody", said.kind), None, said.kind)
    written = " ".join(document.prose[slice(*said.source)].split())
    name = _ASIDE.split(written, maxsplit=1)[0].strip(" “”\"'") or written
    key = _key(name, said.kind, register, document.language)
    named = key[0] == "person"
    return Speaker(key, name, "named" if named else said.kind, not named and _is_plural(name, said.kind))


def shown(speaker: Speaker, register: Register) -> str | None:
    """How a source is shown: as it is first written; a bare surname, an office or a pronoun by the name in full."""
    if speaker.name is None or speaker.key[0] != "person":
        return speaker.name or register.shown(speaker.key)
    name = _POSSESSIVE.sub("", speaker.name)
    whole = " " in name and name[-1:].isalpha() and people.plain(name.split()[-1]) in speaker.key[1].split()
    return name if whole and speaker.kind == "named" else register.shown(speaker.key) or name


def _key(name: str, kind: AttributionKind, register: Register, language: str) -> Key:
    words = _DESCRIBES.sub("", name).split() if kind == "named" else name.split()
    low = [people.plain(word) for word in words]
    if kind == "named" and " and " not in name:
        if found := people.name_in(words, language):
            before = words[: max(0, len(words) - len(found))][-1:]
            return register.person(found, register.tells(people.plain(before[0])) if before else "")
        if len(words) == 1:
            return register.by_given(low[0]) or register.person((words[0],))
    if low[0] == "the" and len(low) > 1:
        del low[0]
        if kind == "role" and (holder := register.by_office(" ".join(low))):
            return holder
    while len(low) > 1 and low[-1] in _FORM and kind == "organisation":
        del low[-1]
    return "source", " ".join(low)


def _is_plural(name: str, kind: AttributionKind) -> bool:
    if kind in ("organisation", "vague"):
        return True
    head = _DESCRIBES.sub("", name).split()[-1:] or [""]
    several = " and " in name or head[0].lower() in _PLURALS or (head[0].endswith("s") and not head[0].endswith("ss"))
    return kind in ("named", "role", "anonymous") and several
