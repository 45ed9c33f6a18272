"""The arguments of the command line, and the settings that they make together with the settings file."""

import os
import re
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, HelpFormatter, Namespace
from collections.abc import Mapping, Sequence
from typing import Any, Never

from citeaudit import __version__, plugins, readers, reporters
from citeaudit.errors import CiteauditError
from citeaudit.model import LEVELS
from citeaudit.settings import Settings, config, tables


class _Help(HelpFormatter):
    """Of a fixed width: to ask the terminal, argparse imports what takes longer than to parse all arguments."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)


class _Parser(ArgumentParser):
    """One line for each mistake, with the nearest right word; argparse says the rest well."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": _Help, "allow_abbrev": False, **options})

    def error(self, message: str) -> Never:
        raise CiteauditError(f"{message.removeprefix('argument ')}; see {self.prog} --help")


def parse(words: list[str]) -> Namespace:
    """Read the words of the command line; `command` is None where there are none.

    Raises:
        CiteauditError: a word is not known or not in its place; one line, with the nearest right word.
    """
    command = next((word for word in words if not word.startswith("-")), None)
    if command is not None and command not in _COMMANDS:
        hint = tables.did_you_mean(command, _COMMANDS) or f"; there are {', '.join(_COMMANDS)}"
        if os.path.exists(command):
            hint = f"; to audit this file or folder: citeaudit check {command}"
        raise CiteauditError(f'there is no command "{command}"{hint}')
    made = parser(command)
    options, unknown = made.parse_known_args(words)
    if unknown:
        wrong = unknown[0].partition("=")[0]
        raise CiteauditError(_unknown(wrong, options.command, _options_of(made, options.command)))
    return options


def _unknown(word: str, command: str | None, known: list[str]) -> str:
    if not word.startswith("-"):
        return f'{command}: "{word}" is one word too many'
    if word in known:
        return f"write {word} after the command: citeaudit {command} {word}"
    return f"{command or 'before the command, citeaudit'} has no option {word}{tables.did_you_mean(word, known)}"


def _options_of(whole: ArgumentParser, command: str | None) -> list[str]:
    """The options of a command; without one, those that stand before it."""
    choices = next((action.choices for action in whole._actions if action.dest == "command"), None)  # noqa: SLF001
    chosen = choices[command] if isinstance(choices, dict) and command in choices else whole
    return [word for action in chosen._actions for word in action.option_strings]  # noqa: SLF001


def parser(command: str | None = None) -> ArgumentParser:
    """The whole grammar; only `command` has its options, because to make those of all takes longer than to parse."""
    made = _Parser(
        prog="citeaudit",
        description="Audit the citations of an article: which sentence rests on which source, and which rests on none.",
        epilog="Exit code: 0 nothing to report, 1 findings, 2 something could not be done.",
    )
    made.add_argument("--version", action="version", version=f"citeaudit {__version__}")
    commands = made.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for name, (what, options) in _COMMANDS.items():
        one = commands.add_parser(name, help=what)
        if name == command:
            options(one)
    return made


_SOURCES: Mapping[str, Any] = {
    "action": "append", "metavar": "PATH",
    "help": "a list of sources (.json, .csv, .bib), or a folder of their saved texts, named by label: 1.txt; or both",
}  # fmt: skip


def _check(check: ArgumentParser) -> None:
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
    check.add_argument("--sources", **_SOURCES)
    check.add_argument("--baseline", metavar="FILE", help="report nothing that this file lists")
    check.add_argument("--allow", metavar="FILE", help="a file of findings that are allowed, with reasons")
    check.add_argument("--changed-since", metavar="REV", help="report only what changed since this git revision")
    check.add_argument("--staged", action="store_true", help="check what is staged in git, as it is in the index")
    check.add_argument(
        "--force-exclude", action="store_true", help="leave out what the settings exclude, also where it is named"
    )
    check.add_argument("--ledger", action="store_true", help="list who speaks in each document, and how often")
    check.add_argument("--passages", action="store_true", help="show what saved sources have nearest to each sentence")
    check.add_argument("--explain-scores", action="store_true", help="say of each score what moved it")
    check.add_argument("--fix", action="store_true", help="mend in the files what can be mended safely")
    check.add_argument(
        "--unsafe-fixes", action="store_true", help="with --fix or --diff: also what may change the text"
    )
    check.add_argument("--diff", action="store_true", help="show what --fix would change, and change nothing (exit 1)")
    check.add_argument("--no-cache", action="store_true", help="audit every document anew, and keep nothing")
    check.add_argument("--cache-dir", metavar="DIR", help="keep what is known of unchanged documents there")
    check.add_argument("--jobs", type=_jobs, metavar="N", help="documents to audit at a time (0: one for each core)")
    check.add_argument("--quiet", action="store_true", help="print only what is at or above --fail-on")
    _common(check)


def _map(view: ArgumentParser) -> None:
    view.add_argument("paths", nargs=1, metavar="PATH", help="a file, or - for standard input")
    _common(view)


