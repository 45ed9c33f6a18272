"""Run audits over what the command line names, and say on standard error what went wrong."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from typing import TextIO

from citeaudit import audit, files, rulebook, together
from citeaudit.across.wanted import wanted
from citeaudit.cache.kept import Cache
from citeaudit.destination import colored, columns
from citeaudit.model import Audit
from citeaudit.reporters import Lean
from citeaudit.settings import Settings


def audits(
    found: list[files.Found],
    options: Namespace,
    settings: Settings,
    rules: rulebook.Rulebook,
    lean: Lean | None = None,
    cache: Cache | None = None,
) -> Iterator[Audit]:
    """Audit the documents that were found, in their order, each with what it has in common with the others.

    `lean` makes of each audit what a report needs of it; None where the documents are needed. It is done in the process
    that makes the audit, and what it makes is kept in `cache`.
    """
    tasks = [_task(each, options) for each in found]
    run = together.Run(settings, rules, lean, cache if lean else None, settings.jobs)
    compared = len(tasks) > 1 and wanted(settings, (task.path for task in tasks))
    return run.compared(tasks) if compared else run.one_by_one(tasks)


def _task(found: files.Found, options: Namespace) -> together.Task:
    if found.path != files.STDIN:
        return together.Task(found.path, found.error)
    return together.Task(options.stdin_filename or "<stdin>", data=sys.stdin.buffer.read())


def one(found: files.Found, options: Namespace, settings: Settings, rules: rulebook.Rulebook) -> Audit:
    """Audit one document that was found; standard input is read whole."""
    if found.error:
        return Audit(found.path, error=found.error)
    if found.path == files.STDIN:
        name = options.stdin_filename or "<stdin>"
        here = settings.for_path(name)
        data = sys.stdin.buffer.read()
        return audit.audit_bytes(
            data, path=name, format=here.format, rules=rules if here is settings else None, settings=here
        )
    return audit.audit_path(found.path, rules, settings)


def complain(lines: Iterable[str]) -> None:
    """Say lines on standard error, each with the name of the program."""
    for line in lines:
        print(f"citeaudit: {line}", file=sys.stderr)


def screen(out: TextIO, color: str) -> tuple[int, bool]:
    """The columns to fill, and whether to colour."""
    return columns(out, os.environ), colored(out, color, os.environ)
