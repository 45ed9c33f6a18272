"""Run audits over what the command line names, and say on standard error what went wrong."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from citeaudit import audit, files, rulebook
from citeaudit.cache.kept import Cache
from citeaudit.destination import colored, columns
from citeaudit.layout import one_line
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
    audited: audit.Audited | None = None,
) -> Iterator[Audit]:
    """Audit the documents that were found, in their order, each with what it has in common with the others.

    `lean` makes of each audit what a report needs of it; None where the documents are needed. It is done in the process
    that makes the audit, and what it makes is kept in `cache`. `audited` audits a document otherwise than as a file; it
    is then compared with no other.
    """
    if len(found) == 1 and cache is None and audited is None:
        yield one(found[0], options, settings, rules)
        return
    from citeaudit.commands.task import Task, content
    from citeaudit.commands.together import Run  # one document has nothing to do with others, nor with earlier runs

    def task(each: files.Found) -> Task:
        if each.path == files.STDIN:
            return Task(_stdin_name(options), None, sys.stdin.buffer.read())
        if each.error or not files.is_stream(each.path):
            return Task(*each)
        data, error = content(Task(*each))  # it can be read but once
        return Task(each.path, error or None, data)

    tasks = list(map(task, found))
    run = Run(settings, rules, lean, cache if lean else None, settings.jobs, audited)
    compares = audited is None and are_compared(found, settings)
    yield from run.compared(tasks) if compares else run.one_by_one(tasks)


def are_compared(found: Sequence[files.Found], settings: Settings) -> bool:
    """Are there several documents, and a rule that looks at what they have in common?"""
    if len(found) < 2:
        return False
    from citeaudit.across.wanted import wanted

    return wanted(settings, (each.path for each in found))


def _stdin_name(options: Namespace) -> str:
    """What standard input is called; not every command asks for a name."""
    return getattr(options, "stdin_filename", None) or "<stdin>"


def one(found: files.Found, options: Namespace, settings: Settings, rules: rulebook.Rulebook) -> Audit:
    """Audit one document that was found; standard input is read whole."""
    if found.error:
        return Audit(found.path, error=found.error)
    if found.path == files.STDIN:
        name = _stdin_name(options)
        here = settings.for_path(name)
        data = sys.stdin.buffer.read()
        return audit.audit_bytes(
            data, path=name, format=here.format, rules=rules if here is settings else None, settings=here
        )
    return audit.audit_path(found.path, rules, settings)


def complain(lines: Iterable[str]) -> None:
    """Say messages on standard error, each with the name of the program; the lines below one show its place."""
    for line in lines:
        message, *place = line.split("\n    ")
        shown = one_line(message)  # a name in it may have more lines
        print(shown if line.startswith("    ") else f"citeaudit: {shown}", file=sys.stderr)
        for shown in map(one_line, place):
            print(f"    {shown}", file=sys.stderr)


def tell(line: str) -> None:
    """Say on standard error what was done; standard output is the report's."""
    print(one_line(line), file=sys.stderr)


def screen(out: TextIO, color: str) -> tuple[int, bool]:
    """The columns to fill, and whether to colour."""
    return columns(out, os.environ), colored(out, color, os.environ)
