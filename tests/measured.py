"""What a call takes of the processor, without what other tests add to it."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import SimpleNamespace


@contextmanager
def processor() -> Iterator[SimpleNamespace]:
    """Measure a block: `seconds` of what it gives, the collector left out, which goes through all that tests have left."""
    spent = SimpleNamespace(seconds=0.0)
    gc.collect()
    gc.disable()
    began = time.process_time()
    try:
        yield spent
    finally:
        spent.seconds = time.process_time() - began
        gc.enable()
