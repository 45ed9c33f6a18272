"""What changed between two versions of a document, as an editor asks: what lost its source, what says something new.

Sentences are matched by their words, sources by what they are and not by their number: renumbering is no change.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

from citeaudit.model import Document, Source
from citeaudit.parse.addresses import comparable
from citeaudit.parse.cover import cover
from citeaudit.parse.figures import figures
from citeaudit.parse.similar import words

Kind = Literal["citation lost", "source swapped", "figure changed", "claim changed", "new uncited claim"]
_ALIKE = 0.6
"""Share of the words of two sentences from which one is the other, changed."""
_NEEDS_SOURCE = 0.5
_SAME = re.compile(r"\W+")


class Change(NamedTuple):
    """One change; the sentences are numbers in the old and in the new document."""

    kind: Kind
    old: int | None
    new: int
    what: str
    """In words: "cited the Tarn Post, cites nothing"."""


class Versions(NamedTuple):
    """Two versions of a document, and what changed between them."""

    old: Document
    new: Document
    changes: tuple[Change, ...]


def compare(old: Document, new: Document) -> tuple[Change, ...]:
    """The changes in the order of the new document, one for each sentence, the gravest."""
    before, after = _Side(old), _Side(new)
    pairs = _matched(before.bare, after.bare)
    changes = []
    for i, sentence in enumerate(new.sentences):
        if sentence.status == "exempt":
            continue
        k = pairs.get(i)
        if k is None:
            judge = new.judgement
            if sentence.status == "uncited" and judge and judge.claim(i).score >= _NEEDS_SOURCE:
                changes.append(Change("new uncited claim", None, i, "is new, and cites nothing"))
        elif change := _change(before, after, k, i):
            changes.append(change)
    return tuple(changes)


class _Side:
    """One version: its sentences without markers, and what each of them cites."""

    def __init__(self, document: Document) -> None:
        spans = [(marker.start, marker.end) for marker in document.markers]
        written = cover(document.prose, spans, " ")
        self.sentences = document.sentences
        self.written = [written[s.start : s.end] for s in document.sentences]
        exempt = [sentence.status == "exempt" for sentence in document.sentences]
        self.bare = ["" if left_out else " ".join(words(w)) for left_out, w in zip(exempt, self.written, strict=True)]
        self.names = {source.label: _identity(source) for source in document.sources}

    def cites(self, i: int) -> dict[str, str]:
        """What sentence `i` cites: the identity of each source, and how to name it."""
        return {self.names.get(label, label): f"[{label}]" for label in self.sentences[i].labels}


def _identity(source: Source) -> str:
    """What a source is, whatever its number: its address, else its words, else its label."""
    if source.url:
        return comparable(source.url)
    return _SAME.sub(" ", source.words or "").strip().lower() or f"[{source.label}]"


def _matched(old: Sequence[str], new: Sequence[str]) -> Mapping[int, int]:
    """The old sentence that each new one is: the same words first, then the most alike of those that are left."""
    pairs: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for k, bare in enumerate(old):
        if bare:
            places.setdefault(bare, []).append(k)
    for i, bare in enumerate(new):
        if bare and places.get(bare):
            pairs[i] = places[bare].pop(0)
    taken = set(pairs.values())
    index: dict[str, list[int]] = {}
    for k, bare in enumerate(old):
        for word in set(bare.split()) if k not in taken else ():
            index.setdefault(word, []).append(k)
    for i, bare in enumerate(new):
        if not bare or i in pairs:
            continue
        votes: dict[int, int] = {}
        for word in sorted(set(bare.split()), key=lambda word: len(index.get(word, ()))):
            for k in index.get(word, ())[:50]:
                votes[k] = votes.get(k, 0) + 1
        ranked = sorted((k for k in votes if k not in taken), key=lambda k: (-votes[k], k))[:5]
        ratios = [(SequenceMatcher(None, old[k].split(), bare.split(), autojunk=False).ratio(), -k) for k in ranked]
        best = max(ratios, default=None)
        if best and best[0] >= _ALIKE:
            pairs[i] = -best[1]
            taken.add(-best[1])
    return pairs


def _change(before: _Side, after: _Side, k: int, i: int) -> Change | None:
    """The gravest thing that happened to a sentence."""
    had, has = before.cites(k), after.cites(i)
    lost = [name for identity, name in had.items() if identity not in has]
    added = [name for identity, name in has.items() if identity not in had]
    if had and not has:
        return Change("citation lost", k, i, f"cited {', '.join(had.values())}, cites nothing now")
    if lost and added:
        return Change("source swapped", k, i, f"cited {', '.join(lost)}, cites {', '.join(added)} of the new list now")
    sides = figures(before.written[k]), figures(after.written[i])
    if sorted(f.value for f in sides[0]) != sorted(f.value for f in sides[1]):
        shown = [", ".join(figure.written for figure in side) or "none" for side in sides]
        return Change("figure changed", k, i, f"figures were {shown[0]}, are {shown[1]}")
    if lost:
        return Change("citation lost", k, i, f"no longer cites {', '.join(lost)}")
    if has and before.bare[k] != after.bare[i]:
        return Change("claim changed", k, i, "says it in other words, and cites the same")
    return None
