"""The reader for a document, by the name of its file or by what a record says of it."""

from citeaudit import audit, plugins, readers
from citeaudit.archive.trouble import TroubleError

_MEDIA = {
    "text/plain": "text", "text/markdown": "markdown", "text/x-markdown": "markdown", "text/html": "html",
    "application/xhtml+xml": "html", "plain": "text",
}  # fmt: skip


def of_path(path: str) -> str | None:
    """The reader for a file name; None where its suffix is none of a document."""
    return audit.format_of(path) if any(path.lower().endswith(suffix) for suffix in audit.suffixes()) else None


def named(word: str) -> str:
    """The reader that a record names: "html", ".htm", "text/html; charset=utf-8".

    Raises:
        TroubleError: there is none of that name.
    """
    plain = word.partition(";")[0].strip().lower()
    known = plugins.names(readers)
    found = plain if plain in known else _MEDIA.get(plain) or of_path(f"x.{plain.removeprefix('.')}")
    if found is None or not plain:
        raise TroubleError("unsupported", f'there is no reader for the format "{word[:60]}", only {", ".join(known)}')
    return found


def encoded(text: str, format: str) -> bytes:
    """The bytes of a text that is decoded already, so that the reader does not take them for anything else.

    Halves of surrogate pairs, which JSON can hold and no file can, become U+FFFD.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").encode()
    # A page may declare the encoding that it once had, and only a byte order mark has more weight.
    return b"\xef\xbb\xbf" + data if format == "html" and not data.startswith(b"\xef\xbb\xbf") else data
