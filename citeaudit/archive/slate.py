"""What a worker is at, in memory that outlives it: its death then costs the document in hand, and no other."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple

Phase = Literal["idle", "reading", "auditing", "writing"]
_PHASES: tuple[Phase, ...] = ("idle", "reading", "auditing", "writing")
FIELDS = 4
"""64-bit integers that a slate needs."""


class At(NamedTuple):
    phase: Phase
    ordinal: int
    """The number of the document in its unit, from 0."""
    seconds: float
    """For how long, by the clock."""
    spent: float = 0.0
    """Seconds of the processor that the process had had when it began."""


class Slate:
    """Over shared memory, which one process writes and another reads."""

    def __init__(self, memory: Any) -> None:
        self._memory = memory

    def write(self, phase: Phase, ordinal: int) -> None:
        memory = self._memory
        memory[3] = time.process_time_ns()
        memory[2] = time.monotonic_ns()
        memory[1] = ordinal
        memory[0] = _PHASES.index(phase)

    def read(self) -> At:
        phase, ordinal, since, spent = self._memory[:FIELDS]
        return At(_PHASES[phase], ordinal, (time.monotonic_ns() - since) / 1e9, spent / 1e9)

    @contextmanager
    def at(self, phase: Phase, ordinal: int) -> Iterator[None]:
        self.write(phase, ordinal)
        yield
        self.write("idle", ordinal)
