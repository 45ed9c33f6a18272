"""Annotations of GitHub Actions, the gravest first, within what the platform shows, and a page for the summary."""

import re
from collections.abc import Iterable
from typing import TextIO

from citeaudit.layout import count
from citeaudit.model import LEVELS, Audit, Finding
from citeaudit.reporters import Options, Totals, placed, readable

FROM_FINDINGS = True
_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}
MOST = 10
"""Annotations of one kind that the platform shows for a step; where there are more, the last one counts them."""
ROWS = 200
"""Findings on the summary, of which the platform takes one megabyte for a step."""


def write(audits: Iterable[Audit], out: TextIO, options: Options) -> None:
    """Write `::warning file=...,line=...::message`; what could not be checked is an error."""
    totals = Totals()
    lines: dict[str, list[str]] = {"error": [], "warning": [], "note": []}
    rows: dict[str, list[str]] = {"error": [], "warning": [], "note": []}
    for place, line, words in map(placed, options.troubles):
        lines["error"].append(_line("error", place, {"line": line}, "this rule is off", words))
        rows["error"].append(_row("error", place, line, "this rule is off", words))
    for audit in audits:
        totals.add(audit)
        path = readable(audit.path)
        for trouble in filter(None, (audit.error, *audit.failures)):
            lines["error"].append(_line("error", path, {}, "could not be checked", trouble))
            rows["error"].append(_row("error", path, None, "could not be checked", trouble))
        for finding in audit.findings:
            if finding.suppressed is None and options.wants(finding):
                words = f"{finding.message} {finding.mend}"
                command = _COMMANDS[finding.level]
                lines[finding.level].append(_line(command, path, _place(finding), finding.rule, words))
                rows[finding.level].append(_row(finding.level, path, finding.line, finding.rule, finding.message))
    for level in reversed(LEVELS):
        out.writelines(f"{line}\n" for line in _shown(level, lines[level]))
    out.write(f"{_counted(totals)}\n")
    if options.summary is not None:
        _write_summary(options.summary, [row for level in reversed(LEVELS) for row in rows[level]], totals)


def _shown(level: str, lines: list[str]) -> list[str]:
    if len(lines) <= MOST:
        return lines
    rest = len(lines) - MOST + 1
    return [*lines[: MOST - 1], f"::{_COMMANDS[level]}::{rest} more of level {level}: the platform shows {MOST} a step"]


def _counted(totals: Totals) -> str:
    levels = ", ".join(count(totals.levels[level], level) for level in reversed(LEVELS))
    return f"{levels} in {count(totals.documents, 'document')}, {totals.unreadable} could not be checked"


def _place(finding: Finding) -> dict[str, int | None]:
    place = {"line": finding.line, "col": finding.column, "endLine": finding.end_line}
    if finding.end_line == finding.line and finding.end_column:
        place["endColumn"] = finding.end_column
    return place


def _line(command: str, path: str, place: dict[str, int | None], title: str, words: str) -> str:
    cells = {"file": path, **{key: str(number) for key, number in place.items() if number}, "title": title}
    return f"::{command} {','.join(f'{key}={_cell(value)}' for key, value in cells.items())}::{_text(words)}"


def _text(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _cell(words: str) -> str:
    return _text(words).replace(":", "%3A").replace(",", "%2C")


def _write_summary(out: TextIO, rows: list[str], totals: Totals) -> None:
    out.write(f"### citeaudit\n\n{_counted(totals)}\n")
    if rows:
        out.write("\n| level | place | rule | finding |\n|---|---|---|---|\n")
        out.writelines(f"{row}\n" for row in rows[:ROWS])
    if len(rows) > ROWS:
        out.write(f"\n{len(rows) - ROWS} more are not shown here.\n")


def _row(level: str, path: str, line: int | None, rule: str, words: str) -> str:
    place = f"{path}:{line}" if line else path
    return f"| {' | '.join(map(_markdown, (level, place, rule, words)))} |"


def _markdown(words: str) -> str:
    """`words` as a cell that shows them as they are: no markup, no link, no picture."""
    line = " ".join(words.split())
    escaped = re.sub(r"([\\`*_{}\[\]()#+!|~@$:-])", r"\\\1", line)
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
