"""What the tests of archives share: an archive to audit, the program, and what a folder of results comes to."""

import gzip
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb

from citeaudit.archive.folders import Results
from citeaudit.archive.manifest import Manifest

HERE = Path(__file__).parent
TABLES = ("documents", "findings", "sources", "attributions", "lines", "statements")
_BODY = """# The yard at {place} waits, part {n}

The council bought {n} boats in March for the yard at {place} [1]. Observers said the price was high.
Nobody had asked the {n} people who work there :contentReference[oaicite:0]{{index=0}}.

According to Petra Voll, who runs the yard, the storm took {m} more on its first night [2].

Sources:
[1] Storm log, {place} Gazette, 3 March 2025, https://{place}.example/log/{n}?utm_source=x
[2] Minutes of the board, 4 March 2025, https://norrholm.example/minutes
"""


def article(n: int, place: str = "skarn") -> str:
    """A short article that is like no other and has findings."""
    return _BODY.format(n=n, m=n * 3 + 1, place=place)


def records(path: Path, items: Iterable[Mapping[str, Any]]) -> Path:
    """A file of JSON Lines, compressed where its name says so."""
    text = "".join(f"{json.dumps(item)}\n" for item in items)
    path.write_bytes(gzip.compress(text.encode(), mtime=0) if path.suffix == ".gz" else text.encode())
    return path


def archive(folder: Path, files: int, each: int) -> Path:
    """A folder with `files` compressed files of `each` articles."""
    folder.mkdir()
    for file in range(files):
        numbers = range(file * each, file * each + each)
        records(folder / f"{file:03}.jsonl.gz", ({"id": f"{n}", "text": article(n)} for n in numbers))
    return folder


def command(*words: str | Path, faults: bool = False) -> list[str]:
    """The words that run the program, or the program with what can be made to go wrong in it."""
    program = [str(HERE / "archive_faults.py")] if faults else ["-m", "citeaudit"]
    return [sys.executable, *program, *map(str, words)]


def environment(more: Mapping[str, str]) -> dict[str, str]:
    """That of the tests; faults are in it only where a test names them."""
    return {key: value for key, value in os.environ.items() if not key.startswith("FAULT_")} | dict(more)


def citeaudit(
    *words: str | Path, cwd: Path, faults: Mapping[str, str] | None = None, timeout: float = 300
) -> subprocess.CompletedProcess[str]:
    """Run the program to its end."""
    done = subprocess.run(
        command(*words, faults=faults is not None), cwd=cwd, env=environment(faults or {}),
        capture_output=True, check=False, encoding="utf-8", timeout=timeout,
    )  # fmt: skip
    assert "Traceback" not in done.stderr, done.stderr
    return done


def run(cwd: Path, *words: str | Path, faults: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Audit `in` into `out`."""
    return citeaudit("archive", "--isolated", "--out", "out", *(words or ("in",)), cwd=cwd, faults=faults)


def digest(results: Path) -> str:
    """Of all rows that lie in the folder, in whatever file; no document may be there twice, nothing may be left over."""
    base = duckdb.connect()
    made = hashlib.sha256()
    for table in TABLES:
        files = f"{results}/run=*/{table}/*.parquet"
        if not list(results.glob(f"run=*/{table}/*.parquet")):
            continue
        rows = base.execute(f"SELECT * FROM read_parquet('{files}') ORDER BY ALL").fetchall()  # noqa: S608
        made.update(repr(rows).encode())
        if table == "documents":
            assert len({row[0] for row in rows}) == len(rows)
    assert not list(results.rglob("*.tmp"))
    return made.hexdigest()


def rows(results: Path, query: str) -> list[tuple[Any, ...]]:
    """What a query gives over all files of the folder; `documents` and the like stand for its tables."""
    base = duckdb.connect()
    for table in TABLES:
        if list(results.glob(f"run=*/{table}/*.parquet")):
            base.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{results}/run=*/{table}/*.parquet')")  # noqa: S608
    found: list[tuple[Any, ...]] = base.execute(query).fetchall()
    return found


def parts(results: Path) -> int:
    """How many parts are committed in the run that was touched last; 0 where there is none yet."""
    if not (results / "manifest.sqlite").exists():
        return 0
    try:
        with Manifest(Results(results).manifest, readonly=True) as manifest:
            found = manifest.runs()
            return len(manifest.shards(found[0][0])) if found else 0
    except Exception:  # noqa: BLE001 - it is only just being made
        return 0


def session(leader: int) -> dict[int, int]:
    """The living processes of a session, with their parents; of a process that was started with a session of its own."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                state, parent, _, group = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
            except OSError:
                continue
            if int(group) == leader and state not in "ZX":
                found[int(entry.name)] = int(parent)
    return found


def gone(leader: int, seconds: float = 10) -> bool:
    """Whether all processes of a session end within so many seconds."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not session(leader):
            return True
        time.sleep(0.05)
    return False
