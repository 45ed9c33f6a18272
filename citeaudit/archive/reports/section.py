"""What a report is asked for, and one table of it before it has a format."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

Kind = Literal["text", "detail", "place", "count", "number", "rate", "share"]
"""What stands in a column: words, words that lose their sense where they are cut, a path (whose end tells most), whole
numbers, numbers of somebody's query that may be years, numbers for each document or the like, parts of 1."""


class Chart(NamedTuple):
    """Which columns make a chart: a bar for each row."""

    label: str
    value: str


class Section(NamedTuple):
    """A table with what it shows and what was counted."""

    name: str
    title: str
    note: str
    """What was counted, of what, and how to read it."""
    columns: Mapping[str, Kind]
    rows: Sequence[Sequence[Any]]
    more: int = 0
    """Rows that are left out."""
    chart: Chart | None = None

    def column(self, name: str) -> list[Any]:
        at = list(self.columns).index(name)
        return [row[at] for row in self.rows]


class Report(NamedTuple):
    """All tables of a report on one run."""

    results: str
    run: str
    about: Mapping[str, Any]
    """What the run's rows depend on."""
    began: str
    sections: Sequence[Section]


class Asked(NamedTuple):
    """What a report is asked for."""

    top: int = 20
    """Rows of a table."""
    boilerplate: int = 20
    """Documents from which a line that they share is a standing one."""
