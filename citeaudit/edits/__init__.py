"""Edits of a text: apply them, and take something out so that no trace of it is left.

Places are half-open ranges of code points.
"""

from collections.abc import Iterable

from citeaudit.model import Edit
from citeaudit.patterns import lazy

_STOPS = frozenset(".,;:!?)]”’»")
_BLANK = " \t"
_BREAKS = ("", "\n", "\r")
"""What stands beside the ends of a line; nothing at those of the text."""
_BREAK = lazy(r"\r\n|\r|\n")
_LINE_END = lazy(r"[ \t]*(?:\r\n|\r|\n)")
_BLANK_LINES = lazy(r"(?:[ \t]*(?:\r\n|\r|\n))+")


def applied(text: str, edits: Iterable[Edit]) -> str:
    """`text` with `edits` done; they are in order and do not overlap."""
    pieces: list[str] = []
    last = 0
    for start, end, words, *_ in edits:
        pieces += (text[last:start], words)
        last = end
    pieces.append(text[last:])
    return "".join(pieces)


def without(text: str, start: int, end: int) -> Edit:
    """Take `[start, end)` out of its line: no double space is left, and none before a stop or at the end of a line."""
    low, high = start, end
    while low and text[low - 1] in _BLANK:
        low -= 1
    while high < len(text) and text[high] in _BLANK:
        high += 1
    before, after = text[low - 1 : low] if low else "", text[high : high + 1]
    if before in _BREAKS:
        return Edit(start, high, "")  # an indent stays
    if after in _BREAKS or after in _STOPS:
        return Edit(low, high if after in _STOPS else end, "")  # two spaces at the end of a line of Markdown break it
    return Edit(start, high if low < start else end, "")


def without_lines(text: str, start: int, end: int) -> Edit:
    """Take the lines of `[start, end)` out, and with them the blank lines below, where there are some above."""
    low, high = line_of(text, start, end)
    below = _BREAK.match(text, high)
    high = below.end() if below else high
    head = text[:low].rstrip(" \t\r\n")
    opened = not head or len(_BREAK.findall(text, len(head), low)) > 1
    blank = _BLANK_LINES.match(text, high)
    if high == len(text) and head:
        last = _LINE_END.match(text, len(head))
        return Edit(min(low, last.end() if last else low), high, "")
    return Edit(low, blank.end() if opened and blank else high, "")


def line_of(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole of the lines that `[start, end)` lies in, without the break behind the last."""
    low = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    ends = [at for at in (text.find("\n", end), text.find("\r", end)) if at >= 0]
    return low, min(ends, default=len(text))
