"""JUnit's XML, which every continuous integration reads: a document is a suite, a finding a case."""

import re
from collections.abc import Iterable
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from citeaudit.model import Audit, Finding
from citeaudit.reporters import Options, placed, readable

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def one(audit: Audit, options: Options) -> str:
    """The suite of one document; a clean one has one case, that it was checked."""
    path = readable(audit.path)
    troubles = [each for each in (audit.error, *audit.failures) if each]
    findings = [finding for finding in audit.findings if options.wants(finding)]
    cases = [_case(path, "could not be checked", None, _result("error", each, "unreadable", each)) for each in troubles]
    cases += [_finding(path, finding, options) for finding in findings]
    cases = cases or [_case(path, "checked", None, "")]
    open_ = [finding for finding in findings if finding.suppressed is None]
    failures = sum(finding.level in options.failing for finding in open_)
    head = f'tests="{len(cases)}" failures="{failures}" errors="{len(troubles)}" skipped="{len(findings) - len(open_)}"'
    return f"<testsuite name={_attribute(path)} {head}>\n{''.join(cases)}</testsuite>\n"


def write(audits: Iterable[Audit], out: TextIO, options: Options) -> None:
    """Write one suite for each document; what makes the run fail is a failure, what is allowed is skipped."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="citeaudit">\n')
    if options.troubles:
        cases = [
            _case(place, "this rule is off", line, _result("error", words, "wrong-rule", words))
            for place, line, words in map(placed, options.troubles)
        ]
        count = len(cases)
        head = f'name="rules" tests="{count}" failures="0" errors="{count}" skipped="0"'
        out.write(f"<testsuite {head}>\n{''.join(cases)}</testsuite>\n")
    out.writelines(one(audit, options) if audit.written is None else audit.written for audit in audits)
    out.write("</testsuites>\n")


def _finding(path: str, finding: Finding, options: Options) -> str:
    place = "".join(f":{number}" for number in (finding.line, finding.column) if number is not None)
    words = f"{path}{place}: {finding.message}\n{finding.mend}"
    if finding.suppressed is not None:
        inside = f"<skipped message={_attribute(finding.suppressed)}/>"
    elif finding.level in options.failing:
        inside = _result("failure", finding.message, finding.rule, words)
    else:
        inside = f"<system-out>{_text(words)}</system-out>"
    return _case(path, f"{finding.rule}{place}", finding.line, inside)


def _case(path: str, name: str, line: int | None, inside: str) -> str:
    at = f' line="{line}"' if line else ""
    attributes = f"classname={_attribute(path)} name={_attribute(name)} file={_attribute(path)}{at}"
    return f"<testcase {attributes}>{inside}</testcase>\n" if inside else f"<testcase {attributes}/>\n"


def _result(kind: str, message: str, rule: str, words: str) -> str:
    return f"<{kind} message={_attribute(message)} type={_attribute(rule)}>{_text(words)}</{kind}>"


def _text(words: str) -> str:
    return escape(_NO_XML.sub("\ufffd", words))


def _attribute(words: str) -> str:
    return quoteattr(_NO_XML.sub("\ufffd", words))
