"""Lists in JSON: CSL-JSON, entries by label, or either of them under a key such as "sources"."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from citeaudit.bibliography import fields
from citeaudit.bibliography.entries import Item
from citeaudit.errors import CiteauditError
from citeaudit.model.listed import ListFault

HOLDERS = ("sources", "references", "items", "entries", "bibliography")
"""Keys under which a list may stand."""
_SPACE = re.compile(r"[ \t\r\n]*")


def read(content: str, path: str) -> tuple[list[Item], tuple[ListFault, ...]]:
    """The entries of a file with their lines.

    Raises:
        CiteauditError: it is no JSON, or neither a list nor a table.
    """
    try:
        value = json.loads(content)
    except json.JSONDecodeError as error:
        raise CiteauditError(
            f"{path}:{error.lineno}: this list of sources is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}"
        ) from None
    except (ValueError, RecursionError):  # a number with thousands of digits
        raise CiteauditError(f"{path}: this list of sources is nested too deeply, or holds a number too long") from None
    start = _past(content, 0)
    holder = next((key for key in HOLDERS if isinstance(value, dict) and isinstance(value.get(key), list | dict)), None)
    if holder:
        value, start = value[holder], next(at for key, at, _ in _children(content, start) if key == holder)
    if not isinstance(value, list | dict):
        raise CiteauditError(
            f'{path}: a list of sources is [{{"label": "1", "title": "..."}}, ...] or {{"1": "...", ...}}'
        )
    if isinstance(value, Mapping) and _is_entry(value):
        return [Item(None, value, _Lines(content).of(start))], ()
    lines = _Lines(content)
    return [Item(key, child, lines.of(at)) for key, at, child in _children(content, start)], ()


def _is_entry(value: Mapping[str, Any]) -> bool:
    """Is a table one entry, and no table of entries by label?"""
    return any(fields.field_of(key) not in (None, "label") for key in value) and not any(
        isinstance(each, dict) and not fields.field_of(key) for key, each in value.items()
    )


class _Lines:
    """Counts lines up to positions that rise."""

    def __init__(self, content: str) -> None:
        self.content, self.position, self.line = content, 0, 1

    def of(self, position: int) -> int:
        self.line += self.content.count("\n", self.position, position)
        self.position = position
        return self.line


def _children(content: str, start: int) -> Iterator[tuple[str | None, int, Any]]:
    """(key, position, value) of everything in the list or table at `start` of valid JSON; a key may come twice."""
    decode = json.JSONDecoder().raw_decode
    table = content[start] == "{"
    at = _past(content, start + 1)
    while content[at] not in "]}":
        key = None
        if table:
            key, at = decode(content, at)
            at = _past(content, _past(content, at) + 1)
        value, end = decode(content, at)
        yield key, at, value
        at = _past(content, end)
        if content[at] == ",":
            at = _past(content, at + 1)


def _past(content: str, position: int) -> int:
    """The position behind white space."""
    found = _SPACE.match(content, position)
    return found.end() if found else position
