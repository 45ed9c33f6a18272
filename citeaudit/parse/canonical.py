"""One step from an address to the form in which all that lead to one page are alike."""

import re
import unicodedata
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from citeaudit.parse import wrappers
from citeaudit.parse.addresses import TRACKING
from citeaudit.patterns import lazy

_SHARED = lazy(
    r"smid|smtyp|cmp|cmpid|cmp_id|icmp|intcmp|icid|ncid|ocid|spm|ito|xtor|ftag|wprov|reflink|referrer|referer|ref_url|"
    r"at_(?:medium|campaign\w*|custom\d|format|link\w*|ptr\w*|bbc\w*)|ns_(?:mchannel|source|campaign|linkname|fee)|"
    r"sr_share\w*|soc_(?:src|trk)|guccounter|guce_\w+|gaa_\w+|_g[al]|unlocked_article_code|giftcopy|leadsource|"
    r"referringsource|emc[ie]|emdi|ceid|amp|amp_\w+|usqp",
    re.IGNORECASE,
)
"""More such names that nobody need cut out of a link, but that make no other page of it."""
_AMP_OUTPUT = ("outputtype", "output")
_OTHER_SCHEME = lazy(r"(?!https?:)[a-z][a-z.+-]{2,10}:(?!//|\d)", re.IGNORECASE)
_FORMS = lazy(r"(?:www|m|mobile|mobil|touch|amp)\.(?=[^.]+\.[^.])")
_WIKI_MOBILE = lazy(r"(?<=\.)m\.(?=wik\w+\.org$)")
_BARE = lazy(r"(?:co|com|org|net|gov|ac|edu)\.[a-z]{2}")
_ESCAPE = lazy(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SLASHES = lazy(r"/{2,}")
_SESSION = lazy(r";(?:jsessionid|phpsessid|sid)=[^/]*", re.IGNORECASE)
_INDEX = lazy(r"/(?:index|default)\.(?:x?html?|shtml|php\d?|aspx?|jsp)$", re.IGNORECASE)
_AMP_START = lazy(r"/amp(?=/.)")
_AMP_END = lazy(r"(?<=[^/])(?:/amp|\.amp(?=\.html?$)|\.amp$|/amp(?=\.html$))")
_ROUTE = ("/", "!")
_LONGEST_HOST = 253


def once(url: str) -> str:
    """One wrapper off, or the parts of the address in their plain form."""
    url = wrappers.identifier(url) or url
    if _OTHER_SCHEME.match(url):
        return url
    url = url.removeprefix("//")
    try:
        parts = urlsplit(url if "://" in url[:12] else f"https://{url}")
        port = parts.port
    except ValueError:
        return url
    return wrappers.unwrapped(parts) or _joined(parts, port)


def _joined(parts: SplitResult, port: int | None) -> str:
    host = _host((parts.hostname or "").rstrip("."))
    path = _path(parts.path)
    if host == "youtu.be" and path.count("/") == 1:
        return f"youtube.com/watch?{urlencode({'v': path[1:]})}"
    if host == "twitter.com":
        host = "x.com"
    query = "" if host == "x.com" and "/status/" in path else _query(parts.query, host)
    if host == "youtube.com" and path == "/watch":
        query = "&".join(piece for piece in query.split("&") if piece.startswith("v="))
    fragment = parts.fragment.split(":~:", 1)[0]
    return (
        host
        + (f":{port}" if port not in (None, 80, 443) else "")
        + path
        + (f"?{query}" if query else "")
        + (f"#{_escaped(fragment)}" if fragment.startswith(_ROUTE) and len(fragment) > 1 else "")
    )


def _host(host: str) -> str:
    if len(host) > _LONGEST_HOST:
        return host
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            host = unicodedata.normalize("NFC", host)
    while (match := _FORMS.match(host)) and not _BARE.fullmatch(host, match.end()):
        host = host[match.end() :]
    return _WIKI_MOBILE.sub("", host, count=1)


def _path(path: str) -> str:
    path = _SESSION.sub("", _SLASHES.sub("/", _escaped(path)))
    path = _INDEX.sub("", _AMP_END.sub("", _AMP_START.sub("", path.rstrip("/"), count=1), count=1))
    return path.rstrip("/")


def _query(query: str, host: str) -> str:
    if not query:
        return ""
    kept = [(key, value) for key, value in parse_qsl(query, keep_blank_values=True) if not _idle(key, value, host)]
    return urlencode(sorted(kept), errors="replace")


def _idle(key: str, value: str, host: str) -> bool:
    """Does a parameter say nothing of what the page shows?"""
    low = key.lower()
    if TRACKING.fullmatch(key) or _SHARED.fullmatch(key) or (low in _AMP_OUTPUT and value.lower() == "amp"):
        return True
    # In places where code is kept, "ref" names a version; nobody but one publisher counts its readers by "mod".
    return (low == "ref" and "git" not in host) or (low == "mod" and host.endswith(("wsj.com", "marketwatch.com")))


def _escaped(piece: str) -> str:
    """One way to write each character: signs that need no escape without one, all others with capital digits."""
    if "%" in piece:
        piece = _ESCAPE.sub(_unescaped, piece)
    if piece.isascii():
        return piece
    return quote(unicodedata.normalize("NFC", piece), safe="!#$%&'()*+,/:;=?@[]~\\^`{|}\" <>", errors="replace")


def _unescaped(match: re.Match[str]) -> str:
    sign = chr(int(match[1], 16))
    return sign if sign in _UNRESERVED else match[0].upper()
