"""Jobs in a session of Spark: a task for each number, whatever it says as text; to be waited for in any thread."""

import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any
from uuid import uuid4

from citeaudit.archive.spark.task import SCHEMA

_NO_PROGRAM = re.compile(r"No module named '(citeaudit[\w.]*)'")
_RAISED = re.compile(r"^(?:\w+\.)*\w+: .+", re.MULTILINE)
"""The last line of what Python says of an exception, and those behind it, if it has more."""
_LOST = re.compile(r"most recent failure: Lost task [^)]*\) \([^)]*\): (?:(?:\w+\.)+\w+: )?(.+)")
_CALL = re.compile(r"^An error occurred while calling [^\n]*\n: (?:(?:\w+\.)+\w+: )?")
_ADVICE = re.compile(r" Consider setting .*")
_LONGEST = 400


class Jobs:
    """Those of one run."""

    def __init__(self, session: Any) -> None:
        self._session, self._tag = session, f"citeaudit-{uuid4().hex}"
        self.slots: int = session.sparkContext.defaultParallelism
        """Tasks that run at the same time, as far as Spark knows."""

    def job(self, tasks: int, function: Callable[..., Any], *given: Any) -> Callable[[], list[str]]:
        """What runs a job and gives what its tasks say, in the order of their numbers."""
        with without_pandas():
            frame = self._session.range(0, tasks, 1, tasks).mapInArrow(partial(function, *given), SCHEMA)
        return partial(self._collected, frame)

    def _collected(self, frame: Any) -> list[str]:
        self._session.sparkContext.addJobTag(self._tag)  # of this thread
        return [row.said for row in frame.collect()]

    def cancel(self) -> None:
        """End all jobs that are under way, if Spark still listens."""
        with suppress(Exception):
            self._session.sparkContext.cancelJobsWithTag(self._tag)

    @property
    def is_alive(self) -> bool:
        """Whether Spark still does what it is asked for."""
        try:
            return bool(self._session.range(1).count() == 1)
        except Exception:  # noqa: BLE001 - what is raised, and by whom, depends on what has died
            return False


@contextmanager
def without_pandas() -> Iterator[None]:
    """Spark warns of versions of pandas that it does not know well; what we do of Spark touches no pandas."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        yield


def reason(error: BaseException) -> str:
    """Why a job has failed, in one line."""
    words = str(error)
    if found := _NO_PROGRAM.search(words):
        return (
            f"the workers of Spark cannot import {found[1]}: install the same version of citeaudit everywhere, or send "
            "it along with --py-files or spark.archives"
        )
    if "Traceback (most recent call last)" in words and (raised := _RAISED.findall(words.partition("Traceback")[2])):
        return str(raised[-1])[:_LONGEST]
    lost = _LOST.search(words)
    said = lost[1] if lost else " ".join(_CALL.sub("", words.partition("\n\tat ")[0]).split())
    return _ADVICE.sub("", said)[:_LONGEST]
