"""The command line: arguments, exit codes, and the only place that prints or exits."""

import os
import signal
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from typing import TextIO

from citeaudit import __version__, arguments, audit, files, plugins, reporters, rulebook, tables, views
from citeaudit.errors import CiteauditError
from citeaudit.model import LEVELS, Audit, Level
from citeaudit.reporters import Options, Totals
from citeaudit.settings import Settings

OK, FINDINGS, TROUBLE = 0, 1, 2
COMMANDS = ("check", "map", "sources", "rules", "explain")
_PIPE_WIDTH = 100


def main(words: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 nothing at or above `--fail-on`; 1 findings; 2 the job could not be done, in full or in part.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        code = _run(list(sys.argv[1:] if words is None else words))
        sys.stdout.flush()
    except CiteauditError as error:
        for line in str(error).splitlines():
            print(f"citeaudit: {line}", file=sys.stderr)
        return TROUBLE
    except BrokenPipeError:
        # The reader of the pipe has gone, as `head` does; Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return TROUBLE
    except KeyboardInterrupt:
        print("citeaudit: interrupted; what is printed above is all that was checked", file=sys.stderr)
        return TROUBLE
    return code


def _run(words: list[str]) -> int:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    parser = arguments.parser()
    command = next((word for word in words if not word.startswith("-")), None)
    if command is not None and command not in COMMANDS:
        hint = tables.did_you_mean(command, COMMANDS)
        raise CiteauditError(f'there is no command "{command}"{hint}; there are {", ".join(COMMANDS)}')
    options, unknown = parser.parse_known_args(words)
    if unknown:
        known = [word for action in arguments.of(parser, options.command)._actions for word in action.option_strings]  # noqa: SLF001
        wrong = unknown[0].partition("=")[0]
        what = f"{options.command} has no option" if wrong.startswith("-") else "there is one word too many:"
        raise CiteauditError(f"{what} {wrong}{tables.did_you_mean(wrong, known)}")
    if options.command is None:
        parser.print_help()
        return TROUBLE
    run = {"check": _check, "map": _view, "sources": _view, "rules": _rules, "explain": _explain}
    return run[options.command](options)


def _check(options: Namespace) -> int:
    name = options.output_format
    arguments.one_of("--output-format", name, plugins.names(reporters))
    settings = arguments.settings(options)
    rules = rulebook.load(settings)
    for fault in rules.errors:
        print(f"citeaudit: {fault}", file=sys.stderr)
    least: Level | None = None
    if options.quiet:
        least = "error" if settings.fail_on == "never" else settings.fail_on
    totals = Totals()
    with _output(options.output) as out:
        width, color = _screen(out, options.color)
        shown = Options(
            version=__version__, rules=len(rules.rules), digest=rules.digest, color=color, width=width, least=least,
            statistics=options.statistics,
        )  # fmt: skip
        plugins.load(reporters, name).write(_counted(_audits(options, settings, rules), totals), out, shown)
    if totals.unreadable or totals.unchecked or rules.errors:
        return TROUBLE
    failing = LEVELS[LEVELS.index(settings.fail_on) :] if settings.fail_on != "never" else ()
    return FINDINGS if any(totals.levels[level] for level in failing) else OK


def _counted(audits: Iterator[Audit], totals: Totals) -> Iterator[Audit]:
    for each in audits:
        totals.add(each)
        yield each


def _audits(options: Namespace, settings: Settings, rules: rulebook.Rulebook) -> Iterator[Audit]:
    """Audit what the command line names, in its order."""
    found = list(files.find(options.paths, audit.suffixes(), settings.excludes))
    if settings.jobs == 1 or len(found) == 1:
        for each in found:
            yield _audit(each, options, settings, rules)
        return
    good = [each.path for each in found if not each.error and each.path != files.STDIN]
    done = audit.audit_paths(good, rules, settings, settings.jobs)
    for each in found:
        yield _audit(each, options, settings, rules) if each.error or each.path == files.STDIN else next(done)


def _audit(found: files.Found, options: Namespace, settings: Settings, rules: rulebook.Rulebook) -> Audit:
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


def _view(options: Namespace) -> int:
    settings = arguments.settings(options)
    path = options.paths[0]
    if os.path.isdir(path):
        raise CiteauditError(f"{path}: this is a folder; {options.command} takes one document")
    found = next(files.find([path], audit.suffixes(), settings.excludes))
    result = _audit(found, options, settings, rulebook.Rulebook(()))
    if result.document is None:
        raise CiteauditError(f"{result.path}: could not be read: {result.error}")
    width, color = _screen(sys.stdout, options.color)
    plugins.load(views, options.command).write(result.document, sys.stdout, width=width, color=color)
    return OK


def _rules(options: Namespace) -> int:
    arguments.one_of("rules", options.action, ("test",))
    rules = rulebook.load(arguments.settings(options))
    for fault in rules.errors:
        print(f"citeaudit: {fault}", file=sys.stderr)
    if options.action == "test":
        failures = [line for rule in rules.rules for line in rulebook.prove(rule, audit.findings_of)]
        examples = sum(len(rule.bad) + len(rule.good) for rule in rules.rules)
        for line in failures:
            print(line)
        print(f"{len(rules.rules)} rules, {examples} examples, {len(failures)} failed")
        return TROUBLE if rules.errors else FINDINGS if failures else OK
    width, color = _screen(sys.stdout, options.color)
    plugins.load(views, "rules").write(rules.rules, sys.stdout, width=width, color=color)
    return TROUBLE if rules.errors else OK


def _explain(options: Namespace) -> int:
    settings = arguments.settings(options)._replace(select=(), ignore=(), levels={}, layers=(), overrides=())
    rules = {rule.id: rule for rule in rulebook.load(settings).rules}
    if options.rule not in rules:
        raise CiteauditError(f'there is no rule "{options.rule}"{tables.did_you_mean(options.rule, rules)}')
    width, color = _screen(sys.stdout, options.color)
    plugins.load(views, "explain").write(rules[options.rule], sys.stdout, width=width, color=color)
    return OK


def _screen(out: TextIO, color: str) -> tuple[int, bool]:
    """Columns to fill and whether to colour; in a pipe or a file always the same, so that reports can be compared."""
    terminal = out.isatty()
    width = _PIPE_WIDTH
    if terminal or os.environ.get("COLUMNS"):
        import shutil

        width = max(40, shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns)
    wanted = color == "always" or (color == "auto" and terminal and not os.environ.get("NO_COLOR"))
    return width, wanted


class _output:  # noqa: N801 - used as a statement
    """The report's file, or standard output; a report is written whole or not at all."""

    def __init__(self, path: str | None) -> None:
        self.path = path
        self.out: TextIO = sys.stdout

    def __enter__(self) -> TextIO:
        if self.path is not None:
            try:
                self.out = open(f"{self.path}.part", "w", encoding="utf-8", newline="\n")
            except OSError as error:
                why = (error.strerror or str(error)).lower()
                raise CiteauditError(f"{self.path}: cannot be written: {why}") from None
        return self.out

    def __exit__(self, kind: object, *_: object) -> None:
        if self.path is not None:
            self.out.close()
            if kind is None:
                os.replace(f"{self.path}.part", self.path)
            else:
                os.unlink(f"{self.path}.part")
