"""Web addresses in a text, and when two of them lead to one page."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from citeaudit.parse import wrappers
from citeaudit.patterns import lazy

TRACKING = lazy(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|twclid|_hs(?:enc|mi)|mkt_tok|ref_src", re.IGNORECASE
)
"""Names of parameters that tell a publisher where a reader came from, and lead nowhere else."""
_SHARED = lazy(
    r"smid|smtyp|cmp|cmpid|cmp_id|icmp|intcmp|icid|ncid|ocid|spm|ito|xtor|ftag|wprov|reflink|referrer|referer|ref_url|"
    r"at_(?:medium|campaign\w*|custom\d|format|link\w*|ptr\w*|bbc\w*)|ns_(?:mchannel|source|campaign|linkname|fee)|"
    r"sr_share\w*|soc_(?:src|trk)|guccounter|guce_\w+|gaa_\w+|_g[al]|unlocked_article_code|giftcopy|leadsource|"
    r"referringsource|emc[ie]|emdi|ceid|amp|amp_\w+|usqp",
    re.IGNORECASE,
)
"""More such names that nobody need cut out of a link, but that make no other page of it."""
_AMP_OUTPUT = ("outputtype", "output")

_ADDRESS = lazy(r"(?::/|www\.)[^\s<>\"“”«»]+")
_PLAIN = lazy(r"(?:https?://)?(?:www\.)?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)((?:/[\w~.,!$'()*+=-]+)*)/?", re.ASCII)
_NAMES_NO_PAGE = ("m", "mobile", "touch", "amp", "www", "index", "default")
_PECULIAR = lazy(
    "|".join(rf"{name}(?<![\w-]{name})\." for name in _NAMES_NO_PAGE)
    + r"|amp(?<=[./]...)\b|doi|10(?<![\w.]..)\.|arxiv|archiv|ampproject|google|facebook|twitter|youtu|arquivo|"
    "webcitation|=|%"
)
"""What an address in small letters has in it that is more than a host and a path."""
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
_DEEPEST = 8
"""Wrappers around one address; what is wrapped deeper is compared as it stands."""


@lru_cache(maxsize=1 << 12)
def comparable(url: str) -> str:
    """What two links to one page have in common: "tarn.example/fares?id=3", without a scheme.

    Left out are the scheme, www, the forms for telephones and AMP, default ports, tracking and sharing, the order of
    parameters, a place on the page, index.html, the last slash; copies in archives and links that lead on are taken for
    the page itself, publishers' addresses with an identifier (DOI) for the identifier. Never fails; to do it twice
    changes nothing.
    """
    url = url.strip()
    if (match := _PLAIN.fullmatch(url)) and not _PECULIAR.search(url.lower()):
        return match[1].lower() + match[2]
    now = url
    for _ in range(_DEEPEST):
        before, now = now, _once(now).strip()
        if before == now:
            return now
    return url


def host_of(url: str) -> str:
    """The host of an address as `comparable` has it."""
    return re.split(r"[/?#]", comparable(url), maxsplit=1)[0]


def find(text: str) -> Iterator[tuple[int, int]]:
    """The span of every web address in `text`, without the punctuation of the sentence around it."""
    last = 0
    for match in _ADDRESS.finditer(text):
        # The sign is looked for, and the scheme behind it: a pattern that begins with the scheme is slow to find.
        start = match.start()
        scheme = next((s for s in ("https", "http") if text[max(last, start - len(s)) : start].lower() == s), None)
        if scheme is None and match[0][0] == ":":
            continue
        last = match.start() + len(trimmed(match[0]))
        yield start - len(scheme or ""), last


def trimmed(url: str) -> str:
    """An address without the punctuation of the sentence around it; a bracket that it opens stays closed."""
    surplus = url.count(")") + url.count("]") - url.count("(") - url.count("[")
    end = len(url)
    while end:
        if url[end - 1] in ")]" and surplus > 0:
            surplus -= 1
        elif url[end - 1] not in ".,;:!?'*_":
            break
        end -= 1
    return url[:end]


def _once(url: str) -> str:
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
