"""Cited sentences that lean on no outlet of a newsroom's list of those that it trusts."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.model.span import Span
from citeaudit.parse.outlets import Outlets

_NOBODY = ".example"
"""How names end that nobody can have: the list of a newsroom that has set none."""


class Params(NamedTuple):
    outlets: tuple[str, ...] = ()
    """Names of outlets, or hosts of their addresses; nothing is told where there are none."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield once, at the first marker of such a sentence; only where all that it cites is listed."""
    outlets = Outlets(params.outlets)
    listed = {source.label for source in document.sources if source.listed}
    trusted = {source.label for source in document.sources if outlets.of(source)}
    if not trusted and all(name.endswith(_NOBODY) for name in params.outlets):
        return
    cited = [(i, set(s.labels)) for i, s in enumerate(document.sentences) if s.status == "cited"]
    without = [i for i, labels in cited if labels <= listed and labels.isdisjoint(trusted)]
    marker = next((m for m in document.markers if without and m.sentence == without[0]), None)
    if marker:
        lines = ", ".join(dict.fromkeys(str(document.lines.place(document.sentences[i].start)[0]) for i in without))
        values = {"count": len(without), "cited": len(cited)}
        yield Hit(Span(marker.start, marker.end), values, because=(f"in line {lines}",))
