"""Find files below a path, here or elsewhere, by the same rules and in the same order."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from citeaudit import audit, files
from citeaudit.archive import beside
from citeaudit.archive.streams import inflating
from citeaudit.archive.streams.opening import exists, is_folder, is_remote, located
from citeaudit.errors import CiteauditError


class LeftOut:
    """What folders hold and nobody reads, because it is of no kind that is taken in a folder; by suffix."""

    def __init__(self, named: Sequence[str], excluded: Callable[[str], bool]) -> None:
        """`named` are the inputs: a file that is one of them is read, whatever folder it lies in as well."""
        self.counts: Counter[str] = Counter()
        self._excluded = excluded
        self._seen = {_place(each) for each in named} if len(named) > 1 else None  # else no file is met twice

    def __call__(self, path: str) -> None:
        name = _last(path.replace(os.sep, "/"))
        if name.startswith(".") or beside.is_list(name) or self._excluded(path.removeprefix("./")):
            return
        if self._seen is not None:
            if (place := _place(path)) in self._seen:
                return
            self._seen.add(place)
        stem, last = os.path.splitext(name.lower())
        inner = os.path.splitext(stem)[1] if last in inflating.SUFFIXES else ""
        self.counts[inner + last or "without a suffix"] += 1


def walked(
    path: str, suffixes: frozenset[str], excluded: Callable[[str], bool], left: LeftOut | None = None
) -> Iterator[str]:
    """The files below `path`, or `path` itself where it is a file, by the rules of `files.find`.

    At an address each is followed by the lists of sources beside it: there they are read as files of the unit.

    A folder below it that cannot be opened is given like a file, so that whoever reads it says why.

    Raises:
        CiteauditError: `path` is a folder without any such file, or cannot be opened.
    """
    if is_remote(path):
        if not is_folder(path):
            yield path
            if audit.suffixes() <= suffixes:  # else all is of a kind that has no lists
                yield from filter(_is_there, beside.lists_of(path))
            return
        names = _elsewhere(path.rstrip("/"), suffixes, excluded, left)
        first = next(names, None)
        if first is None:
            raise CiteauditError(f"{path}: no document in this folder (looked for {', '.join(sorted(suffixes))})")
        yield first
        yield from names
        return
    for found in files.find([path], suffixes, excluded, left=left):
        if found.error and found.path == path:
            raise CiteauditError(f"{path}: {found.error}")
        yield found.path


def _elsewhere(
    folder: str, suffixes: frozenset[str], excluded: Callable[[str], bool], left: LeftOut | None
) -> Iterator[str]:
    pending: list[tuple[str, bool]] = [(folder, True)]
    while pending:
        path, inside = pending.pop()
        if not inside:
            yield path
            continue
        system, name = located(path)
        entries = sorted((_last(entry["name"]), entry["type"] == "directory") for entry in _listed(system, name))
        lists = {name for name, is_inner in entries if beside.is_list(name) and not is_inner}
        kept: list[tuple[str, bool]] = []
        for name, is_inner in entries:
            if files.is_left_out(name) if is_inner else not files.is_known(name, suffixes):
                if left and not is_inner:
                    left(f"{path}/{name}")
                continue
            if not excluded(f"{path}/{name}"):
                kept.append((f"{path}/{name}", is_inner))
                kept += [(f"{path}/{each}", False) for each in beside.lists_of(name) if each in lists and not is_inner]
        pending += reversed(kept)


def _is_there(path: str) -> bool:
    try:
        return exists(path)
    except OSError:  # stores that do not say what is not there
        return False


def _listed(system: Any, name: str) -> list[Any]:
    """What lies in a folder; stores of objects also list the folder in itself."""
    return [entry for entry in system.ls(name, detail=True) if entry["name"].rstrip("/") != name.rstrip("/")]


def _place(path: str) -> str:
    return path if is_remote(path) else os.path.normcase(os.path.abspath(path))


def _last(name: str) -> str:
    return name.rstrip("/").rpartition("/")[2]
