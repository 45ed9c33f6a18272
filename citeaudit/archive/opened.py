"""The file of a manifest, opened by SQLite: to be written by one driver, and read by anybody at the same time."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from citeaudit.archive import lock
from citeaudit.archive.folders import Results

_TABLES = """
CREATE TABLE IF NOT EXISTS run(
    id TEXT PRIMARY KEY, began REAL, touched REAL, today TEXT, about TEXT, state TEXT);
CREATE TABLE IF NOT EXISTS unit(
    run TEXT, id TEXT, argument TEXT, input TEXT, path TEXT, size INTEGER, parts INTEGER, trouble TEXT,
    PRIMARY KEY(run, id));
CREATE TABLE IF NOT EXISTS part(
    run TEXT, unit TEXT, part INTEGER, documents INTEGER, bytes INTEGER, errors INTEGER, warnings INTEGER,
    notes INTEGER, unchecked INTEGER, finished REAL, PRIMARY KEY(run, unit, part));
CREATE TABLE IF NOT EXISTS status(
    run TEXT, unit TEXT, part INTEGER, status TEXT, documents INTEGER, PRIMARY KEY(run, unit, part, status));
CREATE TABLE IF NOT EXISTS rest(run TEXT, unit TEXT, part INTEGER, files BLOB, PRIMARY KEY(run, unit, part));
"""


def to_write(path: Path) -> sqlite3.Connection:
    """Open it, or make it.

    Raises:
        sqlite3.Error: that cannot be done.
    """
    base = _connected(path, "mode=rwc")
    base.execute("PRAGMA journal_mode=WAL")
    base.execute("PRAGMA synchronous=FULL")
    base.executescript(_TABLES)
    return base


def to_read(path: Path) -> sqlite3.Connection:
    """Open it to be read; one that a driver is only just making is empty.

    Where nobody writes and the journal is empty, all stands in the file itself: it is read as it is, and nothing is
    left beside it. So it may lie where nobody can write.

    Raises:
        sqlite3.Error: it cannot be opened.
    """
    journal = path.with_name(path.name + "-wal")
    is_settled = path.is_file() and not (journal.exists() and journal.stat().st_size)
    is_settled = is_settled and lock.owner(Results(path.parent).lock) is None
    try:
        base = _connected(path, "mode=ro&immutable=1" if is_settled else "mode=ro")
    except sqlite3.OperationalError as error:
        if not journal.exists():
            raise
        what = "a run ended before it had put its journal away; where nobody can write, read a copy of the folder"
        raise sqlite3.OperationalError(f"{error}; {what}") from None
    if base.execute("SELECT 1 FROM sqlite_master WHERE name='run'").fetchone() is None:
        base.close()
        base = sqlite3.connect(":memory:", isolation_level=None)
        base.executescript(_TABLES)
    return base


def close(base: sqlite3.Connection, *, is_readonly: bool) -> None:
    """Close it, the journal emptied, so that it can be read where nobody can write; a reader may be in the way."""
    if not is_readonly:
        with suppress(sqlite3.Error):
            base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    base.close()


def _connected(path: Path, how: str) -> sqlite3.Connection:
    base = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None, timeout=30)
    try:
        base.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.Error:
        base.close()
        raise
    return base
