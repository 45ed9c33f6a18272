"""Tables for spreadsheets. One table has its own columns; of several, each row begins with the name of its table."""

import csv
from typing import Any, TextIO

from citeaudit.archive.reports.section import Report

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""


def write(report: Report, out: TextIO, width: int = 100, *, color: bool = False) -> None:  # noqa: ARG001
    """A line of headings before each table; shares are parts of 1."""
    writer = csv.writer(out, lineterminator="\n")
    several = len(report.sections) > 1
    for section in report.sections:
        writer.writerow([*(["table"] if several else []), *section.columns])
        for row in section.rows:
            writer.writerow([*([section.name] if several else []), *map(_cell, row)])


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        value = ", ".join(map(str, value))
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
