"""Read the saved text of one source: plain text, Markdown, HTML, or a PDF that has a text layer."""

import re
import stat
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from citeaudit.errors import ReadError
from citeaudit.evidence.words import Words
from citeaudit.readers import html, markdown, text

LARGEST = 20_000_000
"""Bytes of a saved text; a larger one is a book or a mistake, and would take the memory of the run."""
_READERS = {".txt": text, ".text": text, ".md": markdown, ".markdown": markdown, ".html": html, ".htm": html}
SUFFIXES = (*_READERS, ".pdf")
"""Ends of the names of files that can be read."""
_KEPT = 64
"""Texts that are kept from one document to the next; an archive has more sources than a machine has memory."""
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-\r?\n[ \t]*(?=[^\W\d_])")
"""A word that is parted at the end of a line."""


class Read(NamedTuple):
    """What a file holds, or why that cannot be told, as the end of a sentence."""

    words: Words | None
    error: str | None = None


class SavedText:
    """The saved text of one source, read when it is first asked for."""

    __slots__ = ("_fault", "_given", "label", "path")

    def __init__(self, label: str, path: str, *, fault: str | None = None, words: Words | None = None) -> None:
        """Name the file of a source; `fault` is why it is not to be read, `words` what it holds where that is known."""
        self.label = label
        self.path = path
        self._fault = fault
        self._given = words

    @property
    def words(self) -> Words | None:
        """None where it cannot be read."""
        return self._read().words

    @property
    def error(self) -> str | None:
        return self._read().error

    def _read(self) -> Read:
        if self._fault or self._given:
            return Read(self._given, self._fault)
        return read(self.path)


@lru_cache(maxsize=_KEPT)
def read(path: str) -> Read:
    """The words of a file. What cannot be read costs one source, and is told with its reason."""
    try:
        content = _content(path)
    except OSError as error:
        return Read(None, f"cannot be opened: {(error.strerror or str(error)).lower()}")
    except ReadError as error:
        return Read(None, str(error))
    words = Words(_BROKEN_WORD.sub(_joined, content))
    if words.words:
        return Read(words)
    scan = "has no text layer: it may be a scan, so save its words as a .txt file"
    return Read(None, scan if path.lower().endswith(".pdf") else "holds no text")


def _content(path: str) -> str:
    file = Path(path)
    status = file.stat()
    if not stat.S_ISREG(status.st_mode):  # a pipe would never end
        raise ReadError("is a pipe or a device, and no file")
    if status.st_size > LARGEST:
        raise ReadError(f"is larger than {LARGEST // 1_000_000} MB")
    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        raise ReadError(f"is a {suffix or 'nameless'} file: save it as .txt, .md, .html or .pdf")
    data = file.read_bytes()
    return _pdf(data) if suffix == ".pdf" else _READERS[suffix].read(data).prose


def _joined(match: re.Match[str]) -> str:
    """What stands between the parts: nothing in "or-dered", the hyphen in "Saint-Malo"."""
    return "-" if match.string[match.end()].isupper() else ""


def _pdf(data: bytes) -> str:
    try:
        import pypdf
    except ImportError:
        raise ReadError("is a PDF: install citeaudit[pdf] to read it") from None
    import io
    import logging

    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # what it would say of the file is said once, by us
    try:
        return "\n\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    except Exception as error:  # noqa: BLE001 - a broken PDF fails in many ways, and must cost one source only
        raise ReadError(f"is a PDF that cannot be read ({type(error).__name__})") from None
