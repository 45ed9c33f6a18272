"""Sources that could not be checked, or hold so little that what is missing in them says little."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.model.checked import UNSAVED
from citeaudit.model.span import Span


class Params(NamedTuple):
    fault: Literal["missing", "thin"]


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield once, at the first marker that cites such a source; nothing where no saved texts were given."""
    evidence = document.evidence
    if evidence is None:
        return
    if params.fault == "missing":
        faulty = evidence.missing()
    else:
        faulty = {label: f"has {size} word{'' if size == 1 else 's'}" for label, size in evidence.thin().items()}
    marker = next((m for m in document.markers if any(label in faulty for label in m.labels)), None)
    if marker is not None:
        yield Hit(Span(marker.start, marker.end), {"told": "; ".join(_told(faulty))})


def _told(faulty: Mapping[str, str]) -> tuple[str, ...]:
    """What is wrong with which source, those together that have no saved text."""
    order = sorted(faulty, key=lambda label: (len(label), label))
    absent = [f"[{label}]" for label in order if faulty[label] == UNSAVED]
    told = [f"[{label}] {faulty[label]}" for label in order if faulty[label] != UNSAVED]
    if len(absent) == 1:
        told.append(f"{absent[0]} {UNSAVED}")
    elif absent:
        told.append(f"{', '.join(absent[:-1])} and {absent[-1]} have no saved text")
    return tuple(told)
