"""Code quality of GitLab: one array of findings, each with a fingerprint that no other has."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, TextIO

from citeaudit.hashing import blake2b
from citeaudit.model import Audit
from citeaudit.reporters import Options, dumped, placed, readable

FROM_FINDINGS = True
_SEVERITIES = {"error": "critical", "warning": "minor", "note": "info"}


def write(audits: Iterable[Audit], out: TextIO, options: Options) -> None:
    """Write the array; a document that could not be checked is a blocker, for nothing is known of it."""
    seen: Counter[str] = Counter()
    issues = [
        _issue(place, line or 1, "wrong-rule", f"this rule is off: {words}", "blocker", "", seen)
        for place, line, words in map(placed, options.troubles)
    ]
    for audit in audits:
        path = readable(audit.path)
        issues += [
            _issue(path, 1, "unreadable", f"could not be checked: {trouble}", "blocker", "", seen)
            for trouble in (audit.error, *audit.failures)
            if trouble
        ]
        for finding in audit.findings:
            if finding.suppressed is None and options.wants(finding):
                severity = _SEVERITIES[finding.level]
                line = finding.line or 1
                issues.append(_issue(path, line, finding.rule, finding.message, severity, finding.fingerprint, seen))
    out.write(dumped(issues))


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
