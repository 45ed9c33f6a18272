"""Lay out text for people: cut to a width, cropped around a place, coloured, set in lines and tables.

Widths are columns of a terminal: a Chinese character takes two, a combining mark none.
"""

from collections.abc import Iterator, Sequence

from citeaudit.model import Level

ELLIPSIS = "…"
_COLORS = {"error": "\033[31m", "warning": "\033[33m", "note": "\033[36m", "bold": "\033[1m", "faint": "\033[2m"}
_OFF = "\033[0m"
_JOINERS = "\u200c\u200d"
_SLACK = 12
"""How far a crop moves to spare a word that it would cut in two."""


def width(text: str) -> int:
    """The columns that `text` takes."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    columns = wcswidth(text)
    return columns if columns >= 0 else len(text)


def painted(text: str, style: Level | str, *, color: bool) -> str:
    return f"{_COLORS[style]}{text}{_OFF}" if color else text


def count(number: int, noun: str) -> str:
    """The number with its noun: 1 finding, 2 findings."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def one_line(text: str) -> str:
    """`text` with a space for each character that ends the line or steers the terminal; the same length.

    Joiners stay, which scripts and emoji need, and so do the halves of surrogate pairs that stand for the bytes of a
    file name.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in _JOINERS or "\ud800" <= c <= "\udfff" else " " for c in text)


def cut(text: str, columns: int) -> str:
    """`text` on one line, spaces folded, cut to `columns` with an ellipsis."""
    start = text[: 20 * columns]  # a sentence may be megabytes long
    line = " ".join(one_line(start).split())
    if len(start) == len(text) and width(line) <= columns:
        return line
    return _head(line, columns - 1).rstrip() + ELLIPSIS


def tail(text: str, columns: int) -> str:
    """`text` on one line, cut to `columns` with an ellipsis in place of its beginning, as is best for paths."""
    line = " ".join(one_line(text).split())
    return line if width(line) <= columns else ELLIPSIS + _tail(line, columns - 1)


def filled(text: str, columns: int, lead: str = "", rest: str | None = None) -> list[str]:
    """The words of `text` in lines of `columns`, the first after `lead`, the others after `rest`."""
    line, empty = lead, True
    lines = []
    for word in _pieces(text, columns - width(lead if rest is None else rest)):
        longer = line + word if empty else f"{line} {word}"
        if not empty and width(longer) > columns:
            lines.append(line)
            longer = (lead if rest is None else rest) + word
        line, empty = longer, False
    return [*lines, line]


def cropped(text: str, start: int, end: int, low: int, high: int, columns: int) -> tuple[str, str]:
    """The sentence `text[low:high]` around the place `[start, end)`, and a line of carets under the place.

    Both fit into `columns`; a place that is longer is shown and marked at its beginning.
    """
    before = one_line(text[max(min(low, start), start - columns) : start])
    place = one_line(text[start : min(end, start + columns)])
    after = one_line(text[end : min(high, end + columns)])
    if min(low, start) >= start - columns:
        before = before.lstrip()
    if high <= end + columns:
        after = after.rstrip()
    cut_left, cut_right = min(low, start) < start - columns, high > end + columns
    if width(place) > columns - 2 or end > start + columns:
        lead = ELLIPSIS if before else ""
        place = _head(place, columns - 2)
        return f"{lead}{place}{ELLIPSIS}", " " * len(lead) + "^" * max(1, width(place))
    spare = columns - width(place)
    wanted_left, wanted_right = width(before) + cut_left, width(after) + cut_right
    left = min(wanted_left, max(spare // 3, spare - wanted_right))
    if cut_left or wanted_left > left:
        before = ELLIPSIS + _tail(before, left - 1) if left else ""
    right = spare - width(before)
    if cut_right or wanted_right > right:
        after = _head(after, right - 1, whole_words=True) + ELLIPSIS if right else ""
    return before + place + after, " " * width(before) + "^" * max(1, width(place))


def table(
    rows: Sequence[Sequence[str]], headers: Sequence[str], columns: int, flexible: int, *, wrapped: bool = False
) -> str:
    """A table that fits into `columns`; the column `flexible` is cut or, if `wrapped`, wrapped where it must be."""
    import tabulate

    tabulate.MIN_PADDING = 0  # else two empty columns stand beside each heading
    # Three columns go with each border.
    rest = sum(
        max(width(headers[i]), *(width(row[i]) for row in rows)) + 3 for i in range(len(headers)) if i != flexible
    )
    room = max(12, columns - rest - 4)
    cells = [
        [cell if i != flexible else "\n".join(filled(cell, room)) if wrapped else cut(cell, room)
         for i, cell in enumerate(row)]
        for row in rows
    ]  # fmt: skip
    return tabulate.tabulate(cells, headers, tablefmt="simple_outline", disable_numparse=True)


def _pieces(text: str, columns: int) -> Iterator[str]:
    """The words of `text`; one that is wider than `columns` in pieces."""
    for word in one_line(text).split():
        rest = word
        while width(rest) > columns:
            piece = _head(rest, columns)
            yield piece
            rest = rest[len(piece) :]
        if rest:
            yield rest


def _head(text: str, columns: int, *, whole_words: bool = False) -> str:
    """As much of the beginning of `text` as `columns` hold, but something of a text that is not empty."""
    kept = text[: max(0, columns)]
    if not kept.isascii() or not text[: columns + 1].isascii():
        from wcwidth import iter_graphemes

        room, kept = columns, ""
        for sign in iter_graphemes(text):
            room -= width(sign)
            if room < 0 and kept:
                break
            kept += sign
    space = kept.rfind(" ", len(kept) - _SLACK) if whole_words and len(kept) < len(text) else -1
    return kept[:space] if space > 0 else kept


def _tail(text: str, columns: int) -> str:
    """As much of the end of `text` as `columns` hold, from the beginning of a word where one is near."""
    kept = text[len(text) - max(0, columns) :] if columns > 0 else ""
    if not kept.isascii():
        from wcwidth import iter_graphemes

        room, kept = columns, ""
        for sign in reversed(list(iter_graphemes(text))):
            room -= width(sign)
            if room < 0:
                break
            kept = sign + kept
    space = kept.find(" ", 0, _SLACK) if len(kept) < len(text) else -1
    return kept[space + 1 :] if 0 <= space < len(kept) - 1 else kept
