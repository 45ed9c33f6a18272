"""The program with what can be made to go wrong in it, for tests: run it with the words of the command line.

FAULT_POINT and FAULT_TIME say where to die and at which time that the place is passed; FAULT_TOKEN is a file that the one
process that dies makes first, so that no other does. FAULT_TEXTS lets texts with certain words in them do harm.

Worker processes read this file again, as the main module of their parent, so that what it changes is changed in them.
"""

import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from citeaudit.archive import manifest, shards, worker, writing
from citeaudit.archive.items import Item

POINT, TIME, TOKEN = (
    os.environ.get("FAULT_POINT"),
    int(os.environ.get("FAULT_TIME", "1")),
    os.environ.get("FAULT_TOKEN"),
)
passed: Counter[str] = Counter()


def at(point: str) -> None:
    """Die here, if this is the place and the time."""
    passed[point] += 1
    if point != POINT or passed[point] < TIME or TOKEN is None:
        return
    try:
        os.close(os.open(TOKEN, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def around(owner: Any, name: str, before: str | None, after: str | None) -> None:
    """Let a function of the program pass a point before, or after it has done its work."""
    real: Callable[..., Any] = getattr(owner, name)

    def changed(*args: Any, **more: Any) -> Any:
        if before:
            at(before)
        result = real(*args, **more)
        if after:
            at(after)
        return result

    setattr(owner, name, changed)


def traced(real: Callable[..., None]) -> Callable[..., None]:
    """Let a manifest pass a point inside of its transaction."""

    def changed(self: Any, *args: Any, **more: Any) -> None:
        real(self, *args, **more)
        self._base.set_trace_callback(lambda said: at("inside a commit") if "INTO status" in said else None)

    return changed


def harmful(real: Callable[..., Any]) -> Callable[..., Any]:
    """Let words in a text do what hardly any text does."""

    def changed(item: Item, *more: Any) -> Any:
        if b"DIE NOW" in item.data:
            os._exit(9)
        if b"LOOP FOREVER" in item.data:
            while True:
                pass
        if b"HANG IN C" in item.data:
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])
            time.sleep(10_000)
        if b"RAISE NOW" in item.data:
            raise ValueError("no such thing")
        if b"BE SLOW" in item.data:
            time.sleep(0.2)
        return real(item, *more)

    return changed


around(writing._Shard, "close", None, "a temporary file is written")
around(writing._Shard, "place", None, "a table is at its place")
around(writing.Shards, "close", None, "all tables are at their place")
around(manifest.Manifest, "commit", "before a commit", "after a commit")
around(manifest.Manifest, "ended", "before a unit is ended", "after a unit is ended")
around(manifest.Manifest, "plan", None, "after planning")
around(shards, "sweep", None, "after sweeping")
manifest.Manifest.__init__ = traced(manifest.Manifest.__init__)  # type: ignore[method-assign]


def stumbling(real: Callable[..., Iterator[Item]]) -> Callable[..., Iterator[Item]]:
    """Let words in a text break the reading of the file that they stand in."""

    def changed(*args: Any) -> Iterator[Item]:
        for item in real(*args):
            if b"BREAK THE READER" in item.data:
                raise KeyError("no such field")
            if b"FULL DISK" in item.data:
                raise OSError(28, "No space left on device")
            if b"KILL THE READER" in item.data:
                os._exit(9)
            yield item

    return changed


if os.environ.get("FAULT_TEXTS"):
    worker.units.read = stumbling(worker.units.read)
    worker.audited = harmful(worker.audited)

if __name__ == "__main__":
    from citeaudit.cli import main

    sys.exit(main())
