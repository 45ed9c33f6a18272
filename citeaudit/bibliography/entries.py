"""The entries of a list, whatever its form: from tables and lines to sources, and what cannot be read of them."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from citeaudit.bibliography import fields
from citeaudit.model.listed import Description, ListFault, Source
from citeaudit.model.span import Span
from citeaudit.parse.listing import normal, url_of
from citeaudit.patterns import lazy

_LABELLED = lazy(r"\[\^?([^\[\]\s]{1,30})\]:?\s+|(\d{1,3})[.)]\s+")
_FILE = lazy(r"(?!\w+://)[^\s<>|?*]*[^\s<>|?*/.]\.(?:txt|text|md|markdown|html?|pdf|docx?|rtf|odt)", 2)  # re.IGNORECASE
"""The name of a file that may hold a saved text."""
_ADDRESS = lazy(r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+(?:/\S*)?")
_LONGEST_LABEL = 200
"""Characters; what is longer is no label that anybody cites."""


class Item(NamedTuple):
    """One entry as its list has it: a table of fields, a line of words, or something that is no entry."""

    label: str | None
    """The key in a table of entries; None in a list of them."""
    value: Any
    line: int | None = None
    span: Span | None = None
    """Its place, where the list stands in the document."""


Form = Callable[[str, str], tuple[Sequence[Item], tuple[ListFault, ...]]]
"""Reads the content of a file, which messages call by its path."""


class Listed(NamedTuple):
    """What a list holds."""

    sources: tuple[Source, ...] = ()
    faults: tuple[ListFault, ...] = ()
    notes: tuple[str, ...] = ()
    """What had to be guessed, one sentence each."""
    failed: tuple[str, ...] = ()
    """Lists that cannot be read at all, a sentence each."""

    def plus(self, other: "Listed") -> "Listed":
        """Both, one behind the other."""
        return Listed(
            (*self.sources, *other.sources),
            (*self.faults, *other.faults),
            (*self.notes, *other.notes),
            (*self.failed, *other.failed),
        )


class _Fault(Exception):  # noqa: N818 - it never leaves this room
    pass


def of_data(value: Any, line: int | None = None) -> list[Item]:
    """The entries of a list, of a table of entries by label, or of the one line that stands for a list of one."""
    if isinstance(value, Mapping):
        return [Item(str(key), entry, line) for key, entry in value.items()]
    if isinstance(value, list):
        return [Item(None, entry, line) for entry in value]
    return [] if value in (None, "") else [Item(None, value, line)]


def of_items(items: Iterable[Item], origin: str, folder: str = "") -> Listed:
    """The sources that `items` are, and a fault for each that is none.

    An entry is a table with `label`, `title`, `outlet`, `author`, `date`, `url`, `saved`, all of them optional; or one
    line of words; or a label with one line of words. Without a label it has the number of its place. Paths of saved
    texts are relative to `folder`.
    """
    sources: list[Source] = []
    faults: list[ListFault] = []
    for number, item in enumerate(items, 1):
        place = f"{origin}:{item.line}" if item.line and not item.span else origin
        try:
            source, slips = _source(item, str(number), folder)
        except _Fault as fault:
            faults.append(ListFault(f"{place}: {fault}", item.span))
            continue
        start, end = item.span or (None, None)
        sources.append(source._replace(origin=origin, line=item.line, start=start, end=end))
        faults += [ListFault(f"{place}: {slip}", item.span) for slip in slips]
    return Listed(tuple(sources), tuple(faults))


def is_map(items: Sequence[Item]) -> bool:
    """Do entries only name files? Then they say where the saved texts are, and nothing of the sources."""
    return bool(items) and all(map(_file_alone, items))


def _file_alone(item: Item) -> bool:
    if isinstance(item.value, Mapping):
        found = fields.values(item.value)
        return "saved" in found and not found.keys() & {"title", "outlet", "author", "date"}
    return item.label is not None and isinstance(item.value, str) and _FILE.fullmatch(item.value.strip()) is not None


def _source(item: Item, number: str, folder: str) -> tuple[Source, list[str]]:
    """The source of one item, and what is wrong with single keys of it."""
    label, value = fields.line(item.label), item.value
    if isinstance(value, list) and len(value) > 1 and label is None and all(isinstance(v, str | int) for v in value):
        label, value = str(value[0]), ", ".join(map(str, value[1:]))
    name = _named(label, number)
    if value in (None, "", {}, []):
        raise _Fault(f"source {name} has nothing in it; write its title or address, or take it out")
    if isinstance(value, str):
        return _of_words(fields.line(value) or "", label, number), []
    if not isinstance(value, Mapping):
        kind = "a list" if isinstance(value, list) else f"“{str(value)[:40]}”"
        raise _Fault(
            f"source {name} is {kind}; write a table with title, outlet, author, date, url, or one line of words"
        )
    return _of_fields(value, label, number, folder)


def _named(label: str | None, number: str) -> str:
    """What an entry is called; by the `number` of its place where it has no label that anybody cites."""
    name = normal(label or "")
    return name if 0 < len(name) <= _LONGEST_LABEL else number


def _of_words(words: str, label: str | None, number: str) -> Source:
    if label is None and (match := _LABELLED.match(words)):
        label, words = match[1] or match[2], words[match.end() :]
    url = url_of(words) or (words if _ADDRESS.fullmatch(words) else None)
    return Source(_named(label, number), listed=True, text=words, words=words, url=url)


def _of_fields(entry: Mapping[Any, Any], label: str | None, number: str, folder: str) -> tuple[Source, list[str]]:
    found = fields.values(entry)
    name = _named(label or found.get("label"), number)
    slips = []
    for key in filter(None, map(fields.line, entry)):
        meant = None if fields.field_of(key) else fields.slip(key)
        if meant and fields.field_of(meant) not in found:
            slips.append(f'key "{key}" of source {name} (did you mean "{meant}"?)')
    if not found.keys() - {"label"}:
        if slips:
            raise _Fault(slips[0])
        raise _Fault(f"source {name} has no title, outlet, author, date or url")
    url = found.get("url") or (f"https://doi.org/{found['doi']}" if "doi" in found else None)
    told = Description(found.get("title"), found.get("outlet"), found.get("author"), found.get("date"))
    words = ", ".join(part for part in (told.author, told.title, told.outlet, told.date, url) if part)
    saved = found.get("saved")
    if saved and not _FILE.fullmatch(saved.replace(" ", "_")):
        saved = None  # programs that keep references write more than a path there
    if saved and (os.path.isabs(saved) or ".." in saved.replace("\\", "/").split("/")):
        # An article is written by anybody, and must not make us print the files of whoever checks it.
        slips.append(f'"{saved}" of source {name} is outside the folder of the list, and was not read')
        saved = None
    path = os.path.join(folder, saved) if saved else None
    return Source(name, listed=True, text=words or path, words=words, url=url, told=told, saved=path), slips
