"""Dumps of MediaWiki (Wikipedia and others): the latest revision of each article that a dump has, as a page of HTML."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

from citeaudit.archive import cutting
from citeaudit.archive.items import Item, Unit
from citeaudit.archive.options import Options
from citeaudit.archive.page import page
from citeaudit.archive.streams import xml
from citeaudit.archive.streams.inflating import Readable, inflated
from citeaudit.archive.streams.opening import opened
from citeaudit.archive.trouble import TroubleError, document, failed, missing, oversize

SUFFIXES = (".xml",)
COMPRESSED = True
ALONE = True
WHOLE = "XML is read from its beginning"
_WANTED = frozenset({(2, "siteinfo"), (2, "page"), (3, "revision")})
_FILES = frozenset(("-2", "6"))
_CATEGORIES = "14"
_LEADING = "is no article but leads to another"
_REDIRECT = re.compile(r"\s*#redirect\b", re.IGNORECASE)


class _Site(NamedTuple):
    base: str = ""
    """The address of its articles, to which their titles are added."""
    host: str = ""
    unseen: frozenset[str] = frozenset(("file", "image", "media", "category"))
    """The names of the spaces, in small letters, whose links show no words: files and categories."""


class _Revision(NamedTuple):
    text: str
    date: str
    model: str
    lacking: str = ""
    """Why there is no text where there was one; nothing where there is one, or never was."""


def units(path: str, options: Options) -> Iterator[Unit]:
    """The whole file as one unit.

    Raises:
        CiteauditError: what reads wikitext is not installed.
    """
    _require()
    yield cutting.whole("mediawiki", path, options)


def _require() -> None:
    try:
        import mwparserfromhell  # noqa: F401
    except ModuleNotFoundError:
        raise missing("mwparserfromhell", "wikitext") from None


def read(unit: Unit, options: Options) -> Iterator[Item]:
    """The articles of the dump.

    Raises:
        OSError: it cannot be read.
        CiteauditError: what reads wikitext is not installed.
    """
    with opened(unit.path) as raw:
        yield from stream(inflated(raw, unit.path, options.max_ratio), unit.path, "", options)


def stream(content: Readable, source: str, prefix: str, options: Options) -> Iterator[Item]:
    """The articles of a whole stream; `prefix` begins their positions, which are the numbers of pages."""
    _require()
    site = _Site()
    latest: _Revision | None = None
    number = 0
    try:
        for name, element in xml.elements(content, _WANTED):
            if name == "siteinfo":
                site = _site(element)
            elif name == "revision":
                latest = _revision(element)
            else:
                number += 1
                yield _item(element, latest, site, source, f"{prefix}page {number}", options)
                latest = None
    except TroubleError as trouble:
        yield failed(source, f"{prefix}after page {number}", trouble)


def _fields(element: Any) -> dict[str, str]:
    return {
        child.tag.rpartition("}")[2]: child.text or "" if child.tag.rpartition("}")[2] != "redirect" else "yes"
        for child in element
        if isinstance(child.tag, str)
    }


def _revision(element: Any) -> _Revision:
    fields = _fields(element)
    found = next((child for child in element if str(child.tag).rpartition("}")[2] == "text"), None)
    lacking = ""
    if found is not None and not found.text:
        if found.get("deleted") is not None:
            lacking = "has no text any more: the wiki has deleted or hidden it"
        elif found.get("bytes", "0") != "0":
            lacking = "has no text in this dump, although it says that there is one"
    return _Revision(fields.get("text", ""), fields.get("timestamp", ""), fields.get("model", "wikitext"), lacking)


def _site(element: Any) -> _Site:
    base = _fields(element).get("base", "")
    host = urlsplit(base).hostname or ""
    names = {
        (space.text or "").lower()
        for space in element.iter()
        if isinstance(space.tag, str) and space.tag.endswith("namespace")
        if space.get("key") in _FILES or space.get("key") == _CATEGORIES
    }
    return _Site(base.rpartition("/")[0], host, frozenset((*_Site().unseen, *filter(None, names))))


def _item(element: Any, revision: _Revision | None, site: _Site, source: str, position: str, options: Options) -> Item:
    fields = _fields(element)
    title = fields.get("title", "")
    url = f"{site.base}/{quote(title.replace(' ', '_'), safe=':/(),')}" if site.base and title else ""
    date = revision.date if revision else ""
    told = (("site", site.host), ("date", date), ("title", title), ("url", url), ("id", fields.get("id", "")))
    meta = tuple((name, " ".join(value.split())[:1000]) for name, value in told if value)
    if why := _no_article(fields, revision):
        return failed(source, position, TroubleError("unsupported", why), meta)
    text = revision.text if revision else ""
    if len(text) > options.max_document:
        return failed(source, position, oversize(options.max_document), meta)
    from citeaudit.archive.inputs.mediawiki.wikitext import Article

    try:
        article = Article(text, site.unseen)
    except RecursionError:
        return failed(source, position, TroubleError("parse-error", "is wikitext that is nested too deep"), meta)
    except ValueError as error:
        return failed(source, position, TroubleError("parse-error", str(error)), meta)
    data = page(title, article.body, date=date, url=url)
    return document(source, position, data, "html", meta)


def _no_article(fields: dict[str, str], revision: _Revision | None) -> str:
    """Why a page of a wiki is none to be audited; nothing where it is."""
    if fields.get("ns", "0") != "0":
        return f"is no article but a page of the name space {fields['ns'][:10]}"
    if "redirect" in fields:
        return _LEADING
    if revision is None:
        return "has no text in this dump"
    if revision.model != "wikitext":
        return f"is no wikitext but {revision.model[:40]}"
    if _REDIRECT.match(revision.text):
        return _LEADING
    return revision.lacking
