"""Who speaks in a document: how often, in which words, with which markers, and whether in their own words."""

from collections import Counter
from typing import NamedTuple

from citeaudit import lexicons
from citeaudit.ledger import speakers
from citeaudit.ledger.pronouns import is_clear, meant
from citeaudit.ledger.register import Key, Register
from citeaudit.ledger.speakers import Speaker
from citeaudit.model import Document
from citeaudit.model.judged import AttributionKind

_SILENT = ("title", "heading", "echo", "reference entry")


class Entry(NamedTuple):
    """One source and all that it says."""

    source: str | None
    """As it is first named, or in full where that is by surname; None for what nobody is named for. A pronoun, with
    "(not clear who)" behind it, for all of which it is not clear whom the pronoun stands for."""
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

    def __init__(self, speaker: Speaker, name: str | None) -> None:
        self.name, self.kind, self.clear = name, speaker.kind, is_clear(speaker)
        self.sentences: list[int] = []
        self.cues: Counter[str] = Counter()


def ledger(document: Document) -> tuple[Entry, ...]:
    """The sources by how often they speak, then in order of place; what somebody only wants or favours is left out.

    A surname, or a name with an office before it, is the person of that name who is named in full. "He", "she", "it"
    and "they" are the one source that can be meant in the sentences before; where that is not clear, they stand last.
    """
    judge = document.judgement
    if judge is None:
        return ()
    register = Register(document)
    said: list[Speaker | None] = []
    found: dict[Key, _Open] = {}
    for i, sentence in enumerate(document.sentences):
        attribution = None if sentence.exempt in _SILENT else judge.attribution(i)
        speaker = speakers.of(attribution, document, register) if attribution else None
        if speaker is None or attribution is None or _is_label(speaker, document.language):
            said.append(None)
            continue
        speaker = meant(speaker, i, said, register)
        said.append(speaker)
        register.heard.add(speaker.key)
        if attribution.stance:
            continue
        entry = found.setdefault(speaker.key, _Open(speaker, speakers.shown(speaker, register)))
        entry.sentences.append(i)
        if attribution.cue:
            entry.cues[" ".join(document.text[slice(*attribution.cue)].lower().split())] += 1
    rows = sorted(found.values(), key=lambda entry: (not entry.clear, -len(entry.sentences), entry.sentences[0]))
    quoted = frozenset(judge.quoted())
    return tuple(_closed(document, entry, quoted) for entry in rows)


def _is_label(speaker: Speaker, language: str) -> bool:
    """Is it the "Q" or "A" of an interview, which stands for somebody and is no name?"""
    return (speaker.name or "").lower() in lexicons.words(language, "attribution", "answers")


def _closed(document: Document, entry: _Open, quoted: frozenset[int]) -> Entry:
    labels: dict[str, None] = {}
    for i in entry.sentences:
        labels.update(dict.fromkeys(document.sentences[i].labels))
    cues = tuple(sorted(entry.cues.items(), key=lambda pair: (-pair[1], pair[0])))
    return Entry(
        entry.name, entry.kind, tuple(entry.sentences), cues, tuple(labels), sum(i in quoted for i in entry.sentences)
    )
