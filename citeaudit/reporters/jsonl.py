"""JSON lines: one document of schema `citeaudit/1` a line, then one line with the summary."""

from collections.abc import Iterable
from typing import TextIO

from citeaudit import contract
from citeaudit.model import Audit
from citeaudit.reporters import Options, Totals


def one(audit: Audit, options: Options) -> str:
    """The object of one document."""
    return contract.dumped(contract.document(audit, explain=options.explain))


def write(audits: Iterable[Audit], out: TextIO, options: Options) -> None:
    """Write `{"document": ...}` for each document, and `{"summary": ...}` last; each line names schema and rules."""
    head = contract.dumped(contract.run(options.version, str(options.digest), options.rules))[:-1]
    totals = Totals()
    for audit in audits:
        out.write(f'{head}, "document": {audit.written or one(audit, options)}}}\n')
        totals.add(audit)
    out.write(f'{head}, "summary": {contract.dumped(totals.summary())}}}\n')
