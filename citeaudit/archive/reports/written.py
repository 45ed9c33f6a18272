"""Cells as people read them."""

from typing import Any

from citeaudit.archive.reports.section import Kind

NOTHING = "n/a"
"""For what is undefined, which is never 0."""


def shown(value: Any, kind: Kind) -> str:
    """A cell in words: numbers with separators, parts of 1 as per cent."""
    if value is None:
        return NOTHING if kind in ("rate", "share") else ""
    if kind == "count" and isinstance(value, int | float):
        return f"{round(value):,}"
    if kind == "rate":
        return f"{value:,.1f}"
    if kind == "share":
        return _percent(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value)
    return str(value)


def _percent(share: float) -> str:
    """Nothing that is not nothing reads as 0 %, and not all as 100 %."""
    if 0 < share < 0.001:
        return "< 0.1 %"
    if 0.999 < share < 1:
        return "> 99.9 %"
    return f"{share:.1%}".replace("%", " %") if share < 0.1 or share > 0.9 else f"{share:.0%}".replace("%", " %")


def is_number(kind: Kind) -> bool:
    """Whether a column is set to the right."""
    return kind != "text"
