"""The arguments of the commands for archives: what is read, what is written, what is shown."""

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Mapping
from typing import Any

_EPILOG = """\
Exit code: 0 when all of the input was gone through, also where some documents could not be audited: each of
them has a row with its status, and they are counted (--strict makes the code 2). 1 with --fail-on and findings at
or above that level. 2 when something was left undone: an interrupted run, a file that gave out, bad usage; the same
command goes on from there.
"""


def archive(parser: ArgumentParser, sources: Mapping[str, Any]) -> None:
    """Those of `citeaudit archive`; `sources` is what `check` has for its option of that name."""
    parser.epilog = _EPILOG
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="folders, and files: .jsonl.gz, .zip, .warc.gz, ...")
    parser.add_argument("--out", metavar="DIR", help="the folder of the results; a run that stopped goes on there")
    parser.add_argument("--status", metavar="DIR", help="say how the run stands that writes there, and do nothing")
    parser.add_argument("--jobs", type=_whole, metavar="N", help="processes (default: one for each core)")
    parser.add_argument("--engine", default="local", metavar="NAME", help="local (default), or spark")
    parser.add_argument("--sentences", action="store_true", help="write all sentences with their scores; takes longer")
    parser.add_argument("--no-attributions", action="store_true", help="leave out who speaks; takes less long")
    parser.add_argument(
        "--time-limit", type=_seconds, default=30.0, metavar="S",
        help="seconds of processor time for a document (30; 0: none)",
    )  # fmt: skip
    parser.add_argument(
        "--part", type=_positive, default=5000, metavar="N", help="documents to commit at a time (5000)"
    )
    parser.add_argument(
        "--retry", action="append", default=[], metavar="STATUS",
        help="audit parts that hold such documents again: worker-died, timeout, failed, unreadable, ...",
    )  # fmt: skip
    parser.add_argument("--progress", default="auto", metavar="HOW", help="auto (default), bar, json or none")
    parser.add_argument("--strict", action="store_true", help="exit with 2 when a document could not be audited")
    parser.add_argument("--fail-on", metavar="LEVEL", help="exit with 1 on such findings: error, warning, note")
    parser.add_argument("--confidence", metavar="LEVEL", help="least to report: high, medium (default), low")
    parser.add_argument("--select", action="append", default=[], metavar="RULES", help="run only these rules or groups")
    parser.add_argument("--ignore", action="append", default=[], metavar="RULES", help="run all but these")
    parser.add_argument("--rules", action="append", default=[], metavar="DIR", help="a folder with rules of your own")
    parser.add_argument("--sources", **sources)
    parser.add_argument("--profile", metavar="NAME", help="news, encyclopaedia or report")
    parser.add_argument("--format", metavar="NAME", help="of documents whose input does not tell it: text, ...")
    parser.add_argument("--lang", metavar="CODE", help="take every document for this language: en, de, ...")
    spark = parser.add_argument_group("spark")
    spark.add_argument(
        "--spark", action="append", default=[], type=_pair, metavar="KEY=VALUE",
        help="a setting of Spark, as in spark.master=yarn (default: this machine, with --jobs cores)",
    )  # fmt: skip
    spark.add_argument("--batch", type=_positive, metavar="N", help="units of input to commit at a time")
    reading = parser.add_argument_group("reading")
    reading.add_argument("--input", metavar="KIND", help="the kind of every input, where names do not tell: jsonl, ...")
    reading.add_argument("--text-field", metavar="NAME", help="of records, the field with the document (text)")
    reading.add_argument("--id-field", metavar="NAME", help="of records, the field with their identity (id)")
    reading.add_argument("--format-field", metavar="NAME", help="of records, the field with their format")
    reading.add_argument(
        "--field", action="append", default=[], type=_pair, metavar="NAME=FIELD",
        help="the field of records that has the site, section, desk, author, date, title or url",
    )  # fmt: skip
    reading.add_argument("--delimiter", metavar="CHAR", help="of CSV")
    reading.add_argument("--max-document", type=_positive, metavar="BYTES", help="the largest document (10000000)")


def report(parser: ArgumentParser) -> None:
    """Those of `citeaudit report`."""
    parser.add_argument("results", nargs="?", metavar="DIR", help="the folder that citeaudit archive wrote")
    parser.add_argument("--output-format", default="table", metavar="NAME", help="table (default), json, csv or html")
    parser.add_argument("-o", "--output", metavar="FILE", help="write the report there")
    parser.add_argument(
        "--only", action="append", default=[], metavar="TABLE", help="print only these tables: rules,documents,..."
    )
    parser.add_argument("--top", type=_positive, default=20, metavar="N", help="rows of a table (20)")
    parser.add_argument("--run", metavar="NAME", help="an earlier run; `--only runs` lists them")
    parser.add_argument("--sql", metavar="QUERY", help="a query of your own over documents, findings, sources, ...")
    parser.add_argument("--schema", action="store_true", help="print the tables and columns of the results")
    parser.add_argument("--boilerplate", type=_positive, default=20, metavar="N", help="from how many documents (20)")
    parser.add_argument("--reworded", action="store_true", help="also look for copies in other words; takes longer")


def _whole(word: str) -> int:
    if not word.isdecimal():
        raise ArgumentTypeError(f'needs a whole number, not "{word}"')
    return int(word)


def _positive(word: str) -> int:
    if _whole(word) < 1:
        raise ArgumentTypeError("needs a number of 1 or more")
    return int(word)


def _seconds(word: str) -> float:
    try:
        seconds = float(word)
    except ValueError:
        seconds = -1
    if not 0 <= seconds < float("inf"):
        raise ArgumentTypeError(f'needs a number of seconds, not "{word}"')
    return seconds


def _pair(word: str) -> tuple[str, str]:
    name, equals, field = word.partition("=")
    if not (name and equals and field):
        raise ArgumentTypeError(f'needs a name and a value, as in section=category, not "{word}"')
    return name, field
