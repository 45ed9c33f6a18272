"""How a run stands and what became of it, in lines for people."""

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from citeaudit.archive import kinds, lock, planning
from citeaudit.archive.folders import Results
from citeaudit.archive.manifest import Manifest
from citeaudit.archive.progress import duration
from citeaudit.archive.rows import OK
from citeaudit.archive.tally import Totals

_ENDS = {
    "running": "it ended in the middle", "interrupted": "it was interrupted", "incomplete": "not all could be done",
}  # fmt: skip
_MOST = 20
_SUFFIXES = 6
"""Of files that are left out, so many are told by number."""
_RECENT = 60.0
_MANY = 1000
"""Documents from which a speed says something: those of fewer are lost in the start."""


class _Job(Protocol):
    @property
    def run(self) -> str: ...


class _Outcome(Protocol):
    """What `local.run` tells; named here, so that a look at a run starts nothing that audits."""

    @property
    def totals(self) -> Totals: ...
    @property
    def fresh(self) -> Totals: ...
    @property
    def units(self) -> int: ...
    @property
    def units_left(self) -> int: ...
    @property
    def dropped(self) -> int: ...
    @property
    def again(self) -> int: ...
    @property
    def left_out(self) -> Mapping[str, int]: ...
    @property
    def troubles(self) -> tuple[tuple[str, str], ...]: ...


def outcome(told: _Outcome, results: Results, job: _Job, seconds: float) -> Iterator[str]:
    """What became of a run."""
    yield from _counts(told.totals)
    done = told.fresh.documents
    if done:
        speed = f": {done / seconds:,.0f} documents and {told.fresh.bytes / seconds / 1e6:.1f} MB a second"
        yield f"{done:,} of them read now, in {duration(seconds)}{speed if done >= _MANY else ''}"
    elif not told.units_left:
        yield "nothing was left to do"
    if any(status != OK for status in told.totals.statuses):
        yield f"why some were not audited, with an example: citeaudit report {results.path} --only statuses"
    if told.left_out:
        yield _left_out(told.left_out)
    if told.dropped:
        yield f"{_of(told.dropped, 'piece')} of input changed or gone: what the results had of them before is taken out"
    if told.again:
        yield f"{_of(told.again, 'part')} of the results, with all documents in {_it(told.again)}, done again"
    if died := [status for status in planning.RETRIED if told.totals.statuses.get(status)]:
        yield f"to audit what failed again: the same command with --retry {','.join(died)}"
    if told.units_left:
        yield f"{told.units_left:,} of {told.units:,} pieces of the input are left"
    yield f"results: {results.run(job.run)}; to read them: citeaudit report {results.path}"


def _left_out(counts: Mapping[str, int]) -> str:
    most = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    told = ", ".join(f"{number:,} {suffix}" for suffix, number in most[:_SUFFIXES])
    more = sum(number for _, number in most[_SUFFIXES:])
    named = any(kinds.of_name(f"x{suffix}", alone=True) for suffix in counts)
    return (
        f"left out of folders, by their names: {told}{f' and {more:,} more' if more else ''}"
        f"{'; CSV and XML are read where they are named' if named else ''}"
    )


def lines(results: Results) -> Iterator[str]:
    """How the run stands that was touched last, and which others there are."""
    owner = lock.owner(results.lock)
    with Manifest(results.manifest, readonly=True) as manifest:
        runs = manifest.runs()
        if not runs:
            yield "nothing was begun here"
            return
        run, began, touched, about, state = runs[0]
        units = manifest.units(run).values()
        done = sum(unit.is_done for unit in units)
        now = time.time()
        yield f"run {run}, begun {time.strftime('%Y-%m-%d %H:%M %Z', time.localtime(began))}: {stands(owner, state)}"
        yield f"{done:,} of {len(units):,} pieces of the input done"
        yield from _counts(manifest.totals(run))
        if owner:
            seconds = min(_RECENT, max(now - touched, 1.0))
            documents, size = manifest.since(run, now - seconds)
            speed = f"{documents / seconds:,.0f} documents and {size / seconds / 1e6:.1f} MB a second"
            yield f"in the last {_of(round(seconds), 'second')}: {speed}"
        yield from (f"left undone: {trouble}" for trouble in troubles(manifest.troubles(run)))
        for other, _, touched, _, _ in runs[1:]:
            day = time.strftime("%Y-%m-%d", time.localtime(touched))
            yield f"an earlier run, with other rules or options: {other}, {day}"
        yield f"rules {json.loads(about)['rules']}"


def troubles(told: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Units that could not be done, and why: the first of them, where a disk was full there may be very many."""
    yield from (f"{path}: {why}" for path, why in told[:_MOST])
    if len(told) > _MOST:
        yield f"... and {len(told) - _MOST:,} more pieces of the input"


def stands(owner: int | None, state: str) -> str:
    """How a run stands of which the manifest says `state`; `owner` is the process that is at work, if any is."""
    if owner:
        return f"process {owner} is at work"
    if state == "done":
        return state
    why = _ENDS.get(state, "it ended before its first piece")
    return f"{why}; nobody is at work, and the same command goes on"


def _it(number: int) -> str:
    return "it" if number == 1 else "them"


def _counts(totals: Totals) -> Iterator[str]:
    """Documents in, and the statuses that they came out with, whose sum they are."""
    statuses = sorted(totals.statuses.items(), key=lambda pair: (pair[0] != OK, -pair[1], pair[0]))
    told = " + ".join(f"{number:,} {status}" for status, number in statuses) or "none"
    yield f"{totals.documents:,} documents in = {told}"
    yield f"findings: {_of(totals.errors, 'error')}, {_of(totals.warnings, 'warning')}, {_of(totals.notes, 'note')}"
    if totals.unchecked:
        columns = "columns `unchecked` and `not_judged` of documents"
        yield f"in {totals.unchecked:,} of them not all could be checked ({columns})"


def _of(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
