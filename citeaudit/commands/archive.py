"""The commands for archives: `archive` and `report`."""

import sys
import time
from argparse import Namespace
from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec

from citeaudit import plugins, rulebook, sourcing
from citeaudit.archive import inputs, local, lock, progress, standing
from citeaudit.archive.crew import cores
from citeaudit.archive.folders import Results
from citeaudit.archive.identity import Cut, Job
from citeaudit.archive.options import META, Options
from citeaudit.archive.rows import OK, Wanted
from citeaudit.commands import FINDINGS, TROUBLE, arguments, running
from citeaudit.commands import OK as DONE
from citeaudit.destination import Destination
from citeaudit.errors import CiteauditError
from citeaudit.model import LEVELS

_INTERRUPTED = "interrupted; what is done is kept, and the same command goes on from there"


def archive(options: Namespace) -> int:
    """Audit an archive, or say how a run stands."""
    if options.status is not None:
        if options.inputs or options.out is not None:
            raise CiteauditError("--status: says how a run stands, and takes neither an input nor --out")
        return _status(Results.called(options.status))
    _needs("pyarrow", "archive")
    arguments.one_of("--engine", options.engine, ("local", "spark"))
    arguments.one_of("--progress", options.progress, ("auto", "bar", "json", "none"))
    if not options.inputs or options.out is None:
        raise CiteauditError(
            "archive: name the input and, with --out, a folder for the results; see citeaudit archive --help"
        )
    settings = arguments.settings(options)._replace(format=None)  # what the input tells of a document has more weight
    rules = rulebook.load(settings)
    if rules.errors:
        running.complain(rules.errors)
        raise CiteauditError("archive: mend the rules first: a long run without them would have to be done again")
    sourcing.check(settings)
    wanted = Wanted(not options.no_attributions, options.sentences)
    job = Job(rules.digest, settings, wanted, _reading(options), Cut(options.part), options.time_limit)
    results = Results.called(options.out)
    run = _engine(options)
    bar = _bar(options.progress)
    began = time.monotonic()
    try:
        outcome = run(options.inputs, results, job, shown=bar, retry=_parts(options.retry))
    except KeyboardInterrupt:
        running.complain([_INTERRUPTED])
        return TROUBLE
    sys.stdout.writelines(f"{line}\n" for line in standing.outcome(outcome, results, job, time.monotonic() - began))
    running.complain(
        f"{each}; run the same command again to try it again" for each in standing.troubles(outcome.troubles)
    )
    if not outcome.totals.documents and not outcome.units_left:
        running.complain([f"there is no document in {', '.join(options.inputs)}"])
        return TROUBLE
    if outcome.interrupted:
        running.complain([_INTERRUPTED])
    bad = sum(number for status, number in outcome.totals.statuses.items() if status != OK)
    if outcome.units_left or (options.strict and bad):
        return TROUBLE
    counts = {"error": outcome.totals.errors, "warning": outcome.totals.warnings, "note": outcome.totals.notes}
    least = options.fail_on if options.fail_on in LEVELS else None
    return FINDINGS if least and any(counts[level] for level in LEVELS[LEVELS.index(least) :]) else DONE


def report(options: Namespace) -> int:
    """Print what is in a folder of results."""
    _needs("duckdb", "report")
    from citeaudit.archive.reports import building, writers
    from citeaudit.archive.reports.section import Asked

    arguments.one_of("--output-format", options.output_format, plugins.names(writers))
    only = _parts(options.only)
    for name in only:
        arguments.one_of("--only", name, list(building.SECTIONS))
    if options.sql is not None and (only or options.schema or options.reworded):
        raise CiteauditError("--sql: answers one query, and goes without --only, --reworded and --schema")
    if options.schema:
        made = building.schema()
    elif options.results is None:
        raise CiteauditError("report: name the folder that citeaudit archive wrote")
    else:
        from citeaudit.archive.reports.base import Base

        results = Results.called(options.results)
        base = Base(results, options.run)
        if base.state != "done":
            owner = lock.owner(results.lock) if base.is_last else None  # who is at work is so on the last one
            how = standing.stands(owner, base.state)
            running.complain([f"the run is not finished ({how}): these are the documents that it has done so far"])
        if options.sql is not None:
            made = building.query(base, options.results, options.sql)
        else:
            asked = Asked(options.top, options.boilerplate)
            also = ["reworded"] if options.reworded else []
            made = building.report(base, options.results, only, asked, also)
    with Destination(options.output, ()) as out:
        width, color = running.screen(out, options.color)
        plugins.load(writers, options.output_format).write(made, out, width, color=color)
    return DONE


def _status(results: Results) -> int:
    results.check()
    sys.stdout.writelines(f"{line}\n" for line in standing.lines(results))
    return DONE


def _engine(options: Namespace) -> Callable[..., local.Outcome]:
    jobs = options.jobs or cores()
    if options.engine == "spark":
        from citeaudit.archive.spark import auditing, driving, session

        session.check()
        means = driving.Means(partial(session.started, dict(options.spark), jobs), options.batch)
        return partial(auditing.run, means=means)
    for word, said in (("--spark", options.spark), ("--batch", options.batch)):
        if said:
            raise CiteauditError(f"{word}: goes with --engine spark")
    return partial(local.run, jobs=jobs)


def _parts(said: Sequence[str]) -> list[str]:
    """What an option names that may be repeated, and may name several with commas."""
    return [part.strip() for words in said for part in words.split(",")]


def _needs(package: str, command: str) -> None:
    if find_spec(package) is None:
        raise CiteauditError(
            f"citeaudit {command} needs {package}, which is not installed: pip install 'citeaudit[archive]'"
        )


def _reading(options: Namespace) -> Options:
    arguments.one_of("--input", options.input, plugins.names(inputs))
    for name, _ in options.field:
        arguments.one_of("--field", name, META)
    said = {
        key: value
        for key in ("input", "format", "text_field", "id_field", "format_field", "delimiter", "max_document")
        if (value := getattr(options, key)) is not None
    }
    return Options(fields=tuple(options.field), **said).checked()


def _bar(how: str) -> progress.Shown:
    if how == "none":
        return progress.Silence()
    if how == "bar" or (how == "auto" and sys.stderr.isatty()):
        return progress.Bar(sys.stderr, running.screen(sys.stderr, "never")[0])
    return progress.Lines(sys.stderr)
