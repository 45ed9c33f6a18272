"""A change as it is told."""

from enum import IntEnum
from typing import Literal, NamedTuple

from citeaudit.model import Document
from citeaudit.model.span import Span

Kind = Literal["citation lost", "source swapped", "figure changed", "claim changed", "new uncited claim"]


class Weight(IntEnum):
    """What is told first: the lower number."""

    DENIAL = 0
    LOST = 1
    SWAPPED = 2
    FIGURE = 3
    SPEAKER = 4
    NEW = 5
    WORDS = 6


class Change(NamedTuple):
    """One change; the sentences are numbers in the old and in the new document."""

    kind: Kind
    old: int | None
    new: int
    what: str
    """In words: "cited [1], cites nothing now"."""
    weight: Weight
    before: tuple[Span, ...] = ()
    """The places in the old text that differ, in order."""
    after: tuple[Span, ...] = ()
    """The places in the new text that differ, in order."""


class Versions(NamedTuple):
    """Two versions of a document, and what changed between them."""

    old: Document
    new: Document
    changes: tuple[Change, ...]


class Compared(NamedTuple):
    """What came of the wish to compare a document with its past."""

    path: str
    versions: Versions | None = None
    note: str | None = None
    """Why there is nothing to compare, where that is no fault: it is new, or deleted."""
    error: str | None = None
    """Why it could not be compared."""
    failed: tuple[str, ...] = ()
    """What could not be read for one of the versions, such as a list of sources; one sentence each."""
