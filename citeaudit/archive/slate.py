"""What a worker is at, in memory that outlives it: its death then costs the document in hand, and no other."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple

Phase = Literal["idle", "reading", "auditing", "writing"]
_PHASES: tuple[Phase, ...] = ("idle", "reading", "auditing", "writing")
FIELDS = 3
"""64-bit integers that a slate needs."""


class At(NamedTuple):
    phase: Phase
    ordinal: int
    """The number of the document in its unit, from 0."""
    seconds: float
    """For how long."""


class Slate:
    """Over shared memory, which one process writes and another reads."""

    def __init__(self, memory: Any) -> None:
        self._memory = memory

    def write(self, phase: Phase, ordinal: int) -> None:
        memory = self._memory
        memory[2] = time.monotonic_ns()
        memory[1] = ordinal
        memory[0] = _PHASES.index(phase)

    def read(self) -> At:
        phase, ordinal, since = self._memory[:FIELDS]
        return At(_PHASES[phase], ordinal, (time.monotonic_ns() - since) / 1e9)

    @contextmanager
    def at(self, phase: Phase, ordinal: int) -> Iterator[None]:
        self.write(phase, ordinal)
        yield
        self.write("idle", ordinal)
