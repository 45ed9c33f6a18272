"""What is counted: of a part that is done, of a unit, of all of a run."""

from collections.abc import Mapping
from typing import NamedTuple


class Done(NamedTuple):
    """What one part of a unit holds."""

    documents: int
    """That were read."""
    bytes: int
    errors: int
    warnings: int
    notes: int
    unchecked: int
    """Documents in which not all could be checked: a rule gave up, or there are no word lists for the language."""
    statuses: Mapping[str, int]
    """Rows that were written, by status; their sum is `documents`."""
    rests: tuple[tuple[str, str], ...] = ()
    """Files that were read besides the input, each with what tells that it is still the same."""


class Totals(NamedTuple):
    """The sums over all parts that count."""

    documents: int = 0
    bytes: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    unchecked: int = 0
    statuses: Mapping[str, int] = {}

    def plus(self, done: Done) -> "Totals":
        statuses = dict(self.statuses)
        for status, number in done.statuses.items():
            statuses[status] = statuses.get(status, 0) + number
        return Totals(
            self.documents + done.documents, self.bytes + done.bytes, self.errors + done.errors,
            self.warnings + done.warnings, self.notes + done.notes, self.unchecked + done.unchecked, statuses,
        )  # fmt: skip


class UnitState(NamedTuple):
    unit: str
    size: int
    parts: int | None
    """How many there are; None until it was read to its end."""
    done: frozenset[int]

    @property
    def is_done(self) -> bool:
        return self.parts is not None and len(self.done) >= self.parts
