"""Plain text: paragraphs between blank lines; a line that is whole in itself is a paragraph too."""

import re
from collections.abc import Iterator

from citeaudit.decoding import decode, encoding_of
from citeaudit.model import Block, waivers
from citeaudit.model.written import Origin, Text
from citeaudit.parse.cover import cover
from citeaudit.patterns import lazy

SUFFIXES = (".txt", ".text")

_ITEM = lazy(r"[ \t]*(?:[-*•◦–]|\d{1,3}[.)]|\[\^?\w{1,12}\]:?)[ \t]+\S")
_ENDED = lazy(r"(?:[.!?:;…。！？][\"'”’»)\]*_]*|\])\s*$")
_ADDRESS = lazy(r"(?:https?://|www\.)\S+[ \t]*$", re.MULTILINE)
_WRAP = range(45, 110)
"""How long the lines of a text are that was wrapped by hand or by a mail program."""


def read(data: bytes) -> Text:
    """Read plain text; every paragraph, list item and line of its own is a block.

    Raises:
        ReadError: the bytes are no text.
    """
    text, notes = decode(data)
    prose = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
    if remarks := waivers.own(prose):
        prose = cover(prose, remarks, " ")
    if not prose.startswith(("---", "+++")):
        blocks = tuple(_blocks(prose))
        comments = waivers.comments(text, blocks)
        return Text(text, prose, blocks, notes=notes, structured=False, comments=comments)
    from citeaudit import front_matter  # a run over texts without any needs none of it

    head = front_matter.read(prose, certain=False)
    blocks = tuple(_blocks(head.blanked))
    return Text(
        text, head.blanked, blocks, meta=head.meta, notes=notes, language=head.language, structured=False,
        sources=head.sources, list_faults=head.list_faults, comments=waivers.comments(text, blocks),
    )  # fmt: skip


def origin(data: bytes) -> Origin:
    """The file's own characters: each stands in the text where it stands there."""
    return Origin(decode(data)[0], encoding_of(data))


def _blocks(prose: str) -> Iterator[Block]:
    group: list[tuple[int, int]] = []
    position = 0
    for line in prose.split("\n"):
        end = position + len(line)
        stripped = line.strip()
        if stripped:
            start = position + len(line) - len(line.lstrip())
            group.append((start, start + len(stripped)))
        elif group:
            yield from _grouped(prose, group)
            group = []
        position = end + 1
    yield from _grouped(prose, group)


def _grouped(prose: str, lines: list[tuple[int, int]]) -> Iterator[Block]:
    """Lines that no blank line parts: one wrapped paragraph, or one paragraph to a line."""
    if not lines:
        return
    wrapped = len(lines) > 1 and _wrapped(prose, lines)
    first, last = lines[0]
    line = first
    for start, end in lines[1:]:
        apart = _ITEM.match(prose, start) or any(
            _is_row(prose, *each) or _ADDRESS.match(prose, each[0]) for each in ((line, last), (start, end))
        )
        if apart or prose[first:last] == prose[start:end] or (not wrapped and _ends(prose, line, last, start)):
            yield _block(prose, first, last)
            first = start
        line, last = start, end
    yield _block(prose, first, last)


def _wrapped(prose: str, lines: list[tuple[int, int]]) -> bool:
    """Do lines break inside sentences, at about one width?"""
    inner = lines[:-1]
    open_ends = sum(not _ENDED.search(prose[start:end]) for start, end in inner)
    return open_ends * 3 >= len(inner) and all(end - start in _WRAP for start, end in inner)


def _ends(prose: str, start: int, end: int, following: int) -> bool:
    """Does a line end where its paragraph ends? Not where the next goes on with a small letter or a number."""
    opens = prose[following].isupper() or not prose[following].isalnum()
    return opens or _ENDED.search(prose[start:end]) is not None


def _is_row(prose: str, start: int, end: int) -> bool:
    """Is the line a row of a table: cells between tabs, or between bars?"""
    return prose.find("\t", start, end) >= 0 or (prose[start] == "|" and prose.find("|", start + 1, end) >= 0)


def _block(prose: str, start: int, end: int) -> Block:
    if _is_row(prose, start, end) and "\n" not in prose[start:end]:
        return Block("table row", start, end)
    item = _ITEM.match(prose, start, end)
    return Block("list item" if item and prose[start] != "[" else "paragraph", start, end)
