"""How far a run is, how fast it goes, and how long it will take: by the bytes of units that are done."""

import time
from collections import deque
from collections.abc import Collection, Iterable
from typing import NamedTuple

from citeaudit.archive.tally import Done, Totals, UnitState

_WINDOW = 30.0
"""Seconds over which the speed is taken."""
_UNKNOWN_GROWTH = 4.0
"""How many bytes of documents a stored byte is taken for where files are compressed, until a unit of them is done."""
_NEVER_ALL = 0.98


class State(NamedTuple):
    """How a run stands."""

    totals: Totals
    share: float | None
    """0 to 1 of the bytes as stored; None where their number is not known."""
    units: int
    units_done: int
    documents_per_second: float
    bytes_per_second: float
    """Of documents."""
    seconds_left: float | None
    is_stopping: bool


class Pace:
    """What is known of the sizes and the speed of a run."""

    def __init__(
        self, units: Iterable[UnitState], clock: float | None = None, plain: Collection[str] = frozenset()
    ) -> None:
        """`plain` are the units whose files are not compressed."""
        known = list(units)
        self._plain = plain
        self._sizes = {unit.unit: unit.size for unit in known}
        self._closed = {unit.unit for unit in known if unit.is_done}
        self._grown: dict[str, int] = {}  # bytes of documents by unit, of this driver's parts
        self._began = time.monotonic() if clock is None else clock
        self._share_before: float | None = None
        self._moments: deque[tuple[float, int, int]] = deque(((self._began, 0, 0),))
        self._documents = self._bytes = 0

    def committed(self, unit: str, done: Done) -> None:
        """A part counts."""
        self._grown[unit] = self._grown.get(unit, 0) + done.bytes
        self._documents += done.documents
        self._bytes += done.bytes

    def closed(self, unit: str) -> None:
        """A unit is done."""
        self._closed.add(unit)

    def state(self, totals: Totals, *, is_stopping: bool = False, clock: float | None = None) -> State:
        now = time.monotonic() if clock is None else clock
        self._moments.append((now, self._documents, self._bytes))
        while len(self._moments) > 2 and self._moments[1][0] < now - _WINDOW:
            self._moments.popleft()
        then, documents, size = self._moments[0]
        seconds = max(now - then, 1e-9)
        share = self._share()
        if self._share_before is None:
            self._share_before = share
        return State(
            totals, share, len(self._sizes), len(self._closed), (self._documents - documents) / seconds,
            (self._bytes - size) / seconds, self._left(share, now), is_stopping,
        )  # fmt: skip

    def _share(self) -> float | None:
        whole = sum(self._sizes.values())
        if not whole:
            return len(self._closed) / len(self._sizes) if self._sizes else None
        growth = {is_plain: self._growth(is_plain=is_plain) for is_plain in (True, False)}
        done = float(sum(self._sizes[unit] for unit in self._closed))
        for unit, size in self._grown.items():
            if unit not in self._closed:
                done += min(self._sizes[unit] * _NEVER_ALL, size / growth[unit in self._plain])
        return done / whole

    def _growth(self, *, is_plain: bool) -> float:
        """How many bytes of documents a stored byte of such units is."""
        done = [unit for unit in self._grown if unit in self._closed and (unit in self._plain) == is_plain]
        stored, grown = sum(self._sizes[unit] for unit in done), sum(self._grown[unit] for unit in done)
        return grown / stored if stored and grown else 1.0 if is_plain else _UNKNOWN_GROWTH

    def _left(self, share: float | None, now: float) -> float | None:
        """By the share that was done since the beginning, in the time since then."""
        if share is None or self._share_before is None or share <= self._share_before:
            return None
        return (1 - share) * (now - self._began) / (share - self._share_before)
