"""Wikitext as a tree, made of the tokens of mwparserfromhell: the trees that it makes itself cost ten times as much."""

import html
from collections.abc import Iterator
from typing import Any, Literal, Union

from mwparserfromhell import parser
from mwparserfromhell.parser import tokens

Kind = Literal["template", "tag", "wikilink", "link", "heading", "entity", "unseen"]
Code = list[Union[str, "Node"]]
"""Wikitext: words, entities among them as the signs that they stand for, and what is no word."""

_OPENING: dict[type, Kind] = {
    tokens.TemplateOpen: "template", tokens.TagOpenOpen: "tag", tokens.WikilinkOpen: "wikilink",
    tokens.ExternalLinkOpen: "link", tokens.HeadingStart: "heading", tokens.HTMLEntityStart: "entity",
    tokens.CommentStart: "unseen", tokens.ArgumentOpen: "unseen",
}  # fmt: skip
_BETWEEN = {
    tokens.TemplateParamSeparator: "|", tokens.TemplateParamEquals: "=", tokens.ArgumentSeparator: "|",
    tokens.WikilinkSeparator: "|", tokens.ExternalLinkSeparator: "|", tokens.TagAttrStart: "|",
    tokens.TagAttrEquals: "=", tokens.TagCloseOpen: ">", tokens.TagOpenClose: "</", tokens.HTMLEntityNumeric: "#",
    tokens.HTMLEntityHex: "x",
}  # fmt: skip
_CLOSING = frozenset((
    tokens.TemplateClose, tokens.TagCloseClose, tokens.TagCloseSelfclose, tokens.WikilinkClose,
    tokens.ExternalLinkClose, tokens.HeadingEnd, tokens.HTMLEntityEnd, tokens.CommentEnd, tokens.ArgumentClose,
))  # fmt: skip


class Node:
    """A template, an element, a link or a heading; `parts` are what stands in it, each behind the mark before it."""

    __slots__ = ("_token", "kind", "parts")

    def __init__(self, kind: Kind, token: Any, first: Code) -> None:
        self.kind, self._token = kind, token
        self.parts: list[tuple[str, Code]] = [("", first)]

    @property
    def level(self) -> int:
        """Of a heading."""
        return int(self._token["level"])

    @property
    def markup(self) -> str | None:
        """What an element is written as where that is not in angle brackets: "*", "{|"."""
        return self._token.get("wiki_markup") if self._token else None

    @property
    def name(self) -> str:
        """Of a template or an element; of a link where it leads to."""
        return text(self.parts[0][1])

    def behind(self, mark: str) -> Code | None:
        """What stands behind the first mark of a kind; None where there is none."""
        return next((code for found, code in self.parts if found == mark), None)

    def given(self) -> dict[str, Code]:
        """What a template or an element is given, by names in small letters or by places; what is empty is left out."""
        found: dict[str, Code] = {}
        place = 0
        unnamed: Code | None = None  # what stands behind the last mark, unless it turns out to be a name
        for mark, code in self.parts[1:]:
            if mark == "=" and unnamed is not None:
                if not is_empty(code):
                    found.setdefault(text(unnamed).strip().lower(), code)
                unnamed = None
                continue
            if unnamed is not None:
                place += 1
                if not is_empty(unnamed):
                    found.setdefault(str(place), unnamed)
            unnamed = code if mark == "|" else None
        if unnamed is not None and not is_empty(unnamed):
            found.setdefault(str(place + 1), unnamed)
        return found


def read(written: str) -> Code:
    """The tree of a wikitext.

    Raises:
        ValueError: it is broken in a way that nobody thought of.
    """
    try:
        found = _tokenizer().tokenize(written, 0, True)  # noqa: FBT003 - as in the program that reads it, by place
    except parser.ParserError as error:
        raise ValueError(f"is wikitext that cannot be taken apart ({error})") from None
    top: Code = []
    here = top
    opened: list[tuple[Node, Code]] = []
    for token in found:
        kind = type(token)
        if kind is tokens.Text:
            here.append(token["text"])
        elif kind in _BETWEEN:
            here = []
            opened[-1][0].parts.append((_BETWEEN[kind], here))
        elif kind in _OPENING:
            outside, here = here, []
            opened.append((Node(_OPENING[kind], token, here), outside))
        elif kind in _CLOSING:
            node, here = opened.pop()
            if node.kind == "entity":
                here.append(_sign(node))
            elif node.kind != "unseen":
                here.append(node)
    return top


def _tokenizer() -> Any:
    if parser.use_c:
        from mwparserfromhell.parser._tokenizer import CTokenizer as Tokenizer  # type: ignore[import-not-found]
    else:
        from mwparserfromhell.parser.tokenizer import Tokenizer
    return Tokenizer()


def _sign(entity: Node) -> str:
    return html.unescape(f"&{''.join(mark + text(code) for mark, code in entity.parts)};")


def text(code: Code) -> str:
    """What is written, without elements and templates; of bare addresses themselves."""
    if len(code) == 1 and isinstance(code[0], str):
        return code[0]
    return "".join([each if isinstance(each, str) else each.name if each.kind == "link" else "" for each in code])


def is_empty(code: Code | None) -> bool:
    """Whether there is nothing but white space."""
    return not code or all(isinstance(each, str) and (not each or each.isspace()) for each in code)


def elements(code: Code, name: str) -> Iterator[Node]:
    """The elements of a name, however deep."""
    pending = [iter(code)]
    while pending:
        node = next(pending[-1], None)
        if node is None:
            pending.pop()
        elif not isinstance(node, str):
            if node.kind == "tag" and node.name.strip().lower() == name:
                yield node
            pending += [iter(part) for _, part in reversed(node.parts)]
