"""A limit to the time that one document may take."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 1.0
"""Seconds after which the alarm rings again: what it raises is lost where Python calls back out of C."""


class TimeUpError(BaseException):
    """No `Exception`: those that the audit catches, to go on with the next rule, must not catch this one."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TimeUpError inside the block after so many seconds, 0 for no limit; in a main thread, and not on Windows.

    A call of C that does not come back is not interrupted: whoever started the process has to end it.
    """
    if not seconds or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(_number: int, _frame: FrameType | None) -> None:
    raise TimeUpError
