"""CSV, compressed or not: one record to a row; rows may span lines, so that it is read from its beginning."""

import csv
import re
from collections.abc import Iterator

from citeaudit.archive import cutting, records
from citeaudit.archive.items import Item, Unit
from citeaudit.archive.options import Options
from citeaudit.archive.streams.inflating import Readable, inflated
from citeaudit.archive.streams.lines import Line, lines
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
_SAID = re.compile(rb"(?:\xef\xbb\xbf)?sep=(.)\r?")


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

    def __init__(self, found: Iterator[Line]) -> None:
        self._found = found
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
    found = lines(content, options.max_document)
    first = _filled(found)
    said = _SAID.fullmatch(first.data) if first else None
    if said:  # Excel reads what stands there, and begins below
        first = _filled(found)
    if first is None:
        return
    if first.trouble:
        yield failed(source, f"{prefix}header", first.trouble)
        return
    csv.field_size_limit(options.max_document)
    head = first.data.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    try:
        delimiter = options.delimiter or (said[1].decode("latin-1") if said else _delimiter(head, options.text_field))
        header = [name.strip() for name in _texts(next(csv.reader([head], delimiter=delimiter), []))[0]]
    except csv.Error as error:
        yield failed(source, f"{prefix}header", _trouble(error, options))
        return
    if options.text_field.partition(".")[0] not in header:
        yield failed(source, f"{prefix}header", records.lacking(options.text_field, header))
        return
    below = _Lines(found)
    rows = csv.reader(below, delimiter=delimiter)
    number = 1
    while True:
        try:
            row = next(rows, None)
            if row is None:
                return
            if not row:
                continue
            item = _item(row, header, source, f"{prefix}row {number}", options, over=below.over)
        except TroubleError as trouble:
            item = failed(source, f"{prefix}row {number}", trouble)
        except csv.Error as error:
            item = failed(source, f"{prefix}row {number}", _trouble(error, options))
        yield item
        number += 1


def _filled(found: Iterator[Line]) -> Line | None:
    return next((line for line in found if line.trouble or line.data.strip(b"\xef\xbb\xbf\r ")), None)


def _trouble(error: csv.Error, options: Options) -> TroubleError:
    if "field limit" not in str(error):
        return TroubleError("parse-error", f"is not valid CSV: {error}")
    detail = oversize(options.max_document).detail
    return TroubleError("oversize", f"{detail}; is a quotation mark before it never closed?")


def _delimiter(head: str, wanted: str) -> str:
    """The sign between the names of the first row: one that sets the field with the text apart."""
    for sign in _DELIMITERS:
        if wanted in map(str.strip, next(csv.reader([head], delimiter=sign))):
            return sign
    return ","


def _item(row: list[str], header: list[str], source: str, position: str, options: Options, *, over: bool) -> Item:
    if over:  # the reader asked for a line behind the last to end this row
        raise TroubleError("parse-error", "a quotation mark is never closed; rows up to the end of the file are in it")
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
