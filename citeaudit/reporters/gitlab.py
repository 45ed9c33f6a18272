"""Code quality of GitLab: one array of findings, each with a fingerprint that no other has."""

import json
from collections import Counter
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any, TextIO

from citeaudit.model import LEVELS, Audit
from citeaudit.reporters import Options

FROM_FINDINGS = True
_SEVERITIES = {"error": "critical", "warning": "minor", "note": "info"}


def write(audits: Iterable[Audit], out: TextIO, options: Options) -> None:
    """Write the array; a document that could not be checked is a blocker, for nothing is known of it."""
    least = LEVELS.index(options.least) if options.least else 0
    seen: Counter[str] = Counter()
    issues: list[dict[str, Any]] = []
    for audit in audits:
        if audit.error:
            issues.append(
                _issue(audit.path, 1, "unreadable", f"could not be checked: {audit.error}", "blocker", "", seen)
            )
        for finding in audit.findings:
            if finding.suppressed is None and LEVELS.index(finding.level) >= least:
                severity = _SEVERITIES[finding.level]
                line = finding.line or 1
                issues.append(
                    _issue(audit.path, line, finding.rule, finding.message, severity, finding.fingerprint, seen)
                )
    out.write(json.dumps(issues, ensure_ascii=False, indent=1) + "\n")


def _issue(
    path: str, line: int, rule: str, words: str, severity: str, fingerprint: str, seen: Counter[str]
) -> dict[str, Any]:
    name = f"{fingerprint or rule}\0{path}"
    seen[name] += 1
    digest = blake2b(f"{name}\0{seen[name]}".encode(errors="replace"), digest_size=16).hexdigest()
    return {
        "description": words, "check_name": rule, "fingerprint": digest, "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }  # fmt: skip
