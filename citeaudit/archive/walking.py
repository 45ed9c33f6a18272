"""Find files below a path, here or elsewhere, by the same rules and in the same order."""

from collections.abc import Callable, Iterator
from typing import Any

from citeaudit import files
from citeaudit.archive.streams.opening import is_folder, is_remote, located
from citeaudit.errors import CiteauditError


def walked(path: str, suffixes: frozenset[str], excluded: Callable[[str], bool]) -> Iterator[str]:
    """The files below `path`, or `path` itself where it is a file, by the rules of `files.find`.

    A folder below it that cannot be opened is given like a file, so that whoever reads it says why.

    Raises:
        CiteauditError: `path` is a folder without any such file, or cannot be opened.
    """
    if is_remote(path):
        if not is_folder(path):
            yield path
            return
        names = _elsewhere(path.rstrip("/"), suffixes, excluded)
        first = next(names, None)
        if first is None:
            raise CiteauditError(f"{path}: no document in this folder (looked for {', '.join(sorted(suffixes))})")
        yield first
        yield from names
        return
    for found in files.find([path], suffixes, excluded):
        if found.error and found.path == path:
            raise CiteauditError(f"{path}: {found.error}")
        yield found.path


def _elsewhere(folder: str, suffixes: frozenset[str], excluded: Callable[[str], bool]) -> Iterator[str]:
    pending: list[tuple[str, bool]] = [(folder, True)]
    while pending:
        path, inside = pending.pop()
        if not inside:
            yield path
            continue
        system, name = located(path)
        entries = sorted((_last(entry["name"]), entry["type"] == "directory") for entry in _listed(system, name))
        kept = [
            (f"{path}/{name}", is_inner)
            for name, is_inner in entries
            if (not files.is_left_out(name) if is_inner else files.is_known(name, suffixes))
        ]
        pending += [each for each in reversed(kept) if not excluded(each[0])]


def _listed(system: Any, name: str) -> list[Any]:
    """What lies in a folder; stores of objects also list the folder in itself."""
    return [entry for entry in system.ls(name, detail=True) if entry["name"].rstrip("/") != name.rstrip("/")]


def _last(name: str) -> str:
    return name.rstrip("/").rpartition("/")[2]
