"""From the records of a web archive to the pages in them.

A page is given whole to the reader of HTML, which leaves out what a page says to be navigation. What extracts the main
text of pages was tried, and loses half of the lists of sources, so that every marker would lead nowhere.
"""

from collections.abc import Iterator
from typing import IO
from urllib.parse import urlsplit

from citeaudit.archive import formats
from citeaudit.archive.items import Item
from citeaudit.archive.options import Options
from citeaudit.archive.streams.inflating import Readable
from citeaudit.archive.trouble import TroubleError, document, failed, oversize
from citeaudit.archive.web import cuts, http
from citeaudit.archive.web.reading import KEPT, DamagedError, Record, records

_HEADERS = 1 << 16
"""Bytes that an answer may have beside its page."""
_CUT = "is cut off; what comes before was read"
_PAGES = ("text/html", "application/xhtml+xml")


def of_file(raw: IO[bytes], source: str, options: Options, start: int, stop: int, size: int) -> Iterator[Item]:
    """The pages whose records begin from `start` to `stop` of an open file that can be read from each of its records.

    Behind a damage it goes on with the next record that is whole.
    """
    at: int | None = start
    last = start
    told = False
    while at is not None and not 0 <= stop <= at:
        raw.seek(at)
        try:
            for record in records(raw, options.max_document + _HEADERS):
                if 0 <= stop <= record.offset:
                    return
                last = record.offset
                told = _is_short(record, options)
                yield from _cut(record, source, "") if told else _items(record, source, "", options)
            break
        except DamagedError as error:
            at, trouble = _behind(raw, last, error)
            yield failed(source, f"after byte {last}", trouble)
            told = at is None
    if not told and stop in (-1, size) and not cuts.is_whole(raw, last):
        yield failed(source, "end", TroubleError("truncated", _CUT))


def _behind(raw: IO[bytes], last: int, error: DamagedError) -> tuple[int | None, TroubleError]:
    """Where to go on behind a damage that follows the record at `last`, and what to say of it."""
    resumed = cuts.next_start(raw, last + 1, unharmed=True) if cuts.is_gzip(raw) else None
    if resumed is not None:
        return resumed, TroubleError("parse-error", f"is damaged: {error}; reading went on at byte {resumed:,}")
    if cuts.is_whole(raw, last):
        return None, TroubleError("parse-error", f"is damaged: {error}; the rest was not read")
    return None, TroubleError("truncated", _CUT)


class _Told:
    """A stream that tells how much of it was read. It ends where no more can be had: fastwarc hides what is raised."""

    def __init__(self, content: Readable) -> None:
        self._content = content
        self._at = 0
        self.trouble: TroubleError | None = None

    def read(self, size: int = 1 << 16, /) -> bytes:
        try:
            piece = self._content.read(size) if self.trouble is None else b""
        except TroubleError as trouble:
            self.trouble = trouble
            piece = b""
        self._at += len(piece)
        return piece

    def tell(self) -> int:
        return self._at


def of_stream(content: Readable, source: str, prefix: str, options: Options) -> Iterator[Item]:
    """The pages of a stream that is not compressed (any more); `prefix` begins their positions."""
    told = _Told(content)
    last = 0
    trouble: TroubleError | None = None
    try:
        for record in records(told, options.max_document + _HEADERS):
            if _is_short(record, options):
                yield from _cut(record, source, prefix, told.trouble)
                return
            last = record.offset
            yield from _items(record, source, prefix, options)
    except DamagedError as error:
        trouble = TroubleError("parse-error", f"is damaged: {error}; the rest was not read")
    if trouble := told.trouble or trouble:
        yield failed(source, f"{prefix}after byte {last}", trouble)


def _items(record: Record, source: str, prefix: str, options: Options) -> Iterator[Item]:
    """The page of a record; none for records of other types, which hold no document."""
    if record.role not in KEPT:
        return
    position = f"{prefix}byte {record.offset}"
    meta = _meta(record)
    detail = f"whoever made the archive did not keep all of it ({record.cut})" if record.cut else ""
    try:
        data, format = _page(record, options)
    except TroubleError as trouble:
        yield failed(source, position, trouble, meta)
    else:
        yield document(source, position, data, format, meta, detail)


def _is_short(record: Record, options: Options) -> bool:
    """Whether the file ends inside the record."""
    kept = min(record.length, options.max_document + _HEADERS + 1)
    return record.length < 0 or (record.role in KEPT and len(record.block) < kept)


def _cut(record: Record, source: str, prefix: str, trouble: TroubleError | None = None) -> Iterator[Item]:
    """What to say of a record in which the file ends."""
    yield failed(source, f"{prefix}byte {record.offset}", trouble or TroubleError("truncated", _CUT), _meta(record))


def _page(record: Record, options: Options) -> tuple[bytes, str]:
    if record.length > options.max_document + _HEADERS:
        raise oversize(options.max_document)
    if record.role == "conversion":
        return _sized(record.block, options), options.format or "text"
    kind, body = http.kind(record.media), record.block
    answer = None
    if record.role == "response" and kind.media in ("application/http", ""):
        answer = http.parsed(record.block)
        kind = http.kind(answer.headers.get("content-type", ""))
        if answer.status != 200:
            raise TroubleError("unsupported", f"is no page: the server answered {answer.status}")
    if kind.media not in _PAGES:
        raise TroubleError("unsupported", f"is no page of HTML ({kind.media[:60] or 'of a kind that is not told'})")
    if answer is not None:
        body = http.unpacked(answer, options.max_document, options.max_ratio)
    return _sized(formats.declared(body, kind.charset), options), "html"


def _sized(data: bytes, options: Options) -> bytes:
    if len(data) > options.max_document:
        raise oversize(options.max_document)
    return data


def _meta(record: Record) -> tuple[tuple[str, str], ...]:
    url = " ".join(record.url.split())[:1000]
    try:
        site = urlsplit(url).hostname or ""
    except ValueError:
        site = ""
    found = (("site", site.removeprefix("www.")), ("date", record.date[:40]), ("url", url))
    return tuple((name, value) for name, value in found if value)
