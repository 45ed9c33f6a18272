"""One file per output format: `write(audits, out, options)`, which keeps one document at a time in memory.

A format that writes one document after the other also has `one(audit, options)`, the words on one of them: with several
processes they are written where the document was audited, and `write` puts them together. A format that says nothing
but what stands in the findings has `FROM_FINDINGS = True`. The audits of both kinds can be kept from run to run; the
others are given each audit with its document.
"""

from collections import Counter
from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

from citeaudit.model import LEVELS, Audit, Level


class Options(NamedTuple):
    """What a reporter must know of the run."""

    version: str = "0"
    rules: int = 0
    """How many rules ran."""
    digest: str = ""
    """Of the rules and settings: "sha256:..."."""
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
        found = [finding for finding in audit.findings if finding.suppressed is None]
        self.suppressed += len(audit.findings) - len(found)
        self.clean += not found and audit.error is None
        self.unchecked += bool(audit.rules_failed)
        self.levels.update(finding.level for finding in found)
        self.rules.update(finding.rule for finding in found)

    def by_rule(self) -> list[tuple[str, int]]:
        """How many findings each rule has, those with most first."""
        return sorted(self.rules.items(), key=lambda item: (-item[1], item[0]))

    def summary(self) -> dict[str, Any]:
        return {
            "documents": self.documents,
            "unreadable": self.unreadable,
            "findings": {level: self.levels[level] for level in reversed(LEVELS)},
        }
