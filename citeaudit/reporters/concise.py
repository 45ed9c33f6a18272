"""One line a finding, for hooks and for programs that read lines; silent when all is well."""

from collections.abc import Iterable
from typing import TextIO

from citeaudit.layout import one_line
from citeaudit.model import LEVELS, Audit
from citeaudit.reporters import Options, Totals

FROM_FINDINGS = True


def one(audit: Audit, options: Options) -> str:
    """The lines of one document."""
    least = LEVELS.index(options.least) if options.least else 0
    path = one_line(audit.path)
    lines = [f"{path}: could not be checked: {one_line(audit.error)}\n"] if audit.error else []
    for finding in audit.findings:
        if finding.suppressed is None and LEVELS.index(finding.level) >= least:
            place = "".join(f":{number}" for number in (finding.line, finding.column) if number is not None)
            lines.append(f"{path}{place}: {finding.level} {finding.rule} {one_line(finding.message)}\n")
    return "".join(lines)


def write(audits: Iterable[Audit], out: TextIO, options: Options) -> None:
    """Write `path:line:column: level rule message`, in the order of the documents and of their text."""
    totals = Totals()
    for audit in audits:
        totals.add(audit)
        out.write(one(audit, options) if audit.written is None else audit.written)
    if options.statistics:
        out.writelines(f"{count} {name}\n" for name, count in totals.by_rule())
