"""SARIF 2.1.0, for code scanning: rules with help, columns in code points, fingerprints, what is allowed marked so."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from citeaudit.model import Audit, Document, Finding, Fix
from citeaudit.reporters import Options, dumped
from citeaudit.rule import Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0-rtm.5.json"
_WHAT = (
    "Reads articles sentence by sentence and asks who says so, and where that is written. It gives evidence, never a "
    "verdict. “citeaudit explain RULE” tells more of a rule."
)
_ROOT = "%SRCROOT%"  # the name that platforms know for the folder of the repository


def write(audits: Iterable[Audit], out: TextIO, options: Options) -> None:
    """Write one run; a document that could not be checked is a notification, and the run no success."""
    results: list[dict[str, Any]] = []
    rules = {rule.id: _rule(rule) for rule in options.book}
    index = {name: number for number, name in enumerate(rules)}
    troubles: list[dict[str, Any]] = []
    for audit in audits:
        for trouble in filter(None, (audit.error, *audit.failures)):
            where = [{"physicalLocation": {"artifactLocation": _artifact(audit.path)}}]
            troubles.append({"level": "error", "message": {"text": trouble}, "locations": where})
        for finding in filter(options.wants, audit.findings):
            if finding.rule not in index:  # what is found of comments that allow something has no rule file
                index[finding.rule] = len(rules)
                rules[finding.rule] = _plain_rule(finding)
            results.append(_result(audit, finding, index[finding.rule], compared=options.compared))
    driver = {
        "name": "citeaudit", "semanticVersion": options.version, "fullDescription": {"text": _WHAT},
        "rules": list(rules.values()),
    }  # fmt: skip
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder in which citeaudit was run."}}},
        "invocations": [_invocation(troubles, options.troubles)],
        "results": results,
    }
    out.write(dumped({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}))


def _invocation(troubles: list[dict[str, Any]], wrong: Sequence[str]) -> dict[str, Any]:
    made: dict[str, Any] = {
        "executionSuccessful": not troubles and not wrong,
        "toolExecutionNotifications": troubles,
    }
    if wrong:
        made["toolConfigurationNotifications"] = [{"level": "error", "message": {"text": each}} for each in wrong]
    return made


def _rule(rule: Rule) -> dict[str, Any]:
    words = rule.id.replace("-", " ")
    help_text = f"{rule.why}\n\nWhat to do: {_open(rule.mend)}"
    marked = "\n".join(f"> {line}" for line in rule.bad[0].marked.strip().splitlines())
    return {
        "id": rule.id,
        "shortDescription": {"text": f"{words[:1].upper()}{words[1:]}"},
        "fullDescription": {"text": rule.why},
        "help": {"text": help_text, "markdown": f"{help_text}\n\nIt finds what is marked here:\n\n{marked}\n"},
        "defaultConfiguration": {"level": rule.level},
        "properties": {"tags": [rule.group], "precision": rule.confidence},
    }


def _plain_rule(finding: Finding) -> dict[str, Any]:
    words = finding.rule.replace("-", " ")
    return {
        "id": finding.rule,
        "shortDescription": {"text": f"{words[:1].upper()}{words[1:]}"},
        "help": {"text": finding.mend},
        "properties": {"tags": [finding.group]},
    }


def _open(words: str) -> str:
    """A message of a rule file, with dots where something is filled in."""
    head, *rest = words.split("{")
    return head + "".join("…" + piece.partition("}")[2] for piece in rest)


def _result(audit: Audit, finding: Finding, index: int, *, compared: bool) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": _artifact(audit.path)}
    places = (finding.line, finding.column, finding.end_line, finding.end_column)
    if region := _region(*places):
        location["region"] = region
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.level,
        "message": {"text": f"{finding.message} {finding.mend}"},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"citeaudit/1": finding.fingerprint},
        "properties": {"confidence": finding.confidence, "because": list(finding.because)},
    }
    old = finding.allowed_by in ("baseline", "past")
    if finding.suppressed is not None:
        kind = "inSource" if finding.allowed_by == "comment" else "external"
        result["suppressions"] = [{"kind": kind, "justification": finding.suppressed}]
    if compared:
        result["baselineState"] = "unchanged" if old else "new"
    if finding.fix and audit.document and audit.document.lines.numbers is None:
        result["fixes"] = [_fix(audit.path, audit.document, finding.fix)]
    return result


def _fix(path: str, document: Document, fix: Fix) -> dict[str, Any]:
    place = document.lines.place
    replacements = [
        {"deletedRegion": _region(*place(edit.start), *place(edit.end)), "insertedContent": {"text": edit.text}}
        for edit in fix.edits
    ]
    changes = [{"artifactLocation": _artifact(path), "replacements": replacements}]
    return {"description": {"text": fix.label}, "artifactChanges": changes}


def _region(*places: int | None) -> dict[str, int]:
    names: Sequence[str] = ("startLine", "startColumn", "endLine", "endColumn")
    return {name: number for name, number in zip(names, places, strict=True) if number} if places[0] else {}


def _artifact(path: str) -> dict[str, str]:
    uri = quote(path.replace(os.sep, "/").encode(errors="surrogateescape"))
    if Path(path).is_absolute():
        return {"uri": f"file://{uri if uri.startswith('/') else f'/{uri}'}"}
    return {"uri": uri.removeprefix("./"), "uriBaseId": _ROOT}
