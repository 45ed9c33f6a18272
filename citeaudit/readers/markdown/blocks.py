"""The blocks of Markdown, from one pass over its lines."""

import re
from typing import NamedTuple

from citeaudit.model import Block, BlockKind
from citeaudit.patterns import lazy

# Lines that begin with none of these carry on a paragraph, or begin one.
_SPECIAL = frozenset("#>-*+|`~=_<[0123456789:$ \t\f\v\u00a0")
_HEADING = lazy(r"(#{1,6})(?:[ \t]+|$)")
_CLOSING = lazy(r"(?<![ \t])[ \t]++#++$")
_FENCE = lazy(r"(`{3,}|~{3,})([^`]*)$")
_BREAK = lazy(r"([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_ITEM = lazy(r"(?:[-*+•]|\d{1,9}[.)])(?:[ \t]+|$)(?:\[[ xX]\][ \t]+)?")
_DEFINITION = lazy(r"\[\^?[^\[\]\n]{1,60}\]:(?=\s|$)")
_NUMBERED = lazy(r"\[\d{1,3}\][ \t]+\S")
_RULER = lazy(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_SETEXT = lazy(r"(=+|-+)[ \t]*$")
_TAB = 4
_LONGEST_LABEL = 40
"""Characters of "Sources:" and the like."""


class _Open(NamedTuple):
    """The block that the next line may carry on."""

    kind: BlockKind
    start: int
    end: int
    lines: int
    level: int | None = None


class _Scanner:
    """The state of one pass; `blocks` and `blanks` are what it has found so far."""

    def __init__(self, prose: str) -> None:
        self.prose = prose
        self.blocks: list[Block] = []
        self.blanks: list[tuple[int, int]] = []
        self.open: _Open | None = None
        self.fence = ""
        self.table = False
        self.blank_before = True
        self.in_list = False
        self.numbered = False

    def close(self) -> None:
        if self.open is not None:
            kind, start, end, _, level = self.open
            self.blocks.append(Block(kind, start, end, level))
            self.open = None

    def one(self, kind: BlockKind, start: int, end: int, level: int | None = None) -> None:
        """A block that is whole with its line."""
        self.close()
        if start < end:
            self.blocks.append(Block(kind, start, end, level))

    def carry(self, kind: BlockKind, start: int, end: int, *, new: bool = False) -> None:
        """Add a line to the open block, or open one; a paragraph carries on whatever is open."""
        current = self.open
        if current is not None and not new and kind in (current.kind, "paragraph"):
            self.open = current._replace(end=end, lines=current.lines + 1)
        else:
            self.close()
            self.open = _Open(kind, start, end, 1)

    def blank_line(self) -> None:
        self.close()
        self.table = self.numbered = False
        self.blank_before = True

    def line(self, start: int, end: int, after: str) -> None:
        """Read the line that is `prose[start:end]`, without spaces at its ends; `after` is the next line."""
        prose = self.prose
        first = prose[start]
        if first not in _SPECIAL:
            self.plain(start, end, after)
        elif first == "#" and (match := _HEADING.match(prose, start, end)):
            closing = _CLOSING.search(prose, match.end(), end)
            self.one("heading", match.end(), closing.start() if closing else end, len(match[1]))
        elif first in "`~" and (match := _FENCE.match(prose, start, end)):
            self.close()
            self.fence = match[1]
            self.blanks.append((start, end))
        elif first == ">":
            self.quoted(start, end)
        elif first in "=-" and self.open and self.open.kind == "paragraph" and _SETEXT.match(prose, start, end):
            _, begin, finish, _, _ = self.open
            self.open = None
            self.blocks.append(Block("heading", begin, finish, 1 if first == "=" else 2))
        elif first in "-*_" and _BREAK.match(prose, start, end):
            self.close()
            self.blanks.append((start, end))
        elif (match := _ITEM.match(prose, start, end)) and self.begins_list(match, first):
            self.in_list = True
            self.carry("list item", match.end(), end, new=True)
            if match.end() >= end:
                self.open = None
        elif first == "[" and self.open_for_definition() and _DEFINITION.match(prose, start, end):
            self.carry("reference entry", start, end, new=True)
        elif first == "[" and _NUMBERED.match(prose, start, end) and self.lists(after):
            self.numbered = True  # a list of sources that no Markdown list makes: one line an entry
            self.carry("paragraph", start, end, new=True)
        else:
            self.plain(start, end, after)
        self.blank_before = False

    def begins_list(self, match: re.Match[str], first: str) -> bool:
        """A number in the middle of a paragraph begins no list unless it is 1: a wrapped line may start with a year."""
        inside = self.open is not None and self.open.kind == "paragraph"
        return not (inside and first.isdigit() and match[0].strip() not in ("1.", "1)"))

    def lists(self, after: str) -> bool:
        """Is a line with a number in brackets one of several, or the first below a line such as "Sources:"?"""
        if self.numbered or _NUMBERED.match(after.strip()):
            return True
        above = self.open
        return (
            above is not None
            and above.kind == "paragraph"
            and above.lines == 1
            and above.end - above.start <= _LONGEST_LABEL
            and self.prose[above.start : above.end].rstrip("*_").endswith(":")
        )

    def open_for_definition(self) -> bool:
        return self.open is None or self.open.kind == "reference entry"

    def quoted(self, start: int, end: int) -> None:
        """A line of a block quotation: what stands behind its `>` signs."""
        inner = start
        while inner < end and self.prose[inner] in "> \t":
            inner += 1
        self.blanks.append((start, inner))
        if inner >= end:
            self.blank_line()
        elif match := _ITEM.match(self.prose, inner, end):
            if match.end() < end:
                self.carry("quotation", match.end(), end, new=True)
        elif self.prose[inner] == "[" and self.prose.startswith("[!", inner):
            self.blanks.append((inner, end))  # the label of a callout: [!NOTE]
        else:
            self.carry("quotation", inner, end)

    def plain(self, start: int, end: int, after: str) -> None:
        """A line of a paragraph, or of a table when a ruler stands below it or it carries a table on."""
        if "|" in self.prose[start:end]:
            if _RULER.match(self.prose, start, end) and "-" in self.prose[start:end]:
                self.blanks.append((start, end))
                return
            if self.table or ("-" in after and _RULER.match(after.strip()) and "|" in after):
                self.table = True
                self.one("table row", start, end)
                return
        self.table = False
        self.carry("paragraph", start, end)


def scan(prose: str, written: str) -> tuple[list[Block], list[tuple[int, int]]]:
    """The blocks of `prose`, in order, without their prefixes, and the spans of markup that stands outside them.

    `prose` has Unix line ends, and spaces for the comments that stand in `written`: a line that begins with one is not
    indented.
    """
    scanner = _Scanner(prose)
    lines = prose.split("\n")
    lines.append("")
    position = 0
    for number, line in enumerate(lines[:-1]):
        stripped = line.strip()
        if not stripped:
            remark = written[position : position + len(line)]
            if scanner.fence:
                pass
            elif remark.strip() and _is_code(scanner, remark):
                _code(scanner, position, position + len(remark) - len(remark.lstrip()), position + len(remark.rstrip()))
            else:
                scanner.blank_line()
            position += len(line) + 1
            continue
        start = position + line.index(stripped[0])
        end = start + len(stripped)
        if scanner.fence:
            if stripped.startswith(scanner.fence) and not stripped.strip(scanner.fence[0]):
                scanner.fence = ""
                scanner.blanks.append((start, end))
            else:
                _code(scanner, position, start, end)
        elif _is_code(scanner, written[position:end]):
            _code(scanner, position, start, end)
        else:
            if start == position and scanner.blank_before:
                scanner.in_list = False
            scanner.line(start, end, lines[number + 1])
        position += len(line) + 1
    scanner.close()
    return [_trimmed(prose, block) for block in scanner.blocks], scanner.blanks


def _is_code(scanner: _Scanner, line: str) -> bool:
    """Is a line code because it is indented? Not in a list, nor where it carries on a paragraph."""
    indent = line[: len(line) - len(line.lstrip(" \t"))].expandtabs(_TAB)
    return scanner.blank_before and not scanner.in_list and len(indent) >= _TAB


def _trimmed(prose: str, block: Block) -> Block:
    """`block` without the hard spaces that may follow its prefix: `> ` and the like are Markdown's, these are not."""
    kind, start, end, _ = block
    while kind != "code" and start < end - 1 and prose[start].isspace():
        start += 1
    return block if start == block.start else block._replace(start=start)


def _code(scanner: _Scanner, position: int, start: int, end: int) -> None:
    scanner.close()
    last = scanner.blocks[-1] if scanner.blocks else None
    if last and last.kind == "code" and not scanner.prose[last.end : position].strip():
        scanner.blocks[-1] = last._replace(end=end)
    else:
        scanner.blocks.append(Block("code", start, end))
    scanner.blanks.append((start, end))
