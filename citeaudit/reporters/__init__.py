"""One file per output format: `write(audits, out, options)`, which keeps one document at a time in memory.

A format that writes one document after the other also has `one(audit, options)`, the words on one of them: with several
processes they are written where the document was audited, and `write` puts them together. A format that says nothing
but what stands in the findings has `FROM_FINDINGS = True`. The audits of both kinds can be kept from run to run; the
others are given each audit with its document.
"""

import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any, NamedTuple, TextIO

from citeaudit.model import LEVELS, Audit, Finding, Level
from citeaudit.rule import Rule


class Options(NamedTuple):
    """What a reporter must know of the run."""

    version: str = "0"
    rules: int = 0
    """How many rules ran."""
    digest: object = ""
    """Of the rules and settings: what `str` makes of it is "sha256:..."; few formats ask."""
    color: bool = False
    width: int = 100
    """Columns that a line may have."""
    least: Level | None = None
    """The lowest level to print; None for all."""
    statistics: bool = False
    explain: bool = False
    """Say of each score what moved it."""
    ledger: bool = False
    """Say who speaks in each document."""
    passages: bool = False
    """Show each cited sentence beside the passage of its saved source that is most like it."""
    failing: tuple[Level, ...] = ("error", "warning")
    """The levels that make the run fail."""
    compared: bool = False
    """Whether there is a baseline."""
    book: Sequence[Rule] = ()
    """The rules that ran, for formats that tell of them; only for `write`."""
    troubles: tuple[str, ...] = ()
    """Rules that are off because they are wrong; only for `write`."""
    summary: TextIO | None = None
    """Where the platform takes a page for people; only for `write`."""

    def wants(self, finding: Finding) -> bool:
        """Whether its level is one to print."""
        return self.least is None or LEVELS.index(finding.level) >= LEVELS.index(self.least)


def readable(path: str) -> str:
    """A path as text that any program can take: with slashes, and without bytes that are none of UTF-8."""
    name = path.replace(os.sep, "/").removeprefix("./")
    return name if name.isascii() else name.encode(errors="surrogateescape").decode(errors="replace")


class Trouble(NamedTuple):
    """A rule that is off because it is wrong, as a place in a file."""

    path: str
    line: int | None
    message: str


def placed(trouble: str) -> Trouble:
    """The place that a message about a rule begins with; the current folder where it tells none."""
    words, *_ = trouble.partition("\n")
    found = re.fullmatch(r"(.+?\.toml)(?::(\d+))?: (.+)", words)
    if found is None:
        return Trouble(".", None, words)
    return Trouble(readable(found[1]), int(found[2]) if found[2] else None, found[3])


def dumped(value: Any) -> str:
    """JSON for people to look into; half of a surrogate pair, which no file can hold, is escaped."""
    from json import dumps  # `json` is the name of a format here; most have no use for it

    text = dumps(value, ensure_ascii=False, indent=1) + "\n"
    return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text)


class Lean(NamedTuple):
    """Makes of an audit what a report needs: the words on it in place of its document, which is many times larger."""

    format: str
    one: Callable[[Audit, Options], str] | None
    options: Options
    from_findings: bool
    """Whether the words say nothing but what stands in the findings."""

    def __call__(self, audit: Audit) -> Audit:
        written = self.one(audit, self.options) if self.one else None
        return audit._replace(written=written, document=None, metrics={})

    @property
    def form(self) -> str:
        """How documents are put into words, as a text that is the same for the same form."""
        return f"{self.format} {self.options!r}"


def lean(name: str, reporter: ModuleType, options: Options) -> Lean | None:
    """What makes the audits of a report small; None for a format that needs the documents."""
    one = getattr(reporter, "one", None)
    from_findings = getattr(reporter, "FROM_FINDINGS", False)
    return Lean(name, one, options, from_findings) if one or from_findings else None


class Totals:
    """Counts over documents."""

    def __init__(self) -> None:
        self.documents = self.unreadable = self.clean = self.unchecked = self.suppressed = 0
        self.levels: Counter[str] = Counter()
        self.rules: Counter[str] = Counter()

    def add(self, audit: Audit) -> None:
        self.documents += 1
        self.unreadable += audit.error is not None
        found = 0
        for finding in audit.findings:
            if finding.suppressed is None:
                found += 1
                self.levels[finding.level] += 1
                self.rules[finding.rule] += 1
        self.suppressed += len(audit.findings) - found
        self.clean += not found and audit.error is None
        self.unchecked += bool(audit.failures)

    def by_rule(self) -> list[tuple[str, int]]:
        """How many findings each rule has, those with most first."""
        return sorted(self.rules.items(), key=lambda item: (-item[1], item[0]))

    def summary(self) -> dict[str, Any]:
        return {
            "documents": self.documents,
            "unreadable": self.unreadable,
            "findings": {level: self.levels[level] for level in reversed(LEVELS)},
        }
