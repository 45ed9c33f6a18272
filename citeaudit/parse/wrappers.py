"""Addresses that hold another: copies in archives and caches, links that lead on, identifiers that stand for a page."""

import re
from urllib.parse import SplitResult, parse_qsl, unquote

from citeaudit.patterns import lazy

_DOI = r"10\.\d{4,9}/[^\s?#]+"
_IDENTIFIER = lazy(rf"(?:(?:info:|urn:)?doi[:/]\s*)?({_DOI})", re.IGNORECASE)
_RESOLVERS = ("doi.org", "dx.doi.org", "www.doi.org", "doi-org", "dx-doi-org")
"""Hosts that lead from an identifier to its page; the last two as libraries write them before their own name."""
_PUBLISHED = lazy(rf"/doi/(?:(?:abs|full|pdf|epdf|epub|pdfplus|pdfdirect|full-xml|html|reader)/)?({_DOI})")
_SPRINGER = lazy(rf"/(?:article|chapter|book|content/pdf)/({_DOI})")
_VIEW = lazy(r"/(?:full|abstract|pdf|html|meta)$|(?<=[\w-])\.pdf$|/$")
"""How a publisher shows an article, behind its identifier."""
_ARXIV = lazy(
    r"(?:/(?:abs|pdf|html)/|/10\.48550/arxiv\.)((?:[a-z-]+(?:\.[a-z]{2})?/)?\d[\d.]+(?:v\d+)?)(?:\.pdf)?/?",
    re.IGNORECASE,
)

_WAYBACK = ("web.archive.org", "wayback.archive-it.org", "arquivo.pt", "webarchive.nationalarchives.gov.uk")
_SNAPSHOT = lazy(r"/(?:(?:web|wayback|ukgwa|\d{1,6}|all)/)*(?:\d{4,14}\*?(?:[a-z]{2}_)?|\*)/(?=\S)")
_ARCHIVE_TODAY = frozenset(f"archive.{end}" for end in ("today", "ph", "is", "li", "md", "vn", "fo"))
_TAKEN = lazy(r"/(?:\d{4,14}|newest|oldest|o/\w{4,8})/(?=\S)")
_AMP_CACHE = lazy(r"/(?:[a-z]/)?(s/)?(?=\w[^/]*\.)")
_GOOGLE = lazy(r"(?:www\.)?google(?:\.[a-z]{2,3}){1,2}")
_CACHED = lazy(r"cache:(?:[\w-]{8,20}:)?([^\s+]+)")
_LEADING_ON = {
    "l.facebook.com": "u", "lm.facebook.com": "u", "out.reddit.com": "url", "www.youtube.com/redirect": "q",
    "youtube.com/redirect": "q", "duckduckgo.com/l": "uddg", "t.umblr.com/redirect": "z",
    "www.linkedin.com/safety/go": "url", "slack-redir.net/link": "url", "vk.com/away.php": "to",
    "getpocket.com/redirect": "url", "www.webcitation.org": "url", "webcitation.org": "url",
}  # fmt: skip
"""Pages that only send a reader on, or show a copy, and the parameter that says of what."""
_SAFE_LINKS = ".safelinks.protection.outlook.com"


def unwrapped(parts: SplitResult) -> str | None:
    """The address inside another, one wrapper off; None where there is none.

    An identifier is written as `comparable` leaves it: "doi.org/10.5555/abc", "arxiv.org/abs/2301.00001".
    """
    host, path = (parts.hostname or "").rstrip("."), parts.path
    return _copied(host, path, parts.query) or _led_on(host, path, parts.query) or _identified(host, path)


def identifier(written: str) -> str | None:
    """The address of an identifier that is written without one: "doi:10.5555/abc", "10.5555/abc"."""
    match = _IDENTIFIER.fullmatch(written)
    return f"https://doi.org/{match[1]}" if match else None


def _copied(host: str, path: str, query: str) -> str | None:
    """What a copy in an archive or a cache is of."""
    if host in _WAYBACK or host in _ARCHIVE_TODAY:
        match = (_SNAPSHOT if host in _WAYBACK else _TAKEN).match(path)
        return _whole(path[match.end() :], query) if match else None
    if host.endswith("ampproject.org") or (path.startswith("/amp/") and _GOOGLE.fullmatch(host)):
        match = _AMP_CACHE.match(path.removeprefix("/amp"))
        return _whole(path.removeprefix("/amp")[match.end() :], query) if match else None
    if host == "webcache.googleusercontent.com":
        cached = _CACHED.match(dict(parse_qsl(query)).get("q", ""))
        return _whole(cached[1], "") if cached else None
    return None


def _led_on(host: str, path: str, query: str) -> str | None:
    """Where a page leads that only counts who came by."""
    if not query:
        return None
    name = _LEADING_ON.get(host) or _LEADING_ON.get(f"{host}{path.rstrip('/')}")
    names = [name] if name else ["url"] if host.endswith(_SAFE_LINKS) else []
    if path == "/url" and _GOOGLE.fullmatch(host):
        names = ["q", "url"]
    found = dict(parse_qsl(query)) if names else {}
    return next((found[name] for name in names if "." in found.get(name, "") and " " not in found[name]), None)


def _identified(host: str, path: str) -> str | None:
    """The identifier that an address is made of, in small letters, for it is one whatever their case."""
    if (host == "arxiv.org" or host.endswith(".arxiv.org") or host in _RESOLVERS) and (paper := _ARXIV.fullmatch(path)):
        return f"arxiv.org/abs/{paper[1].lower()}"
    if "/10." not in path:
        return None
    if host in _RESOLVERS or host.split(".", 1)[0] in _RESOLVERS:
        return f"doi.org/{_plain(path[1:]).rstrip('/')}" if path.startswith("/10.") else None
    match = _PUBLISHED.match(path) or (_SPRINGER.match(path) if host == "link.springer.com" else None)
    return f"doi.org/{_VIEW.sub('', _plain(match[1]))}" if match else None


def _plain(written: str) -> str:
    """An identifier in small letters, with escapes only for the signs that would end a path."""
    return unquote(written).lower().replace("%", "%25").replace("?", "%3F").replace("#", "%23")


def _whole(address: str, query: str) -> str:
    """An address that stood in the path of another: the query behind it is its own."""
    if "%3a%2f%2f" in address[:16].lower():
        address = unquote(address)
    # A server that joins slashes has made one of the two.
    address = re.sub(r"^(https?):/+", r"\1://", address, count=1, flags=re.IGNORECASE)
    return f"{address}?{query}" if query else address
