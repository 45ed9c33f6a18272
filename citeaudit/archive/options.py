"""What a person can say about the inputs of an archive."""

from typing import NamedTuple

from citeaudit.errors import CiteauditError


class Options(NamedTuple):
    """How inputs are read, and their bounds: sizes in bytes, and never those that a file declares of itself."""

    input: str | None = None
    """The kind of every input; None for what names and contents tell."""
    format: str | None = None
    """The format of documents whose input does not tell it; None for plain text."""
    text_field: str = "text"
    """Of records, the field with the document; "article.body" is `body` inside `article`."""
    id_field: str = "id"
    format_field: str | None = None
    fields: tuple[tuple[str, str], ...] = ()
    """Pairs of a name of `META` and the field of a record that has it, where that is called otherwise."""
    delimiter: str | None = None
    """Of CSV; None for what the first row tells."""
    max_document: int = 10_000_000
    max_ratio: int = 250
    """How many times its compressed size a file may grow to, once it has grown past `GROWTH`."""
    max_members: int = 250_000
    """Of one zip or tar file."""
    max_nesting: int = 2
    """How deep archives may lie in archives: 1 for none inside another."""
    max_nested: int = 2_000_000_000
    """The size of an archive inside another that has to be unpacked before it can be read."""
    unit_files: int = 500
    unit_bytes: int = 64_000_000

    def reading(self) -> str:
        """What decides which documents are read from a given stretch, as text for digests."""
        return repr(self[: self._fields.index("unit_files")])

    def checked(self) -> "Options":
        """The same, where all can be done that is said.

        Raises:
            CiteauditError: the delimiter is none.
        """
        sign = "\t" if self.delimiter == r"\t" else self.delimiter  # as it is written where a tab cannot be typed
        if sign is not None and (len(sign) != 1 or not sign.isascii() or sign in '\r\n\0"'):
            raise CiteauditError(f'--delimiter: needs one sign of ASCII, as in ";" or "\\t" for a tab, not {sign!r}')
        return self._replace(delimiter=sign)


GROWTH = 64_000_000
META = ("site", "section", "desk", "author", "date", "title", "url", "id")
"""The names of the fields that reports group by."""
