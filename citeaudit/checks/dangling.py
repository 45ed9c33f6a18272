"""A marker that names a source which the document's own list does not have."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.model.span import Span

_SHOWN = 3
_MISSING = "Add the source to the list, or put in the number that was meant (the list has {})"
_KEYED = "Give the entries of the list the numbers of the markers as labels, or cite the keys in the text: [@key]"


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each marker with a label that no entry has; nothing where the document has no list at all.

    A link carries its source with it, and the sources of a citation key stand in a file of their own. Where the text
    has numbers and its list has keys, none can be told from another, and that is said once.
    """
    listed = {source.label for source in document.sources if source.listed}
    if not listed:
        return
    keyed, told = _by_keys(document), False
    for marker in document.markers:
        if listed.issuperset(marker.labels) or marker.style in ("note", "link", "citekey"):
            continue
        place = Span(marker.start, marker.end)
        raw = document.text[marker.start : marker.end]
        if keyed and all(map(str.isdigit, marker.labels)):
            if not told:
                yield Hit(place, {"told": f"{raw} is a number, and {keyed}", "remedy": _KEYED})
            told = True
            continue
        missing = [label for label in dict.fromkeys(marker.labels) if label not in listed]
        what = "a source that is" if len(missing) == 1 else "sources that are"
        entries = "one entry" if len(listed) == 1 else f"{len(listed)} entries"
        said = f"{raw} names {what} not in the list: {', '.join(missing)}"
        yield Hit(place, {"told": said, "remedy": _MISSING.format(entries)})


def _by_keys(document: Document) -> str:
    """In words, that all lists of a document stand outside it and name their sources by keys; "" where they do not."""
    sources = [source for source in document.sources if source.listed]
    if any(not source.origin or source.label.isdigit() for source in sources):
        return ""
    shown = ", ".join(source.label for source in sources[:_SHOWN])
    return f"{sources[0].origin} names its sources by keys ({shown}{', …' if len(sources) > _SHOWN else ''})"
