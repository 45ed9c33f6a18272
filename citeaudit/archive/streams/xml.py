"""Read XML element by element: nothing but the element in hand is in memory, and no entity is looked up."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

from citeaudit.archive.streams.inflating import Readable
from citeaudit.archive.trouble import TroubleError

_PIECE = 1 << 16
_FORBIDDEN = bytes.maketrans(bytes([*range(9), 11, 12, *range(14, 32)]), b" " * 29)
"""Control characters, which XML does not allow and exports have all the same."""
_LARGEST = 1 << 26
"""Bytes between the ends of two elements that are asked for: so much may be in memory."""
_WIDE = (b"\xfe\xff", b"\xff\xfe", b"\0<", b"<\0", b"\0\0")


def elements(content: Readable, wanted: frozenset[tuple[int, str]]) -> Iterator[tuple[str, Any]]:
    """Elements as they end, with their names without namespaces.

    `wanted` are pairs of a depth, of which the root's is 1, and a name. An element lasts until the next is asked for.

    Raises:
        TroubleError: the rest cannot be read: cut off, no XML, with entities of its own, or with a text too large.
    """
    options: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    parser: Any = etree.XMLPullParser(events=("start", "end"), remove_comments=True, remove_pis=True, **options)
    shallow = min(depth for depth, _ in wanted)
    depth = fed = 0
    wide = None
    trouble: TroubleError | None = None
    while trouble is None:
        try:
            piece = content.read(_PIECE)
            if wide is None:
                wide = piece.startswith(_WIDE)
            fed += len(piece)
            trouble = _fed(parser, piece if wide else piece.translate(_FORBIDDEN))
            if fed > _LARGEST:
                trouble = TroubleError("oversize", "has an element that is too large; the rest was not read")
        except TroubleError as error:
            trouble = error
            piece = b""
        for event, element in parser.read_events():
            if event == "start":
                depth += 1
                if depth == 1:
                    _check_entities(element)
                continue
            name = element.tag.rpartition("}")[2]
            if (depth, name) in wanted:
                yield name, element
                element.clear()
                fed = 0
            if depth <= shallow:
                _drop(element)
            depth -= 1
        if not piece and trouble is None:
            return
    raise trouble


def _fed(parser: Any, piece: bytes) -> TroubleError | None:
    """Give the parser its next bytes, none for the end; what came before a fault can still be asked of it."""
    try:
        if piece:
            parser.feed(piece)
        else:
            parser.close()
    except etree.XMLSyntaxError as error:
        return _trouble(error, at_end=not piece)
    return None


def _drop(element: Any) -> None:
    """Forget an element and those before it; it stays in its place, because the text that follows hangs on it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _check_entities(root: Any) -> None:
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise TroubleError("unsupported", "declares entities of its own, which are not resolved; it was not read")


def _trouble(error: etree.XMLSyntaxError, *, at_end: bool) -> TroubleError:
    what = " ".join(str(error).split())[:200]
    lower = what.lower()
    if "huge" in lower or "too long" in lower or "limit exceeded" in lower:
        return TroubleError("oversize", f"has a text that is too large for an article; the rest was not read ({what})")
    if at_end:
        return TroubleError("truncated", "is cut off; what comes before was read")
    if "encoding" in lower or "utf-8" in lower or "invalid bytes" in lower:
        return TroubleError("decode-error", f"is not in the encoding that it declares; the rest was not read ({what})")
    return TroubleError("parse-error", f"is not valid XML; the rest was not read ({what})")
