"""The command line: one command of `commands/` is run, and what stops it becomes a line and an exit code."""

import errno
import gc
import os
import signal
import sys
from collections.abc import Sequence
from importlib import import_module

from citeaudit import rulebook
from citeaudit.commands import TROUBLE, arguments, running
from citeaudit.destination import reason
from citeaudit.errors import CiteauditError, SettingsError

_PIPE_CLOSED = (errno.EPIPE, errno.EINVAL) if os.name == "nt" else (errno.EPIPE,)
"""The reader of a pipe has gone, as `head` does: no news to anybody."""
_COMMANDS = {
    "check": ("check", "check"), "map": ("view", "view"), "sources": ("view", "view"),
    "compare": ("compare", "compare"), "baseline": ("baseline", "baseline"), "rules": ("rules", "rules"),
    "explain": ("rules", "explain"), "archive": ("archive", "archive"), "report": ("archive", "report"),
}  # fmt: skip
"""The module of `commands/` that has a command, and its function."""


def main(words: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 nothing at or above `--fail-on`; 1 findings; 2 the job could not be done, in full or in part.
    """
    gc.set_threshold(50_000)  # a run is made of tuples: to look for circles among them takes a tenth of it
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started the program
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 - to the end
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        code = _run(list(sys.argv[1:] if words is None else words))
        sys.stdout.flush()
    except SettingsError as error:
        # Whoever mends the settings mends the rules with them.
        running.complain("\n".join((str(error), *rulebook.faults(error.rules))).splitlines())
        return TROUBLE
    except CiteauditError as error:
        running.complain(str(error).splitlines())
        return TROUBLE
    except OSError as error:
        # Python would write what is left at exit, and complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno not in _PIPE_CLOSED:
            running.complain([f"{f'{error.filename}: ' if error.filename else ''}{reason(error)}"])
        return TROUBLE
    except KeyboardInterrupt:
        running.complain(["interrupted; what is printed above is all that was checked"])
        return TROUBLE
    return code


def _run(words: list[str]) -> int:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    options = arguments.parse(words)
    if options.command is None:
        arguments.parser().print_help()
        return TROUBLE
    module, name = _COMMANDS[options.command]
    # One command is asked for, and what the others need is not imported.
    code: int = getattr(import_module(f"citeaudit.commands.{module}"), name)(options)
    return code
