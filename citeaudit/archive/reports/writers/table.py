"""Tables for a terminal, cut to its width; what has many words is set as a list."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TextIO

from citeaudit import layout
from citeaudit.archive.reports.section import Kind, Report, Section
from citeaudit.archive.reports.written import cells, is_number, is_wordy

_NARROWEST = 10
_WEIGHT: Mapping[Kind, int] = {"text": 1, "detail": 1, "place": 2}


def write(report: Report, out: TextIO, width: int = 100, *, color: bool = False) -> None:
    """One table below the other, each with what it counts."""
    if report.run:
        out.write(f"results {report.results}, run {report.run}, begun {report.began}\n")
    for section in report.sections:
        out.write(f"\n{layout.painted(section.title, 'bold', color=color)}\n")
        out.writelines(f"{line}\n" for line in layout.filled(section.note, width))
        if not section.rows:
            out.write("(none)\n")
        elif is_wordy(section) or not _has_room(section, needed := _needed(section), width):
            out.writelines(f"{line}\n" for line in _listed(section, width))
        else:
            out.write(f"{_table(section, needed, width)}\n")
        if section.more:
            out.write(f"... and {section.more:,} more (--top N)\n")


def _listed(section: Section, width: int) -> Iterator[str]:
    """The first cell of each row, and below it the others with their names."""
    names = list(section.columns)
    widest = max(map(len, names[1:]))
    for number, row in enumerate(section.rows, 1):
        first, *others = cells(section, row)
        yield from layout.filled(first, width, f"{number:>3}. ", "     ")
        for name, cell in zip(names[1:], others, strict=True):
            if cell:
                yield from layout.filled(cell, width, f"     {name:<{widest}}  ", " " * (widest + 7))


def _has_room(section: Section, needed: Sequence[int], width: int) -> bool:
    """Does a line hold the columns, those of words as narrow as they may be?"""
    least = zip(needed, _least(section), section.columns.values(), strict=True)
    narrowest = [need if is_number(kind) or kind == "detail" else min(need, low) for need, low, kind in least]
    return sum(narrowest) + 2 * (len(narrowest) - 1) <= width


def _needed(section: Section) -> list[int]:
    """The widths of the columns that cut nothing."""
    rows = (cells(section, row) for row in section.rows)
    return [max(map(layout.width, column)) for column in zip(section.columns, *rows, strict=True)]


def _least(section: Section) -> list[int]:
    """The least widths of the columns, if they are of words: names of columns are not cut."""
    return [max(_NARROWEST, layout.width(name)) for name in section.columns]


def _table(section: Section, needed: Sequence[int], width: int) -> str:
    import tabulate

    headers, kinds = list(section.columns), list(section.columns.values())
    rows = [cells(section, row) for row in section.rows]
    fits = sum(needed) + 3 * len(headers) + 1 <= width
    widths = needed if fits else _fitted(needed, _least(section), kinds, width - 2 * (len(headers) - 1))
    lines = [[_cell(cell, kind, room) for cell, kind, room in zip(row, kinds, widths, strict=True)] for row in rows]
    tabulate.MIN_PADDING = 0
    sides = ["right" if is_number(kind) else "left" for kind in kinds]
    look = "simple_outline" if fits else "simple"  # lines between columns take the room of words
    return tabulate.tabulate(lines, headers, tablefmt=look, disable_numparse=True, colalign=sides)


def _cell(cell: str, kind: Kind, room: int) -> str:
    return layout.tail(cell, room) if kind == "place" else layout.cut(cell, room)


def _fitted(needed: Sequence[int], least: Sequence[int], kinds: Sequence[Kind], width: int) -> list[int]:
    """The widths of columns: numbers have what they need; words share what is left, and paths get twice as much."""
    widths = list(needed)
    left = width - sum(need for need, kind in zip(needed, kinds, strict=True) if is_number(kind))
    weight = {i: _WEIGHT[kind] for i, kind in enumerate(kinds) if not is_number(kind)}
    for i in sorted(weight, key=lambda i: needed[i] / weight[i]):  # what one does not need, those behind it get
        mine = weight.pop(i)
        share = left * mine // (mine + sum(weight.values()))
        spare = left - sum(min(needed[other], least[other]) for other in weight)
        widths[i] = min(needed[i], max(least[i], min(share, spare)))
        left -= widths[i]
    return widths
