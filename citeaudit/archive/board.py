"""Who does what: the units of a run, their parts, and who has claimed which. Knows no processes and no files.

A worker reads a unit from its beginning and asks for each part whether it may have it, so that several can share one
large file that cannot be cut, and so that a part which is done is only read past.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from citeaudit.archive.items import Unit
from citeaudit.archive.slate import At
from citeaudit.archive.tally import UnitState

Answer = Literal["go", "skip", "stop"]
DEATHS = 3
"""Deaths over one document after which it is left out: fewer may be anybody's."""
_FRUITLESS = 8
"""Deaths over a unit, with no part done in between, after which it is given up."""
SHARED = 2 << 20
"""Bytes from which a unit is worth a second worker, who reads it too."""


class Task(NamedTuple):
    """A unit for a worker."""

    key: str
    unit: Unit
    left_out: Mapping[int, str]
    """Documents not to audit, by number, with the status that they get."""
    until: tuple[int, str] | None
    """The document over whose reading workers died, and the status it gets; nothing behind it can be read."""


class _Open:
    """A unit that is not done."""

    def __init__(self, unit: Unit, state: UnitState) -> None:
        self.unit, self.parts = unit, state.parts
        self.done = set(state.done)
        self.claimed: dict[int, int] = {}  # worker by part
        self.workers: set[int] = set()
        self.left_out: dict[int, str] = {}
        self.until: tuple[int, str] | None = None
        self.deaths: Counter[tuple[str, int]] = Counter()
        self.fruitless = 0

    @property
    def is_done(self) -> bool:
        return self.parts is not None and len(self.done) >= self.parts

    @property
    def has_work(self) -> bool:
        return self.parts is None or len(self.done) + len(self.claimed) < self.parts


class Board:
    """The state of a run. Workers have numbers."""

    def __init__(self, units: Iterable[Unit], states: Mapping[str, UnitState]) -> None:
        self._open = {key: _Open(unit, states[key]) for unit in units if not states[key := unit.key].is_done}
        self.stopping = False

    @property
    def is_done(self) -> bool:
        return not self._open

    @property
    def left(self) -> int:
        """Units that are not done."""
        return len(self._open)

    def task(self, worker: int) -> Task | None:
        """What a worker that has nothing to do should do; None where nothing is left to begin or to share."""
        if self.stopping:
            return None
        best = None
        for key, unit in self._open.items():
            if not unit.workers:
                if unit.has_work:
                    best = key
                    break
            elif (
                unit.has_work
                and unit.unit.size >= SHARED
                and (best is None or len(unit.workers) < len(self._open[best].workers))
            ):
                best = key
        if best is None:
            return None
        unit = self._open[best]
        unit.workers.add(worker)
        return Task(best, unit.unit, dict(unit.left_out), unit.until)

    def claim(self, key: str, part: int, worker: int) -> Answer:
        """May this worker do this part?"""
        unit = self._open.get(key)
        if self.stopping or unit is None or not unit.has_work:
            return "stop"
        if part in unit.done or part in unit.claimed:
            return "skip"
        unit.claimed[part] = worker
        return "go"

    def finished(self, key: str, part: int) -> bool:
        """A part is done; whether its unit is, now."""
        unit = self._open.get(key)
        if unit is None:
            return False
        unit.claimed.pop(part, None)
        unit.done.add(part)
        unit.fruitless = 0
        return self._is_closed(key)

    def ended(self, key: str, parts: int) -> bool:
        """A worker came to the end of a unit, which has so many parts; whether it is done, now."""
        if unit := self._open.get(key):
            unit.parts = parts
        return unit is not None and self._is_closed(key)

    def left_by(self, key: str, worker: int) -> None:
        """A worker has no more to do with a unit, alive or dead; what it claimed and has not done is free again."""
        if unit := self._open.get(key):
            unit.workers.discard(worker)
            unit.claimed = {part: who for part, who in unit.claimed.items() if who != worker}

    def died(self, key: str, worker: int, at: At, *, late: bool) -> str | None:
        """A worker died over a unit, or was ended because it was `late`.

        Returns:
            Why the unit is given up, if it is.
        """
        self.left_by(key, worker)
        unit = self._open.get(key)
        if unit is None:
            return None
        unit.fruitless += 1
        unit.deaths[at.phase, at.ordinal] += 1
        status = "timeout" if late else "worker-died"
        if late or unit.deaths[at.phase, at.ordinal] >= DEATHS:
            unit.fruitless = 0
            if at.phase == "auditing":
                unit.left_out[at.ordinal] = status
            elif at.phase == "reading":
                unit.until = at.ordinal, status
        if unit.fruitless < _FRUITLESS:
            return None
        del self._open[key]
        return f"{unit.fruitless} workers died over it, at no one document"

    def give_up(self, key: str) -> None:
        """A unit cannot be done in this run."""
        self._open.pop(key, None)

    def _is_closed(self, key: str) -> bool:
        if not self._open[key].is_done:
            return False
        del self._open[key]
        return True
