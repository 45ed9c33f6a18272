"""Sources that are listed outside the text: in front matter, in CSL-JSON, BibTeX or CSV, beside the article or named.

A list that cannot be read at all is an error, which costs the list and not the article; of one that can, every entry
that cannot is a fault with its line.
"""

import os
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import cast

from citeaudit.bibliography import entries
from citeaudit.bibliography.entries import Listed
from citeaudit.decoding import decode
from citeaudit.errors import CiteauditError, ReadError

_FORMS = {".json": "listed", ".csv": "comma", ".tsv": "comma", ".bib": "bibtex"}
"""The module that reads each; what they import is slow, and few articles have a list."""


def read(path: str, data: bytes | None = None) -> Listed:
    """The sources of a file: .json (CSL-JSON, or as in `entries.of_items`), .csv or .bib.

    `data` is its content, where it is not what lies there now.

    Raises:
        CiteauditError: it cannot be read, or is in no such form; one line with file, line and what to do.
    """
    content, notes = _content(path, data)
    items, faults = _form(path)(content, path)
    found = entries.of_items(items, os.path.basename(path), os.path.dirname(path))
    return found._replace(faults=(*faults, *found.faults), notes=tuple(f"{path}: {note}" for note in notes))


def together(reads: Iterable[Callable[[], Listed]]) -> Listed:
    """What several lists hold; one that cannot be read costs itself, and is told."""
    found = Listed()
    for each in reads:
        try:
            found = found.plus(each())
        except CiteauditError as error:
            found = found.plus(Listed(failed=(str(error),)))
    return found


def is_list(path: str) -> bool:
    """Is the file a list of sources, and no folder of saved texts or map from labels to them?

    A map has the names of files, and nothing else; what it is called does not tell.
    """
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in _FORMS or not os.path.isfile(path):
        return False
    if suffix == ".bib":
        return True
    try:
        content, _ = _content(path)
        items, _ = _form(path)(content, path)
    except CiteauditError:
        return True
    return not entries.is_map(items)


def _form(path: str) -> entries.Form:
    name = _FORMS[os.path.splitext(path)[1].lower()]
    return cast("entries.Form", import_module(f"{__name__}.{name}").read)


def _content(path: str, data: bytes | None = None) -> tuple[str, tuple[str, ...]]:
    try:
        if data is not None:
            return decode(data)
        with open(path, "rb") as file:
            return decode(file.read())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CiteauditError(f"{path}: this list of sources cannot be opened: {reason}") from None
    except ReadError as error:
        raise CiteauditError(f"{path}: this list of sources {error}") from None
