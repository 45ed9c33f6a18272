"""Tables for the file of allowed findings: one for each finding, for an editor to write the reason in."""

from collections.abc import Iterable
from json import dumps
from typing import TextIO

from citeaudit.layout import one_line
from citeaudit.model import Audit
from citeaudit.reporters import Options, readable


def one(audit: Audit, options: Options) -> str:
    """The tables of one document; a comment above each says what is found."""
    pieces: list[str] = []
    for finding in audit.findings:
        if finding.suppressed is None and options.wants(finding) and audit.document is not None:
            words = " ".join(audit.document.text[finding.start : finding.end].split())[:80]
            pieces.append(
                f"# line {finding.line}: {one_line(finding.message)} {one_line(words)}\n"
                "[[allow]]\n"
                f"path = {_quoted(readable(audit.path))}\n"
                f"rule = {_quoted(finding.rule)}\n"
                f"fingerprint = {_quoted(finding.fingerprint)}\n"
                'reason = ""\n\n'
            )
    return "".join(pieces)


def write(audits: Iterable[Audit], out: TextIO, options: Options) -> None:
    """Write them in the order of the documents and of their text."""
    out.writelines(one(audit, options) if audit.written is None else audit.written for audit in audits)


def _quoted(words: str) -> str:
    """A TOML string; its escapes are those of JSON."""
    return dumps(words, ensure_ascii=False).replace("\x7f", "\\u007F")
