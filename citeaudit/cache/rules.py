"""Rules that were found right in an earlier run: how many there are is known, and the rest when somebody asks."""

from collections.abc import Callable, Iterator, Sequence
from typing import overload

from citeaudit import rulebook
from citeaudit.cache.store import Store
from citeaudit.rule import Rule
from citeaudit.rulebook import Rulebook
from citeaudit.settings import Settings


class Later(Sequence[Rule]):
    """The rules of a run; a run that audits nothing anew never reads them."""

    def __init__(self, count: int, read: Callable[[], Sequence[Rule]]) -> None:
        self._count = count
        self._read = read
        self._rules: tuple[Rule, ...] | None = None

    def _all(self) -> tuple[Rule, ...]:
        if self._rules is None:
            self._rules = tuple(self._read())
        return self._rules

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> Rule: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Rule]: ...
    def __getitem__(self, at: int | slice) -> Rule | Sequence[Rule]:
        return self._all()[at]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self._all())

    def __reduce__(self) -> tuple[type, tuple[tuple[Rule, ...]]]:
        return tuple, (self._all(),)  # another process needs them


def load(settings: Settings, store: Store, key: str) -> Rulebook:
    """The rules of `settings`, as `rulebook.load` gives them and with its errors; `key` is all that they depend on."""
    match store.get(key):
        case ["rules", str(digest), int(count)]:
            return Rulebook(Later(count, lambda: rulebook.load(settings).rules), digest)
        case _:
            pass
    made = rulebook.load(settings)
    if not made.errors:
        store.put(key, ["rules", made.digest, len(made.rules)])
    return made
