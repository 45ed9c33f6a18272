"""Web archives: the pages of HTML that servers sent; a file that is compressed record by record can be cut."""

from collections.abc import Iterator
from typing import IO

from citeaudit.archive import cutting
from citeaudit.archive.items import Item, Unit
from citeaudit.archive.options import Options
from citeaudit.archive.streams.inflating import Readable, inflated
from citeaudit.archive.streams.lines import first
from citeaudit.archive.streams.opening import opened, state
from citeaudit.archive.web import cuts, pages

SUFFIXES = (".warc",)
COMPRESSED = True
ALONE = False
WHOLE = "it is not compressed record by record, so that it is read from its beginning (warcio recompress mends that)"


def units(path: str, options: Options) -> Iterator[Unit]:
    """Cut it at records, about every `unit_bytes`.

    Raises:
        OSError: it cannot be opened.
        CiteauditError: what can reach it is not installed.
    """
    return cut("warc", path, options)


def cut(kind: str, path: str, options: Options) -> Iterator[Unit]:
    """The units of a web archive of a kind."""
    found = state(path)
    with opened(path) as raw:
        if not _is_cuttable(raw):
            yield cutting.whole(kind, path, options)
            return
        start = 0
        for stop in (*cuts.starts(raw, found.size, options.unit_bytes), found.size):
            yield cutting.stretch(kind, path, start, stop, found, options, stop - start)
            start = stop


def read(unit: Unit, options: Options) -> Iterator[Item]:
    """The pages of the records that begin in the stretch.

    Raises:
        TroubleError: the file is cut off so early that it is none.
        OSError: it cannot be read.
        CiteauditError: neither fastwarc nor warcio is installed.
    """
    with opened(unit.path) as raw:
        if unit.stop < 0 and not _is_cuttable(raw):
            raw.seek(0)
            yield from stream(inflated(raw, unit.path, options.max_ratio), unit.path, "", options)
            return
        size = raw.seek(0, 2)
        yield from pages.of_file(raw, unit.path, options, unit.start, unit.stop, size)


def stream(content: Readable, source: str, prefix: str, options: Options) -> Iterator[Item]:
    """The pages of a whole stream; `prefix` begins their positions."""
    return pages.of_stream(content, source, prefix, options)


def _is_cuttable(raw: IO[bytes]) -> bool:
    """Whether it can be read from each of its records: not where it is packed as a whole, or is nothing."""
    if cuts.is_gzip(raw):
        return cuts.is_by_record(raw)
    raw.seek(0)
    return first(raw, 5) == b"WARC/"
