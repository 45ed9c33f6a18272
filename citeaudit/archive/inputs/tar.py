"""Tar files, compressed or not: a stream of members that is read from its beginning."""

import tarfile
from collections.abc import Generator, Iterator
from contextlib import suppress
from typing import IO, cast

from citeaudit.archive import beside, cutting, formats, members
from citeaudit.archive.items import Item, Unit
from citeaudit.archive.options import Options
from citeaudit.archive.streams.inflating import Readable, inflated
from citeaudit.archive.streams.opening import opened, state
from citeaudit.archive.trouble import TroubleError, failed

SUFFIXES = (".tar", ".tgz", ".tzst", ".tbz2", ".txz")
COMPRESSED = True
ALONE = False
WHOLE = "a tar file has no list of its members, so that it is read from its beginning"
_BLOCK = 512
_LONGEST = 1 << 20
"""Bytes of what a member says of itself before its content: long names, times."""
_LOOKED_THROUGH = 256 << 20
"""Bytes, as stored, of a file that is read twice: of larger ones the first look would take as long as a reader that
hangs."""
_CUT = "is cut off; what comes before was read"


def units(path: str, options: Options) -> Iterator[Unit]:
    """The whole file as one unit."""
    yield cutting.whole("tar", path, options)


def read(unit: Unit, options: Options) -> Iterator[Item]:
    """The documents of its members.

    Raises:
        OSError: it cannot be read.
    """
    known = _lists(unit.path, options)
    with opened(unit.path) as raw:
        content = inflated(raw, unit.path, options.max_ratio)
        yield from beside.together(_streamed(content, unit.path, "", options), known)


def _lists(path: str, options: Options) -> dict[str, bytes]:
    """The lists of sources in the file: any may lie behind its article, so that they are looked for first.

    Of a very large file none: there a list is read that comes before its article, or right behind it.
    """
    found: dict[str, bytes] = {}
    if state(path).size > _LOOKED_THROUGH:
        return found
    with opened(path) as raw, suppress(TroubleError, tarfile.TarError, ValueError):  # told when it is read in earnest
        content = _Kept(inflated(raw, path, options.max_ratio))
        archive = tarfile.open(fileobj=cast(IO[bytes], content), mode="r|", tarinfo=_Member)  # noqa: SIM115
        count = size = 0
        while (member := archive.next()) is not None and size <= beside.MOST and count < options.max_members:
            archive.members = []  # type: ignore[attr-defined]
            count += 1
            if member.isreg() and beside.is_list(member.name) and member.size <= options.max_document:
                found[member.name] = cast(IO[bytes], archive.extractfile(member)).read()
                size += member.size
    return found


class _Member(tarfile.TarInfo):
    def _proc_member(self, archive: tarfile.TarFile) -> tarfile.TarInfo:
        plain = self.isreg() or self.isdir() or self.islnk() or self.issym() or self.isdev()
        if not plain and self.size > _LONGEST:  # tarfile would read it into memory, as long as it says it is
            raise TroubleError(
                "oversize", f"has a header of {self.size:,} bytes; the rest of the tar file was not read"
            )
        return cast(tarfile.TarInfo, super()._proc_member(archive))  # type: ignore[misc]


class _Kept:
    """The stream, and what was read of it last, to see what tarfile took for its end."""

    def __init__(self, content: Readable) -> None:
        self._content = content
        self._last = b""
        self._end = 0
        self.broken = False

    def read(self, size: int) -> bytes:
        try:
            piece = self._content.read(size)
        except TroubleError:
            self.broken = True
            raise
        self._last = (self._last[-(1 << 17) :] if len(self._last) > 1 << 18 else self._last) + piece
        self._end += len(piece)
        return piece

    def block(self, start: int) -> bytes:
        """The block that begins at `start`, short or empty where the stream ends before it does."""
        while self._end < start + _BLOCK and self.read(_BLOCK):
            pass
        at = start - (self._end - len(self._last))
        return self._last[at : at + _BLOCK] if at >= 0 else b""

    def drain(self) -> None:
        """Read to the end: only there a compressed stream can tell that it is whole."""
        while self.read(1 << 16):
            pass


def stream(content: Readable, source: str, prefix: str, options: Options) -> Iterator[Item]:
    """The documents of a whole stream; `prefix` begins their positions. Of the lists of sources see `_lists`."""
    return beside.together(_streamed(content, source, prefix, options))


def _streamed(content: Readable, source: str, prefix: str, options: Options) -> Iterator[Item]:
    kept = _Kept(content)
    names = members.Names()
    archive: tarfile.TarFile | None = None
    count = 0
    try:
        archive = tarfile.open(fileobj=cast(IO[bytes], kept), mode="r|", tarinfo=_Member, errorlevel=1)  # noqa: SIM115
        while (member := archive.next()) is not None:
            archive.members = []  # type: ignore[attr-defined] # it keeps all of them, and there may be millions
            count += 1
            _check_count(count, options.max_members)
            if not member.isdir() and not members.is_left_out(member.name):
                cut = yield from _member(archive, member, prefix + names.position(member.name), source, options)
                if cut or kept.broken:  # told at the member in which it was met
                    return
        _check_end(kept, archive.offset)
    except TroubleError as trouble:
        yield failed(source, f"{prefix}end", trouble)
    except tarfile.TarError as error:
        yield failed(source, f"{prefix}end", _trouble(error, archive, kept))
    except ValueError:  # of tarfile, over numbers that are none in what a member says of itself
        yield failed(source, f"{prefix}end", TroubleError("parse-error", "is damaged; the rest was not read"))


def _member(
    archive: tarfile.TarFile, member: tarfile.TarInfo, position: str, source: str, options: Options
) -> Generator[Item, None, bool]:
    """The documents of a member, and whether the file ends inside it."""
    if not member.isreg():
        if formats.of_path(member.name):
            what = f'a link to "{member.linkname[:100]}"' if member.islnk() or member.issym() else "no file"
            what = what.encode("utf-8", "backslashreplace").decode()
            yield failed(source, position, TroubleError("unsupported", f"is {what}"))
        return False

    def open_member() -> Readable:
        return cast(Readable, archive.extractfile(member))

    try:
        yield from members.items(member.name, position, source, options, member.size, open_member)
    except TroubleError as trouble:
        yield failed(source, position, trouble)
    except tarfile.TarError:
        yield failed(source, position, TroubleError("truncated", _CUT))
        return True
    return False


def _check_count(count: int, most: int) -> None:
    if count > most:
        raise TroubleError("oversize", f"has more than {most:,} members; the rest was not read (max_members)")


def _check_end(kept: _Kept, offset: int) -> None:
    """Whether there was an end where tarfile saw one: it stops at whatever is no header, and says nothing."""
    block = kept.block(offset)
    if len(block) < _BLOCK:
        raise TroubleError("truncated", _CUT)
    if block.strip(b"\0"):
        raise TroubleError("parse-error", f"is damaged at byte {offset:,}; the rest was not read")
    kept.drain()


def _trouble(error: tarfile.TarError, archive: tarfile.TarFile | None, kept: _Kept) -> TroubleError:
    if archive is None and not isinstance(error, tarfile.ReadError):
        return TroubleError("parse-error", f"is no tar file: {error}")
    try:
        if archive is None and len(kept.block(0)) == _BLOCK:
            return TroubleError("parse-error", "is no tar file")
    except TroubleError as trouble:
        return trouble
    return TroubleError("truncated", _CUT)
