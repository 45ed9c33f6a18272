"""Parquet: one record to a row, cut by row groups, of which only the columns that are needed are read."""

import os
from collections.abc import Iterator
from typing import IO, Any

from citeaudit.archive import cutting, records
from citeaudit.archive.items import Item, Unit
from citeaudit.archive.options import Options
from citeaudit.archive.streams.opening import opened, state
from citeaudit.archive.trouble import TroubleError, failed, missing

SUFFIXES = (".parquet",)
COMPRESSED = False
ALONE = False
WHOLE = ""
_BATCH = 32
_MAGIC = b"PAR1"


def units(path: str, options: Options) -> Iterator[Unit]:
    """Cut it into row groups, small ones together.

    Raises:
        OSError: it cannot be opened.
        CiteauditError: pyarrow, or what can reach the file, is not installed.
    """
    found = state(path)
    with opened(path) as raw:
        try:
            table = _table(raw)
        except TroubleError:  # told as an item, when it is read
            yield cutting.whole("parquet", path, options)
            return
        groups = [table.metadata.row_group(number) for number in range(table.num_row_groups)]
        sizes = [sum(group.column(at).total_compressed_size for at in range(group.num_columns)) for group in groups]
        loose = [group.total_byte_size for group in groups]
    start = 0
    for number in range(len(groups)):
        if number + 1 == len(groups) or sum(loose[start : number + 2]) > options.unit_bytes:
            size = sum(sizes[start : number + 1])
            yield cutting.stretch("parquet", path, start, number + 1, found, options, size)
            start = number + 1


def read(unit: Unit, options: Options) -> Iterator[Item]:
    """The records of the row groups.

    Raises:
        TroubleError: it is no Parquet file, or one that is cut off.
        OSError: it cannot be read.
        CiteauditError: pyarrow is not installed.
    """
    with opened(unit.path) as raw:
        yield from inside(raw, unit.path, "", options, unit.start, unit.stop)


def inside(
    raw: IO[bytes], source: str, prefix: str, options: Options, start: int = 0, stop: int = -1
) -> Iterator[Item]:
    """The records of an open file; `prefix` begins their positions, which are the numbers of rows from 1."""
    table = _table(raw)
    there = table.schema_arrow.names
    names = [name for name in there if name in records.wanted(options)]
    trouble = records.doubled(there, options.text_field)
    if not records.covers(names, options.text_field):
        trouble = records.lacking(options.text_field, there)
    if trouble:
        place = f"{prefix}row groups {start}-{stop}" if stop >= 0 else prefix
        yield failed(source, place, trouble)
        return
    for number in range(start, table.num_row_groups if stop < 0 else stop):
        first = sum(table.metadata.row_group(before).num_rows for before in range(number)) + 1
        yield from _group(table, number, first, names, source, prefix, options)


def _group(
    table: Any, number: int, first: int, names: list[str], source: str, prefix: str, options: Options
) -> Iterator[Item]:
    import pyarrow

    row = first
    try:
        for batch in table.iter_batches(batch_size=_BATCH, row_groups=[number], columns=names):
            columns = [_values(column) for column in batch.columns]
            for values in zip(*columns, strict=True):
                record = dict(zip(batch.schema.names, values, strict=True))
                yield records.item(record, source, f"{prefix}row {row}", options)
                row += 1
    except (pyarrow.ArrowException, OSError) as error:
        last = first + table.metadata.row_group(number).num_rows - 1
        what = f"is damaged: the rows {row} to {last} cannot be read ({_line(error)})"
        yield failed(source, f"{prefix}row {row}", TroubleError("parse-error", what))


def _values(column: Any) -> list[Any]:
    """The values of a column; texts as bytes, because a file may hold what is no UTF-8."""
    import pyarrow
    from pyarrow import types

    if types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if types.is_string(column.type) or types.is_large_string(column.type):
        column = column.cast(pyarrow.large_binary())
    try:
        values: list[Any] = column.to_pylist()
    except UnicodeDecodeError:
        return [None] * len(column)
    return values


def _table(raw: IO[bytes]) -> Any:
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise missing("pyarrow", "Parquet") from None
    start = raw.read(len(_MAGIC))
    raw.seek(0, os.SEEK_END)
    if start == _MAGIC and raw.tell() >= 2 * len(_MAGIC):
        raw.seek(-len(_MAGIC), os.SEEK_END)
        if raw.read(len(_MAGIC)) != _MAGIC:
            raise TroubleError("truncated", "is a Parquet file without its end; it was cut off")
    raw.seek(0)
    try:
        return parquet.ParquetFile(raw, pre_buffer=False, buffer_size=1 << 20, page_checksum_verification=True)
    except (pyarrow.ArrowException, OSError) as error:
        status: Any = "truncated" if _MAGIC.startswith(start) or start == _MAGIC else "parse-error"
        raise TroubleError(status, f"is no whole Parquet file: {_line(error)}") from None


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
