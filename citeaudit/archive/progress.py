"""Show how a run goes: a line that is written again and again on a terminal, JSON Lines elsewhere."""

import json
import os
import time
from contextlib import suppress
from typing import Protocol, TextIO

from citeaudit.archive.pace import State
from citeaudit.archive.rows import OK

_BAR = 20
_EVERY_LINE, _EVERY_BAR = 5.0, 0.2


class Shown(Protocol):
    """Somebody who is told how a run stands."""

    def tell(self, note: str) -> None:
        """Called before the run begins, with what is worth knowing."""

    def show(self, state: State) -> None:
        """Called again and again."""

    def close(self, state: State) -> None:
        """Called at the end of a run that had something to do."""


class Bar:
    """For people at a terminal."""

    def __init__(self, out: TextIO, width: int) -> None:
        self._out, self._width, self._shown = out, width, 0.0

    def tell(self, note: str) -> None:
        """A line of its own."""
        _say(self._out, f"{note}\n")

    def show(self, state: State, *, at_once: bool = False) -> None:
        """Write the line again, not too often."""
        if at_once or time.monotonic() - self._shown >= _EVERY_BAR:
            self._shown = time.monotonic()
            _say(self._out, f"\r{line(state)[: self._width - 1]}\x1b[K")

    def close(self, state: State) -> None:
        """Leave the last line."""
        self.show(state, at_once=True)
        _say(self._out, "\n")


class Lines:
    """For logs and programs: one JSON object every few seconds, the last when the run ends."""

    def __init__(self, out: TextIO, every: float = _EVERY_LINE) -> None:
        self._out, self._every, self._shown = out, every, time.monotonic()

    def tell(self, note: str) -> None:
        """An object with nothing but a note."""
        _say(self._out, json.dumps({"note": note}) + "\n")

    def show(self, state: State) -> None:
        """Write a line, not too often."""
        if time.monotonic() - self._shown >= self._every:
            self._shown = time.monotonic()
            self._write(state)

    def close(self, state: State) -> None:
        """Write the last line."""
        self._write(state)

    def _write(self, state: State) -> None:
        _say(self._out, json.dumps(record(state)) + "\n")


class Silence:
    """For whoever wants none."""

    def tell(self, note: str) -> None:
        """Nothing."""

    def show(self, state: State) -> None:
        """Nothing."""

    def close(self, state: State) -> None:
        """Nothing."""


def _say(out: TextIO, words: str) -> None:
    """Write it; that nobody reads it any more, as when a terminal or a pipe is closed, must not end a run of hours."""
    try:
        out.write(words)
        out.flush()
    except OSError:
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def record(state: State) -> dict[str, object]:
    """How a run stands, for programs; speeds are per second, `seconds_left` is null where it cannot be told."""
    totals = state.totals
    return {
        "documents": totals.documents,
        "bytes": totals.bytes,
        "findings": {"error": totals.errors, "warning": totals.warnings, "note": totals.notes},
        "not_audited": not_audited(state),
        "share": None if state.share is None else round(state.share, 4),
        "units": state.units,
        "units_done": state.units_done,
        "documents_per_second": round(state.documents_per_second, 1),
        "bytes_per_second": round(state.bytes_per_second),
        "seconds_left": None if state.seconds_left is None else round(state.seconds_left),
    }


def not_audited(state: State) -> int:
    """Documents of any other status than ok."""
    return sum(number for status, number in state.totals.statuses.items() if status != OK)


def line(state: State) -> str:
    """How a run stands, in one line for people."""
    totals = state.totals
    share = state.share or 0.0
    full = round(share * _BAR)
    findings = totals.errors + totals.warnings + totals.notes
    pieces = [
        f"{'█' * full}{'░' * (_BAR - full)} {share:4.0%}",
        f"{totals.documents:,} documents",
        f"{state.documents_per_second:,.0f}/s",
        f"{state.bytes_per_second / 1e6:.1f} MB/s",
        f"{findings:,} findings",
    ]
    if failed := not_audited(state):
        pieces.append(f"{failed:,} not audited")
    if state.is_stopping:
        pieces.append("finishing what is in hand")
    elif state.seconds_left is not None:
        pieces.append(f"{duration(state.seconds_left)} left")
    return "  ".join(pieces)


def duration(seconds: float) -> str:
    """Seconds as people say them: "45 s", "12 min", "3 h 20 min"."""
    whole = round(seconds)
    if whole < 90:
        return f"{whole} s"
    minutes = round(whole / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
