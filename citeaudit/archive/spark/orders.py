"""What the driver and a task of Spark tell each other about one unit, as text: it passes through Java."""

import json
from typing import Any, NamedTuple, Self

from citeaudit.archive.items import Unit, packed
from citeaudit.archive.tally import Done, UnitState


class Order(NamedTuple):
    """A unit to do, without the parts that are done."""

    unit: Unit
    done: frozenset[int]
    attempts: int = 0
    """Jobs of Spark that have failed with it."""

    @property
    def key(self) -> str:
        return self.unit.key

    @property
    def state(self) -> UnitState:
        return UnitState(self.key, self.unit.size, None, self.done)

    def written(self) -> str:
        return json.dumps([*self.unit[:-1], self.unit.files, sorted(self.done)])

    @classmethod
    def read(cls, written: str) -> Self:
        kind, path, start, stop, size, digest, files, done = json.loads(written)
        return cls(Unit(kind, path, start, stop, size, digest, packed(files) if files else b""), frozenset(done))


class Answer(NamedTuple):
    """What became of a unit."""

    key: str
    finished: tuple[tuple[int, Done], ...]
    parts: int | None
    """How many parts it has; None where it was not read to its end."""
    trouble: str | None

    def written(self) -> str:
        return json.dumps(self)

    @classmethod
    def read(cls, written: str) -> Self:
        key, finished, parts, trouble = json.loads(written)
        return cls(key, tuple((part, _done(*done)) for part, done in finished), parts, trouble)


def _done(*fields: Any) -> Done:
    *counts, rests = fields
    return Done._make((*counts, tuple(map(tuple, rests))))
