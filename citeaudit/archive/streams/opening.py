"""Open a file of this machine, or one elsewhere through fsspec; what is local never passes through it."""

import os
from typing import Any, BinaryIO, NamedTuple, cast

from citeaudit.archive.trouble import missing
from citeaudit.errors import CiteauditError


class State(NamedTuple):
    """What tells that a file is still the same."""

    size: int
    """In bytes, 0 where it is not known."""
    stamp: str


def is_remote(path: str) -> bool:
    """Whether a path is an address: "s3://bucket/part.warc.gz"."""
    return "://" in path


def opened(path: str) -> BinaryIO:
    """Open a file to be read; the caller closes it.

    Raises:
        OSError: it cannot be opened.
        CiteauditError: it is elsewhere, and what can reach it is not installed.
    """
    if not is_remote(path):
        return open(path, "rb")
    system, name = located(path)
    return cast(BinaryIO, system.open(name, "rb"))


def state(path: str) -> State:
    """The state of a file, without reading it.

    Raises:
        OSError: there is no such file.
        CiteauditError: see `opened`.
    """
    if not is_remote(path):
        status = os.stat(path)
        return State(status.st_size, f"{status.st_size}:{status.st_mtime_ns}")
    system, name = located(path)
    return State(system.size(name) or 0, system.ukey(name))


def stamped(path: str) -> str:
    """What tells that a file of this machine is still the same; empty where there is none."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return ""
    return f"{status.st_size}:{status.st_mtime_ns}"


def is_folder(path: str) -> bool:
    """Whether a path leads to a folder.

    Raises:
        CiteauditError: see `opened`.
    """
    if not is_remote(path):
        return os.path.isdir(path)
    system, name = located(path)
    return bool(system.isdir(name))


def exists(path: str) -> bool:
    """Whether there is anything at a path.

    Raises:
        CiteauditError: see `opened`.
    """
    if not is_remote(path):
        return os.path.lexists(path)
    system, name = located(path)
    return bool(system.exists(name))


def located(path: str) -> tuple[Any, str]:
    """The file system of an address, and the name of the file in it.

    Raises:
        CiteauditError: it cannot be reached: nobody answers, there is no such kind of address, or fsspec, or what that
            needs, is not installed.
    """
    try:
        import fsspec
    except ModuleNotFoundError:
        raise missing("fsspec", f"what is not on this machine ({path})") from None
    if "::" in path:
        raise CiteauditError(f"{path}: addresses within addresses are not read; name the file that holds the others")
    try:
        system, name = fsspec.core.url_to_fs(path)  # it keeps what it opens, and nothing of that beyond a fork
    except (ImportError, ValueError, TypeError) as error:
        raise CiteauditError(f"{path}: cannot be reached: {error}") from None
    except OSError as error:
        raise CiteauditError(f"{path}: cannot be reached: {(error.strerror or str(error)).lower()}") from None
    return system, name
