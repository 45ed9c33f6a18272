"""Who speaks in a document: how often, in which words, with which markers, and whether in their own words."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from citeaudit.model import Attribution, AttributionKind, Document

_TITLES = re.compile(r"(?:mr|mrs|ms|dr|prof|sir|dame|lord|lady|gen|sen|rep|gov)\.?\s", re.IGNORECASE)
_ASIDE = re.compile(r",|\s[–—-]\s|\s\(|\swho\s")
_PRONOUNS = frozenset(("he", "she", "his", "her"))
_REACH = 3
"""Sentences in which "he" or "she" is taken for the one person named in them."""


class Entry(NamedTuple):
    """One source and all that it says."""

    source: str | None
    """As it is first named; None for what nobody is named for."""
    kind: AttributionKind
    sentences: tuple[int, ...]
    cues: tuple[tuple[str, int], ...]
    """The words that attribute, in small letters, and how often; the commonest first."""
    labels: tuple[str, ...]
    """Labels of the markers in these sentences, in order of first use."""
    quoted: int
    """In how many of them a quotation stands."""


class _Open:
    """An entry that is being filled."""

    def __init__(self, name: str | None, kind: AttributionKind) -> None:
        self.name, self.kind = name, kind
        self.sentences: list[int] = []
        self.cues: Counter[str] = Counter()


def ledger(document: Document) -> tuple[Entry, ...]:
    """The sources by how often they speak, then in order of place; what somebody only wants or favours is left out.

    A surname, or a name with an office before it, is the person of that name who was named in full; "he" and "she" are
    the one person who was named in the sentences before, where there is just one. Everybody else stays apart.
    """
    judge = document.judgement
    if judge is None:
        return ()
    found: dict[str, _Open] = {}
    named: list[tuple[int, str]] = []
    for i, sentence in enumerate(document.sentences):
        if sentence.exempt in ("title", "heading", "echo", "reference entry"):
            continue
        said = judge.attribution(i)
        if said is None or said.stance:
            continue
        name = _name(document, said)
        key = _key(name, said.kind, found, _near(named, i))
        if said.kind == "named" and (name or "").lower() not in _PRONOUNS:
            named.append((i, key))
        entry = found.setdefault(key, _Open(name, said.kind))
        entry.sentences.append(i)
        if said.cue:
            entry.cues[" ".join(document.text[slice(*said.cue)].lower().split())] += 1
    entries = [_closed(document, entry) for entry in found.values()]
    return tuple(sorted(entries, key=lambda entry: (-len(entry.sentences), entry.sentences[0])))


def _name(document: Document, said: Attribution) -> str | None:
    if said.source is None:
        return None
    written = " ".join(document.prose[slice(*said.source)].split())
    return _ASIDE.split(written, maxsplit=1)[0].strip(" “”\"'") or written


def _near(named: Iterable[tuple[int, str]], i: int) -> str | None:
    """The person that a pronoun in sentence `i` stands for, where only one can be meant."""
    near = {key for at, key in named if i - at <= _REACH}
    return near.pop() if len(near) == 1 else None


def _key(name: str | None, kind: AttributionKind, found: dict[str, _Open], near: str | None) -> str:
    """Under what a source is kept."""
    if name is None:
        return kind
    plain = _TITLES.sub("", name).removesuffix("'s").removesuffix("’s").lower()
    if plain in _PRONOUNS:
        return near or plain
    plain = plain.removeprefix("the ")
    people = [key for key, entry in found.items() if entry.kind == "named"] if plain not in found else []
    same = [key for key in people if key.endswith(f" {plain}") or (" " in key and plain.endswith(f" {key}"))]
    return same[0] if len(same) == 1 else plain


def _closed(document: Document, entry: _Open) -> Entry:
    judge = document.judgement
    labels: dict[str, None] = {}
    for i in entry.sentences:
        labels.update(dict.fromkeys(document.sentences[i].labels))
    quoted = sum(bool(judge.quotations(i)) for i in entry.sentences) if judge else 0
    cues = tuple(sorted(entry.cues.items(), key=lambda pair: (-pair[1], pair[0])))
    return Entry(entry.name, entry.kind, tuple(entry.sentences), cues, tuple(labels), quoted)
