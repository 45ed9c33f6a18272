"""Do two lists say the same of one label? What agrees is put together, what differs stays apart for an editor."""

from collections.abc import Sequence
from itertools import chain, islice
from typing import Literal, NamedTuple

from citeaudit.model.listed import Description, Source
from citeaudit.parse import days
from citeaudit.parse.addresses import comparable
from citeaudit.parse.similar import words
from citeaudit.parse.sources import describe

Field = Literal["title", "address", "outlet", "author", "date"]
_ARTICLES = frozenset("the a der die das le la les el los las".split())
_SHORTEST_NAME = 3
_TRIED = 20
"""Entries of one label in one list with which those of another list are compared; a list that has more is broken."""


class Difference(NamedTuple):
    """One thing that two entries say differently."""

    field: Field
    one: str
    other: str


def joined(entries: Sequence[Source]) -> list[Source]:
    """`entries` in order; of those that different lists have under one label, one is left where they agree."""
    kept: list[Source] = []
    places: dict[str, dict[str, list[int]]] = {}
    for entry in entries:
        here = places.setdefault(entry.label, {})
        others = (islice(lists, _TRIED) for origin, lists in here.items() if origin != entry.origin)
        like = next((i for i in sorted(chain.from_iterable(others)) if not differences(kept[i], entry)), None)
        if like is None:
            here.setdefault(entry.origin, []).append(len(kept))
            kept.append(entry)
        else:
            kept[like] = _filled(kept[like], entry)
    return kept


def _filled(one: Source, other: Source) -> Source:
    """`one`, with what only `other` says."""
    told = Description(*(a or b for a, b in zip(describe(one), describe(other), strict=True)))
    return one._replace(told=told, url=one.url or other.url, saved=one.saved or other.saved)


def differences(one: Source, other: Source) -> tuple[Difference, ...]:
    """What two entries say differently of a source; what only one of them says is no difference.

    An entry in prose may say in other words what fields say: what it holds anywhere, it says.
    """
    a, b = describe(one), describe(other)
    same_title = _has(one, a.title, b.title) or _has(other, b.title, a.title)
    found: list[Difference] = []
    if a.title and b.title and not same_title:
        found.append(Difference("title", a.title, b.title))
    if one.url and other.url and not _same_address(one.url, other.url, alike=same_title):
        found.append(Difference("address", one.url, other.url))
    named = _names(one, b.outlet) or _names(other, a.outlet)
    if a.outlet and b.outlet and not named and not _same_outlet(a.outlet, b.outlet):
        found.append(Difference("outlet", a.outlet, b.outlet))
    if a.author and b.author and not _surnames(a.author) & _surnames(b.author):
        found.append(Difference("author", a.author, b.author))
    dates = days.read(a.date or ""), days.read(b.date or "")
    if a.date and b.date and dates[0] and dates[1] and not dates[0].agrees(dates[1]):
        found.append(Difference("date", a.date, b.date))
    return tuple(found)


def _has(source: Source, title: str | None, other: str | None) -> bool:
    """Is `other` what a source has as its title, or a part of it, or does its prose hold it?"""
    if not title or not other:
        return False
    mine, theirs = _spaced(title), _spaced(other)
    return theirs in mine or mine in theirs or _names(source, other)


def _names(source: Source, said: str | None) -> bool:
    """Does an entry in prose hold these words?"""
    return source.told is None and bool(said) and _spaced(said or "") in _spaced(source.words or "")


def _spaced(text: str) -> str:
    return f" {' '.join(words(text))} "


def _same_address(one: str, other: str, *, alike: bool) -> bool:
    """Do both lead to one page? A front page is the same as any below it, an identifier as any other with its title."""
    first, second = comparable(one), comparable(other)
    if first == second:
        return True
    if alike and first.startswith("doi.org/") != second.startswith("doi.org/"):
        return True
    short, long = sorted((first, second), key=len)
    return "/" not in short and long.startswith((f"{short}/", f"{short}?"))


def _same_outlet(one: str, other: str) -> bool:
    """Are two names those of one outlet: in part, by its initials, or by its host?"""
    first, second = (_plain_name(name) for name in (one, other))
    if not first or not second:
        return True
    short, long = sorted((first, second), key=lambda name: len("".join(name)))
    if set(short) <= set(long) or "".join(short) in "".join(long):
        return True
    squashed = "".join(short)
    initials = ("".join(word[0] for word in long), "".join(word[0] for word in words(one if long == first else other)))
    return squashed in initials


def _plain_name(name: str) -> list[str]:
    """The words of a name without articles; of a host without what stands around the name."""
    if " " not in name and "." in name:
        pieces = comparable(name).partition("/")[0].split(".")
        return pieces[:1] if len(pieces) == 2 else pieces[:-1]
    return [word for word in words(name) if word not in _ARTICLES]


def _surnames(author: str) -> frozenset[str]:
    """The names in a row of names that are no initials."""
    return frozenset(name for name in words(author.replace(".", " ")) if len(name) >= _SHORTEST_NAME)
