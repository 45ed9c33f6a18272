"""A process that audits: it reads units, asks for each part whether to do it, and writes the parts that it may do."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from importlib.abc import MetaPathFinder
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from citeaudit import rulebook
from citeaudit.archive import cutting, shards, units
from citeaudit.archive.board import DEATHS, Answer, Task
from citeaudit.archive.identity import Job
from citeaudit.archive.items import Item
from citeaudit.archive.limits import TimeUpError, limited
from citeaudit.archive.messages import Claim, Ended, Finished, Left, Message, Ready
from citeaudit.archive.rows import audited, unread
from citeaudit.archive.schema import Rows
from citeaudit.archive.slate import Slate
from citeaudit.archive.streams.opening import stamped
from citeaudit.archive.tally import Done
from citeaudit.archive.writing import Shards
from citeaudit.audit import FAULT
from citeaudit.errors import CiteauditError
from citeaudit.rulebook import Rulebook

_OF_WORKERS = {
    "timeout": "took much longer than the time limit and could not be interrupted; its process was ended",
    "worker-died": f"{DEATHS} processes died while they audited it, by its fault or killed from outside (as for want of"
    " memory); --retry worker-died tries it again",
}
"""What is said of documents that processes died over, by their status."""


class _GoneError(BaseException):
    """The driver is no more; there is nobody to tell, and no `except` for what goes wrong with a unit must hear it."""


class _Driver:
    """The other end of the line."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def tell(self, message: Message) -> None:
        try:
            self._connection.send(message)
        except OSError:
            raise _GoneError from None

    def hear(self) -> Any:
        try:
            return self._connection.recv()
        except (OSError, EOFError):
            raise _GoneError from None


class _NoPandas(MetaPathFinder):
    """Arrow imports it where it is installed, and looks whether rows are any of its own: half a second a worker."""

    def find_spec(self, fullname: str, *_: object, **__: object) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


def work(connection: Connection, memory: Any, job: Job, folder: Path) -> None:
    """The whole life of a worker; `memory` is that of its slate, `folder` that of the run."""
    gc.set_threshold(50_000)  # documents and rows are tuples: to look for circles among them finds nothing
    sys.meta_path.insert(0, _NoPandas())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever interrupts the run lets parts in hand be finished
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _end_with_parent()
    with suppress(_GoneError):
        _serve(_Driver(connection), Slate(memory), job, folder)


def _serve(driver: _Driver, slate: Slate, job: Job, folder: Path) -> None:
    rules = rulebook.load(job.settings)
    if rules.digest != job.rules_digest:
        driver.tell(Left("the rules have changed since the run began"))
        return
    driver.tell(Ready())
    while (task := driver.hear()) is not None:
        try:
            driver.tell(_Unit(driver, slate, job, folder, rules, task).done())
        except OSError as error:
            what = os.strerror(error.errno).lower() if error.errno else str(error)  # that of pyarrow is no sentence
            driver.tell(Left(f"stopped at {error.filename}: {what}" if error.filename else what))
        except CiteauditError as error:
            driver.tell(Left(str(error)))
        except Exception as error:  # noqa: BLE001 - a fault of ours must cost one unit and not the run
            driver.tell(Left(_fault(error)))


