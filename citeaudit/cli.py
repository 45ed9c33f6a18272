"""The command line: what each command does, exit codes, and the only place that prints or exits."""

import errno
import gc
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence

from citeaudit import (
    __version__,
    arguments,
    audit,
    commands,
    files,
    plugins,
    reporters,
    rulebook,
    running,
    views,
)
from citeaudit.commands import FINDINGS, OK, TROUBLE
from citeaudit.destination import Destination, reason, summary
from citeaudit.errors import CiteauditError
from citeaudit.model import LEVELS, Audit, Level
from citeaudit.reporters import Options, Totals, lean
from citeaudit.settings import Settings

_PIPE_CLOSED = (errno.EPIPE, errno.EINVAL) if os.name == "nt" else (errno.EPIPE,)
"""The reader of a pipe has gone, as `head` does: no news to anybody."""
_COUNTING = ("table", "concise")
_EXPLAINING = ("table", "json", "jsonl")
_LISTING = ("table", "json", "jsonl")  # those of programs have the ledger and the passages in any case
"""Output formats that have a place for the counts of --statistics, the reasons of --explain-scores, the lists."""


def main(words: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 nothing at or above `--fail-on`; 1 findings; 2 the job could not be done, in full or in part.
    """
    gc.set_threshold(50_000)  # a run is made of tuples: to look for circles among them takes a tenth of it
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        code = _run(list(sys.argv[1:] if words is None else words))
        sys.stdout.flush()
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
    run = {
        "check": _check, "map": _view, "sources": _view, "compare": commands.compare, "baseline": commands.baseline,
        "rules": _rules, "explain": _explain, "archive": _archive, "report": _report,
    }  # fmt: skip
    return run[options.command](options)


def _refuse(options: Namespace) -> None:
    """Raise an error where options do not go together."""
    name = options.output_format
    for asked, word, formats in (
        (options.statistics, "--statistics", _COUNTING),
        (options.explain_scores, "--explain-scores", _EXPLAINING),
        (options.ledger, "--ledger", _LISTING),
        (options.passages, "--passages", _LISTING),
    ):
        if asked and name not in formats:
            raise CiteauditError(f"{word}: goes with --output-format {' or '.join(formats)}, not with {name}")
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise CiteauditError("--unsafe-fixes: goes with --fix, or with --diff to see what it would change")
    if options.staged and (options.fix or options.diff):
        raise CiteauditError(
            "--staged: what is staged is looked at and not changed; fix the files and stage them again"
        )


def _check(options: Namespace) -> int:
    name = options.output_format
    arguments.one_of("--output-format", name, plugins.names(reporters))
    _refuse(options)
    settings = arguments.settings(options)
    if options.passages and not settings.sources:
        raise CiteauditError("--passages: there are no passages without --sources and the saved texts")
    changes = None
    if options.staged or options.changed_since is not None:
        from citeaudit.changes import chosen  # most runs take files as they are

        changes = chosen(options, settings)
    found = list(changes.found) if changes else list(_found(options, settings))
    # What is not the file alone is not kept: another state of it, or what becomes of it.
    keeps = not (changes or options.fix or options.diff)
    rules, cache = _kept(settings, len(found)) if keeps else (rulebook.load(settings), None)
    running.complain(rules.errors)
    least: Level | None = None
    if options.quiet:
        least = "error" if settings.fail_on == "never" else settings.fail_on
    _check_sources(settings)
    audit.check_baseline(settings)
    if settings.allow is not None:
        from citeaudit.suppression import allowed

        running.complain(allowed.gone(settings.allow))
    totals = Totals()
    failing = LEVELS[LEVELS.index(settings.fail_on) :] if settings.fail_on != "never" else ()
    mending = None
    if options.fix or options.diff:
        from citeaudit.mending import Mending  # most runs only look

        mending = Mending(found, options, settings, rules, changes)
    if mending and options.diff:
        sys.stdout.writelines(mending.differences())
        return TROUBLE if mending.troubles or rules.errors else FINDINGS if mending.changed else OK
    to = options.output
    if mending and to is None and any(each.path == files.STDIN for each in found):
        to = os.devnull  # standard output has the text
    with Destination(to, (each.path for each in found)) as out, summary(name, os.environ) as page:
        width, color = running.screen(out, options.color)
        shown = Options(
            version=__version__, rules=len(rules.rules), digest=rules.digest, color=color, width=width, least=least,
            statistics=options.statistics, explain=options.explain_scores, ledger=options.ledger,
            passages=options.passages, failing=failing, compared=bool(settings.baseline or options.changed_since),
        )  # fmt: skip
        reporter = plugins.load(reporters, name)
        small = lean(name, reporter, shown)
        # These go to no other process.
        shown = shown._replace(book=rules.rules, troubles=rules.errors, summary=page)
        audited = changes.audited if changes else None
        audits = mending.audits() if mending else running.audits(found, options, settings, rules, small, cache, audited)
        reporter.write(_counted(audits, totals), out, shown)
    if totals.unreadable or totals.unchecked or rules.errors or (mending and mending.troubles):
        return TROUBLE
    return FINDINGS if any(totals.levels[level] for level in failing) else OK


def _kept(settings: Settings, documents: int) -> tuple[rulebook.Rulebook, object]:
    """The rules of a run, and its cache; None where nothing is kept."""
    if documents < 2 and settings.cache_dir is None:
        # The start takes longer than one document, and nobody wants a folder for it beside an article.
        return rulebook.load(settings), None
    from citeaudit.cache.kept import opened

    cache = opened(settings, __version__)
    return (cache.rules(settings), cache) if cache else (rulebook.load(settings), None)


def _check_sources(settings: Settings) -> None:
    if settings.sources:
        from citeaudit import sourcing  # most runs name none

        sourcing.check(settings)


def _found(options: Namespace, settings: Settings) -> Iterator[files.Found]:
    return files.find(options.paths, audit.suffixes(), settings.excludes, forced=options.force_exclude)


def _counted(audits: Iterator[Audit], totals: Totals) -> Iterator[Audit]:
    for each in audits:
        totals.add(each)
        running.complain(f"{each.path}: {failure}" for failure in each.failures)
        yield each


def _view(options: Namespace) -> int:
    settings = arguments.settings(options)
    path = options.paths[0]
    if os.path.isdir(path):
        raise CiteauditError(f"{path}: this is a folder; {options.command} takes one document")
    found = next(files.find([path], audit.suffixes(), settings.excludes))
    _check_sources(settings)
    result = running.one(found, options, settings, rulebook.Rulebook(()))
    running.complain(f"{result.path}: {failure}" for failure in result.failures)
    if result.document is None:
        raise CiteauditError(f"{result.path}: could not be read: {result.error}")
    width, color = running.screen(sys.stdout, options.color)
    view = plugins.load(views, options.command)
    wanted = getattr(options, "output_format", "table")
    arguments.one_of("--output-format", wanted, ("table", "csv", "json"))
    if wanted == "table":
        view.write(result.document, sys.stdout, width=width, color=color)
    else:
        (view.write_csv if wanted == "csv" else view.write_json)(result.document, sys.stdout)
    return TROUBLE if result.failures else OK


def _archive(options: Namespace) -> int:
    from citeaudit import archive_commands  # the other commands need none of it

    return archive_commands.archive(options)


def _report(options: Namespace) -> int:
    from citeaudit import archive_commands

    return archive_commands.report(options)


def _rules(options: Namespace) -> int:
    from citeaudit import rule_commands  # no other command lists, proves or tries rules

    return rule_commands.rules(options)


def _explain(options: Namespace) -> int:
    from citeaudit import rule_commands

    return rule_commands.explain(options)
