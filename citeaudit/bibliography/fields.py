"""The fields of an entry by the names that lists give them: our own, CSL-JSON, BibTeX, spreadsheets."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from citeaudit.parse import days
from citeaudit.patterns import lazy

NAMES: Mapping[str, tuple[str, ...]] = {
    "label": ("label", "id", "number", "no", "nr", "#", "key", "citation-key", "citekey", "ref"),
    "title": ("title", "name", "headline"),
    "outlet": (
        "outlet", "container-title", "journal", "journaltitle", "booktitle", "newspaper", "magazine", "publication",
        "site", "website", "publisher", "institution", "organization", "organisation", "school",
    ),
    "author": ("author", "authors", "byline", "by", "creator", "writer"),
    "date": ("date", "issued", "published", "publication-date", "pubdate", "year"),
    "url": ("url", "link", "href"),
    "doi": ("doi",),
    "saved": ("saved", "saved-text", "file", "path"),
}  # fmt: skip
"""What an entry may say, and the keys that say it; of several in one entry the first here is taken."""
_OTHERS = frozenset(("ids", "urldate", "month", "day", "note", "type", "dates"))
"""Keys of other programs that a slip in ours might look like."""
_ALIKE = 0.78
_LONGEST = 2000
"""Characters of a value; a longer one is no title and no name, and one file may name it a million times."""
_UNSEEN = dict.fromkeys((*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), " ")
"""Characters that move the cursor of whoever reads the report, or turn its words around."""
_TAGS = lazy(r"</?(?:i|b|em|strong|sub|sup|sc|span)\b[^<>]{0,80}>", re.IGNORECASE)
_LINKED_DOI = lazy(r"(?:https?://)?(?:dx\.)?doi\.org/|doi:\s*", re.IGNORECASE)


@cache
def _known() -> Mapping[str, tuple[str, int]]:
    """Of each key the field that it says, and its place among the keys for it."""
    return {key: (field, rank) for field, keys in NAMES.items() for rank, key in enumerate(keys)}


def field_of(key: str) -> str | None:
    """The field that a key or the head of a column names."""
    return _known()[plain(key)][0] if plain(key) in _known() else None


def plain(key: str) -> str:
    return key.strip().lower().replace("_", "-").replace(" ", "-")


def slip(key: str) -> str | None:
    """The key that `key` is most likely a slip for; None for those of other programs, which are read over."""
    from difflib import get_close_matches  # only entries with an unknown key need it

    name = plain(key)
    if name in _OTHERS or len(name) < 3 or any(part in _known() for part in name.split("-")):
        return None
    found = get_close_matches(name, _known(), 1, _ALIKE)
    return found[0] if found else None


def values(entry: Mapping[Any, Any]) -> dict[str, str]:
    """What an entry says, each field as one line."""
    given = {plain(str(key)): value for key, value in entry.items()}
    found: dict[str, str] = {}
    for key in sorted(given.keys() & _known().keys(), key=lambda key: _known()[key][1]):
        field = _known()[key][0]
        if field not in found and (said := _HOW.get(field, line)(given[key])):
            found[field] = said
    if "date" in found and len(found["date"]) == 4 and "month" in given:
        found["date"] = _with_month(found["date"], given["month"], given.get("day"))
    if "doi" in found:
        found["doi"] = _LINKED_DOI.sub("", found["doi"], count=1)
    return found


def line(value: Any) -> str | None:
    """A value as one line that can be shown; of a list what it has in it."""
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(line, value[:20]))) or None
    if value is None or isinstance(value, bool | Mapping):
        return None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(_TAGS.sub("", str(value)[:_LONGEST]).translate(_UNSEEN).split()) or None


def _names(value: Any) -> str | None:
    """Names as they are spoken: "Mara Lund, Ole Brandt"."""
    return ", ".join(_persons(value)) or None


def _persons(value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        for one in value[:50]:
            if not isinstance(one, list | tuple):
                yield from _persons(one)
    elif isinstance(value, Mapping):
        whole = line(value.get("literal")) or line(value.get("name"))
        parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
        if name := whole or " ".join(filter(None, (line(value.get(part)) for part in parts))):
            yield name
    elif (said := line(value)) and " and " in said:
        yield from (_turned(name) for name in said.split(" and "))  # as BibTeX joins them
    elif said:
        yield _turned(said) if said.count(",") == 1 else said


def _turned(name: str) -> str:
    """A name as it is spoken, "Mara Lund", where it is written "Lund, Mara"."""
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma and ", " not in given else name.replace("others", "et al.")


def _date(value: Any) -> str | None:
    """A date as it is written; what CSL gives as numbers as 2025-03-03."""
    if isinstance(value, Mapping):
        return _date(value.get("date-parts")) or line(value.get("raw")) or line(value.get("literal"))
    if isinstance(value, list | tuple):
        if value and isinstance(value[0], list | tuple):
            return _date(value[0])
        if not all(_is_number(part) for part in value):
            return line(value)
        return _iso(int(part) for part in value[:3])
    return line(value)


def _is_number(value: Any) -> bool:
    return not isinstance(value, bool) and (isinstance(value, int) or (isinstance(value, str) and value.isdecimal()))


def _iso(parts: Iterable[int]) -> str | None:
    return "-".join(f"{part:02}" for part in parts) or None


_HOW: Mapping[str, Callable[[Any], str | None]] = {"author": _names, "date": _date}
"""How the values of a field are read that are no single line."""


def _with_month(year: str, month: Any, day: Any) -> str:
    """2025-03 for a year and a month apart, as BibTeX has them: a number or a name."""
    written = line(month) or ""
    number = int(written) if written.isdecimal() else (days.read(f"{written} {year}") or days.Day(0)).month
    if not number or not 1 <= number <= 12:
        return year
    numbers = [int(year), number, int(day)] if _is_number(day) else [int(year), number]
    return _iso(numbers) or year
