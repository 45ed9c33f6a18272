"""Cut a stream into lines, each with the place where it begins, none longer than a limit."""

import codecs
from collections.abc import Callable, Iterator
from typing import NamedTuple

from citeaudit.archive.streams.inflating import Readable
from citeaudit.archive.trouble import TroubleError, oversize

HEAD = 1 << 16
"""How much of a file tells what its lines end with."""
_MARKS = (
    (codecs.BOM_UTF8, None),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Line(NamedTuple):
    start: int
    """In bytes from the beginning of the unpacked stream; of its UTF-8 where it is UTF-16 or UTF-32."""
    data: bytes
    """Without what ends it."""
    ended: bool
    """Whether anything ends it; only the last line of a file may lack that."""
    trouble: TroubleError | None = None


def separator(head: bytes) -> bytes:
    """What ends the lines of a file that begins with `head`, its first `HEAD` bytes: old files have only CR."""
    return b"\r" if b"\r" in head and b"\n" not in head else b"\n"


def is_wide(head: bytes) -> bool:
    """Whether a byte order mark of UTF-16 or UTF-32 begins it, so that a line break is no single byte."""
    return any(head.startswith(mark) for mark, encoding in _MARKS if encoding)


def first(stream: Readable, size: int) -> bytes:
    """The first bytes of a stream, fewer only where it ends or cannot be read on."""
    pieces = b""
    try:
        while len(pieces) < size and (more := stream.read(size - len(pieces))):
            pieces += more
    except TroubleError:  # whoever reads the stream in earnest meets it again
        pass
    return pieces


def lines(
    stream: Readable, limit: int, end: bytes | Callable[[bytes], bytes] = separator, start: int = 0
) -> Iterator[Line]:
    """The lines of `stream`, the last also where nothing ends it; `end` is what ends them, or tells it by their head.

    A line of more than `limit` bytes has a trouble and no data, and so has the one in which a stream breaks off.
    """
    position = start
    kept: list[bytes] = []
    size = 0
    pieces = _pieces(stream)
    try:
        for piece in pieces:
            if not isinstance(end, bytes):
                end = end(piece)
            *whole, rest = piece.split(end)
            for part in whole:
                size += len(part)
                kept.append(part)
                yield _line(position, kept, size, limit, ended=True)
                position += size + 1
                kept, size = [], 0
            size += len(rest)
            if rest and size <= limit:
                kept.append(rest)
    except TroubleError as trouble:
        yield Line(position, b"", ended=False, trouble=trouble)
        return
    if size:
        yield _line(position, kept, size, limit, ended=False)


def _line(position: int, kept: list[bytes], size: int, limit: int, *, ended: bool) -> Line:
    if size > limit:
        return Line(position, b"", ended, oversize(limit))
    return Line(position, kept[0] if len(kept) == 1 else b"".join(kept), ended)


def _pieces(stream: Readable) -> Iterator[bytes]:
    """The stream in pieces, the first of them `HEAD` bytes where it has so many; as UTF-8 where it is wide."""
    head = b""
    trouble = None
    try:
        while len(head) < HEAD and (more := stream.read(HEAD - len(head))):
            head += more
    except TroubleError as error:
        trouble = error
    encoding = next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)
    decoder = codecs.getincrementaldecoder(encoding)("replace") if encoding else None
    if head:
        yield decoder.decode(head).encode() if decoder else head
    if trouble:
        raise trouble
    while piece := stream.read(1 << 18):
        yield decoder.decode(piece).encode("utf-8", "replace") if decoder else piece
