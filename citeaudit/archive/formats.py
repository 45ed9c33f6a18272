"""The reader for a document, by the name of its file or by what a record says of it."""

import codecs

from citeaudit import audit, plugins, readers
from citeaudit.archive.trouble import TroubleError
from citeaudit.decoding import of_browsers

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
    return _marked(data) if format == "html" else data


def marked(data: bytes, format: str) -> bytes:
    """Bytes out of a table, of which all are in one encoding: where they are UTF-8, a page cannot say otherwise."""
    if format != "html":
        return data
    try:
        data.decode()
    except UnicodeDecodeError:
        return data
    return _marked(data)


def declared(data: bytes, charset: str | None) -> bytes:
    """A page of which its server says the encoding, which has more weight than what the page says of itself."""
    if not charset or data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data
    try:
        name = codecs.lookup(of_browsers(charset)).name
        text = data.decode("cp1252" if name == "ascii" else name)
    except (LookupError, ValueError):  # not known, or not true
        return data
    return _marked(data if name == "utf-8" else text.encode("utf-8", "replace"))


def _marked(data: bytes) -> bytes:
    """With a byte order mark, which has more weight than what a page says of the encoding that it once had."""
    return data if data.startswith(codecs.BOM_UTF8) else codecs.BOM_UTF8 + data
