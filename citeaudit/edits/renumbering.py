"""Number the sources in the order of their first use: every marker and the list together, or nothing at all.

A number that was not understood would afterwards name another source. Whatever is in doubt is therefore a reason to
leave the whole document alone, and the reason is told.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from citeaudit.model import Block, Document, Edit, Marker
from citeaudit.model.listed import Source
from citeaudit.model.span import Span
from citeaudit.patterns import lazy

_SEVERAL = lazy(r"([\[［【]{0,2})(\d{1,3}(?:\s?[,;&\u2010-\u2015\u2212-]\s?\d{1,3})+)([\]］】]{0,2})")
_ONE = lazy(r"([\[［【]{0,2}\^?)(\d{1,3})(?!\d)")
_RANGE = lazy(r"\s?[\u2010-\u2015\u2212-]\s?")
_NUMBER = lazy(r"\d+")
_SEPARATOR = lazy(r"\s?[,;&]\s?")
_LABEL = lazy(r"(\[\^?|\()?(\d{1,3})(?:\]:?|[.):])\s*")
_CITES = lazy(r"(?<!^)\[\^?\d{1,3}(?:\s?[,;-\u2010-\u2015]\s?\d{1,3})*\](?!\()")


REFUSED = "not renumbered"
"""How the reason of a finding begins that says why there is no plan."""


class Plan(NamedTuple):
    edits: tuple[Edit, ...] = ()
    refused: str = ""
    """Why there are none, as words that complete "not renumbered: ..."."""


class _Entry(NamedTuple):
    label: str
    start: int
    """Where its words begin, behind its number."""
    end: int
    number: tuple[int, int] | None
    """Where its number stands; None where it has that of its place in the list."""


def plan(document: Document) -> Plan:
    """The edits that number the sources by first use, in the order of the text."""
    entries = [source for source in document.sources if source.listed]
    if reason := _doubt(document, entries):
        return Plan(refused=reason)
    listed = [_entry(document.text, source, place) for place, source in enumerate(entries, 1)]
    if any(entry is None for entry in listed):
        return Plan(refused="the numbers of the list stand where they cannot be read for certain")
    new = _order(document.markers, [source.label for source in entries])
    edits: list[Edit] = []
    for marker in document.markers:
        if marker.style == "note":
            continue
        raw = document.text[marker.start : marker.end]
        changed = _linked(raw, marker, new) if document.format == "html" else _renumbered(raw, marker, new)
        if changed is None:
            return Plan(refused=f"{raw} cannot be read for certain")
        edits += changed
    if document.format == "html" and any(entry and entry.number for entry in listed):
        return Plan(refused="the numbers of the list are written into its entries")
    edits += _moved(document.text, [entry for entry in listed if entry], new)
    return Plan(tuple(sorted(edits)))


def _doubt(document: Document, entries: Sequence[Source]) -> str:
    """What about the list or the markers is not wholly understood; "" where all is."""
    labels = [source.label for source in entries]
    if not entries:
        return "there is no list to renumber with the markers"
    if any(source.start is None or source.origin for source in entries):
        return "the list stands outside the text"
    if not all(label.isdecimal() for label in labels) or len(set(labels)) < len(labels):
        return "the list has entries without a number of their own"
    if any(piece.kind in ("malformed", "ai debris") for piece in document.leftovers):
        return "there are markers that are malformed, or leftovers of a tool"
    for marker in document.markers:
        if marker.style == "note":
            if set(re.findall(r"\d+", marker.labels[0])) & set(labels):
                return f"[{marker.labels[0]}] may mean an entry of the list"
        elif not set(labels).issuperset(marker.labels):
            return f"{document.text[marker.start : marker.end]} names a source that the list does not have"
        elif marker.fault or marker.reversed or marker.sentence is None:
            return f"{document.text[marker.start : marker.end]} cannot be read for certain"
    if not _is_one_list(document.blocks, entries):
        return "the list has something else between its entries"
    if any(_CITES.search(source.text or "", 2) for source in entries):
        return "entries of the list cite others by number"
    return ""


def _is_one_list(blocks: Sequence[Block], entries: Sequence[Source]) -> bool:
    low, high = entries[0].start or 0, entries[-1].end or 0
    return all(block.kind == "reference entry" for block in blocks if low <= block.start < high)


def _entry(text: str, source: Source, place: int) -> _Entry | None:
    """The entry with its number; None where the number is another than that which is written or that of its place."""
    start, end = source.start or 0, source.end or 0
    label = _LABEL.match(text, start, end)
    if label and (label[2].lstrip("0") or "0") == source.label:
        return _Entry(source.label, label.end(), end, label.span(2))
    return _Entry(source.label, start, end, None) if source.label == str(place) else None


def _order(markers: Sequence[Marker], labels: Sequence[str]) -> dict[str, int]:
    """The new number of each label: by first use, in one marker by the old ones; what nobody cites comes last."""
    order: dict[str, None] = {}
    for marker in markers:
        if marker.style != "note":
            order.update(dict.fromkeys(sorted(marker.labels, key=int)))
    order.update(dict.fromkeys(labels))
    return {label: number for number, label in enumerate(order, 1)}


def _renumbered(raw: str, marker: Marker, new: Mapping[str, int]) -> list[Edit] | None:
    """The edits that give the marker its new numbers, ranges made anew; None where it cannot be read for certain."""
    numbers = [new[label] for label in marker.labels]
    if len(numbers) == 1:
        return _linked(raw, marker, new)
    several = _SEVERAL.fullmatch(raw)
    if several is None:
        return None
    old = [int(label) for label in marker.labels]
    if old == sorted(old):
        numbers.sort()
    separator = _SEPARATOR.search(several[2])
    dash = _RANGE.search(several[2])
    pieces = _ranges(numbers, dash[0]) if dash else [str(number) for number in numbers]
    written = (separator[0] if separator else ", ").join(pieces)
    start, end = several.span(2)
    return [Edit(marker.start + start, marker.start + end, written)] if written != several[2] else []


def _linked(raw: str, marker: Marker, new: Mapping[str, int]) -> list[Edit] | None:
    """The edits that put a number in the place of each: a link around it goes on leading to its source."""
    if len(marker.labels) == 1:
        one = _ONE.match(raw)
        places = [one.span(2)] if one else []
    else:
        several = _SEVERAL.fullmatch(raw)
        places = [number.span() for number in _NUMBER.finditer(raw)] if several and not _RANGE.search(raw) else []
    if len(places) != len(marker.labels):
        return None
    return [
        Edit(marker.start + start, marker.start + end, str(new[label]))
        for (start, end), label in zip(places, marker.labels, strict=True)
        if raw[start:end] != str(new[label])
    ]


def _ranges(numbers: Sequence[int], dash: str) -> list[str]:
    """The numbers with every three or more in a row as a range."""
    rows: list[list[int]] = []
    for number in numbers:
        if rows and number == rows[-1][-1] + 1:
            rows[-1].append(number)
        else:
            rows.append([number])
    pieces: list[str] = []
    for row in rows:
        pieces += [f"{row[0]}{dash}{row[-1]}"] if len(row) > 2 else [str(number) for number in row]
    return pieces


def _moved(text: str, entries: Sequence[_Entry], new: Mapping[str, int]) -> list[Edit]:
    """The edits of the list: in its first place stands the entry that is now 1, and so on."""
    edits: list[Edit] = []
    by_number = sorted(entries, key=lambda entry: new[entry.label])
    for number, (place, entry) in enumerate(zip(entries, by_number, strict=True), 1):
        if place.number is not None and text[slice(*place.number)] != str(number):
            edits.append(Edit(*place.number, str(number)))
        words = text[entry.start : entry.end]
        if words != text[place.start : place.end]:
            edits.append(Edit(place.start, place.end, words, Span(entry.start, entry.end)))
    return edits
