"""Sources that are listed outside the text: in front matter, in CSL-JSON, BibTeX or CSV, beside the article.

Whatever the form, an entry becomes a `Source` whose words are written as those of a list in the text would be.
"""

import os
from collections.abc import Iterator, Mapping
from typing import Any

from citeaudit.errors import CiteauditError
from citeaudit.model import Source

SIDECARS = (".sources.json", ".sources.csv", ".sources.bib")
"""What stands behind the stem of an article in the name of its list: `ferry.md` has `ferry.sources.json`."""
_TITLE = ("title", "name")
_OUTLET = ("outlet", "container-title", "publisher", "journal", "journaltitle", "booktitle", "site")
_DATE = ("date", "issued", "year", "published")
_URL = ("url", "URL", "link", "href")
_LABEL = ("label", "id", "number", "key")


def of_data(value: Any, origin: str) -> tuple[Source, ...]:
    """The sources that `value` lists: a list of entries, or a table of entries by label.

    An entry is a table with `title`, `outlet`, `author`, `date` and `url`, all of them optional, or one line of words.
    """
    pairs: Iterator[tuple[str, Any]]
    if isinstance(value, Mapping):
        pairs = ((str(key), entry) for key, entry in value.items())
    elif isinstance(value, list):
        pairs = ((_first(entry, _LABEL) or str(n), entry) for n, entry in enumerate(value, 1))
    else:
        return ()
    return tuple(_source(label, entry, origin) for label, entry in pairs if entry)


def read(path: str) -> tuple[Source, ...]:
    """The sources of a file: .json (CSL-JSON, or as in `of_data`), .csv with a heading row, or .bib.

    Raises:
        CiteauditError: it cannot be read, or is in no such form.
    """
    import csv  # few articles have such a file
    import json

    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            content = file.read()
        origin = os.path.basename(path)
        if path.lower().endswith(".csv"):
            rows = list(csv.DictReader(content.splitlines()))
            return of_data([{key.lower(): cell for key, cell in row.items() if key} for row in rows], origin)
        if path.lower().endswith(".bib"):
            return of_data(_bibtex(content, path), origin)
        return of_data(json.loads(content), origin)
    except (OSError, UnicodeDecodeError, ValueError, csv.Error) as error:
        raise CiteauditError(f"{path}: this list of sources cannot be read: {error}") from None


def beside(path: str) -> str | None:
    """The list that stands beside an article, if there is one."""
    stem = os.path.splitext(path)[0]
    return next((stem + suffix for suffix in SIDECARS if os.path.isfile(stem + suffix)), None)


def _bibtex(content: str, path: str) -> list[dict[str, str]]:
    try:
        import bibtexparser
    except ImportError:
        raise CiteauditError(f"{path}: install citeaudit[bib] to read BibTeX") from None
    library = bibtexparser.parse_string(content)  # type: ignore[attr-defined] # it is their public name
    return [
        {"label": entry.key, **{field.key.lower(): str(field.value).strip("{}") for field in entry.fields}}
        for entry in library.entries
    ]


def _source(label: str, entry: Any, origin: str) -> Source:
    if not isinstance(entry, Mapping):
        words = " ".join(str(entry).split())
        url = words if "://" in words and " " not in words else None
        return Source(label, listed=True, text=words, words=words, url=url, origin=origin)
    url = _first(entry, _URL)
    parts = [_first(entry, _TITLE), _first(entry, _OUTLET), _first(entry, _DATE), url]
    words = ", ".join(part for part in parts if part)
    return Source(label, listed=True, text=words, words=words, url=url, origin=origin)


def _first(entry: Any, keys: tuple[str, ...]) -> str | None:
    """The first of `keys` that an entry has, as one line; CSL writes dates as lists of numbers."""
    for key in keys if isinstance(entry, Mapping) else ():
        value = entry.get(key)
        if isinstance(value, Mapping):
            parts = value.get("date-parts") or [[value.get("raw") or value.get("literal") or ""]]
            value = "-".join(f"{part:02}" if isinstance(part, int) else str(part) for part in parts[0])
        if isinstance(value, list):
            value = ", ".join(map(str, value))
        if value not in (None, ""):
            return " ".join(str(value).split())
    return None
