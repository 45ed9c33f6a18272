"""What runs on the machines of Spark: a unit, by the engine for one machine, with one process that may die.

The process that Spark starts audits nothing itself. It has a process of its own do that, and watches it, as the driver
on one machine does: so a document that kills or hangs whoever audits it costs that document, and Spark never hears of
it. When Spark's process or its whole machine is lost, Spark gives the unit to another, which begins it anew.
"""

import os
import socket
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple
from uuid import uuid4

import pyarrow as pa

from citeaudit import __version__, rulebook
from citeaudit.archive.crew import Crew
from citeaudit.archive.identity import Job
from citeaudit.archive.local import Driver
from citeaudit.archive.progress import Silence
from citeaudit.archive.spark.orders import Answer, Order
from citeaudit.archive.tally import Done, Totals, UnitState
from citeaudit.errors import CiteauditError

SCHEMA = "said string"
"""Of what both functions below give, as Spark writes it."""


class Place(NamedTuple):
    """What every task has to know, and where it has to be."""

    version: str
    job: Job
    folder: str
    """That of the run, which every machine reaches."""
    works_in: str | None
    """The current folder, where paths are relative to it."""


def audited(place: Place, orders: Sequence[str], batches: Iterator[Any]) -> Iterator[Any]:
    """Do the orders whose numbers come in; an answer for each."""
    for batch in batches:
        for number in batch.column(0).to_pylist():
            yield _said(_answer(place, Order.read(orders[number])).written())


def looked(place: Place, seen: Sequence[str], batches: Iterator[Any]) -> Iterator[Any]:
    """Say for each number that comes in what keeps this machine from its part, or nothing; `seen` are files to see."""
    for batch in batches:
        for _ in range(batch.num_rows):
            yield _said(_obstacle(place, seen))


def _said(words: str) -> Any:
    return pa.RecordBatch.from_arrays([pa.array([words])], ["said"])


def _obstacle(place: Place, seen: Sequence[str]) -> str:
    here = f"the worker on {socket.gethostname()}"
    if place.version != __version__:
        return f"{here} has citeaudit {__version__}, not {place.version}: install the same version everywhere"
    if place.works_in not in (None, os.getcwd()):
        return f"{here} works in {os.getcwd()}, not in {place.works_in}: name all files and folders by their whole path"
    for path in seen:
        if not os.path.exists(path):
            return f"{here} does not see {path}: input and results have to be where all machines reach them"
    if not os.access(place.folder, os.W_OK):
        return f"{here} may not write to {place.folder}"
    try:
        digest = rulebook.load(place.job.settings).digest
    except CiteauditError as error:
        return f"{here} cannot read the rules: {str(error).splitlines()[0]}"
    return "" if digest == place.job.rules_digest else f"{here} has other rules than the driver: make them the same"


def _answer(place: Place, order: Order) -> Answer:
    if place.version != __version__:
        return Answer(order.key, (), None, _obstacle(place, ()))
    notes = _Notes(order.state)
    try:
        with _no_main_module():
            _Driver([order.unit], notes, Path(place.folder), place.job, Silence()).drive(1)
    except CiteauditError as error:
        notes.trouble("", order.key, str(error))
    return notes.answer()


_kept: list[tuple[Job, Path, Crew]] = []
"""The process that audits and for which run it was started: it has read the rules, and waits for the next unit."""


class _Driver(Driver):
    """Keeps its process for the next unit that Spark gives to this one."""

    def _hire(self, many: int) -> Crew:
        if _kept:
            job, folder, crew = _kept.pop()
            if (job, folder) == (self._job, self._folder):
                return crew
            crew.dismiss()
        # Another machine may be at the same unit, when Spark has given this one up too early.
        return Crew(many, self._job._replace(mark=f".{uuid4().hex}"), self._folder)

    def _release(self, crew: Crew) -> None:
        if crew.members and not crew.is_busy:
            _kept.append((self._job, self._folder, crew))
        else:
            crew.dismiss()


class _Notes:
    """The books of a task: what it has done of its one unit, for the manifest of the driver."""

    def __init__(self, state: UnitState) -> None:
        self._state = state
        self._finished: list[tuple[int, Done]] = []
        self._parts: int | None = None
        self._troubles: list[str] = []

    def answer(self) -> Answer:
        return Answer(self._state.unit, tuple(self._finished), self._parts, "; ".join(self._troubles) or None)

    def units(self, _run: str) -> Mapping[str, UnitState]:
        return {self._state.unit: self._state}

    def totals(self, _run: str) -> Totals:
        return Totals()

    def troubles(self, _run: str) -> list[tuple[str, str]]:
        return [(self._state.unit, trouble) for trouble in self._troubles]

    def commit(self, _run: str, _unit: str, part: int, done: Done) -> None:
        self._finished.append((part, done))

    def ended(self, _run: str, _unit: str, parts: int) -> None:
        self._parts = parts

    def trouble(self, _run: str, _unit: str, what: str) -> None:
        self._troubles.append(what)


@contextmanager
def _no_main_module() -> Iterator[None]:
    """Processes that are started here would import the main module, which is Spark's, and with it all of Spark."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
