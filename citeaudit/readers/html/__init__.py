"""HTML: the text that a reader of the page would see, with the lines of the file that it stands in."""

import re
from collections.abc import Iterator
from typing import Any

from citeaudit.decoding import decode, encoding_of, of_browsers
from citeaudit.errors import ReadError
from citeaudit.model import Block, Lines, Meta, waivers
from citeaudit.model.written import Origin, Text
from citeaudit.parse.cover import cover

SUFFIXES = (".html", ".htm", ".xhtml")

_CHARSET = rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,40})|^<\?xml[^>]{0,100}encoding=[\"']([\w-]{2,40})"
_REMARK = re.compile(rb"<!(?=--).*?(?:-->|\Z)", re.DOTALL)
_HEAD = 4096
_ARTICLE = "NewsArticle"


def read(data: bytes) -> Text:
    """Read HTML, however broken.

    Raises:
        ReadError: the bytes are no text, or the markup is nested so deep that its end cannot be read.
    """
    page, notes = decode(data, _declared(data))
    return _read(page, notes)


def origin(data: bytes) -> Origin | None:
    """Where each character of the text stands in the page; None where the two cannot be held against each other.

    Every character of the page that may be text is given a sign of its own, and the page is read with these signs:
    what lxml tells of places is the line at most.
    """
    from citeaudit.readers.html.places import places, signed

    declared = _declared(data)
    page, _ = decode(data, declared)
    try:
        text, shown = _read(page, ()).text, _read(signed(page), ()).text
    except ReadError:
        return None
    spans = places(page, text, shown)
    return None if spans is None else Origin(page, encoding_of(data, declared), spans)


def _declared(data: bytes) -> str | None:
    head = _REMARK.sub(b" ", data[:_HEAD])  # browsers pass over what was switched off
    match = re.search(_CHARSET, head, re.IGNORECASE)
    name = of_browsers((match[1] or match[2]).decode("ascii")) if match else None
    # What says so in letters of one byte each is not in UTF-16.
    return "utf-8" if name and name.lower().startswith("utf-16") else name


def _read(page: str, notes: tuple[str, ...]) -> Text:
    import lxml.etree
    import lxml.html

    from citeaudit.readers.html.builder import Builder

    # Characters that XML forbids; libxml2 would end the page at the first of them.
    page = re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", " ", page)
    plain = not waivers.is_addressed(page)
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=plain, remove_pis=True)
    try:
        root = lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=parser, ensure_head_body=True)
    except lxml.etree.ParserError:
        return Text("", "", (), Lines((0,), (1,)), notes=notes)
    except lxml.etree.LxmlError as error:
        raise ReadError(f"cannot be read as HTML: {error}") from None
    last = parser.error_log.last_error
    if last is not None and "depth" in last.message:  # libxml2 stops there, and drops the rest without a word
        raise ReadError(f"its markup is nested too deep (line {last.line:,}); close the elements that are left open")
    builder = Builder()
    body = root.find("body")
    for node in () if plain else _before(root):
        builder.remark(node, apart=True)
    if body is not None:
        builder.walk(body)
    builder.close()
    for node in () if plain else root.itersiblings():
        builder.remark(node, apart=True)
    text = "".join(builder.pieces)
    prose = cover(text, builder.code, " ")
    starts = tuple(start for start, _ in builder.lines)
    lines = Lines(starts, tuple(line for _, line in builder.lines)) if starts else Lines((0,), (1,))
    language = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").split("-")[0].lower()
    return Text(
        text,
        prose,
        tuple(_trimmed(text, builder.blocks)),
        lines,
        tuple(builder.marks),
        builder.title,
        _meta(root),
        notes,
        language or None,
        links=tuple(sorted(builder.links)),
        targets=tuple(sorted(builder.targets)),
        comments=tuple(builder.comments),
    )


def _before(root: Any) -> Iterator[Any]:
    """What stands before the body of a page, in order."""
    yield from reversed(list(root.itersiblings(preceding=True)))
    head = root.find("head")
    yield from head.iter() if head is not None else ()


def _trimmed(text: str, blocks: list[Block]) -> Iterator[Block]:
    """The blocks without the hard spaces at their edges; those that have nothing else are none."""
    for block in blocks:
        inner = text[block.start : block.end]
        start = block.start + len(inner) - len(inner.lstrip())
        end = block.end - len(inner) + len(inner.rstrip())
        if start < end:
            yield block._replace(start=start, end=end)


def _meta(root: Any) -> Meta:
    found: dict[str, str] = {}
    for node in root.iter("meta"):
        name = (node.get("name") or node.get("property") or "").lower()
        content = (node.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    link = root.find(".//link[@rel='canonical']")
    return Meta(
        author=found.get("author") or found.get("article:author"),
        date=found.get("article:published_time") or found.get("date") or found.get("pubdate"),
        section=found.get("article:section") or found.get("section") or found.get("parsely-section"),
        url=(link.get("href") if link is not None else None) or found.get("og:url"),
        genre=found.get("genre") or found.get("article:genre") or _schema_genre(root),
    )


def _schema_genre(root: Any) -> str | None:
    """What the data for search engines call the page: "Opinion" of an OpinionNewsArticle of schema.org."""
    for node in root.iter("script"):
        if (node.get("type") or "").strip().lower() == "application/ld+json" and _ARTICLE in (node.text or ""):
            import json  # few pages have such data, and every run asks this reader for its suffixes

            try:
                data = json.loads(node.text)
            except (ValueError, RecursionError):
                continue
            table = data[0] if isinstance(data, list) and data else data
            kinds = table.get("@type") if isinstance(table, dict) else None
            for kind in kinds if isinstance(kinds, list) else (kinds,):
                if isinstance(kind, str) and kind.endswith(_ARTICLE) and kind != _ARTICLE:
                    return kind.removesuffix(_ARTICLE)
    return None
