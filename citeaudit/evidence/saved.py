"""The saved texts of sources: a folder with files named by label, or a map from labels or addresses to files."""

import csv
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from citeaudit.errors import CiteauditError
from citeaudit.evidence.texts import SavedText
from citeaudit.evidence.words import Words
from citeaudit.files import SAVED
from citeaudit.parse.addresses import comparable
from citeaudit.parse.listing import normal

_MAPS = (".json", ".csv")


class Saved(NamedTuple):
    """The saved texts that hold for a document."""

    by_label: Mapping[str, SavedText]
    by_url: Mapping[str, SavedText]
    """By address, made comparable."""

    def of(self, label: str, url: str | None, path: str | None = None) -> SavedText | None:
        """The text of a source: by its label, by its address where a map names addresses, or where its entry says."""
        found = self.by_label.get(label) or (self.by_url.get(comparable(url)) if url else None)
        return found or (SavedText(label, path) if path else None)


def of_texts(texts: Mapping[str, str]) -> Saved:
    """Saved texts that are at hand: `texts` by label."""
    read = {label: SavedText(label, f"<{label}>", words=Words(content)) for label, content in texts.items()}
    return Saved(MappingProxyType(read), MappingProxyType({}))


def for_article(paths: Sequence[str], article: str) -> Saved:
    """The saved texts for one article from folders and maps; a folder in one of them that has its name comes first.

    Raises:
        CiteauditError: as `load` does.
    """
    stem = os.path.splitext(os.path.basename(article))[0]
    found = []
    for path in paths:
        own = (os.path.join(path, name) for name in (stem, stem + SAVED))
        found.append(load(next((folder for folder in own if stem and os.path.isdir(folder)), path)))
    if len(found) == 1:
        return found[0]
    texts = [text for saved in found for text in (*saved.by_label.items(), *saved.by_url.items())]
    return _saved((key, text.path) for key, text in texts)


@lru_cache(maxsize=16)
def load(path: str) -> Saved:
    """The saved texts in a folder, or those that a map names: JSON, or CSV with a label and a file in each row.

    Each text is read when it is asked for. One that cannot be read is kept with its error: the other sources are
    checked.

    Raises:
        CiteauditError: there is nothing at `path`, or it is no map.
    """
    if os.path.isdir(path):
        try:
            names = sorted(os.listdir(path))
        except OSError as error:
            raise CiteauditError(f"{path}: this folder cannot be opened: {(error.strerror or '').lower()}") from None
        return _saved((os.path.splitext(name)[0], os.path.join(path, name)) for name in names if name[:1] != ".")
    if not os.path.isfile(path):
        raise CiteauditError(f"{path}: there is no such folder or file of saved sources")
    if not path.lower().endswith(_MAPS):
        raise CiteauditError(f"{path}: name a folder, or a .json or .csv file that maps labels to files")
    below = os.path.dirname(path)
    return _saved((key, os.path.join(below, file)) for key, file in _map(path))


def mapped(path: str) -> list[str]:
    """The files that a map names; none where `path` is a list of sources, whose texts belong to single documents.

    Raises:
        CiteauditError: as `load` does.
    """
    from citeaudit import bibliography  # few runs have either

    if not path.lower().endswith(_MAPS) or bibliography.is_list(path):
        return []
    texts = load(path)
    return sorted({text.path for text in (*texts.by_label.values(), *texts.by_url.values())})


def _saved(files: Iterable[tuple[str, str]]) -> Saved:
    """The texts by label and by address; a key with two files has neither, for who should say which is meant?"""
    labels: dict[str, SavedText] = {}
    urls: dict[str, SavedText] = {}
    for key, path in files:
        if os.path.isdir(path):
            continue
        where, name = (urls, comparable(key)) if "://" in key else (labels, normal(key))
        first = where.get(name)
        if first is None or first.path == path:
            where[name] = SavedText(name, path)
        else:
            one, other = os.path.basename(first.path), os.path.basename(path)
            where[name] = SavedText(name, first.path, fault=f"has two files, {one} and {other}: keep one")
    return Saved(MappingProxyType(labels), MappingProxyType(urls))


def _map(path: str) -> list[tuple[str, str]]:
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            if path.lower().endswith(".csv"):
                rows = [row for row in csv.reader(file) if len(row) >= 2]
                return [(row[0].strip(), row[1].strip()) for row in rows if row[0].strip().lower() != "label"]
            found = json.load(file, object_pairs_hook=list)  # a table may name a label twice
    except (OSError, UnicodeDecodeError, ValueError, csv.Error, RecursionError) as error:
        raise CiteauditError(f"{path}: this map of sources cannot be read: {error}") from None
    if not isinstance(found, list) or not all(_is_entry(entry) for entry in found):
        raise CiteauditError(f'{path}: a map of sources is one table of names, such as {{"1": "minutes.txt"}}')
    return found


def _is_entry(entry: object) -> bool:
    return isinstance(entry, tuple) and all(isinstance(part, str) for part in entry)
