"""Tables for a terminal, cut to its width."""

from collections.abc import Sequence
from typing import TextIO

from citeaudit import layout
from citeaudit.archive.reports.section import Report, Section
from citeaudit.archive.reports.written import is_number, shown

_NARROWEST = 10
_BORDER = 3
"""Columns that each cell takes besides its own."""


def write(report: Report, out: TextIO, width: int = 100, *, color: bool = False) -> None:
    """One table below the other, each with what it counts."""
    if report.run:
        out.write(f"results {report.results}, run {report.run}, begun {report.began}\n")
    for section in report.sections:
        out.write(f"\n{layout.painted(section.title, 'bold', color=color)}\n")
        out.writelines(f"{line}\n" for line in layout.filled(section.note, width))
        out.write(f"{_table(section, width)}\n" if section.rows else "(none)\n")
        if section.more:
            out.write(f"... and {section.more:,} more (--top N)\n")


def _table(section: Section, width: int) -> str:
    headers, kinds = list(section.columns), list(section.columns.values())
    cells = [[shown(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in section.rows]
    needed = [max(layout.width(each) for each in column) for column in zip(headers, *cells, strict=True)]
    widths = _fitted(needed, [not is_number(kind) for kind in kinds], width - _BORDER * len(headers) - 1)
    lines = [
        [
            layout.cut(cell, room) if not is_number(kind) else cell.rjust(room)
            for cell, room, kind in zip(row, widths, kinds, strict=True)
        ]
        for row in cells
    ]
    wide = next((i for i, kind in enumerate(kinds) if not is_number(kind)), 0)
    return layout.table(lines, headers, width, flexible=wide)


def _fitted(needed: Sequence[int], flexible: Sequence[bool], width: int) -> list[int]:
    """The widths of columns: those that are not flexible have what they need, the others share what is left."""
    widths = list(needed)
    left = width - sum(need for need, bends in zip(needed, flexible, strict=True) if not bends)
    bending = sorted((i for i, bends in enumerate(flexible) if bends), key=lambda i: needed[i])
    for place, i in enumerate(bending):  # the narrowest first: what it does not need, wider ones get
        room = max(_NARROWEST, left // (len(bending) - place))
        widths[i] = min(needed[i], room)
        left -= widths[i]
    return widths
