"""What a worker says to the driver; what the driver answers is a `board.Task`, a `board.Answer` or None, to go."""

from typing import NamedTuple

from citeaudit.archive.tally import Done


class Ready(NamedTuple):
    """It has read the rules and waits for a unit."""


class Claim(NamedTuple):
    """May it do this part? It waits for the answer."""

    part: int


class Finished(NamedTuple):
    """The files of a part are at their place."""

    part: int
    done: Done


class Ended(NamedTuple):
    """It came to the end of the unit, which has so many parts, and waits for another."""

    parts: int


class Left(NamedTuple):
    """It has let go of the unit, as it was told or because of `trouble`, and waits for another."""

    trouble: str | None = None


Message = Ready | Claim | Finished | Ended | Left
