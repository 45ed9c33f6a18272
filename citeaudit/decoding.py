"""Bytes to text: a byte order mark, the declared encoding, UTF-8, and only then a guess that says so."""

import codecs

from citeaudit.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 64_000


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of `data` without its byte order mark, and what had to be guessed, one sentence each.

    Raises:
        ReadError: it is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            broken = "\ufffd" in text and "\ufffd".encode(encoding) not in data
            return text, (f"Some bytes are not {encoding.upper()}; they are shown as \ufffd.",) if broken else ()
    if b"\0" in data[:_SAMPLE]:
        raise ReadError("looks like a binary file, not text; leave it out, or save it as text")
    if declared and declared.lower().replace("_", "-") not in ("utf-8", "utf8"):
        try:
            return data.decode(declared), ()
        except (LookupError, UnicodeError):  # some codecs raise no more than the parent class
            pass
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _guess(data, error.start)


def _guess(data: bytes, position: int) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    encoding = best.encoding if best else "cp1252"
    text = data.decode(encoding, errors="replace")
    name = {"cp1252": "Windows-1252", "latin_1": "Latin-1"}.get(encoding, encoding)
    return text, (f"Not UTF-8 (byte {position + 1:,}); read as {name}, which is a guess. Save it as UTF-8 to be sure.",)
