"""A place in a text."""

from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points: `Span(0, 3)` of "Oslo" is "Osl"."""

    start: int
    end: int
