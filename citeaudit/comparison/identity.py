"""Which source of the new version is which of the old: by what it is, and only without a list by how it is cited."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from citeaudit.comparison.likeness import likely, likeness
from citeaudit.comparison.wording import squashed
from citeaudit.model.listed import Source
from citeaudit.parse.addresses import comparable
from citeaudit.parse.similar import words
from citeaudit.parse.sources import describe

_ALIKE = 0.6
"""Likeness from which two entries, of which one has no address, are one, reworded."""


class Entry(NamedTuple):
    """What a source is known by; each "" where its entry says nothing of it."""

    address: str
    title: str
    outlet: str
    date: str
    said: str
    """Its words run together, without the address."""
    words: frozenset[str]


def entry(source: Source) -> Entry:
    said = (source.words or "").replace(source.url or "\0", " ")
    told = describe(source)
    return Entry(
        comparable(source.url) if source.url else "",
        squashed(told.title or ""),
        squashed(told.outlet or ""),
        told.date or "",
        squashed(said),
        frozenset(words(said)) - frozenset(words(told.date or "")),
    )


def own_entries(sources: Iterable[Source]) -> tuple[dict[str, str], dict[str, Entry]]:
    """By label the first label of the same source, and by each of these its entry; one is listed under two labels."""
    first: dict[str, str] = {}
    seen: dict[tuple[str, str], str] = {}
    entries: dict[str, Entry] = {}
    for source in sources:
        if source.label in first:
            continue
        if not source.listed:
            first[source.label] = source.label
            continue
        made = entry(source)
        key = ("at", made.address) if made.address else ("says", made.said)
        label = first[source.label] = seen.setdefault(key, source.label) if key[1] else source.label
        entries.setdefault(label, made)
    return first, entries


def same_entries(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> dict[str, str]:
    """By label of the new list the label of the old one that is the same source; each once."""
    found: dict[str, str] = {}
    for key in (_address, _said):
        left = {value: label for label, each in old.items() if label not in found.values() and (value := key(each))}
        for label, each in new.items():
            other = left.get(key(each)) if label not in found else None
            if other is not None and not _elsewhere(old[other], each):
                found[label] = other
                del left[key(each)]
    taken = set(found.values())
    olds = [label for label in old if label not in taken]
    news = [label for label in new if label not in found]
    pairs = likely(
        {k: old[label].words for k, label in enumerate(olds)}, {i: new[label].words for i, label in enumerate(news)}
    )
    scored = [(_alike(old[olds[k]], new[news[i]]), olds[k], news[i]) for k, i in pairs]
    for score, a, b in sorted(scored, key=lambda each: (-each[0], each[1] != each[2], each[1:])):
        if score >= _ALIKE and a not in taken and b not in found:
            found[b] = a
            taken.add(a)
    return found


def differ(one: Entry, other: Entry) -> bool:
    """Do the entries say that they are not one source? An address and a title cannot be compared, and say nothing."""
    return _elsewhere(one, other) or bool(one.title and other.title)


def _address(each: Entry) -> str:
    return each.address


def _said(each: Entry) -> str:
    return each.said


def _elsewhere(one: Entry, other: Entry) -> bool:
    return bool(one.address and other.address and one.address != other.address)


def _alike(one: Entry, other: Entry) -> float:
    """Likeness of two entries, 0 to 1; that of the title and the outlet is enough, another date or address is not."""
    if _elsewhere(one, other) or not _one_day(one.date, other.date):
        return 0.0
    if one.title and one.title == other.title and (one.outlet == other.outlet or not (one.outlet and other.outlet)):
        return 1.0
    return likeness(one.words, other.words)


def _one_day(one: str, other: str) -> bool:
    """May it be one date? "2024" may be "3 June 2024", and so may "2024-06-03"."""
    first, second = set(_numbers_and_names(one)), set(_numbers_and_names(other))
    if ("-" in one) != ("-" in other):
        return not first or not second or bool({word for word in first if len(word) == 4} & second)
    return first <= second or second <= first


def _numbers_and_names(date: str) -> Iterator[str]:
    return (word for word in date.lower().replace("-", " ").replace(",", " ").replace(".", " ").split() if word != "de")
