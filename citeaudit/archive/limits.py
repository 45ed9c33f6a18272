"""A limit to the time that one document may take."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

PATIENCE = 4
"""How many times its limit a document may take by the clock, where other programs have the processor too."""
_STEP = 1.0
"""Seconds between two rings of the alarm, at most."""


class TimeUpError(BaseException):
    """No `Exception`: those that the audit catches, to go on with the next rule, must not catch this one."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TimeUpError inside the block after so many seconds of the processor; in a main thread, and not on Windows.

    0 is no limit. What others do on the machine decides nothing, so that the same documents are over the limit, and a
    process may be suspended without harm to what it has in hand: the alarm, which rings many times, then rings once.
    It goes on ringing after it was heard, for what it raises is lost where Python calls back out of C. A call of C that
    does not come back is not interrupted: whoever started the process has to end it.
    """
    if not seconds or not hasattr(signal, "setitimer"):
        yield
        return
    step = min(_STEP, seconds / 4)
    began, rings = time.process_time(), PATIENCE * seconds / step

    def ring(_number: int, _frame: FrameType | None) -> None:
        nonlocal rings
        rings -= 1
        if rings <= 0 or time.process_time() - began >= seconds:
            raise TimeUpError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, step, step)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
