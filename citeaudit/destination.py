"""Where a report goes: standard output or a file, how many columns it has, and whether it may be coloured."""

import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from typing import TextIO

from citeaudit.errors import CiteauditError

PIPE_WIDTH = 100
"""Columns where there is no terminal, so that reports can be compared."""
_NARROWEST = 40
_PART = ".citeaudit-"
_LONGEST_WRITE = 3600


class Destination:
    """A report's file, or standard output, opened for a `with` block; a file is written whole or not at all."""

    def __init__(self, path: str | None, documents: Iterable[str]) -> None:
        """Take `path`, None or "-" for standard output.

        Raises:
            CiteauditError: it is one of `documents`, which the report would overwrite, or a folder.
        """
        self._out: TextIO = sys.stdout
        self._final: str | None = None
        self._part: str | None = None
        if path is not None and path != "-":
            self._final = os.path.realpath(path)
            self._part = f"{self._final}.part"
            try:
                there = os.stat(path)
            except OSError:
                return
            if stat.S_ISDIR(there.st_mode):
                raise CiteauditError(f"{path}: this is a folder; name a file for the report")
            if not stat.S_ISREG(there.st_mode):
                self._part = None  # a device or a pipe cannot be replaced
            elif any(os.path.exists(name) and os.path.samefile(path, name) for name in documents):
                raise CiteauditError(f"{path}: this is one of the documents to check; write the report elsewhere")

    def __enter__(self) -> TextIO:
        if self._final is not None:
            try:
                self._out = open(
                    self._part or self._final, "w", encoding="utf-8", errors="backslashreplace", newline="\n"
                )
            except OSError as error:
                raise CiteauditError(f"{self._final}: cannot be written: {reason(error)}") from None
        return self._out

    def __exit__(self, kind: object, *_: object) -> None:
        if self._final is None:
            return
        try:
            self._out.close()
            if self._part is not None and kind is None:
                os.replace(self._part, self._final)
        finally:
            if self._part is not None and os.path.lexists(self._part):
                os.unlink(self._part)


def replace(path: str, data: bytes) -> None:
    """Write a file whole or not at all: whoever pulls the plug finds the old one or the new one, never half.

    A file that is there keeps its permissions and its owner; a link stays one, and what it leads to is written.

    Raises:
        CiteauditError: it may not be written, or cannot be; it is then as it was.
    """
    final = os.path.realpath(path)
    # In the same folder, since only inside one file system does a name change in one step. The name is short: that of
    # the file itself may be as long as names can be.
    folder = os.path.dirname(final)
    _sweep(folder)
    part = os.path.join(folder, f"{_PART}{os.getpid()}.part")
    try:
        there = os.stat(final) if os.path.exists(final) else None
        if there and not stat.S_IMODE(there.st_mode) & 0o222:
            # A name can be taken from a file that must not be changed.
            raise CiteauditError(f"{path}: cannot be written: it is read-only")
        with open(part, "wb") as file:
            if there:
                _own(part, there)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())  # else the new name may reach the disk before the content does
        os.replace(part, final)
    except OSError as error:
        raise CiteauditError(f"{path}: cannot be written: {reason(error)}") from None
    finally:
        if os.path.lexists(part):
            os.unlink(part)


def _own(part: str, there: os.stat_result) -> None:
    """Give a file the owner and the permissions of another: who runs as root, as in a container, keeps an editor's."""
    if hasattr(os, "chown"):
        with suppress(OSError):  # only root may give files away
            os.chown(part, there.st_uid, there.st_gid)
    os.chmod(part, stat.S_IMODE(there.st_mode))


@cache
def _sweep(folder: str) -> None:
    """Delete what runs that were killed have left in a folder: nobody writes one file for an hour."""
    try:
        with os.scandir(folder) as entries:
            old = [each.path for each in entries if each.name.startswith(_PART) and each.name.endswith(".part")]
        for path in old:
            if os.stat(path).st_mtime < time.time() - _LONGEST_WRITE:
                os.unlink(path)
    except OSError:  # it is another run's, or may not be deleted: it lies there and does no harm
        pass


@contextmanager
def summary(output_format: str, environment: Mapping[str, str]) -> Iterator[TextIO | None]:
    """The page that GitHub shows of a step, to be added to; None for other formats and outside of a step.

    Raises:
        CiteauditError: it cannot be written.
    """
    path = environment.get("GITHUB_STEP_SUMMARY") if output_format == "github" else None
    if not path:
        yield None
        return
    with ExitStack() as opened:
        try:
            page = opened.enter_context(open(path, "a", encoding="utf-8", errors="replace", newline="\n"))
        except OSError as error:
            raise CiteauditError(f"{path}: the summary cannot be written: {reason(error)}") from None
        yield page


def reason(error: OSError) -> str:
    """What the operating system says, as the end of a sentence."""
    return (error.strerror or str(error)).lower()


def columns(out: TextIO, environment: Mapping[str, str]) -> int:
    """The columns to fill: those asked for, else those of the terminal, else always the same number."""
    asked = environment.get("COLUMNS", "")
    if asked.isdecimal() and int(asked):
        return max(_NARROWEST, int(asked))
    if out.isatty():
        try:
            return max(_NARROWEST, os.get_terminal_size(out.fileno()).columns or PIPE_WIDTH)
        except OSError:  # it says that it is a terminal, and is none
            return PIPE_WIDTH
    return PIPE_WIDTH


def colored(out: TextIO, when: str, environment: Mapping[str, str]) -> bool:
    """Whether to colour, by `--color` and the variables NO_COLOR, FORCE_COLOR and TERM, in this order."""
    if when != "auto":
        return when == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    # The old console of Windows shows the codes of colours as they are; newer ones say who they are.
    plain = os.name == "nt" and not ({"WT_SESSION", "ANSICON", "TERM"} & environment.keys())
    return out.isatty() and environment.get("TERM") != "dumb" and not plain
