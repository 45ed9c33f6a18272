"""From the paths of a person to units, one after the other, and from a unit to its documents."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from citeaudit import audit, files
from citeaudit.archive import beside, cutting, kinds
from citeaudit.archive.inputs import folder, tar
from citeaudit.archive.items import Item, Unit
from citeaudit.archive.options import Options
from citeaudit.archive.streams import inflating, opening
from citeaudit.archive.trouble import TroubleError, failed, unreadable
from citeaudit.archive.walking import LeftOut, walked
from citeaudit.errors import CiteauditError

_PACKED = (*inflating.SUFFIXES, *(suffix for suffix in tar.SUFFIXES if suffix != ".tar"))


def plan(paths: Sequence[str], options: Options, excluded: Callable[[str], bool] = lambda _: False) -> Iterator[Unit]:
    """The units of all inputs, in the order of the paths and of names: the same for the same files.

    A folder is walked as `check` walks it, and files of a kind that holds many documents are taken in it too, but not
    those that may be something else (CSV, XML): they have to be named. What is found to be wrong with a file becomes
    an item when the unit is read. Nothing is planned before it is known that every path leads somewhere.

    Raises:
        CiteauditError: a path leads to nothing, or what can read it is not installed.
    """
    return (unit for _, unit in assigned(paths, options, excluded))


def assigned(
    paths: Sequence[str],
    options: Options,
    excluded: Callable[[str], bool] = lambda _: False,
    left: LeftOut | None = None,
) -> Iterator[tuple[str, Unit]]:
    """The units of `plan`, each with the path that leads to it; a file below two of the paths belongs to the first.

    `left` counts, while they are asked for, the files of folders that are left out.
    """
    if options.input is not None:
        kinds.loaded(options.input)
    for path in paths:
        if path == files.STDIN:
            raise CiteauditError("an archive cannot be read from standard input; name a file or a folder")
        if not opening.exists(path):
            raise CiteauditError(f"{path}: there is no such file or folder")
    return _planned(paths, options, excluded, left)


def _planned(
    paths: Sequence[str], options: Options, excluded: Callable[[str], bool], left: LeftOut | None
) -> Iterator[tuple[str, Unit]]:
    suffixes = _suffixes(options)
    seen: set[bytes] | None = set() if len(paths) > 1 else None
    for path in paths:
        found = _once(walked(path, suffixes, excluded, left), seen)
        for kind, group in groupby(found, lambda each, path=path: _kind(each, path, options)):  # type: ignore[misc]
            if kind == "folder":
                yield from ((path, unit) for unit in folder.gathered(path, group, options))
                continue
            for file in group:
                yield from ((path, unit) for unit in _cut(kind, file, options))


def _suffixes(options: Options) -> frozenset[str]:
    """The ends of the names of files that are taken in a folder."""
    if options.input is None:
        return audit.suffixes() | frozenset(kinds.suffixes(alone=False))
    if options.input == "folder":
        return audit.suffixes()
    return kinds.ends(options.input)


def _once(found: Iterator[str], seen: set[bytes] | None) -> Iterator[str]:
    """Each file once, also where the paths of a person overlap; of millions of names only digests are kept."""
    is_kept = True
    for path in found:
        if beside.is_list(path) and opening.is_remote(path):  # it goes with its article, and several may have one
            if is_kept:
                yield path
            continue
        is_kept = True
        if seen is not None:
            name = path if opening.is_remote(path) else os.path.normcase(os.path.abspath(path))
            digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=16).digest()
            is_kept = digest not in seen
            if not is_kept:
                continue
            seen.add(digest)
        yield path


def _kind(file: str, path: str, options: Options) -> str:
    if options.input is not None:
        return options.input
    try:
        return (kinds.of_file(file) if file == path else kinds.of_name(file, alone=False)) or "folder"
    except OSError:  # told as an item, when it is read
        return "folder"


def _cut(kind: str, path: str, options: Options) -> Iterator[Unit]:
    try:
        yield from kinds.loaded(kind).units(path, options)
    except OSError as error:  # such as it is, it is a unit: reading it tells why it cannot be read
        yield Unit(kind, path, 0, -1, 0, cutting.digested((kind, path, str(error.errno))))


def read(unit: Unit, options: Options) -> Iterator[Item]:
    """The documents of a unit; whatever is wrong with its file is an item at the place where it is met.

    Raises:
        CiteauditError: what can read it is not installed.
    """
    try:
        yield from kinds.loaded(unit.input).read(unit, options)
    except TroubleError as trouble:
        yield failed(unit.path, _stretch(unit), trouble)
    except OSError as error:
        yield failed(unit.path, _stretch(unit), unreadable(error))


def _stretch(unit: Unit) -> str:
    return "" if unit.stop < 0 else f"{unit.start}-{unit.stop}"


def is_plain(unit: Unit) -> bool:
    """Whether its files lie there as they are read, not compressed."""
    return unit.input not in ("zip", "parquet") and not unit.path.lower().endswith(_PACKED)


def described(unit: Unit) -> str:
    """A line on how the input of a unit is cut, where it is not: for a person who wonders why one process works."""
    if unit.stop >= 0:
        return ""
    why = kinds.loaded(unit.input).WHOLE
    packed = next((suffix for suffix in inflating.SUFFIXES if unit.path.lower().endswith(suffix)), "")
    return f"{unit.path}: one unit{f' ({packed})' if packed else ''}: {why}" if why else ""
