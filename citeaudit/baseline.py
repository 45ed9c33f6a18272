"""A list of the findings that a repository has lived with: they are not reported again until their sentence changes.

One line for each: the fingerprint, the rule, the file, the beginning of the sentence. Fingerprints are made of the
rule, the words and the occurrence, so that text which is moved, renumbered or reflowed keeps its entry, and text
which is edited loses it. Sorted, so that two branches merge.
"""

import os
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from citeaudit.destination import reason, replace
from citeaudit.errors import CiteauditError
from citeaudit.model import Audit, Finding

HEAD = (
    "# citeaudit baseline 1: fingerprint, rule, file, words. Made by `citeaudit baseline`; may be merged line by line."
)
_SHOWN = 60


class Entry(NamedTuple):
    fingerprint: str
    rule: str
    path: str
    words: str

    def line(self) -> str:
        return "\t".join(self)


Baseline = Mapping[tuple[str, str], Entry]
"""Entries by fingerprint and file name, folders left out: a file that moves keeps its entries."""


def key(fingerprint: str, path: str) -> tuple[str, str]:
    return fingerprint, os.path.basename(path)


def entries(audits: Iterable[Audit]) -> dict[tuple[str, str], Entry]:
    """An entry for each finding that nobody has allowed."""
    found: dict[tuple[str, str], Entry] = {}
    for audit in audits:
        for finding in audit.findings:
            if finding.suppressed is None and audit.document is not None:
                words = " ".join(audit.document.text[finding.start : finding.end].split())[:_SHOWN]
                entry = Entry(finding.fingerprint, finding.rule, audit.path.replace(os.sep, "/"), words)
                found[key(finding.fingerprint, audit.path)] = entry
    return found


def read(path: str) -> dict[tuple[str, str], Entry]:
    """The entries of a file.

    Raises:
        CiteauditError: it cannot be read, or a line is none of ours; the line is named.
    """
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            lines = file.read().splitlines()
    except OSError as error:
        raise CiteauditError(f"{path}: this baseline cannot be read: {reason(error)}") from None
    found: dict[tuple[str, str], Entry] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(Entry._fields) or len(cells[0]) != 24:
            raise CiteauditError(f"{path}:{number}: this is no line of a baseline; make it anew, or mend the merge")
        entry = Entry(*cells)
        found[key(entry.fingerprint, entry.path)] = entry
    return found


def write(path: str, found: Baseline) -> None:
    """Write the entries, sorted, the whole file or nothing.

    Raises:
        CiteauditError: the file cannot be written.
    """
    lines = sorted(f"{entry.line()}\n" for entry in found.values())
    replace(path, "".join([f"{HEAD}\n", *lines]).encode(errors="surrogateescape"))


def marked(findings: Iterable[Finding], path: str, known: Baseline) -> tuple[Finding, ...]:
    """`findings`, those of the baseline marked so."""
    return tuple(
        finding._replace(suppressed="in the baseline", allowed_by="baseline")
        if finding.suppressed is None and key(finding.fingerprint, path) in known
        else finding
        for finding in findings
    )
