"""What comes of comparing a figure with those of a source."""

from typing import Literal, NamedTuple, get_args

from citeaudit.parse.figures.figure import Figure

State = Literal[
    "found", "converted", "rounded", "order differs", "sign differs", "unit differs", "power of ten", "not found",
]  # fmt: skip
STATES: tuple[State, ...] = get_args(State)
"""From the nearest."""


class Comparison(NamedTuple):
    state: State
    other: Figure | None = None
    """The figure of the source that it was compared with."""
