"""The engine for one machine: hand out units, commit the parts that workers have written, outlive their deaths."""

import datetime
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from citeaudit.archive import messages, planning, units
from citeaudit.archive.board import SHARED, Board
from citeaudit.archive.crew import Crew, Died, Member, cores
from citeaudit.archive.folders import Results
from citeaudit.archive.identity import Job
from citeaudit.archive.interrupting import interruptible
from citeaudit.archive.items import Unit
from citeaudit.archive.lock import Lock
from citeaudit.archive.manifest import Manifest
from citeaudit.archive.pace import Pace, State
from citeaudit.archive.progress import Shown
from citeaudit.archive.slate import At
from citeaudit.archive.tally import Done, Totals, UnitState
from citeaudit.errors import CiteauditError

TICK = 0.2
"""Seconds between two looks at how things stand."""
_NOTES = 3
_STILLBORN = 3
"""Workers in a row that die before they are ready, after which the run gives up: it is no document's fault."""


class Outcome(NamedTuple):
    """What became of a run."""

    totals: Totals
    units: int
    units_left: int
    dropped: int
    """Units that were in the results and are no longer in the input."""
    swept: int
    """Files that a crash had left."""
    again: int
    """Parts that were done, and to be done again."""
    fresh: Totals
    """What was done by this driver; the rest had been done before."""
    interrupted: bool
    troubles: tuple[tuple[str, str], ...]
    """Units that could not be done, and why."""
    left_out: Mapping[str, int]
    """Files of folders that are of no kind which is taken there, by suffix."""


class Books(Protocol):
    """Where a driver writes what is done: the manifest, or what stands for it."""

    def units(self, run: str) -> Mapping[str, UnitState]: ...
    def totals(self, run: str) -> Totals: ...
    def troubles(self, run: str) -> list[tuple[str, str]]: ...
    def commit(self, run: str, unit: str, part: int, done: Done) -> None: ...
    def ended(self, run: str, unit: str, parts: int) -> None: ...
    def trouble(self, run: str, unit: str, what: str) -> None: ...


def run(
    inputs: Sequence[str],
    results: Results,
    job: Job,
    jobs: int,
    shown: Shown,
    engine: "Callable[[list[Unit], Books, Path, Job, Shown], Driver] | None" = None,
    retry: Collection[str] = (),
) -> Outcome:
    """Audit what is not yet in the results.

    Args:
        inputs: the paths as they were given.
        results: the folder to write to.
        job: what decides the rows.
        jobs: worker processes.
        shown: is told how the run stands.
        engine: makes the driver; None for that of this machine.
        retry: statuses; parts with a document of one of these are done again.

    Raises:
        CiteauditError: another driver is at work there, an input does not exist or overlaps with one of an earlier
            command, or workers cannot be started.
    """
    planning.check(retry)
    named = planning.named(inputs, job)
    results.create()
    with Lock(results.lock), Manifest(results.manifest) as manifest:
        today = manifest.begin(job.run, datetime.date.today().isoformat(), job.about)
        job = job._replace(settings=job.settings._replace(today=datetime.date.fromisoformat(today)))
        folder = results.run(job.run)
        plan = planning.settled(named, manifest, folder, job, retry)
        manifest.state(job.run, "running")
        driver = (engine or Driver)(plan.units, manifest, folder, job, shown)
        try:
            driver.drive(jobs)
        finally:
            manifest.state(job.run, driver.said)
        return driver.outcome(plan)


