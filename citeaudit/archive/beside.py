"""The lists of sources that lie beside articles where no file system has them: in zip and tar files, at addresses."""

import os
from collections.abc import Iterable, Iterator

from citeaudit.archive.items import Item
from citeaudit.archive.trouble import TroubleError, document, failed
from citeaudit.files import SIDECARS

_FORMAT = "sources"


def is_list(name: str) -> bool:
    """Whether a file of this name is a list of the sources of an article."""
    return name.endswith(SIDECARS)


def lists_of(name: str) -> tuple[str, ...]:
    """What the lists of an article are called."""
    stem = os.path.splitext(name)[0]
    return tuple(stem + suffix for suffix in SIDECARS)


def listed(source: str, position: str, data: bytes) -> Item:
    """A list, as `together` wants it."""
    return document(source, position, data, _FORMAT)


def together(items: Iterable[Item]) -> Iterator[Item]:
    """The documents, each with the lists that come right behind it; a list without an article before it is told."""
    held: Item | None = None
    for item in items:
        if item.format == _FORMAT:
            if held and _name(item) in lists_of(_name(held)):
                held = held._replace(lists=(*held.lists, (_name(item), item.data)))
                continue
            yield from _released(held)
            held = None
            what = "is a list of sources, which is read where it comes right behind its article"
            yield failed(item.source, item.position, TroubleError("unsupported", what))
            continue
        yield from _released(held)
        held = item
    yield from _released(held)


def _released(held: Item | None) -> Iterator[Item]:
    if held:
        yield held


def _name(item: Item) -> str:
    return item.position or item.source
