"""The lists of sources that lie beside articles where no file system has them: in zip and tar files, at addresses."""

import os
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping

from citeaudit import files
from citeaudit.archive import formats
from citeaudit.archive.items import Item
from citeaudit.archive.trouble import TroubleError, document, failed

MOST = 64_000_000
"""Bytes of lists that are kept for articles that may still come."""
FORMAT = "sources"
"""Of items that are lists."""


def is_list(name: str) -> bool:
    """Whether a file of this name is a list of the sources of an article."""
    return files.stem_of_list(name) is not None


def lists_of(name: str) -> tuple[str, ...]:
    """What the lists beside a file are called; none are of one that holds many documents, or of an unknown kind."""
    return files.lists_of(name) if formats.of_path(name) or not os.path.splitext(name)[1] else ()


def listed(source: str, position: str, data: bytes, name: str) -> Item:
    """A list, as `together` wants it."""
    return document(source, position, data, FORMAT)._replace(name=name)


def together(items: Iterable[Item], known: Mapping[str, bytes] | None = None) -> Iterator[Item]:
    """The documents, each with its lists: those `known` by name, those before it, and those right behind it.

    Lists and articles have names, by which they belong together; what has none is as it is to be. A list that no
    article has is told, at the end.
    """
    return _Together(known or {}).joined(items)


def alone(item: Item) -> Item:
    """What to say of a list without an article."""
    return failed(item.source, item.position, _trouble("is a list of sources of no article here"))


class _Together:
    def __init__(self, known: Mapping[str, bytes]) -> None:
        self._lists = dict(known)
        self._size = sum(map(len, known.values()))
        self._passing: dict[str, bytes] = {}  # of the articles held, beyond what can be kept for later ones
        self._alone: dict[str, Item] = {}
        self._used: set[str] = set()
        self._held: list[Item] = []  # articles of one stem, as `ferry.html` and `ferry.md`: their list may come next

    def joined(self, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            name = item.name
            if self._held and _stem(self._held[0].name) != (files.stem_of_list(name) or _stem(name)):
                yield from self._released()
            if item.format == FORMAT:
                yield from self._taken(name, item)
            elif name:
                self._held.append(item)
            else:
                yield from self._released()
                yield item
        yield from self._released()
        yield from (alone(item) for name, item in self._alone.items() if name not in self._used)

    def _taken(self, name: str, item: Item) -> Iterator[Item]:
        if name not in self._lists and self._size + len(item.data) <= MOST:
            self._lists[name] = item.data
            self._size += len(item.data)
        elif name not in self._lists and self._held:
            self._passing[name] = item.data
        elif name not in self._lists:
            yield failed(item.source, item.position, _trouble("is one list of sources too many to be kept"))
            return
        self._alone[name] = item._replace(data=b"")

    def _released(self) -> Iterator[Item]:
        there = ChainMap(self._passing, self._lists)
        for item in self._held:
            names = [name for name in files.lists_of(item.name) if name in there]
            self._used.update(names)
            yield item._replace(lists=tuple((name, there[name]) for name in names), name="")
        self._held.clear()
        self._passing.clear()


def _trouble(what: str) -> TroubleError:
    return TroubleError("unsupported", what)


def _stem(name: str) -> str:
    return os.path.splitext(name)[0]
