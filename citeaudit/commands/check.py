"""`check`: audit documents, mend them where asked to, and report."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TextIO

from citeaudit import __version__, audit, files, plugins, reporters, rulebook
from citeaudit.cache.kept import Cache, opened
from citeaudit.commands import FINDINGS, OK, TROUBLE, arguments, running
from citeaudit.destination import Destination, summary
from citeaudit.errors import CiteauditError
from citeaudit.model import LEVELS, Audit, Level
from citeaudit.reporters import Options, Totals, lean
from citeaudit.settings import Settings

_COUNTING = ("table", "concise")
_EXPLAINING = ("table", "json", "jsonl")
_LISTING = ("table", "json", "jsonl")  # those of programs have the ledger and the passages in any case
"""Output formats that have a place for the counts of --statistics, the reasons of --explain-scores, the lists."""


def check(options: Namespace) -> int:
    """Exit code 1 where a finding is at or above `--fail-on`."""
    settings = _settings(options)
    changes = None
    if options.staged or options.changed_since is not None:
        from citeaudit.commands.changes import chosen  # most runs take files as they are

        changes = chosen(options, settings)
    found = list(changes.found) if changes else list(_found(options, settings))
    # What is not the file alone is not kept: another state of it, or what becomes of it.
    keeps = not (changes or options.fix or options.diff)
    rules, cache = _kept(settings, len(found)) if keeps else (rulebook.load(settings), None)
    running.complain(rules.errors)
    _check_named(settings)
    mending = None
    if options.fix or options.diff:
        from citeaudit.commands.mending import Mending  # most runs only look

        mending = Mending(found, options, settings, rules, changes)
    if mending and options.diff:
        sys.stdout.writelines(mending.differences())
        return TROUBLE if mending.troubles or rules.errors else FINDINGS if mending.changed else OK
    audits = mending.audits() if mending else None
    if audits and not changes and _are_kept(found) and running.are_compared(found, settings):
        # What a document has in common with others is known when all are fixed: they are then looked at as ever.
        for _ in audits:
            pass
        audits = None
        rules, cache = _kept(settings, len(found))
    to = options.output
    if mending and to is None and any(each.path == files.STDIN for each in found):
        to = os.devnull  # standard output has the text
    name, totals = options.output_format, Totals()
    with Destination(to, (each.path for each in found)) as out, summary(name, os.environ) as page:
        shown = _shown(options, settings, rules, out)
        reporter = plugins.load(reporters, name)
        small = lean(name, reporter, shown)
        audited = changes.audited if changes else None
        audits = audits or running.audits(found, options, settings, rules, small, cache, audited)
        # These go to no other process.
        reporter.write(
            _counted(audits, totals), out, shown._replace(book=rules.rules, troubles=rules.errors, summary=page)
        )
    if totals.unreadable or totals.unchecked or rules.errors or (mending and mending.troubles):
        return TROUBLE
    return FINDINGS if any(totals.levels[level] for level in _failing(settings)) else OK


def _settings(options: Namespace) -> Settings:
    """The settings of the run; an error where the options do not go together."""
    arguments.one_of("--output-format", options.output_format, plugins.names(reporters))
    _refuse(options)
    settings = arguments.settings(options)
    if options.passages and not settings.sources:
        raise CiteauditError("--passages: there are no passages without --sources and the saved texts")
    return settings


def _failing(settings: Settings) -> tuple[Level, ...]:
    """The levels of findings that make the run fail."""
    return () if settings.fail_on == "never" else LEVELS[LEVELS.index(settings.fail_on) :]


def _shown(options: Namespace, settings: Settings, rules: rulebook.Rulebook, out: TextIO) -> Options:
    """How the report is to be written."""
    width, color = running.screen(out, options.color)
    least: Level | None = None
    if options.quiet:
        least = "error" if settings.fail_on == "never" else settings.fail_on
    return Options(
        version=__version__, rules=len(rules.rules), digest=rules.seal, color=color, width=width, least=least,
        statistics=options.statistics, explain=options.explain_scores, ledger=options.ledger,
        passages=options.passages, failing=_failing(settings),
        compared=bool(settings.baseline or options.changed_since),
    )  # fmt: skip


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


def _are_kept(found: Sequence[files.Found]) -> bool:
    """Can all of the documents be read again?"""
    return not any(each.path == files.STDIN or files.is_stream(each.path) for each in found)


def _kept(settings: Settings, documents: int) -> tuple[rulebook.Rulebook, Cache | None]:
    """The rules of a run, and its cache; None where nothing is kept."""
    if documents < 2 and settings.cache_dir is None:
        # The start takes longer than one document, and nobody wants a folder for it beside an article.
        return rulebook.load(settings), None
    cache = opened(settings, __version__)
    return (cache.rules(settings), cache) if cache else (rulebook.load(settings), None)


def _check_named(settings: Settings) -> None:
    """Read the files that the settings name, so that what is wrong with one is told before any document is read."""
    if settings.sources:
        from citeaudit import sourcing  # most runs name none

        sourcing.check(settings)
    audit.check_baseline(settings)
    if settings.allow is not None:
        from citeaudit.suppression import allowed

        running.complain(allowed.gone(settings.allow))


def _found(options: Namespace, settings: Settings) -> Iterator[files.Found]:
    return files.find(options.paths, audit.suffixes(), settings.excludes, forced=options.force_exclude)


def _counted(audits: Iterator[Audit], totals: Totals) -> Iterator[Audit]:
    for each in audits:
        totals.add(each)
        running.complain(f"{each.path}: {failure}" for failure in each.failures)
        yield each
