"""Find the documents among the paths that a person names."""

import heapq
import os
import stat
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

STDIN = "-"
_NAMES_OF_STDIN = ("/dev/stdin", "/dev/fd/0", "/proc/self/fd/0")
SAVED = ".sources"
"""The end of the name of a folder with the saved texts of sources, which are no articles."""
SIDECARS = (".sources.json", ".sources.csv", ".sources.bib")
"""What stands behind the stem of an article in the name of its list: `ferry.md` has `ferry.sources.json`."""
_AT_A_TIME = 1 << 16
"""Entries of a folder that are sorted together."""
_LEFT_OUT = frozenset(("node_modules", "__MACOSX", "__pycache__", "venv", "site-packages"))


def beside(path: str) -> tuple[str, ...]:
    """The lists of sources that stand beside an article."""
    return tuple(filter(os.path.isfile, lists_of(path)))


def lists_of(path: str) -> tuple[str, ...]:
    """What the lists of sources beside an article are called, whether or not there are any."""
    stem = os.path.splitext(path)[0]
    return tuple([stem + suffix for suffix in SIDECARS])


def stem_of_list(path: str) -> str | None:
    """The path of the article, without its suffix, that a list of sources stands beside; None for other files."""
    return next((path.removesuffix(suffix) for suffix in SIDECARS if path.endswith(suffix)), None)


def is_stream(path: str) -> bool:
    """Whether what lies at `path` can be read but once, and not be written again: a pipe such as `<(...)`, a device."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _is_endless(path: str) -> bool:
    """Whether it is a device, of which some never end; the empty one stands for a file that is not there."""
    if path == os.devnull:
        return False
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return stat.S_ISCHR(mode) or stat.S_ISBLK(mode)


class Found(NamedTuple):
    path: str
    error: str | None = None
    """Why it cannot be audited, when that is known before it is opened."""


Left = Callable[[str], None]
"""Is told of the files of folders that are left out because of their suffix."""


def find(
    paths: list[str],
    suffixes: frozenset[str],
    excluded: Callable[[str], bool],
    *,
    forced: bool = False,
    left: Left | None = None,
) -> Iterator[Found]:
    """The documents below `paths`, each once, in the order of the paths.

    A file that is named is taken whatever its suffix and, unless `forced`, also where it is excluded. In a folder
    those with a known suffix are taken, by name; hidden folders, those of package managers and those with saved sources
    are left out. A path that leads to no document is found with an error: one that nobody hears of would pass for one
    without findings.
    """
    paths = [STDIN if path in _NAMES_OF_STDIN else path for path in paths or ["."]]
    paths = [path for path in paths if not forced or path == STDIN or not excluded(path)]
    if len(paths) == 1:  # a folder is walked once, and millions of names are not kept for nothing
        yield from _below(paths[0], suffixes, excluded, left)
        return
    seen: set[str] = set()
    for path in paths:
        for found in _below(path, suffixes, excluded, left):
            name = found.path if found.path == STDIN else os.path.normcase(os.path.abspath(found.path))
            if name not in seen:
                seen.add(name)
                yield found


def is_left_out(name: str) -> bool:
    """Whether what lies in a folder of this name is none of a person's articles."""
    return name.startswith(".") or name in _LEFT_OUT or name.endswith(SAVED)


def is_known(name: str, suffixes: frozenset[str]) -> bool:
    """Whether the name of a file ends in one of `suffixes`, of which some are double: ".jsonl.gz"."""
    stem, last = os.path.splitext(name.lower())
    return last in suffixes or os.path.splitext(stem)[1] + last in suffixes


def _below(path: str, suffixes: frozenset[str], excluded: Callable[[str], bool], left: Left | None) -> Iterator[Found]:
    if path == STDIN:
        yield Found(STDIN)
    elif os.path.isdir(path):
        none = True
        for found in _walk(os.path.normpath(path), suffixes, excluded, left):
            none = False
            yield found
        if none:
            yield Found(path, f"no document in this folder (looked for {', '.join(sorted(suffixes))})")
    elif os.path.lexists(path):
        yield Found(path, "this is a device and no document" if _is_endless(path) else None)
    else:
        yield Found(path, "there is no such file or folder")


def _walk(folder: str, suffixes: frozenset[str], excluded: Callable[[str], bool], left: Left | None) -> Iterator[Found]:
    """What lies in `folder`, depth first; every folder once, so that links that lead back or across end somewhere."""
    visited: set[tuple[int, int]] = set()
    pending: list[Iterator[tuple[str, bool]]] = [iter([(folder, True)])]
    while pending:
        path, is_folder = next(pending[-1], ("", False))
        if not path:
            pending.pop()
            continue
        if not is_folder:
            yield Found(path)
            continue
        try:
            status = os.stat(path)
            if (status.st_dev, status.st_ino) in visited:
                continue
            visited.add((status.st_dev, status.st_ino))
            with os.scandir(path) as entries:
                inside = _ordered(
                    (entry.name, _is_folder(entry)) for entry in entries if _is_kept(entry, suffixes, left)
                )
        except OSError as error:
            yield Found(path, f"this folder cannot be opened: {(error.strerror or str(error)).lower()}")
            continue
        pending.append(_joined(path, inside, excluded))


def _joined(
    folder: str, inside: Iterator[tuple[str, bool]], excluded: Callable[[str], bool]
) -> Iterator[tuple[str, bool]]:
    for name, is_folder in inside:
        path = name if folder == "." else os.path.join(folder, name)
        if not excluded(path):
            yield path, is_folder


def _ordered(entries: Iterator[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The entries of a folder by name; there may be millions, and packed they take a tenth of the memory."""
    runs: list[str] = []
    while run := sorted(islice(entries, _AT_A_TIME)):
        if not runs and len(run) < _AT_A_TIME:
            return iter(run)
        runs.append("".join([f"{name}{'/' if is_folder else ''}\0" for name, is_folder in run]))
    return heapq.merge(*map(_unpacked, runs))


def _unpacked(packed: str) -> Iterator[tuple[str, bool]]:
    start = 0
    while (end := packed.find("\0", start)) >= 0:
        is_folder = packed[end - 1] == "/"
        yield packed[start : end - is_folder], is_folder
        start = end + 1


def is_document(path: str, suffixes: frozenset[str]) -> bool:
    """Whether a file at `path`, which is relative and has slashes, would be taken from the folder that it starts in."""
    *folders, name = path.split("/")
    return is_known(name, suffixes) and not any(map(is_left_out, folders))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _is_kept(entry: os.DirEntry[str], suffixes: frozenset[str], left: Left | None) -> bool:
    """Whether it is worth a look: a folder, or a file of a known kind; a link to nothing is kept to be reported."""
    name = entry.name
    if _is_folder(entry):
        return not is_left_out(name)
    if not is_known(name, suffixes):
        if left:
            left(entry.path)
        return False
    try:
        return entry.is_file() or not os.path.exists(entry.path)  # a pipe or a device would be waited for
    except OSError:
        return True
