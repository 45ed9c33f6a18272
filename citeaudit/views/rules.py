"""The list of the rules."""

from collections.abc import Iterable
from typing import TextIO

from citeaudit.layout import table
from citeaudit.rule import Rule


def write(rules: Iterable[Rule], out: TextIO, *, width: int, color: bool) -> None:
    """Write one row for each rule, by group."""
    rows = [[rule.group, rule.id, rule.level, rule.confidence, rule.why] for rule in rules]
    out.write(table(rows, ["group", "rule", "level", "confidence", "why"], width, flexible=4) + "\n")
    out.write(f"{len(rows)} rules; `citeaudit explain RULE` tells more of each\n")
