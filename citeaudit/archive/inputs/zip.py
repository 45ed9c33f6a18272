"""Zip files: their list of members is at their end, so that they are cut by the numbers of members."""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, cast

from citeaudit.archive import beside, cutting, members
from citeaudit.archive.items import Item, Unit
from citeaudit.archive.options import Options
from citeaudit.archive.streams.inflating import Readable
from citeaudit.archive.streams.opening import opened, state
from citeaudit.archive.trouble import TroubleError, failed

SUFFIXES = (".zip",)
COMPRESSED = False
ALONE = False
WHOLE = ""
_UNITS = 16
"""A large file is cut into about so many: the whole list is read again for each."""
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError)
_ENTRY = 100
"""Bytes that the list has for one member, on average."""


def units(path: str, options: Options) -> Iterator[Unit]:
    """Cut it into stretches of members.

    Raises:
        OSError: it cannot be opened.
        CiteauditError: what can reach it is not installed.
    """
    found = state(path)
    try:
        with opened(path) as raw, _listed(raw, options) as archive:
            sizes = [info.compress_size for info in archive.infolist()]
    except TroubleError:  # told as an item, when it is read
        yield cutting.whole("zip", path, options)
        return
    for start, stop in _stretches(sizes, options):
        yield cutting.stretch("zip", path, start, stop, found, options, sum(sizes[start:stop]))


def _stretches(sizes: list[int], options: Options) -> Iterator[tuple[int, int]]:
    most = max(options.unit_files, -(-len(sizes) // _UNITS))
    large = max(options.unit_bytes, sum(sizes) // _UNITS)
    start = size = 0
    for number, each in enumerate(sizes):
        size += each
        if number + 1 - start >= most or size >= large:
            yield start, number + 1
            start, size = number + 1, 0
    if start < len(sizes):
        yield start, len(sizes)


def read(unit: Unit, options: Options) -> Iterator[Item]:
    """The documents of the members in the stretch.

    Raises:
        TroubleError: it is no zip file, or one that is cut off.
        OSError: it cannot be read.
    """
    with opened(unit.path) as raw:
        yield from inside(raw, unit.path, "", options, unit.start, unit.stop)


def inside(
    raw: IO[bytes], source: str, prefix: str, options: Options, start: int = 0, stop: int = -1
) -> Iterator[Item]:
    """The documents of the members from `start` to `stop` of an open file; `prefix` begins their positions."""
    with _listed(raw, options) as archive:
        yield from _inside(archive, source, prefix, options, start, stop)


def _inside(
    archive: zipfile.ZipFile, source: str, prefix: str, options: Options, start: int, stop: int
) -> Iterator[Item]:
    names = members.Names()
    beside_them = _beside(archive)
    taken = {info.filename for lists in beside_them.values() for info in lists}
    # Several articles, perhaps in several units, may have one list: what is wrong with it is told with the first.
    first = {info.filename: article for article, lists in reversed(beside_them.items()) for info in lists}
    told: set[str] = set()
    for number, info in enumerate(archive.infolist()):
        if number == stop:
            return
        position = prefix + names.position(info.filename)
        if number < start or info.filename in taken or info.is_dir() or members.is_left_out(info.filename):
            continue
        lists: list[tuple[str, bytes]] = []
        for each in beside_them.get(info.filename, ()):
            for item in _member(archive, each, prefix + each.filename, source, options):
                if item.format == beside.FORMAT:
                    lists.append((each.filename, item.data))
                elif first[each.filename] == info.filename and item.position not in told:
                    told.add(item.position)
                    yield item
        for item in _member(archive, info, position, source, options):
            if item.format == beside.FORMAT:
                yield beside.alone(item)
            else:
                yield item._replace(lists=tuple(lists) or item.lists, name="")


def _beside(archive: zipfile.ZipFile) -> dict[str, list[zipfile.ZipInfo]]:
    """Of the articles that have lists of sources, by name, their lists, wherever in the file they lie."""
    lists = {info.filename: info for info in archive.infolist() if beside.is_list(info.filename)}
    if not lists:
        return {}
    found = ((info.filename, [lists[each] for each in beside.lists_of(info.filename) if each in lists])
             for info in archive.infolist())  # fmt: skip
    return {name: each for name, each in found if each}


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, position: str, source: str, options: Options
) -> Iterator[Item]:
    content: list[IO[bytes]] = []

    def open_member() -> Readable:
        content.append(archive.open(info))
        return members.Limited(content[0], info.compress_size, options.max_ratio)

    try:
        yield from members.items(info.filename, position, source, options, info.file_size, open_member)
    except TroubleError as trouble:
        yield failed(source, position, trouble)
    except _BROKEN as error:
        yield failed(source, position, TroubleError("parse-error", f"is damaged in the zip file: {error}"))
    except NotImplementedError as error:
        yield failed(source, position, TroubleError("unsupported", f"is packed in a way that is not known: {error}"))
    except RuntimeError:  # of zipfile, where a password is needed
        yield failed(source, position, TroubleError("unsupported", "is encrypted; unpack it with its password first"))
    finally:
        for file in content:
            file.close()


class _Careful:
    """The file as zipfile sees it: it reads the whole list at once, of whatever size the file says that it has."""

    def __init__(self, raw: IO[bytes], most: int) -> None:
        self._raw = raw
        self._most = most

    def read(self, size: int = -1) -> bytes:
        if size > self._most:
            raise TroubleError("oversize", "has a list of more members than are read (max_members)")
        return self._raw.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._raw.seek(offset, whence)

    def tell(self) -> int:
        return self._raw.tell()

    def seekable(self) -> bool:
        return True


@contextmanager
def _listed(raw: IO[bytes], options: Options) -> Iterator[zipfile.ZipFile]:
    start = raw.read(4)
    size = raw.seek(0, 2)
    careful = _Careful(raw, max(options.max_members * _ENTRY, 1 << 20))
    try:
        archive = zipfile.ZipFile(cast(IO[bytes], careful))
    except (*_BROKEN, NotImplementedError, OSError, OverflowError) as error:
        if start == b"PK\3\4":
            raise TroubleError("truncated", "is a zip file without its list of members; it was cut off") from None
        raise TroubleError("parse-error", f"is no zip file: {error}") from None
    with archive:
        found = archive.infolist()
        if len(found) > options.max_members:
            raise TroubleError("oversize", f"has {len(found):,} members, more than are read (max_members)")
        if sum(info.compress_size for info in found) > size:
            raise TroubleError("parse-error", "is no honest zip file: its members lie over one another")
        yield archive
