"""Run audits over what the command line names, and say on standard error what went wrong."""

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from citeaudit import audit, files, rulebook
from citeaudit.destination import colored, columns
from citeaudit.model import Audit
from citeaudit.settings import Settings


def audits(
    found: list[files.Found],
    options: Namespace,
    settings: Settings,
    rules: rulebook.Rulebook,
    then: Callable[[Audit], Audit] | None = None,
    audited: audit.Audited | None = None,
) -> Iterator[Audit]:
    """Audit the documents that were found, in their order, as `audit.audit_paths` does."""
    good = [each.path for each in found if not each.error and each.path != files.STDIN]
    jobs = min(settings.jobs, len(good))
    if jobs <= 1:
        for each in found:
            yield one(each, options, settings, rules, audited)
        return
    done = audit.audit_paths(good, rules, settings, jobs, then, audited)
    for each in found:
        yield one(each, options, settings, rules) if each.error or each.path == files.STDIN else next(done)


def one(
    found: files.Found,
    options: Namespace,
    settings: Settings,
    rules: rulebook.Rulebook,
    audited: audit.Audited | None = None,
) -> Audit:
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
    return (audited or audit.audit_path)(found.path, rules, settings)


def complain(lines: Iterable[str]) -> None:
    """Say messages on standard error, each with the name of the program; the lines below one show its place."""
    for line in lines:
        print(line if line.startswith("    ") else f"citeaudit: {line}", file=sys.stderr)


def tell(line: str) -> None:
    """Say on standard error what was done; standard output is the report's."""
    print(line, file=sys.stderr)


def screen(out: TextIO, color: str) -> tuple[int, bool]:
    """The columns to fill, and whether to colour."""
    return columns(out, os.environ), colored(out, color, os.environ)
