"""Read the document's source list, entry by entry, and put together who cites what."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from citeaudit.model import Block, Document, Sentence
from citeaudit.model.listed import Source
from citeaudit.model.span import Span
from citeaudit.model.written import Link
from citeaudit.parse.addresses import trimmed
from citeaudit.parse.sources import LINKED
from citeaudit.patterns import lazy

_LABEL = lazy(r"\[\^?([^\[\]]{1,60})\]:?|(\d{1,3})[.):](?=\s)|\((\d{1,3})\)|[-*•](?=\s)")
_CELL = lazy(r"\|?\s*\[?\^?(\d{1,3})\]?[.):]?\s*\|\s*")
"""The number in the first cell of a row."""
_URL = lazy(r"(?:https?://|www\.)[^\s<>\"“”«»]+|\bdoi:\s?10\.\d{4,9}/\S+", re.IGNORECASE)


def read_entries(text: str, prose: str, blocks: Sequence[Block], links: Sequence[Link] = ()) -> list[Source]:
    """The entries of the source list in order; one without a number has the number of its place.

    A label that is defined twice keeps both entries: which of them is meant is not for a parser to say.
    """
    entries: list[Source] = []
    for block in blocks:
        if block.kind != "reference entry":
            continue
        start, end = block.start, block.end
        match = _LABEL.match(prose, start, end) or _CELL.match(prose, start, end)
        label = next(filter(None, match.groups()), None) if match else None
        low = match.end() if match else start
        if label is None:
            label = str(block.level or len(entries) + 1)
            if block.level and prose.startswith(f"{label} ", low):
                low += len(label)  # the term of a list of definitions
        body = _linked(prose, low, end, links) if links else prose[low:end]
        entries.append(Source(normal(label), True, (), start, end, text[start:end], body, url_of(body)))  # noqa: FBT003
    return entries


def _linked(prose: str, start: int, end: int, links: Sequence[Link]) -> str:
    """The words of an entry, with the address that its longest link leads to where they show none."""
    body = prose[start:end]
    inside = links[bisect_left(links, (start,)) : bisect_left(links, (end,))]
    if not inside or url_of(body):
        return body
    low, high, target = max(inside, key=lambda link: link[1] - link[0])
    words = prose[low:high]
    if words.islower() or not any(map(str.isalnum, words)) or any(sign in words for sign in "[]()"):
        body = f"{body} {target}"  # "here", or an arrow: no title
    else:
        body = f"{prose[start:low]}[{words}]({target}){prose[high:end]}"
    return " ".join(body.split())


def with_citations(entries: Iterable[Source], sentences: Sequence[Sentence]) -> tuple[Source, ...]:
    """`entries` with the sentences that cite them, then the cited labels that no entry has, in order of first use."""
    cited: dict[str, list[int]] = {}
    for number, sentence in enumerate(sentences):
        for label in sentence.labels:
            cited.setdefault(label, []).append(number)
    known = [entry._replace(cited_by=tuple(cited.get(entry.label, ()))) for entry in entries]
    listed = {entry.label for entry in known}
    return (
        *known,
        *(Source(label, listed=False, cited_by=tuple(by)) for label, by in cited.items() if label not in listed),
    )


def normal(label: str) -> str:
    """A label as markers have it: "7" for "07" and for "[7]"."""
    label = label.strip().removeprefix("[").removesuffix("]").removeprefix("^").strip()
    return label.lstrip("0") or "0" if label.isdigit() else label


def url_of(body: str) -> str | None:
    """The first address in the words of an entry, as it is written."""
    if "](" in body and (linked := LINKED.search(body)):
        return linked[2]
    if ":" not in body and "www." not in body.lower():
        return None
    # An address nearly always begins with "http", which is found sooner than a pattern for all that it may begin with.
    at = max(body.find("http"), 0)
    before = body[:at].lower()
    found = _URL.search(body, 0 if "http" in before or "www." in before or "doi:" in before else at)
    return trimmed(found[0]) if found else None


def place_of(document: Document, source: Source) -> Span:
    """Where to show something about a source: its entry, else the first marker that cites it, else the first line."""
    if source.start is not None and source.end is not None:
        return Span(source.start, source.end)
    marker = next((marker for marker in document.markers if source.label in marker.labels), None)
    return Span(marker.start, marker.end) if marker else top_of(document)


def top_of(document: Document) -> Span:
    """The first thing in the document, where what has no place in it is shown."""
    return Span(*document.blocks[0][1:3]) if document.blocks else Span(0, min(1, len(document.text)))
