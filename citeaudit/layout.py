"""Lay out text for people: cut to a width, cropped around a place, coloured, set in tables.

Widths are columns of a terminal: a Chinese character takes two, a combining mark none.
"""

from collections.abc import Sequence

from citeaudit.model import Level

_COLORS = {"error": "\033[31m", "warning": "\033[33m", "note": "\033[36m", "bold": "\033[1m", "faint": "\033[2m"}
_OFF = "\033[0m"
ELLIPSIS = "…"


def width(text: str) -> int:
    """The columns that `text` takes; control characters count as one, as they are printed as a space."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    columns = wcswidth(text)
    return columns if columns >= 0 else len(text)


def painted(text: str, style: Level | str, *, color: bool) -> str:
    return f"{_COLORS[style]}{text}{_OFF}" if color else text


def one_line(text: str) -> str:
    """`text` with each character that would move the cursor or end the line replaced by a space; the same length."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else " " for c in text)


def cut(text: str, columns: int) -> str:
    """`text` on one line, cut to `columns` with an ellipsis."""
    text = " ".join(text.split())
    text = one_line(text)
    if width(text) <= columns:
        return text
    kept = text[: columns - 1]
    while width(kept) > columns - 1:
        kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS


def cropped(text: str, start: int, end: int, low: int, high: int, columns: int) -> tuple[str, str]:
    """The sentence `text[low:high]` around the place `[start, end)`, and a line of carets under the place.

    Both fit into `columns`; a place that is longer is marked at its beginning.
    """
    low, high = min(low, start), max(high, end)
    while low < start and text[low].isspace():
        low += 1
    while high > end and text[high - 1].isspace():
        high -= 1
    room = columns - 2
    left, right = start, min(end, start + room)
    while right > start + 1 and width(one_line(text[left:right])) > room:
        right -= 1
    # The place first, then as much as fits, a third of the room before it.
    before = after = True
    while before or after:
        spare = max(room // 3, room - width(text[start:high]))
        before = left > low and width(one_line(text[left - 1 : start])) <= spare
        before = before and width(one_line(text[left - 1 : right])) <= room
        if before:
            left -= 1
        after = right < high and width(one_line(text[left : right + 1])) <= room
        if after:
            right += 1
    shown = one_line(text[left:right])
    head = ELLIPSIS if left > low else ""
    tail = ELLIPSIS if right < high else ""
    marked = width(one_line(text[start : min(end, right)]))
    carets = " " * width(head + one_line(text[left:start])) + "^" * max(1, marked)
    return f"{head}{shown}{tail}", carets


def table(rows: Sequence[Sequence[str]], headers: Sequence[str], columns: int, flexible: int) -> str:
    """A table that fits into `columns`; the column `flexible` is cut where it must be."""
    from tabulate import tabulate

    # tabulate leaves two columns beside a heading, and three go with each border.
    rest = sum(
        max(width(headers[i]) + 2, *(width(row[i]) for row in rows)) + 3 for i in range(len(headers)) if i != flexible
    )
    room = max(12, columns - rest - 4)
    cells = [[cut(cell, room) if i == flexible else cell for i, cell in enumerate(row)] for row in rows]
    return tabulate(cells, headers, tablefmt="simple_outline", disable_numparse=True)
