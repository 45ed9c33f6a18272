"""Read the saved texts of sources: a folder with files named by label, or a map from labels or addresses to files."""

import csv
import json
import os
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from citeaudit.errors import CiteauditError, ReadError
from citeaudit.evidence.words import Words
from citeaudit.parse.addresses import comparable
from citeaudit.readers import html, markdown, text

LARGEST = 20_000_000
"""Bytes of a saved text; a larger one is a book or a mistake, and would take the memory of the run."""
_READERS = {".txt": text, ".text": text, ".md": markdown, ".markdown": markdown, ".html": html, ".htm": html}
_MAPS = (".json", ".csv")


class SavedText(NamedTuple):
    """The saved text of one source."""

    label: str
    path: str
    words: Words | None
    """None where it could not be read."""
    error: str | None = None
    """Why not, as the end of a sentence."""


class Saved(NamedTuple):
    """All saved texts of a run."""

    by_label: Mapping[str, SavedText]
    by_url: Mapping[str, SavedText]
    """By address, made comparable."""

    def of(self, label: str, url: str | None) -> SavedText | None:
        """The text of a source: by its label, or by its address where the map names addresses."""
        found = self.by_label.get(label)
        return found or (self.by_url.get(comparable(url)) if url else None)


def of_texts(texts: Mapping[str, str]) -> Saved:
    """Saved texts that are at hand: `texts` by label."""
    read = {label: SavedText(label, f"<{label}>", Words(content)) for label, content in texts.items()}
    return Saved(MappingProxyType(read), MappingProxyType({}))


@lru_cache(maxsize=4)
def load(path: str) -> Saved:
    """The saved texts below a folder, or those that a map names: JSON, or CSV with a label and a file in each row.

    A text that cannot be read is kept with its error: the other sources are checked.

    Raises:
        CiteauditError: there is nothing at `path`, it is no map, or two files have one label.
    """
    if os.path.isdir(path):
        files: dict[str, str] = {}
        for name in sorted(os.listdir(path)):
            label, suffix = os.path.splitext(name)
            if suffix.lower() in (*_READERS, ".pdf") and not name.startswith("."):
                if label in files:
                    first = os.path.basename(files[label])
                    raise CiteauditError(f"{path}: source {label} has two files, {first} and {name}; keep one")
                files[label] = os.path.join(path, name)
        return Saved(
            MappingProxyType({label: _read(label, file) for label, file in files.items()}), MappingProxyType({})
        )
    if not os.path.isfile(path):
        raise CiteauditError(f"{path}: there is no such folder or file of saved sources")
    if not path.lower().endswith(_MAPS):
        raise CiteauditError(f"{path}: name a folder, or a .json or .csv file that maps labels to files")
    below = os.path.dirname(path)
    labels: dict[str, SavedText] = {}
    urls: dict[str, SavedText] = {}
    for key, file in _map(path).items():
        read = _read(key, os.path.join(below, file))
        if "://" in key:
            urls[comparable(key)] = read
        else:
            labels[key] = read
    return Saved(MappingProxyType(labels), MappingProxyType(urls))


def load_all(paths: Sequence[str]) -> Saved:
    """The saved texts of several folders and maps.

    Raises:
        CiteauditError: as `load`; or two of them have one label.
    """
    if len(paths) == 1:
        return load(paths[0])
    labels: dict[str, SavedText] = {}
    urls: dict[str, SavedText] = {}
    for path in paths:
        found = load(path)
        for label, its in found.by_label.items():
            if label in labels:
                raise CiteauditError(f"source {label} has two files, {labels[label].path} and {its.path}; keep one")
            labels[label] = its
        urls |= found.by_url
    return Saved(MappingProxyType(labels), MappingProxyType(urls))


def _map(path: str) -> dict[str, str]:
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            if path.lower().endswith(".csv"):
                rows = [row for row in csv.reader(file) if len(row) >= 2]
                return {row[0].strip(): row[1].strip() for row in rows if row[0].strip().lower() != "label"}
            found = json.load(file)
    except (OSError, UnicodeDecodeError, ValueError, csv.Error) as error:
        raise CiteauditError(f"{path}: this map of sources cannot be read: {error}") from None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise CiteauditError(f'{path}: a map of sources is one table of names, such as {{"1": "minutes.txt"}}')
    return found


def _read(label: str, path: str) -> SavedText:
    try:
        if os.path.getsize(path) > LARGEST:
            return SavedText(label, path, None, f"is larger than {LARGEST // 1_000_000} MB")
        with open(path, "rb") as file:
            data = file.read()
        suffix = os.path.splitext(path)[1].lower()
        content = _pdf(path) if suffix == ".pdf" else _READERS.get(suffix, text).read(data).prose
    except OSError as error:
        return SavedText(label, path, None, f"cannot be opened: {(error.strerror or str(error)).lower()}")
    except ReadError as error:
        return SavedText(label, path, None, str(error))
    words = Words(content)
    return SavedText(label, path, words if words.words else None, None if words.words else "holds no text")


def _pdf(path: str) -> str:
    try:
        import pypdf
    except ImportError:
        raise ReadError("is a PDF: install citeaudit[pdf] to read it") from None
    try:
        return "\n\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)
    except Exception as error:  # noqa: BLE001 - a broken PDF fails in many ways, and must cost one source only
        raise ReadError(f"is a PDF that cannot be read ({type(error).__name__})") from None
