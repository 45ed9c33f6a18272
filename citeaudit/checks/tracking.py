"""A link that tells the publisher where the reader came from, and often which tool the writer used."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Edit, Fix, Hit, Span
from citeaudit.parse.addresses import TRACKING, find


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each address with a tracking parameter; `span` is the address."""
    if "?" not in document.text:
        return
    for start, end in find(document.text):
        url = document.text[start:end]
        head, mark, rest = url.partition("?")
        if not mark:
            continue
        query, hash_sign, fragment = rest.partition("#")
        pieces = query.split("&")
        kept = [piece for piece in pieces if not TRACKING.fullmatch(piece.partition("=")[0])]
        if len(kept) == len(pieces):
            continue
        found = next(piece for piece in pieces if piece not in kept)
        clean = head + ("?" + "&".join(kept) if kept else "") + hash_sign + fragment
        fix = Fix("Take the tracking out of the link", safe=True, edits=(Edit(start, end, clean),))
        yield Hit(Span(start, end), {"parameter": found[:40]}, fix=fix)
