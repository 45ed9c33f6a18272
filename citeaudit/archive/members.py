"""What a file is that lies in a zip or tar file: a document, an archive of its own, or nothing that can be read."""

import re
import tempfile
from collections.abc import Callable, Iterator
from typing import IO

from citeaudit import files
from citeaudit.archive import beside, formats, kinds
from citeaudit.archive.items import Item
from citeaudit.archive.options import GROWTH, Options
from citeaudit.archive.streams.inflating import SUFFIXES, Readable, inflated
from citeaudit.archive.trouble import TroubleError, document, failed, oversize, shown

_SEPARATOR = re.compile(r"[/\\]+")
_PIECE = 1 << 18


class Names:
    """Names as positions: such as can be written as UTF-8, each of them once."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}

    def position(self, name: str) -> str:
        """The name of the next member; the second of the same name has "#2" behind it."""
        plain = shown(name).replace("\0", "\\0")
        count = self._counts.get(hash(plain), 0) + 1
        name = plain if count == 1 else f"{plain}#{count}"
        while count > 1 and hash(name) in self._counts:  # there is a member of just that name
            count += 1
            name = f"{plain}#{count}"
        self._counts[hash(plain)] = count
        self._counts.setdefault(hash(name), 1)
        return name


def is_left_out(name: str) -> bool:
    """Whether it lies in a folder whose files are no articles, by the rules that hold outside archives too."""
    return any(files.is_left_out(folder) for folder in _SEPARATOR.split(name)[:-1] if folder not in (".", "..", ""))


class Limited:
    """A stream that ends with a trouble where it gives more than its compressed size can explain."""

    def __init__(self, raw: Readable, packed: int, max_ratio: int) -> None:
        self._raw = raw
        self._left = max(GROWTH, packed * max_ratio)
        self._ratio = max_ratio

    def read(self, size: int, /) -> bytes:
        data = self._raw.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise TroubleError("oversize", f"unpacks to more than {self._ratio} times its size; the rest was not read")
        return data


def items(
    name: str, position: str, source: str, options: Options, size: int, opened: Callable[[], Readable]
) -> Iterator[Item]:
    """The documents of one member; `size` is what it says of itself, and only its refusal is believed.

    Raises:
        TroubleError: the archive cannot be read on; what is wrong with the member only is an item.
    """
    kind = kinds.of_name(name, alone=False)
    if kind is not None:
        yield from _nested(kind, name, position, source, options, opened)
        return
    format = formats.of_path(name)
    if beside.is_list(name):
        yield beside.listed(source, position, whole(opened(), options.max_document), name)
        return
    if format is None:
        yield failed(source, position, TroubleError("unsupported", unread(_SEPARATOR.split(name)[-1])))
        return
    if size > options.max_document:
        yield failed(source, position, oversize(options.max_document))._replace(name=name)
        return
    data = whole(opened(), options.max_document)
    yield document(source, position, data, options.format or format)._replace(name=name)


def unread(name: str, remedy: str = "") -> str:
    """Why a file of such a name is not read, and what to do where something can be done.

    `remedy` is said of a kind that nobody knows.
    """
    packed = next(filter(name.lower().endswith, SUFFIXES), "")
    stem = name[: len(name) - len(packed)]
    ending = f"({name[stem.rfind('.') if '.' in stem else len(stem) :][:20]})" if "." in name else "(no suffix)"
    if kinds.of_name(name, alone=True):
        return f"is read only where somebody names it {ending}: unpack it and name the file"
    if packed and formats.of_path(stem):
        return f"is compressed {ending}: unpack it and name the file"
    return f"is of no format that has a reader {ending}{remedy}"


def whole(content: Readable, limit: int) -> bytes:
    """A document as bytes.

    Raises:
        TroubleError: it is larger than `limit`, whatever was said of it.
    """
    pieces = []
    size = 0
    while piece := content.read(min(_PIECE, limit + 1 - size)):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise oversize(limit)
    return b"".join(pieces)


def _nested(
    kind: str, name: str, position: str, source: str, options: Options, opened: Callable[[], Readable]
) -> Iterator[Item]:
    if options.max_nesting < 2:
        yield failed(source, position, TroubleError("unsupported", "is an archive nested too deep in others"))
        return
    inner = options._replace(max_nesting=options.max_nesting - 1)
    module = kinds.loaded(kind)
    prefix = f"{position}!"
    if hasattr(module, "stream"):
        yield from module.stream(inflated(opened(), name, options.max_ratio), source, prefix, inner)
        return
    with tempfile.TemporaryFile() as file:
        _spool(opened(), file, options.max_nested)
        yield from module.inside(file, source, prefix, inner)


def _spool(content: Readable, file: IO[bytes], limit: int) -> None:
    size = 0
    while piece := content.read(_PIECE):
        size += len(piece)
        if size > limit:
            raise oversize(limit)
        file.write(piece)
    file.seek(0)
