"""The records of a WARC file, by fastwarc, or by warcio where that is not installed: the same for both."""

from collections.abc import Iterator
from typing import IO, Any, NamedTuple, Protocol, cast

from citeaudit.archive.trouble import TroubleError, missing


class Source(Protocol):
    """What both libraries read from."""

    def read(self, size: int, /) -> bytes: ...
    def tell(self) -> int: ...


class Record(NamedTuple):
    offset: int
    """Where it begins, in bytes of the source, which are compressed ones where it is compressed record by record."""
    role: str
    """"response", "request", "conversion", ..."""
    url: str
    date: str
    media: str
    """What the record says of its kind."""
    cut: str
    """Why whoever made the archive did not keep all of it; mostly empty."""
    length: int
    """What it says that it has, in bytes; -1 where its own header is cut off."""
    block: bytes
    """What it has, or a byte more than the limit."""


class DamagedError(Exception):
    """The records cannot be read on from here; the message says why."""


KEPT = ("response", "resource", "conversion")
"""The types of records that hold documents; of the others no block is read."""


def records(source: Source, limit: int) -> Iterator[Record]:
    """The records from where `source` stands to its end, of whatever type; a block has at most `limit` bytes and one.

    Raises:
        DamagedError: what follows is no record.
        TroubleError: `source` raised it.
        CiteauditError: neither library is installed.
    """
    try:
        import fastwarc.warc  # noqa: F401
    except ModuleNotFoundError:
        found = _by_warcio(source, limit)
    else:
        found = _by_fastwarc(source, limit)
    try:
        yield from found
    except (TroubleError, GeneratorExit):
        raise
    except OSError as error:
        if error.errno is not None:
            raise
        raise DamagedError(str(error)) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of fastwarc, where it met what its authors thought impossible
            raise
        raise DamagedError(str(error)) from None


def _by_fastwarc(source: Source, limit: int) -> Iterator[Record]:
    from fastwarc.warc import ArchiveIterator

    for record in ArchiveIterator(cast(Any, source), parse_http=False, fsspec_args=False):
        role = str(record.record_type).lower()
        length = record.content_length
        block = record.reader.read(min(length, limit + 1)) if role in KEPT else b""
        yield _record(record.stream_pos, role, record.headers, block)


def _by_warcio(source: Source, limit: int) -> Iterator[Record]:
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ModuleNotFoundError:
        raise missing("fastwarc or warcio", "web archives") from None
    try:
        archive = ArchiveIterator(source, no_record_parse=True)
        for record in archive:
            headers = {name.lower(): value for name, value in record.rec_headers.headers}
            length = int(headers.get("content-length") or 0)
            block = _read(record.raw_stream, min(length, limit + 1)) if record.rec_type in KEPT else b""
            # It reads to the end of the record to tell where that begins.
            yield _record(archive.get_record_offset(), record.rec_type, headers, block)
    except ArchiveLoadFailed as error:
        raise DamagedError(str(error).strip().splitlines()[0]) from None


def _read(stream: IO[bytes], size: int) -> bytes:
    pieces = b""
    while len(pieces) < size and (more := stream.read(size - len(pieces))):
        pieces += more
    return pieces


def _record(offset: int, role: str, headers: Any, block: bytes) -> Record:
    def header(name: str) -> str:
        return (headers.get(name) or headers.get(name.lower()) or "").strip()

    url = header("WARC-Target-URI").strip("<>")
    told = header("Content-Length")
    length = int(told) if told.isdecimal() else -1
    cut, media = header("WARC-Truncated"), header("Content-Type")
    return Record(offset, role, url, header("WARC-Date"), media, cut, length, block)
