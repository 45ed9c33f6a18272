"""The command line: arguments, exit codes, and the only place that prints or exits."""

import os
import signal
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Never, TextIO

from citeaudit import __version__, audit, config, files, plugins, readers, reporters, rulebook, tables, views
from citeaudit.errors import CiteauditError
from citeaudit.model import LEVELS, Audit, Level
from citeaudit.reporters import Options, Totals
from citeaudit.settings import Settings

OK, FINDINGS, TROUBLE = 0, 1, 2
COMMANDS = ("check", "map", "sources", "rules", "explain")
_PIPE_WIDTH = 100


class _Parser(ArgumentParser):
    """One line for each mistake, with the nearest right word; argparse says the rest well."""

    def error(self, message: str) -> Never:
        raise CiteauditError(message)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 nothing at or above `--fail-on`; 1 findings; 2 the job could not be done, in full or in part.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    try:
        code = _run(list(sys.argv[1:] if arguments is None else arguments))
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


def _run(arguments: list[str]) -> int:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    parser = _parser()
    command = next((word for word in arguments if not word.startswith("-")), None)
    if command is not None and command not in COMMANDS:
        hint = tables.did_you_mean(command, COMMANDS)
        raise CiteauditError(f'there is no command "{command}"{hint}; there are {", ".join(COMMANDS)}')
    options, unknown = parser.parse_known_args(arguments)
    if unknown:
        known = [word for action in _of(parser, options.command)._actions for word in action.option_strings]  # noqa: SLF001
        wrong = unknown[0].partition("=")[0]
        what = f"{options.command} has no option" if wrong.startswith("-") else "there is one word too many:"
        raise CiteauditError(f"{what} {wrong}{tables.did_you_mean(wrong, known)}")
    if options.command is None:
        parser.print_help()
        return TROUBLE
    run = {"check": _check, "map": _view, "sources": _view, "rules": _rules, "explain": _explain}
    return run[options.command](options)


def _of(parser: ArgumentParser, command: str | None) -> ArgumentParser:
    choices = next((action.choices for action in parser._actions if action.dest == "command"), None)  # noqa: SLF001
    return choices[command] if isinstance(choices, dict) and command in choices else parser


def _parser() -> ArgumentParser:
    parser = _Parser(
        prog="citeaudit",
        description="Audit the citations of an article: which sentence rests on which source, and which rests on none.",
        epilog="Exit code: 0 nothing to report, 1 findings, 2 something could not be done.",
    )
    parser.add_argument("--version", action="version", version=f"citeaudit {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    check = commands.add_parser("check", help="audit files or folders; one table for each document")
    check.add_argument("paths", nargs="*", metavar="PATH", help="files, folders, or - for standard input (default: .)")
    check.add_argument("--output-format", default="table", metavar="NAME", help=", ".join(plugins.names(reporters)))
    check.add_argument("-o", "--output", metavar="FILE", help="write the report there")
    check.add_argument("--select", action="append", default=[], metavar="RULES", help="run only these rules or groups")
    check.add_argument("--ignore", action="append", default=[], metavar="RULES", help="leave these rules or groups out")
    check.add_argument("--rules", action="append", default=[], metavar="DIR", help="a folder with rules of your own")
    check.add_argument("--profile", metavar="NAME", help="news, encyclopaedia or report")
    check.add_argument("--fail-on", metavar="LEVEL", help="error, warning (default), note or never")
    check.add_argument("--confidence", metavar="LEVEL", help="least confidence to report: high, medium (default), low")
    check.add_argument("--statistics", action="store_true", help="count the findings of each rule")
    check.add_argument("--jobs", type=int, metavar="N", help="documents to audit at a time (0: one for each core)")
    check.add_argument("--quiet", action="store_true", help="print only what is at or above --fail-on")
    _common(check)

    for name, what in (("map", "every marker and its sentence"), ("sources", "the source list and who leans on it")):
        view = commands.add_parser(name, help=what)
        view.add_argument("paths", nargs=1, metavar="PATH", help="a file, or - for standard input")
        _common(view)

    rules = commands.add_parser("rules", help="list the rules; `rules test` runs the examples of each")
    rules.add_argument("action", nargs="?", metavar="test", default=None)
    rules.add_argument("--rules", action="append", default=[], metavar="DIR", help="a folder with rules of your own")
    _configuration(rules)

    explain = commands.add_parser("explain", help="what a rule finds, why it matters, how to mend it")
    explain.add_argument("rule", metavar="RULE")
    explain.add_argument("--rules", action="append", default=[], metavar="DIR", help=SUPPRESS)
    _configuration(explain)
    return parser


def _common(parser: ArgumentParser) -> None:
    parser.add_argument("--format", metavar="NAME", help=f"read the input as {', '.join(plugins.names(readers))}")
    parser.add_argument(
        "--stdin-filename", metavar="NAME", help="a name for standard input; its suffix tells the format"
    )
    parser.add_argument("--lang", metavar="CODE", help="take every document for this language: en, de, ...")
    _configuration(parser)


def _configuration(parser: ArgumentParser) -> None:
    parser.add_argument("--config", metavar="FILE", help="settings to use in place of the nearest citeaudit.toml")
    parser.add_argument("--isolated", action="store_true", help="use no settings file")
    parser.add_argument("--color", default="auto", metavar="WHEN", help="auto (default), always or never")


def _settings(options: Namespace) -> Settings:
    """The settings of the run: those of the file, and what the command line says on top."""
    found = config.load(file=options.config, isolated=options.isolated)
    said = {
        key: getattr(options, key)
        for key in ("profile", "fail_on", "confidence", "format", "lang", "jobs")
        if getattr(options, key, None) is not None
    }
    if "jobs" in said:
        said["jobs"] = said["jobs"] if said["jobs"] > 0 else os.cpu_count() or 1
    for key in ("select", "ignore"):
        words = [word.strip() for part in getattr(options, key, ()) for word in part.split(",") if word.strip()]
        if words:
            said[key] = tuple(words)
    if getattr(options, "rules", None):
        said["rules"] = (*found.rules, *options.rules)
    _one_of("--fail-on", said.get("fail_on"), (*reversed(LEVELS), "never"))
    _one_of("--confidence", said.get("confidence"), ("high", "medium", "low"))
    _one_of("--format", said.get("format"), plugins.names(readers))
    _one_of("--color", options.color, ("auto", "always", "never"))
    return replace(found, **said)


def _one_of(option: str, word: str | None, known: Sequence[str]) -> None:
    if word is not None and word not in known:
        hint = tables.did_you_mean(word, known)
        raise CiteauditError(f'{option}: there is no "{word}"{hint}; use {", ".join(known)}')


def _check(options: Namespace) -> int:
    name = options.output_format
    _one_of("--output-format", name, plugins.names(reporters))
    settings = _settings(options)
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
    settings = _settings(options)
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
    _one_of("rules", options.action, ("test",))
    rules = rulebook.load(_settings(options))
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
    settings = replace(_settings(options), select=(), ignore=(), levels={}, layers=(), overrides=())
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
