"""All tables as one JSON document, schema `citeaudit/archive-report/1`."""

import json
from typing import TextIO

from citeaudit.archive.reports.section import Report, Section

SCHEMA = "citeaudit/archive-report/1"


def write(report: Report, out: TextIO, width: int = 100, *, color: bool = False) -> None:  # noqa: ARG001
    """Rows are objects by the names of columns; shares are parts of 1, and what is undefined is null."""
    record = {
        "schema": SCHEMA,
        "results": report.results,
        "run": report.run,
        "about": report.about,
        "tables": {section.name: _table(section) for section in report.sections},
    }
    json.dump(record, out, ensure_ascii=False, indent=1, default=str)
    out.write("\n")


def _table(section: Section) -> dict[str, object]:
    return {
        "title": section.title,
        "note": section.note,
        "columns": section.columns,
        "rows": [dict(zip(section.columns, row, strict=True)) for row in section.rows],
        "more": section.more,
    }
