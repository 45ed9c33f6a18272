"""Bytes to text: a byte order mark, the declared encoding, UTF-8, and only then a guess that says so."""

import codecs
from typing import NamedTuple

from citeaudit.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a page may call an encoding, and what browsers then read it as (https://encoding.spec.whatwg.org): by the letter
# of Latin-1, the curly quotation marks of Windows would be control characters.
_BROWSERS = {
    "cp1252": "iso-8859-1 iso8859-1 iso88591 iso-ir-100 latin1 latin-1 l1 cp819 ibm819 x-cp1252 x-user-defined",
    "cp1254": "iso-8859-9 iso8859-9 iso88599 iso-ir-148 latin5 l5 x-cp1254",
    "cp874": "iso-8859-11 iso8859-11 iso885911 tis-620 dos-874",
    "gb18030": "gb2312 gb-2312 gb-2312-80 gbk x-gbk chinese csgb2312 iso-ir-58",
    "cp932": "shift-jis sjis x-sjis ms-kanji ms932 windows-31j csshiftjis",
    "cp949": "euc-kr ks-c-5601-1987 ks-c-5601-1989 ksc5601 ksc-5601 korean cseuckr windows-949",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "iso-8859-8": "iso-8859-8-i iso-8859-8-e logical visual",
    "mac-roman": "macintosh mac x-mac-roman csmacintosh",
}
_FIRST_BYTES = tuple(mark for mark, _ in _MARKS)
_SAMPLE = 64_000


class Encoding(NamedTuple):
    """How a file writes its characters."""

    mark: bytes
    """The byte order mark that it begins with; b"" for none."""
    name: str
    guessed: str = ""
    """Where nothing said so: one sentence for the report."""


def of_browsers(label: str) -> str:
    """The encoding that browsers take for what a page calls `label`."""
    plain = label.lower().replace("_", "-")
    return next((name for name, labels in _BROWSERS.items() if plain in labels.split()), label)


def encoding_of(data: bytes, declared: str | None = None) -> Encoding:
    """The encoding of `data`: what its mark says, what it declares, UTF-8, and only then a guess.

    Raises:
        ReadError: it is no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Encoding(mark, encoding)
    if b"\0" in data[:_SAMPLE]:
        raise ReadError("looks like a binary file, not text; leave it out, or save it as text")
    if declared and declared.lower().replace("_", "-") not in ("utf-8", "utf8"):
        try:
            data.decode(declared)
        except (LookupError, UnicodeError):  # some codecs raise no more than the parent class
            pass
        else:
            return Encoding(b"", declared)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, error.start)
    return Encoding(b"", "utf-8")


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The text of `data` without its byte order mark, and what had to be guessed, one sentence each.

    Raises:
        ReadError: it is no text.
    """
    if not data.startswith(_FIRST_BYTES) and not declared and b"\0" not in data[:_SAMPLE]:
        try:
            return data.decode("utf-8"), ()  # as nearly all are: decoded once
        except UnicodeDecodeError:
            pass
    mark, name, guessed = encoding_of(data, declared)
    # Some codecs know no other way than the strict one; it is known to do for what a file declares.
    text = data[len(mark) :].decode(name, errors="replace" if mark or guessed else "strict")
    if mark:
        broken = "\ufffd" in text and "\ufffd".encode(name) not in data
        return text, (f"Some bytes are not {name.upper()}; they are shown as \ufffd.",) if broken else ()
    return text, (guessed,) if guessed else ()


def _guess(data: bytes, position: int) -> Encoding:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    encoding = best.encoding if best else "cp1252"
    name = {"cp1252": "Windows-1252", "latin_1": "Latin-1"}.get(encoding, encoding)
    note = f"Not UTF-8 (byte {position + 1:,}); read as {name}, which is a guess. Save it as UTF-8 to be sure."
    return Encoding(b"", encoding, note)
