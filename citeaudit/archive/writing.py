"""The files of one part of a unit: written beside their place, made safe on the disk, then renamed.

A part is a pure function of its unit, so that to write one twice is harmless. What makes it count is the manifest.
"""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

import pyarrow as pa
from pyarrow import parquet

from citeaudit.archive.schema import VERSION, Rows, columns
from citeaudit.archive.shards import SUFFIX

_TEMPORARY = ".tmp"
_DOCUMENTS = 256
"""Documents whose rows are kept as Python objects; after these they become columns, which take a tenth of that."""
_ROW_GROUP = 3 << 20
"""Bytes of columns from which a group of rows is written."""
_PLAIN = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


def schema(table: str) -> Any:
    """The columns of a table as Arrow has them, each with what it holds."""
    fields = [pa.field(column.name, _arrow(column.kind), metadata={"what": column.what}) for column in columns(table)]
    return pa.schema(fields, metadata={"citeaudit": f"archive/{VERSION} {table}"})


def _arrow(kind: Any) -> Any:
    if get_origin(kind) is tuple:
        return pa.list_(pa.string())
    if isinstance(kind, UnionType):
        kind = next(one for one in get_args(kind) if one is not NoneType)
    return _PLAIN[kind]


class Shards:
    """The files of one part while rows are added; they are at their place after `close`, and not before."""

    def __init__(self, folder: Path, name: str, tables: Sequence[str], mark: str = "") -> None:
        self._tables: dict[str, _Shard] = {}
        self._pending: list[Rows] = []
        try:
            for table in tables:
                self._tables[table] = _Shard(folder / table / f"{name}{SUFFIX}", schema(table), mark)
        except BaseException:
            self.drop()
            raise

    def add(self, rows: Rows) -> None:
        self._pending.append(rows)
        if len(self._pending) >= _DOCUMENTS:
            self._flush()

    def close(self) -> None:
        """Write what is left, make all files safe, and put them at their places, documents last."""
        self._flush()
        for shard in self._tables.values():
            shard.close()
        for shard in reversed(self._tables.values()):
            shard.place()
        pa.default_memory_pool().release_unused()

    def drop(self) -> None:
        """Leave nothing of it: what was written so far may be what filled the disk."""
        for shard in self._tables.values():
            shard.drop()

    def _flush(self) -> None:
        for table, shard in self._tables.items():
            shard.add(chain.from_iterable(getattr(rows, table) for rows in self._pending))
        self._pending.clear()


class _Shard:
    """One file of one table."""

    def __init__(self, path: Path, schema: Any, mark: str) -> None:
        self._path, self._schema = path, schema
        self._temporary = path.with_name(path.name + mark + _TEMPORARY)
        self._batches: list[Any] = []
        self._size = 0
        self._temporary.parent.mkdir(parents=True, exist_ok=True)
        self._writer = parquet.ParquetWriter(self._temporary, schema, compression="zstd")

    def add(self, rows: Iterable[Any]) -> None:
        batch = batched(rows, self._schema)
        if batch.num_rows:
            self._batches.append(batch)
            self._size += batch.nbytes
        if self._size > _ROW_GROUP:
            self._write()

    def close(self) -> None:
        self._write()
        self._writer.close()
        _sync(self._temporary)

    def drop(self) -> None:
        with suppress(Exception):
            self._writer.close()
        self._writer.is_open = False  # it would try to close again where nobody can catch what it raises
        with suppress(OSError):
            self._temporary.unlink(missing_ok=True)

    def place(self) -> None:
        os.replace(self._temporary, self._path)
        _sync(self._path.parent)

    def _write(self) -> None:
        if self._batches:
            self._writer.write_table(pa.Table.from_batches(self._batches, self._schema))
        self._batches, self._size = [], 0


def batched(rows: Iterable[Any], schema: Any) -> Any:
    """Rows as columns, an Arrow batch."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [_array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _array(column: Sequence[Any], kind: Any) -> Any:
    try:
        return pa.array(column, kind)
    except (UnicodeEncodeError, pa.ArrowInvalid):  # half of a surrogate pair, which no file can hold
        return pa.array([_whole(value) for value in column], kind)


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    return [_whole(one) for one in value] if isinstance(value, tuple) else value


def _sync(path: Path) -> None:
    if os.name == "nt" and path.is_dir():
        return  # folders cannot be opened there
    handle = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
