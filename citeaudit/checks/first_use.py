"""Sources are numbered in the order in which the article first cites them: 1, then 2, then 3."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.edits import renumbering
from citeaudit.model import Document, Fix, Hit
from citeaudit.model.span import Span


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield the first use of each number that comes after a higher one; the order inside one marker does not count."""
    seen: set[str] = set()
    plan: renumbering.Plan | None = None
    highest = 0
    listed = {source.label for source in document.sources if source.listed}
    for marker in document.markers:
        if seen.issuperset(marker.labels) or marker.sentence is None or marker.style in ("note", "citekey"):
            continue
        new = sorted({int(label) for label in marker.labels if label.isdigit() and label not in seen})
        late = [number for number in new if number < highest]
        seen.update(marker.labels)
        if late:
            # A number that no list has is itself in doubt, and so is the order that it sets.
            sure = not listed or str(highest) in listed
            refused = fix = None
            if plan is None:  # one plan mends all of them, and stands with the first
                plan = renumbering.plan(document)
                fix = Fix("Renumber to first use", safe=False, edits=plan.edits) if plan.edits else None
                refused = plan.refused
            yield Hit(
                Span(marker.start, marker.end),
                {"late": late[0], "before": highest},
                because=(f"[{highest}] is cited before", *([f"{renumbering.REFUSED}: {refused}"] if refused else [])),
                confidence=None if sure else "low",
                fix=fix,
            )
        highest = max([highest, *new])
