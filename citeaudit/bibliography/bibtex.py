"""Lists in BibTeX, read by bibtexparser; what TeX writes for accents and signs is put back."""

import re
import unicodedata

from citeaudit.bibliography.entries import Item
from citeaudit.errors import CiteauditError
from citeaudit.model.listed import ListFault
from citeaudit.patterns import lazy

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "c": "\u0327", "k": "\u0328",
}  # fmt: skip
_ACCENTED = lazy(r"""\\(?:([`'^~=."])\s?|([urHvck])(?=[\s{]))\s*(?:\{\s*\\?([^\W\d_])\s*\}|\\?([^\W\d_]))""")
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
    "i": "i", "j": "j", "textendash": "–", "textemdash": "—", "textquoteright": "’", "ldots": "…",
}  # fmt: skip
_LETTER = lazy(r"\\([A-Za-z]+)(?:\{\}|\s|(?![A-Za-z]))")
_ESCAPED = lazy(r"\\([&%$#_{}])")
_COMMAND = lazy(r"\\[A-Za-z]+\s?(?=\{)")
_DASHES = lazy(r"(?<!-)--(?!-)")


def read(content: str, path: str) -> tuple[list[Item], tuple[ListFault, ...]]:
    """The entries of a file with their lines; an entry that breaks off is a fault, and the others are read.

    A key that comes twice keeps both entries.

    Raises:
        CiteauditError: bibtexparser is not installed, or gives up.
    """
    try:
        import bibtexparser
        from bibtexparser import model
    except ImportError:
        raise CiteauditError(f"{path}: install citeaudit[bib] to read BibTeX") from None
    import logging

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it says there is told as a fault
    try:
        library = bibtexparser.parse_string(content)  # type: ignore[attr-defined] # it is their public name
    except Exception as error:  # noqa: BLE001 - a fault of the library must cost one list
        raise CiteauditError(f"{path}: this list of sources cannot be read ({type(error).__name__})") from None
    items: list[Item] = []
    faults: list[ListFault] = []
    for block in library.blocks:
        line = block.start_line + 1 if block.start_line is not None else None
        entry = getattr(block, "ignore_error_block", None) or block
        if isinstance(entry, model.Entry):
            items.append(Item(entry.key, {field.key: plain(str(field.value)) for field in entry.fields}, line))
        elif isinstance(block, model.ParsingFailedBlock):
            faults.append(
                ListFault(f"{path}:{line}: this entry cannot be read; look for a brace or a comma that is missing")
            )
    return items, tuple(faults)


def plain(value: str) -> str:
    """A value as it is printed: without the braces that keep capitals, accents and signs put back."""
    if "\\" in value:
        value = _ACCENTED.sub(_with_accent, value)
        value = _LETTER.sub(lambda match: _LETTERS.get(match[1], match[0]), value)
        value = _COMMAND.sub("", value)
        value = _ESCAPED.sub(r"\1", value.replace(r"\{", "").replace(r"\}", ""))
    value = value.replace("{", "").replace("}", "").replace("~", " ") if "://" not in value else value
    return _DASHES.sub("–", value).replace("``", "“").replace("''", "”").strip('{}" ')


def _with_accent(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", (match[3] or match[4]) + _ACCENTS[match[1] or match[2]])
