"""JSON Lines, compressed or not: one record to a line. A file that is not compressed can be read from any line."""

import json
from collections.abc import Iterator
from typing import Any

from citeaudit.archive import cutting, records
from citeaudit.archive.items import Item, Unit
from citeaudit.archive.options import Options
from citeaudit.archive.streams import lines
from citeaudit.archive.streams.inflating import SUFFIXES as COMPRESSIONS
from citeaudit.archive.streams.inflating import Readable, inflated, is_compressed
from citeaudit.archive.streams.opening import is_remote, opened, state
from citeaudit.archive.trouble import TroubleError, failed
from citeaudit.decoding import decode
from citeaudit.errors import ReadError

SUFFIXES = (".jsonl", ".ndjson", ".jsonlines")
COMPRESSED = True
ALONE = False
WHOLE = "a compressed file is read from its beginning"
_ESCAPED = 6
"""How many bytes JSON can write for one of the text: \\u00e9."""


def units(path: str, options: Options) -> Iterator[Unit]:
    """Cut the file every `unit_bytes` where that can be done.

    Raises:
        OSError: it cannot be opened.
        CiteauditError: what can reach it is not installed.
    """
    with opened(path) as raw:
        head = lines.first(raw, lines.HEAD)
    found = state(path)
    packed = is_compressed(head) or path.lower().endswith(COMPRESSIONS) or not head
    if packed or is_remote(path) or lines.is_wide(head) or lines.separator(head) != b"\n":
        yield cutting.whole("jsonl", path, options)
        return
    for start, stop in cutting.cuts(found.size, options.unit_bytes):
        yield cutting.stretch("jsonl", path, start, stop, found, options, stop - start)


def read(unit: Unit, options: Options) -> Iterator[Item]:
    """The records whose lines begin in the stretch.

    Raises:
        OSError: the file cannot be read.
    """
    with opened(unit.path) as raw:
        if unit.stop < 0:
            yield from stream(inflated(raw, unit.path, options.max_ratio), unit.path, "", options)
            return
        begin = max(unit.start - 1, 0)
        raw.seek(begin)
        found = lines.lines(raw, options.max_document * _ESCAPED, b"\n", begin)
        if unit.start:
            next(found, None)  # the line that begins before; of nothing but its end where ours begins right here
        for line in found:
            if line.start >= unit.stop:
                return
            yield from _items(line, unit.path, "", options)


def stream(content: Readable, source: str, prefix: str, options: Options) -> Iterator[Item]:
    """The records of a whole stream; `prefix` begins their positions."""
    for line in lines.lines(content, options.max_document * _ESCAPED):
        yield from _items(line, source, prefix, options)


def _items(line: lines.Line, source: str, prefix: str, options: Options) -> Iterator[Item]:
    position = f"{prefix}byte {line.start}"
    if line.trouble:
        yield failed(source, position, line.trouble)
    elif line.data.strip(b" \t\r\xef\xbb\xbf"):
        try:
            record, note = _record(line)
        except TroubleError as trouble:
            yield failed(source, position, trouble)
        else:
            yield records.item(record, source, position, options, note)


def _record(line: lines.Line) -> tuple[dict[str, Any], str]:
    """The record of a line, and what had to be guessed of its encoding."""
    try:
        text, notes = decode(line.data)
        record = json.loads(text)
    except ReadError as error:
        raise TroubleError("decode-error", str(error)) from None
    except RecursionError:
        raise TroubleError("parse-error", "is JSON that is nested too deep") from None
    except ValueError as error:
        if not line.ended:
            raise TroubleError("truncated", "is cut off: the last line ends inside a record") from None
        raise TroubleError("parse-error", f"is not valid JSON: {error}") from None
    if not isinstance(record, dict):
        raise TroubleError("parse-error", f"is {records.told(record)}, not a record with fields")
    return record, " ".join(notes)
