"""The files of parts: what they are called, and which of them a crash has left."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from citeaudit.archive.schema import TABLES

SUFFIX = ".parquet"


def name(unit: str, part: int) -> str:
    """What the files of a part are called, without the suffix."""
    return f"{unit}-{part:06d}"


def sweep(folder: Path, kept: set[str]) -> int:
    """Delete what crashes have left below `folder`, all files but those of the parts `kept`; how many there were."""
    swept = 0
    for path in list(_files(folder)):
        if path.name.removesuffix(SUFFIX) not in kept:
            path.unlink()
            swept += 1
    return swept


def lacking(folder: Path, tables: Iterable[str], parts: Collection[tuple[str, int]]) -> set[tuple[str, int]]:
    """Those of the parts that should have a file in each of the tables, and have not: somebody took it away."""
    found: set[tuple[str, int]] = set()
    for table in tables if parts else ():
        below = folder / table
        there = {path.name for path in below.iterdir()} if below.is_dir() else set()
        found |= {part for part in parts if f"{name(*part)}{SUFFIX}" not in there}
    return found


def _files(folder: Path) -> Iterator[Path]:
    for table in TABLES:
        below = folder / table
        if below.is_dir():
            yield from below.iterdir()
