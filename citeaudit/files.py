"""Find the documents among the paths that a person names."""

import os
from collections.abc import Callable, Iterator
from typing import NamedTuple

from citeaudit.errors import CiteauditError

STDIN = "-"
_LEFT_OUT = frozenset(("node_modules", "__pycache__", "venv", "site-packages"))


class Found(NamedTuple):
    path: str
    error: str | None = None
    """Why it cannot be audited, when that is known before it is opened."""


def find(paths: list[str], suffixes: frozenset[str], excluded: Callable[[str], bool]) -> Iterator[Found]:
    """The documents below `paths`, each once; in a folder those with a known suffix, in order of name.

    A file that is named is taken whatever its suffix. Hidden folders and those of package managers are left out.

    Raises:
        CiteauditError: a folder that is named holds no document.
    """
    seen: set[str] = set()
    for path in paths or ["."]:
        if path == STDIN:
            yield Found(STDIN)
        elif os.path.isdir(path):
            none = True
            for found in _walk(path, suffixes, excluded, frozenset()):
                none = False
                if found.path not in seen:
                    seen.add(found.path)
                    yield found
            if none:
                known = ", ".join(sorted(suffixes))
                raise CiteauditError(f"{path}: no document in this folder (looked for {known})")
        elif not os.path.lexists(path):
            yield Found(path, "there is no such file or folder")
        elif path not in seen:
            seen.add(path)
            yield Found(path)


def _walk(
    folder: str, suffixes: frozenset[str], excluded: Callable[[str], bool], above: frozenset[str]
) -> Iterator[Found]:
    """What lies in `folder`; a link that leads back to a folder above is not followed."""
    real = os.path.realpath(folder)
    if real in above:
        return
    try:
        with os.scandir(folder) as entries:
            names = sorted((entry.name, entry.is_dir()) for entry in entries)
    except OSError as error:
        yield Found(folder, f"this folder cannot be opened: {(error.strerror or str(error)).lower()}")
        return
    for name, is_folder in names:
        path = name if folder == "." else os.path.join(folder, name)
        if excluded(path):
            continue
        if is_folder:
            if not name.startswith(".") and name not in _LEFT_OUT:
                yield from _walk(path, suffixes, excluded, above | {real})
        elif os.path.splitext(name)[1].lower() in suffixes:
            yield Found(path)
