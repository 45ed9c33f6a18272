"""Two lists of sources say different things of one label: which of them is meant is not for a program to guess."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit, Level
from citeaudit.model.listed import Source
from citeaudit.parse.agreement import Difference, differences
from citeaudit.parse.listing import place_of

_GRAVE = ("title", "address")


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each label that two lists fill differently; `span` is its entry in the text, or a marker that cites it.

    Another title or another address makes another source; another outlet, author or date is a note.
    """
    first: dict[str, Source] = {}
    for source in document.sources:
        known = first.setdefault(source.label, source)
        if not source.listed or known is source or known.origin == source.origin:
            continue
        if found := differences(known, source):
            yield _hit(document, known, source, found)


def _hit(document: Document, known: Source, source: Source, found: tuple[Difference, ...]) -> Hit:
    one, other = (each.origin or "the article" for each in (known, source))
    level: Level | None = None if any(each.field in _GRAVE for each in found) else "note"
    fields = [each.field for each in found]
    what = " and ".join(filter(None, (", ".join(fields[:-1]), fields[-1])))
    because = tuple(f"{each.field}: {each.one} ({one}); {each.other} ({other})" for each in found)
    values = {"label": source.label, "one": one, "other": other, "what": what}
    place = place_of(document, source if known.start is None else known)
    return Hit(place, values, because=because, level=level)
