"""JSON, schema `citeaudit/1`: everything that is known of every document, for other programs."""

from collections.abc import Iterable
from typing import TextIO

from citeaudit import contract
from citeaudit.model import Audit
from citeaudit.reporters import Options, Totals


def one(audit: Audit, options: Options) -> str:
    """The object of one document."""
    return contract.dumped(contract.document(audit, explain=options.explain))


def write(audits: Iterable[Audit], out: TextIO, options: Options) -> None:
    """Write one object; its documents are written one by one, and `summary` stands last."""
    head = contract.dumped(contract.run(options.version, str(options.digest), options.rules))
    out.write(head[:-1] + ', "documents": [')
    totals = Totals()
    for number, audit in enumerate(audits):
        out.write(("," if number else "") + "\n " + (audit.written or one(audit, options)))
        totals.add(audit)
    out.write(f'\n], "summary": {contract.dumped(totals.summary())}}}\n')
