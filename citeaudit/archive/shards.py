"""The files of parts: what they are called, and which of them a crash has left."""

from collections.abc import Iterator
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


def _files(folder: Path) -> Iterator[Path]:
    for table in TABLES:
        below = folder / table
        if below.is_dir():
            yield from below.iterdir()
