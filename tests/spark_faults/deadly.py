"""A task for Spark that ends its process over units of files with a certain name, at every attempt."""

import os
import signal
from collections.abc import Iterator, Sequence
from typing import Any

from citeaudit.archive.spark import task
from citeaudit.archive.spark.orders import Order

real = task.audited


def audited(place: task.Place, orders: Sequence[str], batches: Iterator[Any]) -> Iterator[Any]:
    for batch in batches:
        for number in batch.column(0).to_pylist():
            if "deadly" in Order.read(orders[number]).unit.path:
                os.kill(os.getpid(), signal.SIGKILL)
        yield from real(place, orders, iter([batch]))
