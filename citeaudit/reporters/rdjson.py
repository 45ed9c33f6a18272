"""The format of reviewdog, which comments on pull requests; a fix of one edit becomes a suggestion to accept."""

from collections.abc import Iterable
from typing import Any, TextIO

from citeaudit.model import Audit, Document, Finding
from citeaudit.reporters import Options, dumped, placed, readable

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def write(audits: Iterable[Audit], out: TextIO, options: Options) -> None:
    """Write one object; a document that could not be checked is an error without a line."""
    found: list[dict[str, Any]] = []
    for place, line, words in map(placed, options.troubles):
        found.append(_diagnostic(f"this rule is off: {words}", place, "ERROR", "wrong-rule"))
        if line:
            found[-1]["location"]["range"] = {"start": {"line": line}}
    for audit in audits:
        path = readable(audit.path)
        found += [
            _diagnostic(f"could not be checked: {trouble}", path, "ERROR", "unreadable")
            for trouble in (audit.error, *audit.failures)
            if trouble
        ]
        found += [
            _finding(path, audit.document, finding)
            for finding in audit.findings
            if finding.suppressed is None and options.wants(finding) and audit.document is not None
        ]
    out.write(dumped({"source": {"name": "citeaudit"}, "diagnostics": found}))


def _finding(path: str, document: Document, finding: Finding) -> dict[str, Any]:
    words = f"{finding.message} {finding.mend}"
    made = _diagnostic(words, path, _SEVERITIES[finding.level], finding.rule)
    if finding.line:
        made["location"]["range"] = _range(document, finding.start, finding.end)
    # Several edits belong together, and reviewdog would offer each by itself.
    if finding.fix and len(finding.fix.edits) == 1 and document.lines.numbers is None:
        (edit,) = finding.fix.edits
        made["suggestions"] = [{"range": _range(document, edit.start, edit.end), "text": edit.text}]
    return made


def _diagnostic(words: str, path: str, severity: str, rule: str) -> dict[str, Any]:
    return {"message": words, "location": {"path": path}, "severity": severity, "code": {"value": rule}}


def _range(document: Document, start: int, end: int) -> dict[str, dict[str, int]]:
    return {"start": _position(document, start), "end": _position(document, end)}


def _position(document: Document, at: int) -> dict[str, int]:
    """Line and column of a position, both from 1; columns are counted in bytes of UTF-8."""
    line, column = document.lines.place(at)
    if column is None:
        return {"line": line}
    return {"line": line, "column": len(document.text[at - column + 1 : at].encode(errors="replace")) + 1}
