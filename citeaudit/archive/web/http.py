"""What a server answered: its status, its headers and the page, unpacked within bounds."""

import io
import re
import zlib
from typing import NamedTuple

from citeaudit.archive.members import whole
from citeaudit.archive.streams.inflating import Readable, inflated
from citeaudit.archive.trouble import TroubleError, missing

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? +(\d{3})\b")
_END = re.compile(rb"\r?\n\r?\n")
_LONGEST = 1 << 16
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    """By names in small letters; of several of one name the first."""
    body: bytes


class Kind(NamedTuple):
    """What a header says of the kind of a page."""

    media: str
    charset: str | None


def kind(header: str) -> Kind:
    """Take a header Content-Type apart."""
    charset = _CHARSET.search(header)
    return Kind(header.partition(";")[0].strip().lower(), charset[1] if charset else None)


def parsed(block: bytes) -> Answer:
    """An answer as it was sent; its body is still packed.

    Raises:
        TroubleError: it is none.
    """
    status = _STATUS.match(block)
    end = _END.search(block, 0, _LONGEST)
    if status is None or end is None:
        raise TroubleError("parse-error", "is no answer of a web server")
    headers: dict[str, str] = {}
    for line in block[: end.start()].decode("latin-1").splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers.setdefault(name.strip().lower(), value.strip())
    return Answer(int(status[1]), headers, block[end.end() :])


def unpacked(answer: Answer, limit: int, max_ratio: int) -> bytes:
    """The page of an answer.

    Raises:
        TroubleError: it is larger than `limit` bytes, damaged, or packed in a way that is not known.
    """
    body = answer.body
    if "chunked" in answer.headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    for coding in reversed(answer.headers.get("content-encoding", "").lower().split(",")):
        body = _decoded(body, coding.strip(), limit, max_ratio)
    return body


def _joined(body: bytes) -> bytes:
    """A body without the marks of its chunks; many archives keep the header and have taken the marks out."""
    pieces: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 100)
        size = body[at:end].partition(b";")[0].strip() if end >= 0 else b""
        if not re.fullmatch(rb"[0-9A-Fa-f]{1,8}", size):
            return body
        start = end + 2
        at = start + int(size, 16)
        if at == start:
            return b"".join(pieces)
        pieces.append(body[start:at])
        if body[at : at + 2] != b"\r\n":
            return b"".join(pieces) if at >= len(body) else body
        at += 2
        if at == len(body):  # the last, empty chunk was cut off
            return b"".join(pieces)


def _decoded(body: bytes, coding: str, limit: int, max_ratio: int) -> bytes:
    """A body without one coding; where it has none, an archive has taken it out and kept the header."""
    if coding in ("gzip", "x-gzip", "zstd"):
        return whole(inflated(io.BytesIO(body), "", max_ratio), limit)
    if coding == "deflate":
        return _deflated(body, limit)
    if coding == "br":
        return _unbrotlied(body, limit)
    if coding in ("", "identity"):
        return body
    raise TroubleError("unsupported", f'is packed in a way that is not known ("{coding[:40]}")')


def _deflated(body: bytes, limit: int) -> bytes:
    for window in (15, -15):  # the standard, and what some servers take for it
        unpacker = zlib.decompressobj(window)
        try:
            page = unpacker.decompress(body, limit + 1)
        except zlib.error:
            continue
        return whole(io.BytesIO(page), limit)
    return body


def _unbrotlied(body: bytes, limit: int) -> bytes:
    try:
        _brotli(body).read(1)  # of more the reader keeps nothing where it meets a fault further on
    except TroubleError:
        return body
    return whole(_brotli(body), limit)


class _Brotli:
    def __init__(self, body: bytes) -> None:
        from fastwarc.stream_io import BrotliReader

        self._reader = BrotliReader(io.BytesIO(body))

    def read(self, size: int, /) -> bytes:
        try:
            return self._reader.read(size)
        except OSError as error:
            raise TroubleError("parse-error", f"is damaged (brotli: {error})") from None


def _brotli(body: bytes) -> Readable:
    try:
        return _Brotli(body)
    except ModuleNotFoundError:
        raise missing("fastwarc", "pages that are packed with brotli") from None
