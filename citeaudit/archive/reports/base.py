"""A run's tables as DuckDB sees them: only the parts that count, to be read and never written."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import duckdb

from citeaudit.archive import shards
from citeaudit.archive.folders import Results
from citeaudit.archive.manifest import Manifest
from citeaudit.archive.schema import TABLES, columns
from citeaudit.errors import CiteauditError

PLACE = "trim(source || ' ' || position)"
"""A document as people look for it."""
_AT_A_TIME = 10_000
_ANEW = "the citeaudit archive command that made the results makes anew what is not there"
_SQL = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE", bool: "BOOLEAN"}


class Answer(NamedTuple):
    """What a query gives."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


class Base:
    """The tables of one run, as views: documents, findings, ...; and `runs`, those of the folder."""

    def __init__(self, results: Results, run: str | None = None) -> None:
        """Open the run that was touched last, or the one called `run`.

        Raises:
            CiteauditError: there are no results, or none of that run.
        """
        results.check()
        with Manifest(results.manifest, readonly=True) as manifest:
            runs = manifest.runs()
            chosen = [each for each in runs if run is None or each[0].startswith(run)]
            if not chosen:
                known = ", ".join(each[0] for each in runs)
                lacking = f'there is no run "{run}"; there are: {known}' if runs else "no run was begun here yet"
                raise CiteauditError(f"{results.path}: {lacking}")
            self.run, self.began, _, self.about, self.state = chosen[0]
            self.is_last = self.run == runs[0][0]
            parts = [shards.name(*part) for part in manifest.shards(self.run)]
        folder = results.run(self.run).absolute()
        self._base = duckdb.connect(":memory:")
        written = [table for table in TABLES if (folder / table).is_dir()]
        if parts and not written:
            raise CiteauditError(f"{folder}: the files of the run are gone; {_ANEW}")
        with _whole():
            for table in TABLES:
                files = [str(folder / table / f"{part}{shards.SUFFIX}") for part in parts]
                self._view(table, files if table in written else [])
        self._base.execute("CREATE TABLE runs(run VARCHAR, began DOUBLE, touched DOUBLE, about VARCHAR, state VARCHAR)")
        if runs:
            self._base.executemany("INSERT INTO runs VALUES (?, ?, ?, ?, ?)", runs)
        self._lock_up(folder)

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows that a query of ours gives."""
        with _whole():
            found: list[tuple[Any, ...]] = self._base.execute(query, list(values)).fetchall()
            return found

    def first(self, most: int, query: str, *values: Any) -> tuple[list[tuple[Any, ...]], int]:
        """The first rows that a query of ours gives, and how many more there are."""
        with _whole():
            result = self._base.execute(query, list(values))
            rows: list[tuple[Any, ...]] = result.fetchmany(most)
            more = 0
            while found := len(result.fetchmany(_AT_A_TIME)):
                more += found
            return rows, more

    def once(self, name: str, query: str) -> str:
        """Keep what a query gives in a table of this name, for several others to ask; the name."""
        with _whole():
            self._base.execute(f"CREATE TEMP TABLE IF NOT EXISTS {name} AS {query}")
        return name

    def answer(self, query: str) -> Answer:
        """What a query of somebody else gives; it may read the tables and nothing besides.

        Raises:
            CiteauditError: it is wrong, or no query; one line.
        """
        try:
            statements = duckdb.extract_statements(query)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise CiteauditError("--sql: takes one query, such as SELECT ... FROM documents, and changes nothing")
            at = self._base.execute(statements[0])
            rows = [tuple(map(_plain, row)) for row in at.fetchall()]
            return Answer([each[0] for each in at.description or ()], rows)
        except duckdb.OutOfMemoryException:
            raise CiteauditError("--sql: there is not enough memory for the answer; ask for fewer rows") from None
        except duckdb.Error as error:
            raise CiteauditError(f"--sql: {' '.join(str(error).split())}") from None
        except RuntimeError as error:
            raise _stopped(error) from None

    def _view(self, table: str, files: Sequence[str]) -> None:
        if files:
            listed = ", ".join(_quoted(file) for file in files)
            self._base.execute(
                f"CREATE VIEW {table} AS SELECT * FROM read_parquet([{listed}], hive_partitioning=false)"  # noqa: S608 - ours
            )
        else:
            typed = ", ".join(f'"{column.name}" {_type(column.kind)}' for column in columns(table))
            self._base.execute(f"CREATE TABLE {table}({typed})")

    def _lock_up(self, folder: Path) -> None:
        """From here on nothing outside of the run's folder is read, and nothing can be loaded or written."""
        self._base.execute("SET temp_directory=''")
        self._base.execute("SET preserve_insertion_order=false")
        self._base.execute(f"SET allowed_directories=[{_quoted(str(folder))}]")
        self._base.execute("SET enable_external_access=false")
        self._base.execute("SET lock_configuration=true")


@contextmanager
def _whole() -> Iterator[None]:
    """Our queries are right: where one fails, a file of the results is damaged or gone."""
    try:
        yield
    except duckdb.OutOfMemoryException:
        raise CiteauditError("there is not enough memory for the report; ask for a part of it with --only") from None
    except duckdb.Error as error:
        told = " ".join(str(error).partition("\n")[0].split())
        raise CiteauditError(f"the results are damaged ({told}): delete such a file, and {_ANEW}") from None
    except RuntimeError as error:
        raise _stopped(error) from None


def _stopped(error: RuntimeError) -> BaseException:
    """What DuckDB makes of an interrupt in the middle of a query is no error."""
    return KeyboardInterrupt() if "interrupted" in str(error) else error


def _plain(value: Any) -> Any:
    """A value of a query as every format can write it."""
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, bool | int | str) else str(value)


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


def _type(kind: Any) -> str:
    inner = getattr(kind, "__args__", ())
    if getattr(kind, "__origin__", None) is tuple:
        return "VARCHAR[]"
    return _SQL[inner[0] if inner else kind]
