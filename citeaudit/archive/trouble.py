"""What is wrong with an input, raised where it is seen and made an item where its place is known."""

from collections.abc import Sequence

from citeaudit.archive.items import Item, Status
from citeaudit.errors import CiteauditError


class TroubleError(Exception):
    """A file, or what is left of it, cannot be read; `detail` is one line for a person."""

    def __init__(self, status: Status, detail: str) -> None:
        super().__init__(status, detail)
        self.status: Status = status
        self.detail = detail


def document(
    source: str, position: str, data: bytes, format: str, meta: Sequence[tuple[str, str]] = (), detail: str = ""
) -> Item:
    """A document that is there."""
    return Item(shown(source), position, data, format, "ok", detail, tuple(meta))


def failed(source: str, position: str, trouble: TroubleError, meta: Sequence[tuple[str, str]] = ()) -> Item:
    """The place of a document that cannot be read."""
    return Item(shown(source), position, b"", "", trouble.status, trouble.detail, tuple(meta))


def shown(name: str) -> str:
    """The name of a file as text that can be written; bytes of it that are no UTF-8 by their numbers."""
    return name if name.isascii() else name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def oversize(limit: int) -> TroubleError:
    """What to say of a document over the limit."""
    return TroubleError("oversize", f"is larger than {limit:,} bytes, the largest document that is read")


def unreadable(error: OSError) -> TroubleError:
    """What to say of a file that cannot be opened or read to its end."""
    return TroubleError("unreadable", f"cannot be read: {(error.strerror or str(error)).lower()}")


def missing(package: str, what: str) -> CiteauditError:
    """What to say where a library is not installed."""
    return CiteauditError(f"to read {what}, {package} is needed: pip install 'citeaudit[archive]'")
