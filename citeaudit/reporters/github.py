"""Annotations of GitHub Actions: one line for each finding, the gravest first, within what the platform shows."""

from collections.abc import Iterable
from typing import TextIO

from citeaudit.model import LEVELS, Audit
from citeaudit.reporters import Options, Totals

FROM_FINDINGS = True
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
MOST = 10
"""Annotations of one kind that the platform shows for a step; the rest are counted."""


def write(audits: Iterable[Audit], out: TextIO, options: Options) -> None:
    """Write `::warning file=...,line=...::message`; what could not be checked is an error."""
    least = LEVELS.index(options.least) if options.least else 0
    totals = Totals()
    lines: dict[str, list[str]] = {"error": [], "warning": [], "note": []}
    for audit in audits:
        totals.add(audit)
        if audit.error:
            lines["error"].append(_line("error", audit.path, {}, "could not be checked", audit.error))
        for finding in audit.findings:
            if finding.suppressed is None and LEVELS.index(finding.level) >= least:
                place = {"line": finding.line, "col": finding.column, "endLine": finding.end_line}
                if finding.end_line == finding.line and finding.end_column:
                    place["endColumn"] = finding.end_column
                words = f"{finding.message} {finding.mend}"
                lines[finding.level].append(_line(_COMMANDS[finding.level], audit.path, place, finding.rule, words))
    for level in reversed(LEVELS):
        out.writelines(f"{line}\n" for line in lines[level][:MOST])
        if len(lines[level]) > MOST:
            out.write(f"::notice::{len(lines[level]) - MOST} more of level {level}: run citeaudit check to see them\n")
    levels = ", ".join(f"{totals.levels[level]} {level}s" for level in reversed(LEVELS))
    out.write(f"{levels} in {totals.documents} documents, {totals.unreadable} could not be checked\n")


def _line(command: str, path: str, place: dict[str, int | None], title: str, words: str) -> str:
    cells = {"file": path, **{key: str(number) for key, number in place.items() if number}, "title": title}
    return f"::{command} {','.join(f'{key}={_cell(value)}' for key, value in cells.items())}::{_text(words)}"


def _text(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _cell(words: str) -> str:
    return _text(words).replace(":", "%3A").replace(",", "%2C")
