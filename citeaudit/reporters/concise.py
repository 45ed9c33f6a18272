"""One line a finding, for hooks and for programs that read lines; silent when all is well."""

from collections.abc import Iterable
from typing import TextIO

from citeaudit.model import LEVELS, Audit
from citeaudit.reporters import Options


def write(audits: Iterable[Audit], out: TextIO, options: Options) -> None:
    """Write `path:line:column: level rule message`, in the order of the documents and of their text."""
    least = LEVELS.index(options.least) if options.least else 0
    for audit in audits:
        if audit.error:
            out.write(f"{audit.path}: could not be checked: {audit.error}\n")
        lines = []
        for finding in audit.findings:
            if LEVELS.index(finding.level) >= least:
                place = "".join(f":{number}" for number in (finding.line, finding.column) if number is not None)
                lines.append(f"{audit.path}{place}: {finding.level} {finding.rule} {finding.message}\n")
        lines += [f"{audit.path}: {failure}\n" for failure in audit.rules_failed]
        out.writelines(lines)
