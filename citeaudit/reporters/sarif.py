"""SARIF 2.1.0, for code scanning: rules with help, columns in code points, fingerprints, what is allowed marked so."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

from citeaudit.model import LEVELS, Audit, Finding
from citeaudit.reporters import Options

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def write(audits: Iterable[Audit], out: TextIO, options: Options) -> None:
    """Write one run; a document that could not be checked is a notification, and the run no success."""
    least = LEVELS.index(options.least) if options.least else 0
    results: list[dict[str, Any]] = []
    rules: dict[str, dict[str, Any]] = {}
    troubles: list[dict[str, Any]] = []
    for audit in audits:
        for trouble in filter(None, (audit.error, *audit.failures)):
            where = [{"physicalLocation": {"artifactLocation": _uri(audit.path)}}]
            troubles.append({"level": "error", "message": {"text": trouble}, "locations": where})
        for finding in audit.findings:
            if LEVELS.index(finding.level) >= least:
                rules.setdefault(finding.rule, _rule(finding))
                results.append(_result(audit.path, finding, list(rules).index(finding.rule)))
    driver = {
        "name": "citeaudit", "semanticVersion": options.version,
        "informationUri": "https://pypi.org/project/citeaudit/", "rules": list(rules.values()),
    }  # fmt: skip
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not troubles, "toolExecutionNotifications": troubles}],
        "results": results,
    }
    out.write(json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n")


def _rule(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.rule,
        "shortDescription": {"text": finding.rule.replace("-", " ")},
        "help": {"text": f"citeaudit explain {finding.rule}"},
        "properties": {"tags": [finding.group]},
    }


def _result(path: str, finding: Finding, index: int) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": _uri(path)}
    if finding.line:
        places = {
            "startLine": finding.line, "startColumn": finding.column, "endLine": finding.end_line,
            "endColumn": finding.end_column,
        }  # fmt: skip
        location["region"] = {key: number for key, number in places.items() if number}
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": finding.level,
        "message": {"text": f"{finding.message} {finding.mend}"},
        "locations": [{"physicalLocation": location}],
        "partialFingerprints": {"citeaudit/1": finding.fingerprint},
    }
    if finding.suppressed is not None:
        external = finding.suppressed == "in the baseline"
        kind = "external" if external else "inSource"
        result["suppressions"] = [{"kind": kind, "justification": finding.suppressed}]
        if external:
            result["baselineState"] = "unchanged"
    return result


def _uri(path: str) -> dict[str, str]:
    from urllib.parse import quote

    return {"uri": quote(path.replace("\\", "/").encode(errors="surrogateescape"))}
