"""The driver of a run on Spark: batches of units, a job of Spark each, committed to the manifest as they come back."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from citeaudit import __version__
from citeaudit.archive.identity import Job
from citeaudit.archive.interrupting import interruptible
from citeaudit.archive.items import Unit
from citeaudit.archive.local import TICK, Books, Driver
from citeaudit.archive.progress import Shown
from citeaudit.archive.spark import task
from citeaudit.archive.spark.jobs import Jobs, reason
from citeaudit.archive.spark.orders import Answer, Order
from citeaudit.archive.streams.opening import is_remote
from citeaudit.errors import CiteauditError

_AHEAD = 2
"""Jobs under way: while the last units of one are done, those of the next begin."""
_UNITS, _BYTES = 16, 64_000_000
"""Of a batch, for each core: so many units at most, and hardly more bytes than these."""
_TRIES = 2
"""Jobs with a unit that fail, each after all the attempts that Spark makes, before the unit is given up."""


class Means(NamedTuple):
    """What a run on Spark needs besides."""

    session: Callable[[], AbstractContextManager[Any]]
    """Opens a session, when there is something to do."""
    batch: int | None = None
    """Units to commit at a time; None for what suits the session."""


class SparkDriver(Driver):
    """Hands units to a session of Spark."""

    def __init__(self, means: Means, planned: list[Unit], books: Books, folder: Path, job: Job, shown: Shown) -> None:
        super().__init__(planned, books, folder, job, shown)
        self._means = means
        self._todo: deque[list[Order]] = deque()

    def drive(self, jobs: int) -> None:  # noqa: ARG002 - Spark knows how many tasks it runs at a time
        """Work until all is done or somebody interrupts."""
        if not self._board.left:
            return
        for note in self._notes():
            self._shown.tell(note)
        self._folder.mkdir(exist_ok=True)
        with self._means.session() as session:
            at_work = Jobs(session)
            states = ((unit, self._states[unit.key]) for unit in self._units)
            orders = [Order(unit, state.done) for unit, state in states if not state.is_done]
            place = task.Place(__version__, self._job, str(self._folder.absolute()), self._works_in(orders))
            self._look(at_work, place, orders)
            self._todo.extend(batches(orders, at_work.slots, self._means.batch))
            try:
                with interruptible(self._stop), ThreadPoolExecutor(_AHEAD) as pool:
                    self._work(at_work, place, pool)
            finally:
                self._shown.close(self._state())
                for left in self._folder.glob("*/*.tmp"):  # by attempts that died
                    left.unlink(missing_ok=True)

    def _works_in(self, orders: Sequence[Order]) -> str | None:
        settings = self._job.settings
        named = (settings.file, settings.baseline, *settings.rules, *settings.sources)
        paths = (*filter(None, named), *(order.unit.path for order in orders if not is_remote(order.unit.path)))
        return None if all(os.path.isabs(path) for path in paths) else os.getcwd()

    def _look(self, at_work: Jobs, place: task.Place, orders: Sequence[Order]) -> None:
        """See that the machines of Spark can do their part.

        Raises:
            CiteauditError: one cannot.
        """
        token = self._folder.absolute() / f".{uuid4().hex}"
        token.touch()
        inputs = ((order.unit.files or (order.unit.path,))[0] for order in orders)
        there = next((path for path in inputs if not is_remote(path) and os.path.exists(path)), None)
        seen = [str(token), *([there] if there else [])]
        try:
            obstacles = sorted(set(at_work.job(at_work.slots, task.looked, place, seen)()) - {""})
        except Exception as error:  # noqa: BLE001 - of Spark, in many kinds
            raise CiteauditError(reason(error)) from None
        finally:
            token.unlink()
        if obstacles:
            raise CiteauditError(obstacles[0].replace(str(token), str(token.parent)))

    def _work(self, at_work: Jobs, place: task.Place, pool: ThreadPoolExecutor) -> None:
        under_way: dict[Future[list[str]], list[Order]] = {}
        try:
            while under_way or (self._todo and not self._board.stopping):
                while self._todo and len(under_way) < _AHEAD and not self._board.stopping:
                    orders = self._todo.popleft()
                    written = [order.written() for order in orders]
                    try:
                        job = at_work.job(len(orders), task.audited, place, written)
                    except Exception as failure:  # noqa: BLE001 - of Spark, in many kinds
                        self._fail(at_work, orders, reason(failure))
                    else:
                        under_way[pool.submit(job)] = orders
                for future in wait(under_way, TICK, FIRST_COMPLETED).done:
                    orders = under_way.pop(future)
                    if error := future.exception():
                        self._fail(at_work, orders, reason(error))
                    else:
                        self._take(map(Answer.read, future.result()))
                self._shown.show(self._state())
        except BaseException:
            at_work.cancel()
            raise

    def _take(self, answers: Iterator[Answer]) -> None:
        for key, finished, parts, trouble in answers:
            for part, done in finished:
                self._commit(key, part, done)
            if parts is not None:
                self._end(key, parts)
            if trouble:
                self._give_up(key, trouble)

    def _fail(self, at_work: Jobs, orders: Sequence[Order], why: str) -> None:
        """Try the units of a job that failed again, each for itself: one may have been in the way of all."""
        if not at_work.is_alive:
            raise CiteauditError(f"Spark has stopped: {why}; what is done is kept, and the same command goes on")
        for order in orders:
            tried = order._replace(attempts=order.attempts + 1)
            if tried.attempts < _TRIES:
                self._todo.append([tried])
            else:
                self._give_up(order.key, why)


def batches(orders: Sequence[Order], slots: int, fixed: int | None) -> Iterator[list[Order]]:
    """Some units at a time: enough for every core, and few enough to lose little when the driver dies."""
    batch: list[Order] = []
    size = 0
    for order in orders:
        batch.append(order)
        size += order.unit.size
        enough = len(batch) >= _UNITS * slots or (size >= _BYTES * slots and len(batch) >= slots)
        if len(batch) == fixed or (fixed is None and enough):
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
