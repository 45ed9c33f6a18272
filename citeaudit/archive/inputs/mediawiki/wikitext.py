"""Wikitext as HTML: paragraphs, headings, lists, tables, `[n]` where a `<ref>` stands, and the list of all of those."""

import html
import re
from collections.abc import Iterable
from typing import Any

import mwparserfromhell
from mwparserfromhell import nodes as kinds

from citeaudit.archive.inputs.mediawiki import citing
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
_TWICE = re.compile(r"(\[\d+\])\1+")
_EDGES = re.compile(
    r"(</|/>)|(<)(?!br\b|hr\b)(?=[a-z])|(-->)|(<!--)|(\]\])|(\[\[)|(\])|(\[)(?:https?:)?//"
    r"|(\|\})|(\{\|)|(\}\})|(\{\{)",
    re.IGNORECASE,
)
"""Ends and beginnings of elements, comments, links of both kinds, tables and templates."""
_PIECES = re.compile(f"{_BLOCK}(\\d+){_BLOCK}")
_CONTROL = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")
_DEEPEST = 40
"""How deep elements, templates and links may lie in each other; what lies deeper is left out."""


_MOST_OPEN = 500
"""Things that are never closed: the time to look for their ends grows with the square of their number."""


class Article:
    """An article in wikitext; `body` is HTML, with the list of what is cited where the article has it, or at its end.

    Raises:
        ValueError: it is broken in a way that takes too long to read.
    """

    def __init__(self, text: str, unseen: frozenset[str]) -> None:
        self._unseen = unseen
        self._blocks: list[str] = []
        self._numbers: dict[str, int] = {}
        self._cited: list[Any] = []
        self._defined: dict[str, Any] = {}
        self._depth = 0
        if _never_closed(text) > _MOST_OPEN:
            raise ValueError("has too many elements that are never closed")
        code = mwparserfromhell.parse(_CONTROL.sub(" ", text), skip_style_tags=True)
        body = _TWICE.sub(r"\1", self._flow(code))
        keys = {number: key for key, number in self._numbers.items()}
        sources: list[str] = []
        for number, content in enumerate(self._cited, 1):  # it grows where a source cites another
            found = content if content is not None else self._defined.get(keys.get(number, ""))
            sources.append(found if isinstance(found, str) else self._source(found))
        if _PLACE in body or not sources:
            before, _, after = body.partition(_PLACE)
            self.body = f"{before}{listed(sources)}{after.replace(_PLACE, '')}"
        else:
            self.body = f"{body}\n<h2>References</h2>\n{listed(sources)}"

    def _flow(self, code: Any) -> str:
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

    def _inline(self, code: Any) -> str:
        if code is None or self._depth > _DEEPEST:
            return ""
        self._depth += 1
        try:
            return "".join(map(self._node, code.nodes))
        finally:
            self._depth -= 1

    def _node(self, node: Any) -> str:
        match node:
            case kinds.Text():
                return html.escape(_MAGIC.sub("", _STYLE.sub("", str(node))), quote=False)
            case kinds.Template():
                return self._template(node)
            case kinds.Tag():
                return self._tag(node)
            case kinds.Wikilink():
                return self._wikilink(node)
            case kinds.ExternalLink():
                return self._link(node)
            case kinds.Heading():
                words = self._inline(node.title).strip()
                return self._block(f"<h{node.level}>{words}</h{node.level}>") if words else ""
            case kinds.HTMLEntity():
                return html.escape(node.normalize() or "", quote=False)
            case _:  # comments and the arguments of templates
                return ""

    def _block(self, made: str) -> str:
        self._blocks.append(made)
        return f"{_BLOCK}{len(self._blocks) - 1}{_BLOCK}"

    def _tag(self, node: Any) -> str:
        tag = str(node.tag).strip().lower()
        if tag == "ref":
            return self._ref(node)
        if node.wiki_markup in ("*", "#", ":", ";"):
            return _ITEM
        if tag in _UNSEEN_TAGS:
            if tag == "references":
                self._define(node.contents)
                return self._block(_PLACE)
            return ""
        if tag == "nowiki":
            return html.escape(str(node.contents or ""), quote=False)
        if tag == "br":
            return "<br>"
        if tag in ("table", "tr"):
            return self._block(f"<{tag}>{self._cells(node.contents)}</{tag}>")
        if tag in ("td", "th"):
            return self._block(f"<{tag}>{self._flow(node.contents)}</{tag}>")
        if tag == "hr":
            return "\n\n"
        if tag in _BLOCK_TAGS:
            inner = self._flow(node.contents)
            return self._block(f"<blockquote>{inner}</blockquote>" if tag == "blockquote" else inner)
        return self._inline(node.contents)

    def _cells(self, code: Any) -> str:
        """The rows of a table, or the cells of a row, without what stands between them."""
        return "".join(self._blocks[int(number)] for number in _PIECES.findall(self._inline(code)))

    def _ref(self, node: Any) -> str:
        name, group = self._attribute(node, "name"), self._attribute(node, "group")
        empty = node.self_closing or not str(node.contents or "").strip()
        if group:
            return "" if empty else self._note(node.contents)
        if not empty and name:
            self._defined.setdefault(name, node.contents)
        if empty and not name:
            return ""
        return self._marker(name, None if empty else node.contents)

    def _note(self, code: Any) -> str:
        """A remark of the writers: no source, but what it cites it cites for the sentence that it is made on."""
        return "".join(re.findall(r"\[\d+\]", self._inline(code)))

    def _marker(self, name: str, content: Any) -> str:
        number = self._numbers.get(name) if name else None
        if number is None:
            self._cited.append(content)
            number = len(self._cited)
            if name:
                self._numbers[name] = number
        elif content is not None and self._cited[number - 1] is None:
            self._cited[number - 1] = content
        return f"[{number}]"

    @staticmethod
    def _attribute(node: Any, name: str) -> str:
        return str(node.get(name).value or "").strip().strip("\"'") if node.has(name) else ""

    def _define(self, code: Any) -> None:
        """Keep the sources that are described in what is not shown, for those who cite them by their names."""
        if code is None or "<ref" not in str(code).lower():
            return
        for tag in code.filter_tags(matches=lambda each: str(each.tag).strip().lower() == "ref"):
            name = self._attribute(tag, "name")
            if name and str(tag.contents or "").strip():
                self._defined.setdefault(name, tag.contents)

    def _source(self, code: Any) -> str:
        """What is cited, as the entry of a list; nothing where a name is used that none has."""
        if code is None:
            return "(not described)"
        described = [
            citing.described(citing.values(each), self._inline)
            for each in code.nodes
            if isinstance(each, kinds.Template) and citing.is_citation(_name(each))
        ]
        inline = self._inline(code) if not described else " ".join(described)
        return " ".join(_PIECES.sub(" ", inline).replace(_ITEM, " ").split())

    def _template(self, node: Any) -> str:
        name = _name(node)
        given = citing.values(node)
        if citing.is_short(name):
            text = citing.short(given, self._inline)
            return self._marker(f"\0{text}", text) if name.startswith("sfn") else text.removesuffix(".")
        if citing.is_citation(name):
            return citing.described(given, self._inline)
        if name in _NOTES:
            content = given.get("1")
            if name in ("refn", "#tag:ref") and "group" not in given and content is not None:
                key = str(given.get("name", "")).strip()
                return self._marker(key, content)
            return self._note(content)
        if name == "r":
            return "".join(self._marker(str(value).strip(), None) for value in citing.places(given))
        if name in _LISTS:
            self._define(given.get("refs"))
            return "" if name == "notelist" else self._block(_PLACE)
        if name in _QUOTES:
            words = given.get("text", given.get("quote", given.get("1")))
            return self._block(f"<blockquote>{self._flow(words)}</blockquote>") if words is not None else ""
        said = citing.words(name, given, self._inline)
        if not said:
            self._define_all(given.values())
        return said

    def _define_all(self, codes: Iterable[Any]) -> None:
        for code in codes:
            self._define(code)

    def _wikilink(self, node: Any) -> str:
        title = str(node.title).strip()
        space, colon, _ = title.partition(":")
        if colon and space.strip().lower() in self._unseen:
            self._define(node.text)
            return ""
        if node.text is not None and str(node.text).strip():
            return self._inline(node.text)
        return html.escape(title.removeprefix(":").partition("#")[0] or title, quote=False)

    def _link(self, node: Any) -> str:
        address = html.escape(str(node.url).strip())
        words = self._inline(node.title).strip() if node.title is not None else ""
        return f'<a href="{address}">{words or address}</a>' if address.startswith("http") else words


def _never_closed(text: str) -> int:
    """How many elements, links or tables begin behind which too few end."""
    most = 0
    balance = [0] * 6
    for match in reversed([*_EDGES.finditer(text)]):
        kind, begins = divmod((match.lastindex or 1) - 1, 2)
        balance[kind] += 1 if begins else -1
        most = max(most, balance[kind])
    return most


def _name(template: Any) -> str:
    return " ".join(str(template.name).replace("_", " ").split()).lower()
