"""A list of the findings that a repository has lived with: they are not reported again until their sentence changes.

One line for each: the fingerprint, the rule, the file, the beginning of the sentence. Fingerprints are made of the
rule, the words and the occurrence, so that text which is moved, renumbered or reflowed keeps its entry, and text
which is edited loses it. Files are named from the folder of the list; one that is moved or renamed keeps its entries as
long as nothing else has its old name. Sorted, so that two branches merge.
"""

import os
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from citeaudit.destination import reason, replace
from citeaudit.errors import CiteauditError
from citeaudit.model import Audit, Finding

HEAD = (
    "# citeaudit baseline 1: fingerprint, rule, file, words. Made by `citeaudit baseline`; may be merged line by line."
)
_SHOWN = 60
_SIGNS = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\"}


class Entry(NamedTuple):
    fingerprint: str
    rule: str
    path: str
    """From the folder of the baseline, with slashes."""
    words: str

    def line(self) -> str:
        path = "".join(_SIGNS.get(sign, sign) for sign in self.path)
        return "\t".join((self.fingerprint, self.rule, path, self.words))


Key = tuple[str, str]
"""The path and the fingerprint of an entry."""


class Baseline(NamedTuple):
    folder: str
    """The real path of the folder that it lies in."""
    entries: Mapping[Key, Entry]
    paths: Mapping[str, Sequence[str]]
    """The paths that have an entry with a fingerprint."""

    def named(self, path: str) -> str:
        """What it calls a document."""
        folder, name = os.path.split(os.path.abspath(path))
        real = os.path.join(os.path.realpath(folder), name)
        try:
            return os.path.relpath(real, self.folder).replace(os.sep, "/")
        except ValueError:  # on another drive
            return real.replace(os.sep, "/")

    def has_file(self, path: str) -> bool:
        """Is the file of an entry still there?"""
        return os.path.lexists(os.path.join(self.folder, path))

    def key_of(self, fingerprint: str, path: str) -> Key | None:
        """The entry of a finding in the document that it calls `path`, or in one that is not there any more."""
        paths = self.paths.get(fingerprint, ())
        if path in paths:
            return path, fingerprint
        return next(((each, fingerprint) for each in paths if not self.has_file(each)), None)


def of(path: str, entries: Iterable[Entry] = ()) -> Baseline:
    """The baseline that lies at `path`, or will, with these entries."""
    found = {(entry.path, entry.fingerprint): entry for entry in entries}
    paths: dict[str, list[str]] = {}
    for each, fingerprint in found:
        paths.setdefault(fingerprint, []).append(each)
    return Baseline(os.path.realpath(os.path.dirname(path) or os.curdir), found, paths)


def entries(audits: Iterable[Audit], base: Baseline) -> dict[Key, Entry]:
    """An entry for each finding that nobody has allowed, as `base` would have it."""
    found: dict[Key, Entry] = {}
    for audit in audits:
        path = base.named(audit.path)
        for finding in audit.findings:
            if finding.suppressed is None and audit.document is not None:
                words = " ".join(audit.document.text[finding.start : finding.end].split())[:_SHOWN]
                printable = words.encode(errors="replace").decode()
                found[path, finding.fingerprint] = Entry(finding.fingerprint, finding.rule, path, printable)
    return found


def updated(base: Baseline, now: Mapping[Key, Entry], seen: Iterable[str], *, add: bool) -> list[Entry]:
    """The entries after documents were looked at.

    Args:
        base: what there is.
        now: what was found, by `entries`.
        seen: the documents that were looked at, as `base` calls them; the others keep what they have.
        add: take in what is new; else the entries only become fewer.
    """
    kept: list[Entry] = []
    used: set[Key] = set()
    for (path, fingerprint), entry in now.items():
        old = base.key_of(fingerprint, path)
        if old in used:
            old = None
        if old is not None:
            used.add(old)
        if old is not None or add:
            kept.append(entry)
    looked = frozenset(seen)
    kept += [entry for key, entry in base.entries.items() if key not in used and key[0] not in looked]
    return kept


def read(path: str) -> Baseline:
    """The entries of a file.

    Raises:
        CiteauditError: it cannot be read, or a line is none of ours; the line is named.
    """
    try:
        with open(path, encoding="utf-8-sig", errors="surrogateescape") as file:
            lines = file.read().split("\n")
    except OSError as error:
        raise CiteauditError(f"{path}: this baseline cannot be read: {reason(error)}") from None
    found: list[Entry] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != len(Entry._fields) or not re.fullmatch("[0-9a-f]{24}", cells[0]):
            raise CiteauditError(f"{path}:{number}: this is no line of a baseline; make it anew, or mend the merge")
        found.append(Entry(*cells)._replace(path=_unescaped(cells[2])))
    return of(path, found)


def _unescaped(path: str) -> str:
    signs = {written: sign for sign, written in _SIGNS.items()}
    return re.sub(r"\\.", lambda match: signs.get(match[0], match[0]), path) if "\\" in path else path


def write(path: str, found: Iterable[Entry]) -> None:
    """Write the entries, sorted, the whole file or nothing.

    Raises:
        CiteauditError: the file cannot be written.
    """
    lines = sorted({f"{entry.line()}\n" for entry in found})
    replace(path, "".join([f"{HEAD}\n", *lines]).encode(errors="surrogateescape"))


@cache
def known(path: str) -> Baseline:
    """What `read` gives, once for a run."""
    return read(path)


def marked(findings: Iterable[Finding], path: str, base: Baseline) -> tuple[Finding, ...]:
    """`findings`, those of the baseline marked so."""
    name = base.named(path)
    return tuple(
        finding._replace(suppressed="in the baseline", allowed_by="baseline")
        if finding.suppressed is None and base.key_of(finding.fingerprint, name)
        else finding
        for finding in findings
    )
