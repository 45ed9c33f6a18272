"""Walk over the tree of a page and collect what a reader of it would see."""

import re
from typing import Any

from citeaudit.model import Block, BlockKind
from citeaudit.model.span import Span
from citeaudit.model.waivers import Comment, words_of
from citeaudit.model.written import Link, Mark

_SPACE = re.compile(r"[ \t\n\r\f]+")
_LEFT_OUT = frozenset(
    "script style nav template noscript iframe svg math form button select option textarea object audio video "
    "canvas dialog head".split()
)
_KINDS: dict[str, BlockKind] = {
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "p": "paragraph", "li": "list item", "dd": "list item", "dt": "list item", "blockquote": "quotation",
    "figcaption": "caption", "caption": "caption", "tr": "table row", "pre": "code",
}  # fmt: skip
_BREAKS = frozenset(
    "div section article main aside header footer figure ul ol dl table thead tbody tfoot hr body html address details "
    "summary center fieldset".split()
)
_LISTS = re.compile(
    r"\b(?:references?|reflist|refs|footnotes?|endnotes?|sources|bibliography|citations)\b", re.IGNORECASE
)
_BYLINE = re.compile(r"\b(?:byline|author|dateline)\b", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LABEL = re.compile(r"\[?[\d,;–\s-]+\]?")
_TERM = re.compile(r"\[?\^?(\d{1,3})\]?[.):]?")
_ORDINAL = re.compile(r"[1-9][0-9]{0,5}")


class Builder:
    """Collects text, blocks and marks on one walk over the tree."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.size = 0
        self.blocks: list[Block] = []
        self.marks: list[Mark] = []
        self.links: list[Link] = []
        self.targets: list[Link] = []
        self.lines: list[tuple[int, int]] = []
        self.code: list[tuple[int, int]] = []
        self.comments: list[Comment] = []
        self.title: Span | None = None
        self.kind: BlockKind = "paragraph"
        self.level: int | None = None
        self.start: int | None = None
        self.space = False
        self.cell = False
        self.numbered = False
        """The open block is the number of an entry, which waits for its words: a term in a list of definitions."""
        self.waiting: list[Any] = []
        """Inline elements that have no text yet."""
        self.opened: dict[Any, int] = {}
        self.ordinals: dict[Any, int | None] = {}
        """The number that the next entry of a list has; None for lists that are not of sources."""

    def close(self) -> None:
        """End the open block."""
        if self.start is not None:
            self.blocks.append(Block(self.kind, self.start, self.size, self.level))
            if self.level == 1 and self.kind == "heading" and self.title is None:
                self.title = Span(self.start, self.size)
        self.start, self.space, self.cell, self.numbered = None, False, False, False

    def add(self, words: str | None, line: int | None) -> None:
        """Add text, white space squeezed, to the open block; open one where none is."""
        if not words:
            return
        words = words.replace("\r", " ")  # only a character reference can bring one here
        squeezed = words if self.kind == "code" else _SPACE.sub(" ", words)
        if self.kind != "code":
            self.space = self.space or squeezed[0] == " "
            ends = squeezed[-1] == " "
            squeezed = squeezed.strip(" ")
            if not squeezed:
                return
        if self.start is None:
            if not squeezed.strip():
                return
            self._write("\n\n" if self.size else "")
            self.start = self.size
        elif self.cell:
            self._write(" | ")
        elif self.space:
            self._write(" ")
        self.cell = False
        if line and (not self.lines or self.lines[-1][1] != line):
            self.lines.append((self.size if self.lines else 0, line))
        for node in self.waiting:
            self.opened[node] = self.size
        self.waiting.clear()
        self._write(squeezed)
        self.space = self.kind != "code" and ends

    def remark(self, node: Any, *, apart: bool) -> None:
        """Keep a comment that is meant for citeaudit."""
        words = None if isinstance(node.tag, str) else words_of(node.text or "")
        if words is not None:
            self.comments.append(Comment(self.size, self.size, words, apart=apart, line=node.sourceline))

    def _write(self, piece: str) -> None:
        self.pieces.append(piece)
        self.size += len(piece)

    def walk(self, element: Any) -> None:
        """Read one element and what follows it inside its parent, without recursion: pages nest thousands deep."""
        stack: list[tuple[Any, bool, tuple[BlockKind, int | None]]] = [(element, False, ("paragraph", None))]
        while stack:
            node, leaving, outer = stack.pop()
            if leaving:
                self._leave(node, outer)
                self.add(node.tail, node.sourceline)
                continue
            tag = node.tag if isinstance(node.tag, str) else ""
            if not tag:
                self.remark(node, apart=self.start is None)
            if not tag or tag in _LEFT_OUT or _hidden(node):
                self.add(node.tail, node.sourceline)
                continue
            here = (self.kind, self.level)
            self._enter(node, tag)
            stack.append((node, True, here))
            self.add(node.text, node.sourceline)
            stack.extend((child, False, here) for child in reversed(node))

    def _enter(self, node: Any, tag: str) -> None:
        if tag in _KINDS:
            kind = _KINDS[tag]
            if tag == "p" and self._is_entry():
                self.space = True
                return
            if tag == "dd" and self.numbered:
                self.numbered = False
                return
            # A paragraph inside a quotation, a list item or a caption is a part of it.
            if tag == "p" and self.kind in ("quotation", "list item", "reference entry", "caption"):
                self.close()
                return
            self.close()
            self.kind = kind
            self.level = int(tag[1]) if kind == "heading" else None
            if kind == "paragraph" and _BYLINE.search(node.get("class") or ""):
                self.kind = "byline"
            if tag == "li" and (ordinal := self._ordinal(node)):
                self.kind, self.level = "reference entry", ordinal
        elif tag in _BREAKS:
            self.close()
            self.kind, self.level = "paragraph", None
        elif tag == "br":
            self.space = True
        elif tag == "q":  # browsers print the marks of a quotation that its markup has not
            self.add("“", node.sourceline)
        elif tag in ("td", "th"):
            self.cell = self.start is not None
        elif tag in ("sup", "a", "code"):
            self.waiting.append(node)

    def _is_entry(self) -> bool:
        """Is the open block an entry of a list of sources, and all its paragraphs one?"""
        return self.kind == "reference entry" or (self.kind == "list item" and self.level is not None)

    def _ordinal(self, node: Any) -> int | None:
        """The number of an entry in a list of sources that its class or its place names so."""
        parent = node.getparent()
        if parent is None:
            return None
        if parent not in self.ordinals:
            self.ordinals[parent] = _first_ordinal(parent)
        number = self.ordinals[parent]
        if number is not None:
            self.ordinals[parent] = number + 1
        return number

    def _leave(self, node: Any, outer: tuple[BlockKind, int | None]) -> None:
        if node.tag == "dt" and (term := _TERM.fullmatch(node.text_content().strip())) and self.start is not None:
            self.numbered, self.space, self.level = True, True, int(term[1])
            return
        if node.tag == "p" and self._is_entry():
            self.space = True
            return
        if node.tag in _KINDS or node.tag in _BREAKS:
            self.close()
            self.kind, self.level = outer
            return
        if node.tag == "q":
            self.space = False
            self.add("”", node.sourceline)
        if node in self.waiting:
            self.waiting.remove(node)
        start = self.opened.pop(node, self.size)
        if start == self.size:
            return
        if node.tag == "code":
            while self.code and self.code[-1][0] >= start:
                self.code.pop()
            self.code.append((start, self.size))
        elif node.tag == "sup" and not (self.marks and self.marks[-1].start >= start):
            self.marks.append(Mark("superscript", start, self.size))
        elif node.tag == "a":
            self._link(node, start)

    def _link(self, node: Any, start: int) -> None:
        target = (node.get("href") or "").strip()
        if target.startswith(("https://", "http://")):
            self.targets.append((start, self.size, target))
        if _LABEL.fullmatch(node.text_content().strip()):
            above = node.getparent()
            if target.startswith("#") or (above is not None and above.tag == "sup"):
                self.marks.append(Mark("superscript", start, self.size, target or None))
        elif target.startswith(("https://", "http://")) and not any(sign in target for sign in " ()<>"):
            self.links.append((start, self.size, target))


def _hidden(node: Any) -> bool:
    if node.get("hidden") is not None or node.get("aria-hidden") == "true":
        return True
    if node.tag in ("header", "footer", "aside"):  # of the page; those of the article are part of it
        parent = node.getparent()
        return node.tag != "header" or parent is None or parent.tag not in ("article", "main", "section")
    return bool(_HIDDEN.search(node.get("style") or "")) or node.get("role") in ("navigation", "search", "menu")


def _first_ordinal(element: Any) -> int | None:
    """The number at which a list of sources starts; None where nothing says that it is one."""
    if element.tag not in ("ol", "ul"):
        return None
    names = " ".join(filter(None, (element.get("class"), element.get("id"), element.get("role"))))
    outer = element.getparent()
    if outer is not None and outer.tag in ("div", "section"):
        names += " " + " ".join(filter(None, (outer.get("class"), outer.get("id"), outer.get("role"))))
    if not _LISTS.search(names):
        return None
    start = element.get("start") or ""
    return int(start) if _ORDINAL.fullmatch(start) else 1
