"""Sources that are listed outside the text: in front matter, in CSL-JSON, BibTeX or CSV, beside the article or named.

A list that cannot be read at all is an error, which costs the list and not the article; of one that can, every entry
that cannot is a fault with its line.
"""

import os
from collections.abc import Callable, Iterable

from citeaudit.bibliography import bibtex, comma, entries, listed
from citeaudit.bibliography.entries import Listed
from citeaudit.decoding import decode
from citeaudit.errors import CiteauditError, ReadError

_FORMS = {".json": listed.read, ".csv": comma.read, ".tsv": comma.read, ".bib": bibtex.read}


def read(path: str) -> Listed:
    """The sources of a file: .json (CSL-JSON, or as in `entries.of_items`), .csv or .bib.

    Raises:
        CiteauditError: it cannot be read, or is in no such form; one line with file, line and what to do.
    """
    content, notes = _content(path)
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
    return _FORMS[os.path.splitext(path)[1].lower()]


def _content(path: str) -> tuple[str, tuple[str, ...]]:
    try:
        with open(path, "rb") as file:
            return decode(file.read())
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CiteauditError(f"{path}: this list of sources cannot be opened: {reason}") from None
    except ReadError as error:
        raise CiteauditError(f"{path}: this list of sources {error}") from None
