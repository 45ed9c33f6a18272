"""Web addresses in a text, and when two of them lead to one page."""

import re
from collections.abc import Iterator
from functools import lru_cache

from citeaudit.patterns import lazy

TRACKING = lazy(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|twclid|_hs(?:enc|mi)|mkt_tok|ref_src", re.IGNORECASE
)
"""Names of parameters that tell a publisher where a reader came from, and lead nowhere else."""

_ADDRESS = lazy(r"(?::/|www\.)[^\s<>\"“”«»]+")
_PLAIN = lazy(r"(?:https?://)?(?:www\.)?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)((?:/[\w~.,!$'()*+=-]+)*)/?", re.ASCII)
_NAMES_NO_PAGE = ("m", "mobile", "touch", "amp", "www", "index", "default")
_PECULIAR = lazy(
    "|".join(rf"{name}(?<![\w-]{name})\." for name in _NAMES_NO_PAGE)
    + r"|amp(?<=[./]...)\b|doi|10(?<![\w.]..)\.|arxiv|archiv|ampproject|google|facebook|twitter|youtu|arquivo|"
    "webcitation|=|%"
)
"""What an address in small letters has in it that is more than a host and a path."""
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
    from citeaudit.parse.canonical import once  # few addresses need it, and `urllib` is slow to import

    now = url
    for _ in range(_DEEPEST):
        before, now = now, once(now).strip()
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
