"""What a figure is."""

from typing import Literal, NamedTuple

Kind = Literal["number", "ordinal", "year", "decade", "century", "date", "time", "score", "vague"]
Bound = Literal["", "over", "under", "about"]


class Figure(NamedTuple):
    """A figure of a text; `text[start:end]` is `written`, in code points."""

    start: int
    end: int
    written: str
    value: float
    """A number that is equal for equal figures: of a date 20210303 (0 for a year, month or day that is not given), of
    a time the minutes since midnight, of a share its hundredths, of a decade or a vague number its first."""
    unit: str = ""
    """A symbol of `units`, or "" where none is known."""
    kind: Kind = "number"
    spelled: bool = False
    """Written in words: "three", "a dozen"."""
    step: float = 1.0
    """What its last digit that says something is worth: 1000 of 61,000, 0.1 of 4.2."""
    scale: float = 1.0
    """What its digits are multiplied with: a million in "4 million"."""
    bound: Bound = ""
    """What the words before it make of it: "more than", "nearly", "some"."""
    noun: str = ""
    """The small word behind it where it has no unit: what it may count."""
    other: float = 0.0
    """The second number of a score, the last of a vague number."""
    also: tuple[float, ...] = ()
    """Other values that it can be read as: 3/4/2021 is a day in March and one in April."""

    @property
    def readings(self) -> tuple[float, ...]:
        return (self.value, *self.also)


class Spelled(NamedTuple):
    """A number in words; half-open, in code points."""

    start: int
    end: int
    value: float
    kind: str
    """number, year, span (years, or the days of a fortnight), ordinal, share (its hundredths), points (of a hundred),
    vague, decade, hour."""
    scale: float = 1.0
    last: float = 0.0
    """Of a vague number."""


Tokens = list[tuple[str, int, int]]
"""Words with where they begin and end."""
