"""CSV: one row for each finding, for spreadsheets; no cell is a formula."""

import csv
import re
from collections.abc import Iterable
from io import StringIO
from typing import TextIO

from citeaudit.model import Audit
from citeaudit.reporters import Options, placed, readable

_FORMULA = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")
_WITHIN = re.compile(r"([;\t] *)(?=[=+\-@＝＋－＠])")
"""Where a cell begins for a spreadsheet that parts them by semicolons, as in much of Europe, or by tabs."""
HEAD = ("path", "line", "column", "level", "confidence", "group", "rule", "message", "mend", "text", "suppressed")


def one(audit: Audit, options: Options) -> str:
    """The rows of one document."""
    out = StringIO()
    rows = csv.writer(out, lineterminator="\n")
    path = readable(audit.path)
    for trouble in filter(None, (audit.error, *audit.failures)):
        words = f"could not be checked: {trouble}"
        rows.writerow(map(_cell, (path, "", "", "error", "", "", "unreadable", words, "", "", "")))
    for f in audit.findings:
        if options.wants(f) and audit.document is not None:
            words = " ".join(audit.document.text[f.start : f.end].split())
            cells = (path, f.line, f.column, f.level, f.confidence, f.group, f.rule, f.message, f.mend, words,
                     f.suppressed)  # fmt: skip
            rows.writerow(map(_cell, cells))
    return out.getvalue()


def write(audits: Iterable[Audit], out: TextIO, options: Options) -> None:
    """Write a heading row, then the findings; a document that could not be checked has one row that says so."""
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(HEAD)
    for place, line, words in map(placed, options.troubles):
        told = f"this rule is off: {words}"
        rows.writerow(map(_cell, (place, line, "", "error", "", "", "wrong-rule", told, "", "", "")))
    out.writelines(one(audit, options) if audit.written is None else audit.written for audit in audits)


def _cell(value: object) -> str:
    """The value as text; what begins like a formula has an apostrophe before it, as spreadsheets write it."""
    # A lone carriage return ends a row for those who read it, and the module leaves it without quotation marks.
    text = "" if value is None else re.sub("\r\n?", "\n", str(value))
    text = _WITHIN.sub(r"\1'", text)
    return f"'{text}" if text.lstrip(" ")[:1] in _FORMULA else text
