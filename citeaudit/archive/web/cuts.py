"""Where records begin, found without reading what comes before: to cut a file, and to go on behind a damage."""

import re
import zlib
from collections.abc import Iterator
from typing import IO

from citeaudit.archive.streams.inflating import inflated
from citeaudit.archive.trouble import TroubleError

_MEMBER = b"\x1f\x8b\x08"
_RECORD = b"WARC/"
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,15})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEADER = 1 << 16
_BLOCK = 1 << 20
_STORED = 65535
"""The most bytes that gzip stores as they are in one go."""
_RATIO = 2000  # no gzip grows more; what a record may grow to is limited where it is read


def is_gzip(raw: IO[bytes]) -> bool:
    """Whether an open file begins as a gzip file does."""
    raw.seek(0)
    return raw.read(2) == _MEMBER[:2]


def is_by_record(raw: IO[bytes]) -> bool:
    """Whether each record of a gzip file is a member of its own, so that it can be read from each of them."""
    raw.seek(0)
    unpacker = zlib.decompressobj(31)
    head, size, total = b"", 0, None
    while not unpacker.eof and (piece := raw.read(4096)):
        try:
            out = unpacker.decompress(piece)
        except zlib.error:
            return True  # whoever reads it says that it is damaged
        head, size = head + out if len(head) < _HEADER else head, size + len(out)
        if total is None and b"\r\n\r\n" in head:
            total = head.index(b"\r\n\r\n") + 4 + _length(head) + 4
        if total is not None and size > total:
            return False
    return True


def starts(raw: IO[bytes], size: int, stride: int) -> Iterator[int]:
    """Where to cut a file of `size` bytes: the beginnings of records, at least `stride` apart, without the first."""
    if is_gzip(raw):
        at: int | None = 0
        while at is not None and at + stride < size:
            at = next_start(raw, at + stride)
            if at is not None:
                yield at
        return
    last = 0
    for start in _plain(raw):
        if start - last >= stride:
            yield start
            last = start


def next_start(raw: IO[bytes], start: int, *, unharmed: bool = False) -> int | None:
    """The first member of a gzip file at or behind `start` that begins with a record; None where there is none.

    An archive may hold the gzip file of another as it is. What may be stored so is passed over, at the price that now
    and then a record is, too. With `unharmed` the member can be read to its end as well.
    """
    raw.seek(start)
    before = b""
    at = start
    while block := raw.read(_BLOCK):
        window = before + block
        base = at - len(before)
        found = window.find(_MEMBER)
        while found >= 0:
            if _begins(raw, base + found, unharmed=unharmed) and not _stored(raw, base + found):
                return base + found
            found = window.find(_MEMBER, found + 1)
        at += len(block)
        before = window[-len(_MEMBER) + 1 :]
        raw.seek(at)
    return None


def _begins(raw: IO[bytes], start: int, *, unharmed: bool) -> bool:
    raw.seek(start)
    unpacker = zlib.decompressobj(31)
    head = b""
    while not unpacker.eof and (piece := raw.read(512 if len(head) < len(_RECORD) else _BLOCK // 16)):
        try:
            out = unpacker.decompress(piece)
        except zlib.error:
            return False
        head += out[: len(_RECORD)]
        if len(head) >= len(_RECORD) and (not unharmed or not head.startswith(_RECORD)):
            return head.startswith(_RECORD)
    return unpacker.eof and head.startswith(_RECORD)


def _stored(raw: IO[bytes], start: int) -> bool:
    """Whether the byte at `start` may be one of a stretch that is stored as it is.

    Before such a stretch stand its length and the complement of that: by chance as well, for about a third of all
    places.
    """
    low = max(0, start - _STORED - 4)
    raw.seek(low)
    data = raw.read(start - low)
    for at in range(len(data) - 3):
        if data[at] ^ data[at + 2] == 255 and data[at + 1] ^ data[at + 3] == 255:
            length = data[at] | data[at + 1] << 8
            if at + 4 + length > len(data):
                return True
    return False


def _plain(raw: IO[bytes]) -> Iterator[int]:
    """Where the records of a file begin that is not compressed: each tells its length."""
    at = 0
    while True:
        raw.seek(at)
        head = raw.read(_HEADER)
        end = head.find(b"\r\n\r\n")
        if not head.startswith(_RECORD) or end < 0:
            return
        yield at
        at += end + 4 + _length(head[:end]) + 4


def _length(head: bytes) -> int:
    found = _LENGTH.search(head)
    return int(found[1]) if found else 0


def is_whole(raw: IO[bytes], last: int) -> bool:
    """Whether a file ends where its last record does, which begins at `last`: the libraries do not tell."""
    if not is_gzip(raw):
        return _ends_behind(raw, last)
    raw.seek(last)
    content = inflated(raw, "", _RATIO)
    try:
        while content.read(1 << 16):
            pass
    except TroubleError:
        return False
    return True


def _ends_behind(raw: IO[bytes], last: int) -> bool:
    """Whether behind a record that is not compressed there is nothing, or something that is no piece of a header."""
    raw.seek(last)
    head = raw.read(_HEADER)
    end = head.find(b"\r\n\r\n")
    if end < 0:
        return not head
    size = raw.seek(0, 2)
    stop = last + end + 4 + _length(head[:end]) + 4
    raw.seek(stop)
    rest = raw.read(_HEADER)
    cut = rest.startswith(_RECORD[: len(rest)]) and b"\r\n\r\n" not in rest if rest else False
    return stop <= size and not cut
