"""Cells as people read them."""

import json
from collections.abc import Sequence
from typing import Any

from citeaudit.archive.reports.section import Kind, Section

NOTHING = "n/a"
"""For what is undefined, which is never 0."""


_WORDY = 4
"""Columns of words from which a row does not fit into a line."""


def is_wordy(section: Section) -> bool:
    """Whether each row is better set as a list of its cells."""
    return sum(not is_number(kind) for kind in section.columns.values()) >= _WORDY


def cells(section: Section, row: Sequence[Any]) -> list[str]:
    """The cells of a row in words: numbers with separators, parts of 1 as per cent.

    A share of nothing is undefined; one that does not say of what it would be is left empty.
    """
    found: list[str] = []
    for value, kind in zip(row, section.columns.values(), strict=True):
        undefined = value is None and kind in ("rate", "share") and found and found[-1]
        found.append(NOTHING if undefined else shown(value, kind))
    return found


def shown(value: Any, kind: Kind) -> str:
    """One value in words."""
    if value is None:
        return ""
    if kind == "count" and isinstance(value, int | float):
        return f"{round(value):,}"
    if kind == "rate":
        return f"{value:,.1f}"
    if kind == "share":
        return _percent(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(shown(one, "text") for one in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


def _percent(share: float) -> str:
    """Nothing that is not nothing reads as 0 %, and not all as 100 %."""
    if 0 < share < 0.001:
        return "< 0.1 %"
    if 0.999 < share < 1:
        return "> 99.9 %"
    return f"{100 * share:.1f} %" if 0 < share < 0.1 or 0.9 < share < 1 else f"{100 * share:.0f} %"


def is_number(kind: Kind) -> bool:
    """Whether a column is set to the right."""
    return kind in ("count", "number", "rate", "share")
