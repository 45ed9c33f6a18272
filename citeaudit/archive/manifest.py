"""What is done: runs, units and their parts, in SQLite. The driver alone writes; a part counts once it stands here."""

import json
import sqlite3
import time
import zlib
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from citeaudit.archive import opened
from citeaudit.archive.items import Unit
from citeaudit.archive.streams.opening import stamped
from citeaudit.archive.tally import Done, Totals, UnitState
from citeaudit.errors import CiteauditError

_OF_UNIT = ("part", "status", "rest")
"""Tables with what is done of a unit, part by part."""


class Manifest:
    """The manifest of a results folder; to be closed."""

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self._path, self._is_readonly = path, readonly
        try:
            self._base = opened.to_read(path) if readonly else opened.to_write(path)
        except sqlite3.Error as error:
            raise CiteauditError(f"{path}: cannot be opened as a manifest: {error}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        opened.close(self._base, is_readonly=self._is_readonly)
        if isinstance(error, sqlite3.Error):
            raise CiteauditError(
                f"{self._path}: cannot be read or written: {error}; what is done is kept, and when that is mended the "
                "same command goes on"
            ) from None

    def begin(self, run: str, today: str, about: str) -> str:
        """Note that a run begins or goes on; the day on which it began."""
        now = time.time()
        with self._base:
            self._base.execute("INSERT OR IGNORE INTO run VALUES(?,?,?,?,?,'')", (run, now, now, today, about))
            self._base.execute("UPDATE run SET touched=? WHERE id=?", (now, run))
        return str(self._one("SELECT today FROM run WHERE id=?", run)[0])

    def state(self, run: str, state: str) -> None:
        """Note how a run stands: "running", "done", "interrupted"."""
        self._base.execute("UPDATE run SET state=?, touched=? WHERE id=?", (state, time.time(), run))

    def plan(self, run: str, arguments: Sequence[str], units: Iterable[tuple[str, Unit]]) -> int:
        """Note the units of a run, each with the argument that named it.

        Those that the same arguments gave before and do not give now, because the input has changed, are dropped; those
        of other arguments stay. What is done of a unit is forgotten where a file has changed that it rests on.

        Returns:
            How many were dropped or have to be done again.
        """
        with closing(self._base.cursor()) as at:
            at.execute("BEGIN")
            at.execute("CREATE TEMP TABLE IF NOT EXISTS planned(id TEXT PRIMARY KEY)")
            at.execute("DELETE FROM planned")
            for argument, unit in units:
                key = unit.key
                at.execute("INSERT OR IGNORE INTO planned VALUES(?)", (key,))
                row = (run, key, argument, unit.input, unit.path, unit.size)
                at.execute("INSERT OR IGNORE INTO unit VALUES(?,?,?,?,?,?,NULL,NULL)", row)
            rows = at.execute("SELECT id, argument FROM unit WHERE run=? AND id NOT IN planned", (run,)).fetchall()
            gone = [(run, key) for key, argument in rows if argument in arguments]
            found = at.execute("SELECT unit, files FROM rest WHERE run=? AND unit IN planned ORDER BY unit", (run,))
            stale = [(run, key) for key in dict.fromkeys(key for key, files in found if _has_changed(files))]
            for table in _OF_UNIT:
                at.executemany(f"DELETE FROM {table} WHERE run=? AND unit=?", gone + stale)  # noqa: S608 - of ours
            at.executemany("UPDATE unit SET parts=NULL WHERE run=? AND id=?", stale)
            at.executemany("DELETE FROM unit WHERE run=? AND id=?", gone)
            at.execute("UPDATE unit SET trouble=NULL WHERE run=?", (run,))
            at.execute("COMMIT")
        return len(gone) + len(stale)

    def arguments(self, run: str) -> set[str]:
        """What named the units of a run."""
        return {each for (each,) in self._base.execute("SELECT DISTINCT argument FROM unit WHERE run=?", (run,))}

    def having(self, run: str, statuses: Iterable[str]) -> set[tuple[str, int]]:
        """The parts with a document of one of these statuses, by unit and number."""
        asked = "SELECT unit, part FROM status WHERE run=? AND status=?"
        return {part for status in statuses for part in self._base.execute(asked, (run, status))}

    def forget(self, run: str, parts: Iterable[tuple[str, int]]) -> None:
        """Let parts count no more, nor how many their units have: not all of these may have been read to the end."""
        keys = [(run, unit, part) for unit, part in parts]
        with closing(self._base.cursor()) as at:
            at.execute("BEGIN")
            for table in _OF_UNIT:
                at.executemany(f"DELETE FROM {table} WHERE run=? AND unit=? AND part=?", keys)  # noqa: S608 - of ours
            at.executemany("UPDATE unit SET parts=NULL WHERE run=? AND id=?", {key[:2] for key in keys})
            at.execute("COMMIT")

    def units(self, run: str) -> dict[str, UnitState]:
        """All units of a run by their keys."""
        done: dict[str, set[int]] = {}
        for unit, part in self._base.execute("SELECT unit, part FROM part WHERE run=?", (run,)):
            done.setdefault(unit, set()).add(part)
        rows = self._base.execute("SELECT id, size, parts FROM unit WHERE run=?", (run,))
        return {key: UnitState(key, size, parts, frozenset(done.get(key, ()))) for key, size, parts in rows}

    def commit(self, run: str, unit: str, part: int, done: Done) -> None:
        """Let a part count, whose files are at their place."""
        with closing(self._base.cursor()) as at:
            at.execute("BEGIN")
            at.execute("INSERT INTO part VALUES(?,?,?,?,?,?,?,?,?,?)", (run, unit, part, *done[:6], time.time()))
            if done.rests:
                at.execute(
                    "INSERT INTO rest VALUES(?,?,?,?)",
                    (run, unit, part, zlib.compress(json.dumps(done.rests).encode())),
                )
            rows = [(run, unit, part, status, number) for status, number in sorted(done.statuses.items())]
            at.executemany("INSERT INTO status VALUES(?,?,?,?,?)", rows)
            at.execute("COMMIT")

    def ended(self, run: str, unit: str, parts: int) -> None:
        """Note that a unit was read to its end and has so many parts."""
        self._base.execute("UPDATE unit SET parts=? WHERE run=? AND id=?", (parts, run, unit))

    def trouble(self, run: str, unit: str, what: str) -> None:
        """Note why a unit could not be done."""
        self._base.execute("UPDATE unit SET trouble=? WHERE run=? AND id=?", (what, run, unit))

    def totals(self, run: str) -> Totals:
        sums = self._one(
            "SELECT total(documents), total(bytes), total(errors), total(warnings), total(notes), total(unchecked) "
            "FROM part WHERE run=?", run,
        )  # fmt: skip
        rows = self._base.execute("SELECT status, sum(documents) FROM status WHERE run=? GROUP BY status", (run,))
        documents, size, errors, warnings, notes, unchecked = map(int, sums)
        return Totals(documents, size, errors, warnings, notes, unchecked, dict(rows.fetchall()))

    def shards(self, run: str) -> list[tuple[str, int]]:
        """The parts that count, by unit and number."""
        return self._base.execute("SELECT unit, part FROM part WHERE run=? ORDER BY unit, part", (run,)).fetchall()

    def troubles(self, run: str) -> list[tuple[str, str]]:
        """The path of each unit that could not be done, and why."""
        asked = "SELECT path, trouble FROM unit WHERE run=? AND trouble IS NOT NULL ORDER BY path"
        return self._base.execute(asked, (run,)).fetchall()

    def runs(self) -> list[tuple[str, float, float, str, str]]:
        """(id, began, touched, about, state) of each run, the one that was touched last first."""
        return self._base.execute("SELECT id, began, touched, about, state FROM run ORDER BY touched DESC").fetchall()

    def since(self, run: str, moment: float) -> tuple[int, int]:
        """Documents and bytes of the parts that were committed after `moment`."""
        asked = "SELECT total(documents), total(bytes) FROM part WHERE run=? AND finished>?"
        documents, size = self._base.execute(asked, (run, moment)).fetchone()
        return int(documents), int(size)

    def _one(self, asked: str, run: str) -> tuple[float, ...]:
        row: tuple[float, ...] = self._base.execute(asked, (run,)).fetchone()
        return row


def _has_changed(files: bytes) -> bool:
    return any(stamped(path) != stamp for path, stamp in json.loads(zlib.decompress(files)))
