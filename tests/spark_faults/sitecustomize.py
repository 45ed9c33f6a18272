"""Lets processes that audit for Spark do harm: Python reads this at its start where the folder is on its path.

Only the servers from which such processes are forked load what goes wrong; Spark's own processes stay as they are.
"""

import os
import sys

if os.environ.get("FAULT_TEXTS") and "multiprocessing.forkserver" in " ".join(sys.orig_argv):
    import archive_faults  # noqa: F401