def _end_with_parent() -> None:
    """Nobody tells a worker that the driver was killed: its parent is the server that forks workers, and lives on."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os.kill(os.getpid(), signal.SIGTERM)


class _Unit:
    """One unit, from its first document to its last."""

    def __init__(self, driver: _Driver, slate: Slate, job: Job, folder: Path, rules: Rulebook, task: Task) -> None:
        self._driver, self._slate, self._job, self._folder = driver, slate, job, folder
        self._rules, self._task = rules, task
        self._writing: _Part | None = None

    def done(self) -> Ended | Left:
        """Do what of the unit it may do."""
        try:
            return self._done()
        except BaseException:
            if self._writing:
                self._writing.shards.drop()
            raise

    def _done(self) -> Ended | Left:
        part, held, size = -1, 0, 0
        for ordinal, item in self._read():
            if part < 0 or held >= self._job.cut.documents or size >= self._job.cut.bytes:
                self._close(part, ordinal)
                part, held, size = part + 1, 0, 0
                answer = self._ask(part)
                if answer == "stop":
                    return Left()
                self._writing = _Part(self._new(part)) if answer == "go" else None
            held, size = held + 1, size + len(item.data)
            if self._writing:
                self._writing.add(item, self._audited(ordinal, item))
        self._close(part, -1)
        if cutting.has_changed(self._task.unit, self._job.options):
            return Left("has changed while it was read")
        return Ended(part + 1)

    def _read(self) -> Iterator[tuple[int, Item]]:
        path = self._task.unit.path
        items: Iterator[Item] = units.read(self._task.unit, self._job.options)
        until, ordinal = self._task.until, 0
        while True:
            if until and ordinal == until[0]:
                yield ordinal, _unread_rest(path, ordinal)
                return
            self._slate.write("reading", ordinal)
            try:
                item = next(items, None)
            except (OSError, CiteauditError):
                raise
            except Exception as error:  # noqa: BLE001 - a fault of ours must cost the rest of one file and not the run
                item, items = Item(path, f"from document {ordinal}", b"", "", "unreadable", _fault(error), ()), iter(())
            self._slate.write("idle", ordinal)
            if item is None:
                return
            yield ordinal, item
            ordinal += 1

    def _audited(self, ordinal: int, item: Item) -> Rows:
        if ordinal in self._task.left_out:
            return unread(item, self._task.left_out[ordinal], _OF_WORKERS[self._task.left_out[ordinal]])
        if self._task.until and ordinal == self._task.until[0]:
            return unread(item, self._task.until[1], item.detail)
        with self._slate.at("auditing", ordinal):
            return bounded(item, self._rules, self._job)

    def _ask(self, part: int) -> Answer:
        self._driver.tell(Claim(part))
        answer: Answer = self._driver.hear()
        return answer

    def _new(self, part: int) -> Shards:
        return Shards(self._folder, shards.name(self._task.key, part), self._job.tables, self._job.mark)

    def _close(self, part: int, ordinal: int) -> None:
        if self._writing:
            with self._slate.at("writing", ordinal):
                self._writing.shards.close()
            self._driver.tell(Finished(part, self._writing.done()))
            self._writing = None


def bounded(item: Item, rules: Rulebook, job: Job) -> Rows:
    """The rows of a document, also where it takes too long or comes upon a fault of ours."""
    try:
        with limited(job.limit):
            return audited(item, rules, job.settings, job.wanted)
    except Exception as error:  # noqa: BLE001 - a fault of ours must cost one document and not the unit
        return unread(item, "failed", _fault(error))
    except TimeUpError:
        return unread(item, "timeout", f"took longer than {job.limit:g} seconds of the processor")


def _fault(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "there was not enough memory for it; --retry failed tries it again"
    return f"{FAULT} ({type(error).__name__}: {error}); please report this"


def _unread_rest(path: str, ordinal: int) -> Item:
    what = "the processes that read it died or hung here; nothing behind this place was read; --retry tries it again"
    return Item(path, f"from document {ordinal}", b"", "", "ok", what, ())


class _Part:
    """The files of a part and what was counted of it."""

    def __init__(self, shards: Shards) -> None:
        self.shards = shards
        self._documents = self._bytes = self._errors = self._warnings = self._notes = self._unchecked = 0
        self._statuses: dict[str, int] = {}
        self._rests: dict[str, str] = {}

    def add(self, item: Item, rows: Rows) -> None:
        self.shards.add(rows)
        self._documents += 1
        self._bytes += len(item.data)
        for row in rows.documents:
            self._errors += row.errors
            self._warnings += row.warnings
            self._notes += row.notes
            self._unchecked += bool(row.unchecked or row.not_judged)
            self._statuses[row.status] = self._statuses.get(row.status, 0) + 1
        for path in rows.rests:
            if path not in self._rests:
                self._rests[path] = stamped(path)

    def done(self) -> Done:
        return Done(
            self._documents, self._bytes, self._errors, self._warnings, self._notes, self._unchecked, self._statuses,
            tuple(self._rests.items()),
        )  # fmt: skip