def _sources(view: ArgumentParser) -> None:
    view.add_argument("--output-format", default="table", metavar="NAME", help="table (default), csv or json")
    view.add_argument("--sources", **_SOURCES)
    _map(view)


def _compare(compare: ArgumentParser) -> None:
    compare.add_argument("paths", nargs="+", metavar="PATH", help="OLD and NEW; with --git, files and folders")
    compare.add_argument("--git", metavar="REV", help="compare with what was there in this revision")
    compare.add_argument("--output-format", default="table", metavar="NAME", help="table (default) or json")
    compare.add_argument("--sources", **_SOURCES)
    _common(compare)


def _baseline(base: ArgumentParser) -> None:
    base.add_argument("action", metavar="ACTION", help="create, update (drops what is mended), show, or prune (files)")
    base.add_argument("file", metavar="FILE", help="the baseline")
    base.add_argument("paths", nargs="*", metavar="PATH", help="files and folders (default: here)")
    base.add_argument("--add", action="store_true", help="update: take new findings in as well")
    base.add_argument("--sources", **{**_SOURCES, "help": SUPPRESS})
    _common(base)


def _rules(rules: ArgumentParser) -> None:
    rules.add_argument("action", nargs="?", metavar="list|test|try|schema", default="list")
    rules.add_argument("words", nargs="*", metavar="WORD", help="try: RULE PATH ...; schema: rule, settings or report")
    rules.add_argument("--rules", action="append", default=[], metavar="DIR", help="a folder with rules of your own")
    _configuration(rules)


def _explain(explain: ArgumentParser) -> None:
    explain.add_argument("rule", metavar="RULE", help="a rule, or a group of rules")
    explain.add_argument("--rules", action="append", default=[], metavar="DIR", help=SUPPRESS)
    _configuration(explain)


def _archive(archive: ArgumentParser) -> None:
    from citeaudit.commands import archive_arguments  # only one of the commands is asked for

    archive_arguments.archive(archive, _SOURCES)
    _configuration(archive)


def _report(report: ArgumentParser) -> None:
    from citeaudit.commands import archive_arguments

    archive_arguments.report(report)
    _color(report)


_COMMANDS = {
    "check": ("audit files or folders; one table for each document", _check),
    "map": ("every marker and its sentence", _map),
    "sources": ("the source list and who leans on it", _sources),
    "compare": ("what lost its source, what says something new", _compare),
    "baseline": ("a file of findings to live with: create, update, show or prune", _baseline),
    "rules": ("list the rules; test them, try one on articles, print a schema for editors", _rules),
    "archive": ("audit many documents into a folder of results; goes on where it stopped", _archive),
    "report": ("tables and pages over the results of an archive", _report),
    "explain": ("what a rule finds, why it matters, how to mend it", _explain),
}


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
    _color(parser)


def _color(parser: ArgumentParser) -> None:
    parser.add_argument("--color", default="auto", metavar="WHEN", help="auto (default), always or never")


def _jobs(word: str) -> int:
    if not word.isdecimal():
        raise ArgumentTypeError(f'needs a whole number, not "{word}"')
    return int(word)


def settings(options: Namespace) -> Settings:
    """The settings of the run: those of the file, and what the command line says on top."""
    found = config.load(file=options.config, isolated=options.isolated)
    said = {
        key: getattr(options, key)
        for key in ("profile", "fail_on", "confidence", "format", "lang", "jobs", "baseline", "allow", "cache_dir")
        if getattr(options, key, None) is not None
    }
    if "jobs" in said:
        said["jobs"] = said["jobs"] if said["jobs"] > 0 else os.cpu_count() or 1
    if getattr(options, "no_cache", False):
        said["cache"] = False
    for key in ("select", "ignore"):
        words = [word.strip() for part in getattr(options, key, ()) for word in part.split(",") if word.strip()]
        if words:
            said[key] = tuple(words)
    if getattr(options, "sources", None):
        said["sources"] = (*found.sources, *options.sources)
    if getattr(options, "rules", None):
        said["rules"] = (*found.rules, *options.rules)
    one_of("--fail-on", said.get("fail_on"), (*reversed(LEVELS), "never"))
    one_of("--confidence", said.get("confidence"), ("high", "medium", "low"))
    one_of("--format", said.get("format"), plugins.names(readers))
    if "lang" in said and not re.fullmatch("[a-z]{2,3}", said["lang"]):
        raise CiteauditError(f'--lang: write the code of a language, such as "en" or "de", not "{said["lang"]}"')
    one_of("--color", options.color, ("auto", "always", "never"))
    return found._replace(**said)


def one_of(option: str, word: str | None, known: Sequence[str]) -> None:
    if word is not None and word not in known:
        hint = tables.did_you_mean(word, known)
        raise CiteauditError(f'{option}: there is no "{word}"{hint}; use {", ".join(known)}')
