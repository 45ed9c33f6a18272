"""Read what is compressed: gzip, zstandard, bzip2 or xz, told by the first bytes, in pieces of bounded size."""

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, Protocol

from citeaudit.archive.options import GROWTH
from citeaudit.archive.trouble import TroubleError, missing


class Readable(Protocol):
    """Anything that gives its next bytes: at most `size`, none only at its end."""

    def read(self, size: int, /) -> bytes: ...


class _Way(NamedTuple):
    name: str
    suffix: str
    magic: bytes
    make: Callable[[], Any]
    """What unpacks: objects of four libraries, much the same but not in their types."""
    piece: int
    """How many bytes to unpack at a time: with the highest ratio that gzip and zstandard allow, 8 MB come out."""
    most: tuple[int, ...] = ()
    """How many bytes may come out at a time, where the library keeps the rest by itself."""


def _zstandard() -> Any:
    try:
        import zstandard
    except ModuleNotFoundError:
        raise missing("zstandard", "what is compressed with it") from None
    return zstandard.ZstdDecompressor(max_window_size=1 << 27).decompressobj()


_WAYS = (
    _Way("gzip", ".gz", b"\x1f\x8b", lambda: zlib.decompressobj(31), 4096),
    _Way("zstandard", ".zst", b"\x28\xb5\x2f\xfd", _zstandard, 256),
    _Way("bzip2", ".bz2", b"BZh", bz2.BZ2Decompressor, 4096, (1 << 20,)),
    _Way("xz", ".xz", b"\xfd7zXZ\0", lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=1 << 28), 4096, (1 << 20,)),
)
SUFFIXES = tuple(way.suffix for way in _WAYS)
_BLOCK = 1 << 17


def inflated(raw: Readable, name: str, max_ratio: int) -> Readable:
    """The content of a file called `name`, unpacked where it is compressed, whatever its name says.

    What is read raises `TroubleError` where the file is cut off, damaged or grows past all bounds, and only after all
    bytes before that place were given.
    """
    head = raw.read(8)
    while len(head) < 8 and (more := raw.read(8 - len(head))):
        head += more
    for way in _WAYS:
        if head.startswith(way.magic):
            return _Inflated(raw, head, way, max_ratio)
        if name.lower().endswith(way.suffix) and way.magic.startswith(head):
            raise TroubleError("truncated", f"is cut off: {len(head)} bytes are no {way.name} file")
    return _Plain(raw, head)


def is_compressed(head: bytes) -> bool:
    """Whether a file that begins so is compressed: then it can be read from its beginning only."""
    return any(head.startswith(way.magic) for way in _WAYS)


class _Plain:
    def __init__(self, raw: Readable, head: bytes) -> None:
        self._raw = raw
        self._head = head

    def read(self, size: int, /) -> bytes:
        if self._head:
            piece, self._head = self._head[:size], self._head[size:]
            return piece
        return self._raw.read(size)


class _Inflated:
    def __init__(self, raw: Readable, head: bytes, way: _Way, max_ratio: int) -> None:
        self._pieces = _unpacked(raw, head, way, max_ratio)
        self._rest = b""
        self._at = 0

    def read(self, size: int, /) -> bytes:
        if self._at == len(self._rest):
            self._rest, self._at = next(self._pieces, b""), 0
        piece = self._rest[self._at : self._at + size]
        self._at += len(piece)
        return piece


def _unpacked(raw: Readable, head: bytes, way: _Way, max_ratio: int) -> Iterator[bytes]:
    """The unpacked content in pieces that are not empty; members that follow each other are one file."""
    unpacker = way.make()
    taken, given, fresh = 0, 0, True
    block = head
    while block:
        at = 0
        while at < len(block):
            piece = block[at : at + way.piece]
            if fresh and not piece.strip(b"\0"):  # padding, as tapes and block devices have it
                taken, at = taken + len(piece), at + len(piece)
                continue
            for out in _steps(unpacker, piece, way, taken):
                given += len(out)
                if given > GROWTH and given > max_ratio * (taken + len(piece)):
                    ratio = f"to more than {max_ratio} times its size"
                    raise TroubleError("oversize", f"unpacks {ratio}; the rest behind byte {taken:,} was not read")
                if out:
                    yield out
            used = len(piece) - (len(unpacker.unused_data) if unpacker.eof else 0)
            taken, at, fresh = taken + used, at + used, unpacker.eof
            if fresh:
                unpacker = way.make()
        block = raw.read(_BLOCK)
    if not fresh:
        raise TroubleError("truncated", f"is cut off after byte {taken:,}; what comes before was read")


def _steps(unpacker: Any, piece: bytes, way: _Way, taken: int) -> Iterator[bytes]:
    """What comes out of one piece; `taken` is the number of bytes before it."""
    try:
        yield unpacker.decompress(piece, *way.most)
        while not unpacker.eof and not getattr(unpacker, "needs_input", True):
            yield unpacker.decompress(b"", *way.most)
    except (zlib.error, OSError, EOFError, lzma.LZMAError, _zstandard_error()) as error:
        raise TroubleError("parse-error", f"is damaged near byte {taken:,} ({way.name}: {error})") from None


def _zstandard_error() -> type[Exception]:
    try:
        import zstandard
    except ModuleNotFoundError:
        return EOFError
    return zstandard.ZstdError
