"""Files that hold one document each, of every format that has a reader."""

import os
from collections.abc import Iterable, Iterator

from citeaudit.archive import beside, cutting, formats, members
from citeaudit.archive.items import Item, Unit, packed
from citeaudit.archive.options import Options
from citeaudit.archive.streams.opening import is_remote, opened, stamped, state
from citeaudit.archive.trouble import TroubleError, document, failed, oversize, unreadable
from citeaudit.files import lists_of

SUFFIXES: tuple[str, ...] = ()
COMPRESSED = False
ALONE = False
WHOLE = ""


def units(path: str, options: Options) -> Iterator[Unit]:
    """A single file as a unit; see `gathered` for those of a folder."""
    return gathered(path, [path], options)


def gathered(folder: str, files: Iterable[str], options: Options) -> Iterator[Unit]:
    """Units of at most `unit_files` files and about `unit_bytes` bytes each, in the order of `files`.

    Where a unit ends is told by the names of files, not by how many came before: a new file makes one unit another,
    and those behind it stay what they were.
    """
    group: list[tuple[str, str]] = []
    size = 0
    full = False
    for path in files:
        if full and not beside.is_list(path):
            yield _unit(folder, group, size, options)
            size, group, full = 0, [], False
        try:
            bytes_, stamp = state(path)
        except OSError as error:  # it is told again, as an item, when it is read
            bytes_, stamp = 0, str(error.errno)
        group.append((path, stamp + _beside(path)))
        size += bytes_
        half = len(group) * 2 >= options.unit_files and _is_cut(path.removeprefix(folder), options.unit_files)
        full = full or half or len(group) >= options.unit_files or size >= options.unit_bytes
    if group:
        yield _unit(folder, group, size, options)


def _beside(path: str) -> str:
    """The state of the lists of sources beside an article, which are audited with it."""
    if is_remote(path):
        return ""
    return "".join(f"{each}:{stamp}" for each in lists_of(path) if (stamp := stamped(each)))


def _is_cut(path: str, files: int) -> bool:
    """Whether a unit ends behind this file if it is half full: about one in a sixth of a unit's files says so."""
    return int(cutting.digested((path,)), 16) % max(1, files // 6) == 0


def _unit(folder: str, group: list[tuple[str, str]], size: int, options: Options) -> Unit:
    digest = cutting.digested(("folder", options.reading(), *(part for each in group for part in each)))
    return Unit("folder", folder, 0, len(group), size, digest, packed(path for path, _ in group))


def read(unit: Unit, options: Options) -> Iterator[Item]:
    """The documents of the files, in their order."""
    return beside.together(_each(unit, options))


def _each(unit: Unit, options: Options) -> Iterator[Item]:
    told: set[str] = set()
    for path in unit.files:
        if path in told:  # a list that cannot be read, of several articles
            continue
        try:
            with opened(path) as file:
                data = file.read(options.max_document + 1)
        except OSError as error:
            told.add(path)
            yield failed(path, "", unreadable(error))
            continue
        if len(data) > options.max_document:
            told.add(path)
            yield failed(path, "", oversize(options.max_document))
        elif beside.is_list(path) and is_remote(path):
            yield beside.listed(path, "", data, path)
        elif reader := options.format or formats.of_path(path) or _plain(path):
            found = document(path, "", data, reader)
            yield found._replace(name=path) if is_remote(path) else found
        else:
            what = members.unread(os.path.basename(path), "; --format says how to read it")
            yield failed(path, "", TroubleError("unsupported", what))


def _plain(path: str) -> str | None:
    """A file without a suffix, which somebody names, is text."""
    return None if os.path.splitext(path)[1] else "text"
