"""Exports of WordPress (WXR): an item of RSS to each post, with its text as the editor of WordPress keeps it.

Other feeds of RSS are read as well; in many of them the text of an item is its description.
"""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from citeaudit.archive import cutting
from citeaudit.archive.items import Item, Unit
from citeaudit.archive.options import Options
from citeaudit.archive.page import listed, page
from citeaudit.archive.streams import xml
from citeaudit.archive.streams.inflating import Readable, inflated
from citeaudit.archive.streams.opening import opened
from citeaudit.archive.trouble import TroubleError, document, failed, oversize

SUFFIXES = (".wxr", ".xml")
COMPRESSED = True
ALONE = True
WHOLE = "XML is read from its beginning"
_ITEM = frozenset({(3, "item")})
_ARTICLES = frozenset(("post", "page", ""))
_SYSTEM = re.compile(
    r"attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|wp_\w+|acf-.*"
)
_NO_ARTICLES = {
    "trash": "is in the Trash of WordPress", "auto-draft": "is no article but a draft that WordPress began by itself",
    "inherit": "is no article but belongs to another",
}  # fmt: skip
_NOT_PUBLISHED = {
    "draft": "not published: a draft", "pending": "not published: it waits for a review",
    "private": "not published: it is private", "future": "not published: it is scheduled",
}  # fmt: skip
_OF_ITEMS = frozenset(("title", "link", "description"))
"""What items have, and pictures in them as well, in a namespace of their own."""
_BLOCK = re.compile(
    r"<!--|</?(?:address|article|aside|blockquote|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|"
    r"main|nav|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul|iframe|script|style|video|audio)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\n[ \t\r]*\n\s*")
_SHORTCODE = re.compile(r"\[/?(?:(?:caption|gallery|audio|video|embed|playlist)\b|\w{2,30} \w{1,30}=)[^\[\]]{0,1000}\]")
_NOTE = re.compile(r"\s*\[(ref|mfn|efn_note|footnote)\](.{1,2000}?)\[/\1\]", re.DOTALL)


def units(path: str, options: Options) -> Iterator[Unit]:
    """The whole file as one unit."""
    yield cutting.whole("wxr", path, options)


def read(unit: Unit, options: Options) -> Iterator[Item]:
    """The posts of the export.

    Raises:
        OSError: it cannot be read.
    """
    with opened(unit.path) as raw:
        yield from stream(inflated(raw, unit.path, options.max_ratio), unit.path, "", options)


def stream(content: Readable, source: str, prefix: str, options: Options) -> Iterator[Item]:
    """The posts of a whole stream; `prefix` begins their positions, which are the numbers of items."""
    number = 0
    try:
        for number, (_, element) in enumerate(xml.elements(content, _ITEM), 1):
            yield _item(element, source, f"{prefix}item {number}", options)
    except TroubleError as trouble:
        yield failed(source, f"{prefix}after item {number}", trouble)


def _item(element: Any, source: str, position: str, options: Options) -> Item:
    fields: dict[str, str] = {}
    notes: list[str] = []
    own = element.tag.rpartition("}")[0]
    for child in element:
        space, _, name = child.tag.rpartition("}") if isinstance(child.tag, str) else ("", "", "")
        if (name == "encoded" and "excerpt" in space) or (name in _OF_ITEMS and space != own):
            continue
        if name == "category" and child.get("domain") not in (None, "category"):
            continue
        if name == "postmeta":
            notes += _footnotes(child)
        elif child.text:
            fields.setdefault(name, child.text.strip())
    title, kind = fields.get("title", ""), fields.get("post_type", "")
    dates = (fields.get(name, "") for name in ("post_date_gmt", "post_date", "pubDate"))
    date = next((each for each in dates if each and not _is_never(each)), "")
    told = (
        ("section", fields.get("category", "")), ("author", fields.get("creator", "")), ("date", date),
        ("title", title), ("url", fields.get("link", "")), ("id", fields.get("post_id", "")),
    )  # fmt: skip
    meta = tuple((name, " ".join(value.split())[:1000]) for name, value in told if value)
    if kind not in _ARTICLES and _SYSTEM.fullmatch(kind):
        return failed(source, position, TroubleError("unsupported", f"is no article but of the type {kind[:40]}"), meta)
    status = fields.get("status", "")
    if why := _NO_ARTICLES.get(status):
        return failed(source, position, TroubleError("unsupported", why), meta)
    body, sources = posted(fields.get("encoded") or fields.get("description", ""))
    if sources := sources + notes:
        body += f"\n<h2>Sources</h2>\n{listed(sources)}"
    author, section, url = fields.get("creator", ""), fields.get("category", ""), fields.get("link", "")
    data = page(title, body, author=author, date=date, section=section, url=url)
    if len(data) > options.max_document:
        return failed(source, position, oversize(options.max_document), meta)
    return document(source, position, data, "html", meta, _NOT_PUBLISHED.get(status, ""))


def _is_never(date: str) -> bool:
    """Whether it is what WordPress writes for a draft, which has no day yet: in `pubDate` that is the year -1."""
    return date.startswith("0000") or " -0001 " in date


def posted(content: str) -> tuple[str, list[str]]:
    """The HTML of a post, and its notes: an editor writes paragraphs without tags, and shortcodes for what is shown."""
    notes: list[str] = []

    def marked(match: re.Match[str]) -> str:
        notes.append(match[2].strip())
        return f"[{len(notes)}]"

    text = _NOTE.sub(marked, content)
    pieces = _BREAK.split(_SHORTCODE.sub(" ", text).strip())
    return "\n".join(piece if _BLOCK.match(piece) or not piece else f"<p>{piece}</p>" for piece in pieces), notes


def _footnotes(postmeta: Any) -> list[str]:
    """The notes that the block editor keeps apart from the text, in their order."""
    values = {child.tag.rpartition("}")[2]: child.text or "" for child in postmeta if isinstance(child.tag, str)}
    if values.get("meta_key") != "footnotes":
        return []
    try:
        notes = json.loads(values.get("meta_value", ""))
    except (ValueError, RecursionError):
        return []
    found = [note for note in notes if isinstance(note, dict)] if isinstance(notes, list) else []
    return [str(note.get("content", "")) or html.escape(str(note.get("id", ""))) for note in found]
