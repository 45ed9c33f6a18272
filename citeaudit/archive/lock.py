"""One driver for one results folder: a lock that the operating system lets go when its owner dies, however it dies."""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import IO

from citeaudit.errors import CiteauditError

if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[str], *, alone: bool = True) -> None:  # noqa: ARG001 - there is no other way there
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(file: IO[str], *, alone: bool = True) -> None:
        fcntl.flock(file, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)


_TRIES, _PAUSE = 4, 0.1
"""Of a look at how a run stands, which holds the lock for a moment."""


class Lock:
    """Held inside a `with` block."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def __enter__(self) -> None:
        """Take the lock.

        Raises:
            CiteauditError: another process has it.
        """
        file = open(self._path, "a+", encoding="utf-8")
        try:
            for _ in range(_TRIES):
                with suppress(OSError):
                    _take(file)
                    break
                time.sleep(_PAUSE)
            else:
                _take(file)
        except OSError:
            owner = _owner(file)
            file.close()
            who = f" (process {owner})" if owner else ""
            raise CiteauditError(
                f"{self._path.parent}: another citeaudit archive{who} is at work there; wait, or name another --out"
            ) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        self._file = file

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()


def owner(path: Path) -> int | None:
    """The process that holds the lock; None where none does. Also for whoever may read the folder and not write."""
    with suppress(OSError), open(path, encoding="utf-8") as file:
        try:
            _take(file, alone=False)
        except OSError:
            return _owner(file)
    return None


def _owner(file: IO[str]) -> int | None:
    file.seek(0)
    written = file.read().strip()
    return int(written) if written.isdecimal() else None