class Driver:
    """One run while it goes on."""

    def __init__(self, planned: list[Unit], manifest: Books, folder: Path, job: Job, shown: Shown) -> None:
        self._manifest, self._folder, self._job, self._shown = manifest, folder, job, shown
        self._states = manifest.units(job.run)
        self._units = list({unit.key: unit for unit in planned}.values())
        self._board = Board(self._units, self._states)
        self._totals, self._fresh = manifest.totals(job.run), Totals()
        self._pace = Pace(self._states.values(), plain={unit.key for unit in self._units if units.is_plain(unit)})
        self._stillborn = 0

    @property
    def said(self) -> str:
        """How the run stands, for the manifest; inputs that an earlier command named belong to it."""
        if all(unit.is_done for unit in self._manifest.units(self._job.run).values()):
            return "done"
        return "interrupted" if self._board.stopping else "incomplete"

    def drive(self, jobs: int) -> None:
        """Work until all is done or somebody interrupts."""
        if not self._board.left:
            return
        for note in self._notes():
            self._shown.tell(note)
        with interruptible(self._stop):
            crew = self._hire(min(jobs, self._most()))
            try:
                while crew.members and (crew.is_busy or not (self._board.is_done or self._board.stopping)):
                    for member, message in crew.messages(TICK):
                        self._hear(crew, member, message)
                    self._hand_out(crew)
                    self._shown.show(self._state())
            finally:
                self._release(crew)
                self._shown.close(self._state())

    def outcome(self, plan: planning.Plan) -> Outcome:
        """What became of it."""
        troubles = tuple(self._manifest.troubles(self._job.run))
        left = self._board.left + len(troubles)
        interrupted = self._board.stopping and bool(left)
        return Outcome(
            self._totals, len(self._states), left, plan.dropped, plan.swept, plan.again, self._fresh, interrupted,
            troubles, plan.left,
        )  # fmt: skip

    def _hire(self, many: int) -> Crew:
        return Crew(many, self._job, self._folder)

    def _release(self, crew: Crew) -> None:
        crew.dismiss()

    def _most(self) -> int:
        """No more workers than can find something to do: small units are not shared."""
        small = sum(unit.size < SHARED for unit in self._units)
        return self._board.left if small == len(self._units) else cores()

    def _notes(self) -> list[str]:
        """What is said of large files that are one unit: each process that shares one has to read all of it."""
        large = [unit for unit in self._units if unit.size >= SHARED and not self._states[unit.key].is_done]
        notes = [note for note in map(units.described, large) if note]
        more = len(notes) - _NOTES
        return [*notes[:_NOTES], *([f"... and {more:,} more files that cannot be cut"] if more > 0 else [])]

    def _state(self) -> State:
        return self._pace.state(self._totals, is_stopping=self._board.stopping)

    def _stop(self) -> None:
        self._board.stopping = True

    def _hand_out(self, crew: Crew) -> None:
        for member in crew.members:
            if member.is_ready and member.key is None and (task := self._board.task(member.number)):
                member.key = task.key
                member.send(task)

    def _hear(self, crew: Crew, member: Member, message: messages.Message | Died) -> None:
        key = member.key
        match message:
            case messages.Ready():
                member.is_ready, self._stillborn = True, 0
            case messages.Claim(part) if key:
                member.send(self._board.claim(key, part, member.number))
            case messages.Finished(part, done) if key:
                self._commit(key, part, done)
            case messages.Ended(parts) if key:
                self._end(key, parts)
                self._let_go(member, key)
            case messages.Left(trouble) if key:
                self._let_go(member, key)
                if trouble:
                    self._give_up(key, trouble)
            case messages.Left(trouble):
                raise CiteauditError(trouble or "a worker left before it began")
            case Died(at, late):
                self._bury(crew, member, at, late=late)
            case _:  # of a unit that it has in hand no more
                pass

    def _commit(self, key: str, part: int, done: Done) -> None:
        if sum(done.statuses.values()) != done.documents:
            raise CiteauditError(
                f"{done.documents} documents came in, but the rows say {done.statuses}; please report this"
            )
        self._manifest.commit(self._job.run, key, part, done)
        self._totals, self._fresh = self._totals.plus(done), self._fresh.plus(done)
        self._pace.committed(key, done)
        if self._board.finished(key, part):
            self._pace.closed(key)

    def _end(self, key: str, parts: int) -> None:
        self._manifest.ended(self._job.run, key, parts)
        if self._board.ended(key, parts):
            self._pace.closed(key)

    def _let_go(self, member: Member, key: str) -> None:
        member.key = None
        self._board.left_by(key, member.number)

    def _give_up(self, key: str, why: str) -> None:
        self._manifest.trouble(self._job.run, key, why)
        self._board.give_up(key)

    def _bury(self, crew: Crew, member: Member, at: At, *, late: bool) -> None:
        if member.key:
            if why := self._board.died(member.key, member.number, at, late=late):
                self._manifest.trouble(self._job.run, member.key, why)
        else:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                raise CiteauditError("the processes that audit die before they begin; what they say stands above")
        if not self._board.stopping and not self._board.is_done:
            crew.add()
