"""Wikitext as HTML: paragraphs, headings, lists, tables, `[n]` where a `<ref>` stands, and the list of all of those."""

import html
import re

from citeaudit.archive.inputs.mediawiki import citing, tree
from citeaudit.archive.inputs.mediawiki.closing import is_hopeless
from citeaudit.archive.inputs.mediawiki.references import References, attribute
from citeaudit.archive.inputs.mediawiki.tree import Code, Node, is_empty
from citeaudit.archive.page import listed

_UNSEEN_TAGS = frozenset(
    "gallery math chem ce score timeline imagemap syntaxhighlight source templatestyles hiero graph maplink mapframe "
    "indicator section includeonly noinclude references style script".split()
)
_BLOCK_TAGS = frozenset("div p center blockquote poem pre table ul ol dl section li dd dt".split())
_NOTES = frozenset(("efn", "efn-ua", "efn-lr", "efn-la", "note", "refn", "#tag:ref"))
_LISTS = frozenset(("reflist", "references", "refs", "notelist", "einzelnachweise", "références", "listaref"))
_QUOTES = frozenset(("quote", "blockquote", "cquote", "quotation", "quote box", "zitat", "citation bloc"))
_STYLE = re.compile("'{2,5}")
_MAGIC = re.compile(r"__[A-Z]{3,20}__")
_BLOCK, _ITEM = "\x01", "\x02"
"""In text on its way: a block that is HTML already, by its number, and the beginning of an entry of a list."""
_PLACE = "\x03"
"""Where the list of sources stands."""
_MARKER = re.compile(r"\[\d+\]")
_TWICE = re.compile(r"(\[\d+\])\1+")
_PIECES = re.compile(f"{_BLOCK}(\\d+){_BLOCK}")
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")
_DEEPEST = 40
"""How deep elements, templates and links may lie in each other; what lies deeper is left out."""


