"""JSON, schema `citeaudit/1`: everything that is known of every document, for other programs."""

from collections.abc import Iterable
from typing import TextIO

from citeaudit import contract
from citeaudit.model import Audit
from citeaudit.reporters import Options, Totals


def write(audits: Iterable[Audit], out: TextIO, options: Options) -> None:
    """Write one object; its documents are written one by one, and `summary` stands last."""
    head = contract.dumped(contract.run(options.version, options.digest, options.rules))
    out.write(head[:-1] + ', "documents": [')
    totals = Totals()
    for number, audit in enumerate(audits):
        out.write(("," if number else "") + "\n " + contract.dumped(contract.document(audit, explain=options.explain)))
        totals.add(audit)
    out.write(f'\n], "summary": {contract.dumped(totals.summary())}}}\n')
