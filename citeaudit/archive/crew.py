"""The workers of a run as the driver sees them: processes that may die at any moment, each for itself."""

import multiprocessing
import os
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, NamedTuple

from citeaudit.archive.board import Answer, Task
from citeaudit.archive.identity import Job
from citeaudit.archive.limits import PATIENCE
from citeaudit.archive.messages import Message
from citeaudit.archive.slate import FIELDS, At, Slate

_GRACE, _SLOW_READING = 5.0, 20
"""A document that hangs where no alarm is heard is given its limit, half of it again, and some seconds, or more where
it did not have the processor; reading, which may have to wait for a network, many times its limit."""
_AT_LEAST = 120.0
_BLINK = 2.0
"""Seconds between two looks at the workers above which the driver, and they with it, have been suspended."""


def _work(*given: Any) -> None:
    from citeaudit.archive.worker import work  # the driver writes no tables, and does without what they need

    work(*given)


class Died(NamedTuple):
    """A worker is no more."""

    at: At
    late: bool
    """It was ended because a document took too long."""


class Member:
    """One worker."""

    def __init__(self, number: int, context: Any, job: Job, folder: Path) -> None:
        self.number = number
        self.key: str | None = None  # of the unit in hand
        self.is_ready = False
        self._limit = job.limit
        memory = context.RawArray("q", FIELDS)
        self._slate = Slate(memory)
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, memory, job, folder), daemon=True)
        self.process.start()
        theirs.close()
        self.late = False
        self._seen, self._pardoned = ("idle", 0), 0.0

    def send(self, message: Task | Answer | None) -> None:
        """Answer it; that it is dead by now is told by its connection."""
        with suppress(OSError):
            self.connection.send(message)

    def end_if_late(self, suspended: float) -> None:
        """End a worker whose document takes much longer than it may; seconds `suspended` do not count."""
        at = self._slate.read()
        if self._seen != at[:2]:
            self._seen, self._pardoned = at[:2], 0.0
        self._pardoned += suspended
        if not self._limit or at.phase not in ("auditing", "reading"):
            return
        if not self.late and self._is_late(at, at.seconds - self._pardoned):
            self.late = True
            self.process.kill()

    def _is_late(self, at: At, seconds: float) -> bool:
        most = self._limit * 1.5
        if at.phase == "reading":
            return seconds > max(_AT_LEAST, self._limit * _SLOW_READING)
        if seconds <= most + _GRACE:
            return False
        spent = processor_seconds(self.process.pid)
        return spent is None or spent - at.spent > most or seconds > self._limit * PATIENCE + _GRACE

    def buried(self) -> Died:
        """What it was at when it died."""
        self.process.join()
        self.connection.close()
        return Died(self._slate.read(), self.late)


class Crew:
    """So many workers, and one more for each that has died, where the driver asks for it."""

    def __init__(self, many: int, job: Job, folder: Path) -> None:
        # Workers are forked from a server that has read the program and nothing of the run, or start afresh.
        self._context = multiprocessing.get_context("forkserver" if sys.platform == "linux" else "spawn")
        if sys.platform == "linux":
            self._context.set_forkserver_preload(["citeaudit.archive.worker"])
        self._job, self._folder, self._next = job, folder, 0
        self._looked = time.monotonic()
        self.members: list[Member] = []
        for _ in range(many):
            self.add()

    @property
    def is_busy(self) -> bool:
        """Whether a worker has a unit in hand."""
        return any(member.key is not None for member in self.members)

    def add(self) -> None:
        """Start one more."""
        self.members.append(Member(self._next, self._context, self._job, self._folder))
        self._next += 1

    def messages(self, seconds: float) -> Iterator[tuple[Member, Message | Died]]:
        """What workers say within so many seconds; those that have died leave the crew."""
        by: dict[Any, Member] = {member.connection: member for member in self.members}
        for ready in wait(list(by), seconds):
            member = by[ready]
            assert isinstance(ready, Connection)  # noqa: S101 - what `wait` was given
            try:
                yield member, ready.recv()
            except (EOFError, OSError):
                self.members.remove(member)
                yield member, member.buried()
        now = time.monotonic()
        away, self._looked = now - self._looked, now
        for member in self.members:
            member.end_if_late(away if away > _BLINK else 0.0)

    def dismiss(self) -> None:
        """Let all go that have nothing in hand, and end the others."""
        for member in self.members:
            if member.key is None:
                member.send(None)
            else:
                member.process.kill()
        for member in self.members:
            member.process.join(10)
            if member.process.is_alive():
                member.process.kill()
                member.process.join()
            member.connection.close()
        self.members.clear()


def processor_seconds(process: int) -> float | None:
    """What a process has had of the processor; None where that is not told."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