class Article:
    """An article in wikitext; `body` is HTML, with the list of what is cited where the article has it, or at its end.

    Raises:
        ValueError: it is broken in a way that takes too long to read.
    """

    def __init__(self, text: str, unseen: frozenset[str]) -> None:
        self._unseen = unseen
        self._blocks: list[str] = []
        self._references = References()
        self._depth = 0
        if is_hopeless(text):
            raise ValueError("has too many elements that are never closed")
        code = tree.read(_CONTROL.sub(" ", text))
        body = _TWICE.sub(r"\1", self._flow(code))
        sources = [found if isinstance(found, str) else self._source(found) for found in self._references.contents()]
        if _PLACE in body or not sources:
            before, _, after = body.partition(_PLACE)
            self.body = f"{before}{listed(sources)}{after.replace(_PLACE, '')}"
        else:
            self.body = f"{body}\n<h2>References</h2>\n{listed(sources)}"

    def _flow(self, code: Code) -> str:
        """Paragraphs, lists and blocks."""
        made: list[str] = []
        kept: list[str] = []

        def close() -> None:
            if any(map(str.strip, kept)):
                made.append(f"<p>{' '.join(kept).strip()}</p>")
            kept.clear()

        for line in self._inline(code).split("\n"):
            item = line.startswith(_ITEM)
            if item or not line.strip():
                close()
            pieces = _PIECES.split(line.strip(_ITEM))
            if item and len(pieces) == 1 and pieces[0].strip():
                made.append(f"<li>{pieces[0].strip()}</li>")
                continue
            for at, piece in enumerate(pieces):
                if at % 2:
                    close()
                    made.append(self._blocks[int(piece)])
                elif piece:
                    kept.append(piece)
        close()
        return "\n".join(made)

    def _inline(self, code: Code | None) -> str:
        if code is None or self._depth > _DEEPEST:
            return ""
        self._depth += 1
        try:
            return "".join([_said(each) if isinstance(each, str) else self._node(each) for each in code])
        finally:
            self._depth -= 1

    def _node(self, node: Node) -> str:
        match node.kind:
            case "template":
                return self._template(node)
            case "tag":
                return self._tag(node)
            case "wikilink":
                return self._wikilink(node)
            case "link":
                return self._link(node)
            case _:  # a heading
                words = self._inline(node.parts[0][1]).strip()
                return self._block(f"<h{node.level}>{words}</h{node.level}>") if words else ""

    def _block(self, made: str) -> str:
        self._blocks.append(made)
        return f"{_BLOCK}{len(self._blocks) - 1}{_BLOCK}"

    def _tag(self, node: Node) -> str:
        tag = node.name.strip().lower()
        content = node.behind(">") or []
        if tag == "ref":
            return self._ref(node, content)
        if node.markup in ("*", "#", ":", ";"):
            return _ITEM
        if tag in _UNSEEN_TAGS:
            if tag == "references":
                self._references.describe(content)
                return self._block(_PLACE)
            return ""
        if tag == "nowiki":
            return html.escape(tree.text(content), quote=False)
        if tag == "br":
            return "<br>"
        if tag in ("table", "tr"):
            return self._block(f"<{tag}>{self._cells(tag, content)}</{tag}>")
        if tag in ("td", "th"):
            cell = self._flow(content)
            if cell.startswith("<p>") and cell.find("<", 3) == len(cell) - 4:  # a row of words is one block
                cell = cell[3:-4]
            return self._block(f"<{tag}>{cell}</{tag}>")
        if tag == "hr":
            return "\n\n"
        if tag in _BLOCK_TAGS:
            inner = self._flow(content)
            return self._block(f"<blockquote>{inner}</blockquote>" if tag == "blockquote" else inner)
        return self._inline(content)

    def _cells(self, tag: str, code: Code) -> str:
        """The rows of a table, or the cells of a row, without what stands between them."""
        cells = "".join(self._blocks[int(number)] for number in _PIECES.findall(self._inline(code)))
        if tag == "table" and cells.startswith(("<td>", "<th>")):  # wikitext need not begin the first row
            first, row, rest = cells.partition("<tr>")
            return f"<tr>{first}</tr>{row}{rest}"
        return cells

    def _ref(self, node: Node, content: Code) -> str:
        given = node.given()
        name = attribute(given, "name")
        if "group" in given:
            return self._note(content)
        if is_empty(content):
            return self._references.marker(name, None) if name else ""
        return self._references.marker(name, content)

    def _note(self, code: Code) -> str:
        """A remark of the writers: no source, but what it cites it cites for the sentence that it is made on."""
        return "".join(_MARKER.findall(self._inline(code)))

    def _source(self, code: Code | None) -> str:
        """What is cited, as the entry of a list; nothing where a name is used that none has."""
        if code is None:
            return "(not described)"
        described = [
            citing.described(each.given(), self._inline)
            for each in code
            if isinstance(each, Node) and each.kind == "template" and citing.is_citation(_name(each))
        ]
        inline = self._inline(code) if not described else " ".join(described)
        return " ".join(_PIECES.sub(" ", inline).replace(_ITEM, " ").split())

    def _template(self, node: Node) -> str:
        name = _name(node)
        given = node.given()
        if citing.is_short(name):
            text = citing.short(given, self._inline)
            return self._references.marker(f"\0{text}", text) if name.startswith("sfn") else text.removesuffix(".")
        if citing.is_citation(name):
            return citing.described(given, self._inline)
        if name in _NOTES:
            content = given.get("1")
            if name in ("refn", "#tag:ref") and "group" not in given and content is not None:
                key = tree.text(given.get("name", [])).strip()
                return self._references.marker(key, content)
            return self._note(content or [])
        if name == "r":
            return "".join(self._references.marker(tree.text(value).strip(), None) for value in citing.places(given))
        if name in _LISTS:
            self._references.describe(given.get("refs"))
            return "" if name == "notelist" else self._block(_PLACE)
        if name in _QUOTES:
            words = given.get("text", given.get("quote", given.get("1")))
            return self._block(f"<blockquote>{self._flow(words)}</blockquote>") if words is not None else ""
        said = citing.words(name, given, self._inline)
        if not said:
            for value in given.values():
                self._references.describe(value)
        return said

    def _wikilink(self, node: Node) -> str:
        title, words = node.name.strip(), node.behind("|")
        space, colon, _ = title.partition(":")
        if colon and space.strip().lower() in self._unseen:
            self._references.describe(words)
            return ""
        if not is_empty(words):
            return self._inline(words)
        return html.escape(title.removeprefix(":").partition("#")[0] or title, quote=False)

    def _link(self, node: Node) -> str:
        address = html.escape(node.name.strip())
        words = self._inline(node.behind("|")).strip()
        return f'<a href="{address}">{words or address}</a>' if address.startswith("http") else words


def _said(words: str) -> str:
    if "'" in words:
        words = _STYLE.sub("", words)
    if "__" in words:
        words = _MAGIC.sub("", words)
    return html.escape(words, quote=False)


def _name(template: Node) -> str:
    return " ".join(template.name.replace("_", " ").split()).lower()
