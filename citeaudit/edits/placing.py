"""Where an edit of a text goes in the file: the text of a page has lost its markup, and the file has not.

What has no certain place has none: an edit never goes through markup, but for a whole line, which takes its element
along, and for a group of numbers, which take their links.
"""

import re
from collections.abc import Sequence
from html import escape, unescape
from itertools import pairwise

from citeaudit import edits
from citeaudit.model import Edit
from citeaudit.model.written import Origin
from citeaudit.patterns import lazy

_INLINE = r"(?:strong|b|em|i|span)"
_BEFORE = lazy(rf"<(p|h[1-6]|div)(?:\s[^<>]*)?>\s*((?:<{_INLINE}(?:\s[^<>]*)?>\s*)*)$", re.IGNORECASE)
_ITEM = lazy(r"</?li(?:\s[^<>]*)?>", re.IGNORECASE)
_LINK = lazy(r"<a\s(?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*+>", re.IGNORECASE)
_HREF = lazy(r"\shref\s*=\s*(?P<quote>[\"']?)(?P<href>[^\"'\s<>]+)(?P=quote)(?=[\s/>])", re.IGNORECASE)
_LINK_END = lazy(r"</a\s*>", re.IGNORECASE)
_TARGET = lazy(r"\s(?:id|name)\s*=", re.IGNORECASE)
_NUMBERS = lazy(r"\d{1,3}(?:, ?\d{1,3})*")
_NUMBER = lazy(r"\d+")
_LONGEST_TAGS = 600
_LONGEST_LINK = 4000


def place(edit: Edit, text: str, origin: Origin) -> Edit | None:
    """The edit of the file's characters that makes `edit` of `text`; None where it has no certain place."""
    if origin.spans is None:
        return edit
    page, spans = origin.source, origin.spans
    start, end, words, moved, address = edit
    if address is not None:
        return _address(page, spans[start:end], address, words)
    if moved is not None:
        place, source = (_item(page, spans[slice(*span)]) for span in (edit[:2], moved))
        return Edit(*place, page[slice(*source)]) if place and source else None
    if start == end:
        after = spans[start] if start < len(spans) else None
        before = spans[start - 1] if start else None
        if after is None and before is None:
            return None
        at = after[0] if after else before[1] if before else 0
        return Edit(at, at, escape(words, quote=False))
    held = [span for span in spans[start:end] if span is not None]
    if not held:
        return None
    low, high = held[0][0], held[-1][1]
    if "<" in page[low:high]:
        return _group(page, spans[start:end], text[start:end], words)
    if "\n" in text[start:end]:
        return _element(page, low, high)
    if text[start].isspace():
        low = len(page[:low].rstrip())
    if text[end - 1].isspace():
        high += len(page[high:]) - len(page[high:].lstrip())
    return Edit(low, high, escape(words, quote=False))


def _group(page: str, spans: Sequence[tuple[int, int] | None], old: str, new: str) -> Edit | None:
    """Write the numbers of a group anew of which some are links: each link goes along with its number."""
    if not _NUMBERS.fullmatch(old) or not _NUMBERS.fullmatch(new):
        return None
    places = [_number(page, spans[slice(*number.span())], number[0]) for number in _NUMBER.finditer(old)]
    found = [place for place in places if place is not None]
    gaps = [page[one[1] : other[0]] for one, other in pairwise(found)]
    if len(found) < len(places) or any(gap.strip(" ,\n\r\t") for gap in gaps):
        return None
    written: dict[str, str] = {}
    for number, (low, high) in zip(_NUMBER.findall(old), found, strict=True):
        if number in written and _TARGET.search(page, low, high):
            return None  # something else leads to the link that would go
        written.setdefault(number, page[low:high])
    if not written.keys() >= {*_NUMBER.findall(new)}:
        return None
    return Edit(found[0][0], found[-1][1], _NUMBER.sub(lambda number: written[number[0]], new))


def _number(page: str, spans: Sequence[tuple[int, int] | None], number: str) -> tuple[int, int] | None:
    """The place of a number, with the link that it is the whole of."""
    held = [span for span in spans if span is not None]
    if len(held) < len(number) or page[held[0][0] : held[-1][1]] != number:
        return None
    low, high = held[0][0], held[-1][1]
    opened = [link for link in _LINK.finditer(page, max(0, low - _LONGEST_LINK), low) if link.end() == low]
    closed = _LINK_END.match(page, high)
    if not opened and not closed:
        return low, high
    return (opened[-1].start(), closed.end()) if opened and closed else None


def _address(page: str, spans: Sequence[tuple[int, int] | None], address: str, new: str) -> Edit | None:
    """Write another address into the tag of a link, of which `spans` are the words."""
    first = next((span[0] for span in spans if span is not None), 0)
    opened = list(_LINK.finditer(page, max(0, first - _LONGEST_LINK), first))
    if not opened or "</a" in page[opened[-1].end() : first].lower():
        return None
    value = _HREF.search(opened[-1][0])
    if value is None:
        return None
    written = value["href"]
    words = escape(new) if "&amp;" in written else new
    if unescape(written).strip() != address or unescape(words) != new or set(words) & set("\"' <>"):
        return None
    low = opened[-1].start() + value.start("href")
    return Edit(low, low + len(written), words)


def _item(page: str, spans: Sequence[tuple[int, int] | None]) -> tuple[int, int] | None:
    """The element of a list that holds what stands at `spans`: it moves as a whole, and links to it with it."""
    held = [span for span in spans if span is not None]
    if not held:
        return None
    low, high = held[0][0], held[-1][1]
    opened = [match.start() for match in _ITEM.finditer(page, max(0, low - _LONGEST_TAGS), low)]
    closed = _ITEM.search(page, high)
    if not opened or page.startswith("</", opened[-1]) or not closed or not closed[0].startswith("</"):
        return None
    return opened[-1], closed.end()


def _element(page: str, low: int, high: int) -> Edit | None:
    """Take out the element that holds `[low, high)` and nothing else, and its line where nothing else stands there."""
    opened = _BEFORE.search(page, max(0, low - _LONGEST_TAGS), low)
    if opened is None:
        return None
    inner = re.findall(r"<(\w+)", opened[2])
    closing = r"\s*".join(rf"</{tag}\s*>" for tag in (*reversed(inner), opened[1]))
    closed = re.compile(rf"\s*{closing}", re.IGNORECASE).match(page, high)
    if closed is None:
        return None
    first, last = opened.start(), closed.end()
    low, high = edits.line_of(page, first, last)
    if not page[low:first].strip() and not page[last:high].strip():
        return edits.without_lines(page, first, last)
    return Edit(first, last, "")
