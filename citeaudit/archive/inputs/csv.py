"""CSV, compressed or not: one record to a row; rows may span lines, so that it is read from its beginning."""

import csv
import re
from collections.abc import Iterable, Iterator
from itertools import chain

from citeaudit.archive import cutting, records
from citeaudit.archive.items import Item, Unit
from citeaudit.archive.options import Options
from citeaudit.archive.streams.inflating import SUFFIXES as COMPRESSIONS
from citeaudit.archive.streams.inflating import Readable, inflated
from citeaudit.archive.streams.lines import HEAD, Line, lines, separator
from citeaudit.archive.streams.opening import opened
from citeaudit.archive.trouble import TroubleError, failed, oversize
from citeaudit.decoding import decode
from citeaudit.errors import ReadError

SUFFIXES = (".csv", ".tsv")
COMPRESSED = True
ALONE = True
WHOLE = "a row of CSV may span lines, so that a file is read from its beginning"
_BETWEEN = "\x1f"
_DELIMITERS = ",;\t|"
_SAID = re.compile(rb"(?:\xef\xbb\xbf)?sep=([^\r\n\"])\r?")
_TABS = tuple(f".tsv{each}" for each in ("", *COMPRESSIONS))
_FIRST = re.compile(rb'(?:\xef\xbb\xbf)?[\r\n ]*+(?:[^"\r\n]++|"[^"]*+")*+(\r*+)(.?)', re.DOTALL)
"""The first row; the signs CR behind it, and what follows those."""
_BREAK = re.compile(r"\s*[\r\n]\s*")
_NEVER_CLOSED = "a quotation mark is never closed; rows up to the end of the file are in it"


def units(path: str, options: Options) -> Iterator[Unit]:
    """The whole file as one unit."""
    yield cutting.whole("csv", path, options)


def read(unit: Unit, options: Options) -> Iterator[Item]:
    """The records of the file.

    Raises:
        OSError: it cannot be read.
    """
    with opened(unit.path) as raw:
        yield from stream(inflated(raw, unit.path, options.max_ratio), unit.path, "", options)


class _Lines:
    """The lines as text in which each byte is a character: whatever the encoding, its commas and quotes are ASCII."""

    def __init__(self, found: Iterable[Line]) -> None:
        self._found = iter(found)
        self.over = False

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = next(self._found, None)
        if line is None:
            self.over = True
            raise StopIteration
        if line.trouble:
            raise line.trouble
        return line.data.decode("latin-1") + "\n"


def stream(content: Readable, source: str, prefix: str, options: Options) -> Iterator[Item]:
    """The records of a whole stream; `prefix` begins their positions, which are the numbers of rows below the first."""
    found = lines(content, options.max_document, _end)
    first = _filled(found)
    said = _SAID.fullmatch(first.data) if first else None
    if said:  # Excel reads what stands there, and begins below
        first = _filled(found)
    if first is None:
        return
    csv.field_size_limit(options.max_document)
    top = _top(first, found)
    below = _Lines(chain(top, found))
    try:
        delimiter = options.delimiter or (said[1].decode("latin-1") if said else _delimiter(top, source, options))
        rows = csv.reader(below, delimiter=delimiter)
        header = _names(next(rows, []))
        trouble = _unfit(header, options.text_field, over=below.over)
    except TroubleError as error:
        trouble = error
    except csv.Error as error:
        trouble = _trouble(error, options)
    if trouble:
        yield failed(source, f"{prefix}header", trouble)
        return
    number = 1
    while True:
        try:
            row = next(rows, None)
            if row is None:
                return
            if not row:
                continue
            item = _item(row, header, source, f"{prefix}row {number}", options, over=below.over)
        except TroubleError as error:
            item = failed(source, f"{prefix}row {number}", error)
        except csv.Error as error:
            item = failed(source, f"{prefix}row {number}", _trouble(error, options))
        yield item
        number += 1


def _filled(found: Iterator[Line]) -> Line | None:
    return next((line for line in found if line.trouble or line.data.strip(b"\xef\xbb\xbf\r ")), None)


def _end(head: bytes) -> bytes:
    """What ends the rows: where that is CR alone, there may be line breaks of another kind in quotation marks."""
    first = _FIRST.match(head)
    return b"\r" if first and first[1] and first[2] != b"\n" else separator(head)


def _top(first: Line, found: Iterator[Line]) -> list[Line]:
    """The lines of the first row: names of columns, too, may have line breaks in quotation marks."""
    top = [first._replace(data=first.data.removeprefix(b"\xef\xbb\xbf"))]
    size, quotes = 0, first.data.count(b'"')
    while quotes % 2 and size < HEAD and (line := next(found, None)):
        top.append(line)
        size, quotes = size + len(line.data) + 1, quotes + line.data.count(b'"')
    return top


def _trouble(error: csv.Error, options: Options) -> TroubleError:
    if "new-line" in str(error):
        what = "has a line break of another kind (CR or LF) than those between rows, and not in quotation marks"
        return TroubleError("parse-error", f"{what}; save the file with line breaks of one kind")
    if "field limit" not in str(error):
        return TroubleError("parse-error", f"is not valid CSV: {error}")
    detail = oversize(options.max_document).detail
    return TroubleError("oversize", f"{detail}; is a quotation mark before it never closed?")


def _delimiter(top: list[Line], source: str, options: Options) -> str:
    """The sign between the names of the first row: one that sets the field with the text apart."""
    if source.lower().endswith(_TABS):
        return "\t"
    for sign in _DELIMITERS:
        if records.covers(_names(next(csv.reader(_Lines(top), delimiter=sign), [])), options.text_field):
            return sign
    return ","


def _unfit(header: list[str], wanted: str, *, over: bool) -> TroubleError | None:
    """Why no text can be found by such names of columns; None where it can."""
    if over:
        return TroubleError("parse-error", _NEVER_CLOSED)
    if not records.covers(header, wanted):
        return records.lacking(wanted, header)
    return records.doubled(header, wanted)


def _names(row: list[str]) -> list[str]:
    return [_BREAK.sub(" ", name.strip()) for name in _texts(row)[0]]


def _item(row: list[str], header: list[str], source: str, position: str, options: Options, *, over: bool) -> Item:
    if over:  # the reader asked for a line behind the last to end this row
        raise TroubleError("parse-error", _NEVER_CLOSED)
    while len(row) > len(header) and not row[-1]:
        row.pop()
    if len(row) != len(header):
        raise TroubleError(
            "parse-error", f"has {len(row)} fields, but there are {len(header)} columns; is a comma without quotes?"
        )
    values, note = _texts(row)
    return records.item(dict(zip(header, values, strict=True)), source, position, options, note)


def _texts(row: list[str]) -> tuple[list[str], str]:
    """The fields of a row in their own encoding, which is one for all of them, and what had to be guessed of it."""
    joined = _BETWEEN.join(row)
    if joined.isascii() and "\0" not in joined:
        return row, ""
    try:
        text, notes = decode(joined.encode("latin-1"))
    except ReadError as error:
        raise TroubleError("decode-error", str(error)) from None
    values = text.split(_BETWEEN)
    if len(values) != len(row):  # the character is in the row itself
        return row, "Not UTF-8; read as Latin-1."
    return values, " ".join(notes)
