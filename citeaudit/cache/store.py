"""The folder of the cache: one small file for each entry, written whole, checked when it is read, bounded in size.

Whatever lies there that is not exactly what was written counts as nothing: half a file, another program's file, an
entry under another name. Several runs may use one folder at a time: each writes beside and renames.
"""

import os
import stat
import time
from typing import Any

from citeaudit.hashing import blake2b

LIMIT = 512 << 20
"""Bytes of all entries together, each counted as a block of the disk at least."""
LARGEST = 1 << 20
"""Bytes of one entry; what is larger is not kept."""
UNUSED = 30 * 86400
"""Seconds after which an entry that nobody asked for goes."""
_DAY = 86400
_BLOCK = 4096
_MARK = b"citeaudit cache 1 "
_TAG = """Signature: 8a477f597d28d172789f06886806bc55
# This folder is a cache of citeaudit and may be deleted at any time.
"""
_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)  # a pipe would be waited for
_DIGITS = 40
"""Of a key."""
_HEX = frozenset("0123456789abcdef")


class Store:
    """Entries by key, a text of hexadecimal digits; nothing here raises."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._written: set[str] = set()
        self._started = time.time()

    def usable(self) -> bool:
        """Make the folder, where it is not there; False where nothing can be written in it."""
        try:
            if not os.path.isdir(self._folder):
                os.makedirs(self._folder)
                # Only in a folder of our own: in another, "*" would hide all of it from git.
                for name, content in ((".gitignore", "*\n"), ("CACHEDIR.TAG", _TAG)):
                    with open(os.path.join(self._folder, name), "w", encoding="ascii", newline="\n") as file:
                        file.write(content)
        except OSError:
            return os.path.isdir(self._folder) and os.access(self._folder, os.W_OK)
        return os.access(self._folder, os.W_OK)

    def get(self, key: str) -> Any:
        """What was put there; None where there is nothing, or anything else."""
        try:
            number = os.open(self._path(key), _FLAGS)
        except OSError:
            return None
        try:
            status = os.fstat(number)
            if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST:
                return None
            data = os.read(number, status.st_size + 1)
        except OSError:
            return None
        finally:
            os.close(number)
        head, _, body = data.partition(b"\n")
        if head != _head(key, body):
            return None
        if self._started - status.st_mtime > _DAY:
            self._touch(key)
        from json import loads  # slow to import; a run over one document keeps nothing

        try:
            return loads(body)
        except (ValueError, RecursionError):
            return None

    def put(self, key: str, value: Any) -> bool:
        """Keep `value`, which JSON can write; False where it cannot be kept."""
        from json import dumps

        body = dumps(value, separators=(",", ":")).encode()
        data = _head(key, body) + b"\n" + body
        if len(data) > LARGEST:
            return False
        path = self._path(key)
        part = f"{path}.{os.getpid()}.part"
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(part, "wb") as file:
                file.write(data)
            os.replace(part, path)
        except OSError:
            _remove(part)
            return False
        self._written.add(key[:2])
        return True

    def tidy(self) -> None:
        """Drop what is old from the folders that were written to, so that all together stay below the limit."""
        for name in sorted(self._written):
            _tidy(os.path.join(self._folder, name), LIMIT // 256, self._started)
        self._written.clear()

    def note(self, key: str) -> None:
        """Another process has put this one."""
        self._written.add(key[:2])

    def _path(self, key: str) -> str:
        return os.path.join(self._folder, key[:2], key[2:])

    def _touch(self, key: str) -> None:
        try:
            os.utime(self._path(key))
        except OSError:
            return


def _head(key: str, body: bytes) -> bytes:
    digest = blake2b(body, digest_size=16, key=key.encode()[:64]).hexdigest()
    return _MARK + digest.encode()


def _tidy(folder: str, room: int, now: float) -> None:
    found: list[tuple[float, int, str]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name = entry.name.partition(".")[0]
                if len(name) == _DIGITS - 2 and _HEX.issuperset(name):  # whatever else lies there is not ours to delete
                    status = entry.stat(follow_symlinks=False)
                    found.append((status.st_mtime, max(status.st_size, _BLOCK), entry.path))
    except OSError:
        return
    for used, size, path in sorted(found, reverse=True):
        room -= size
        half = path.endswith(".part") and now - used > _DAY
        if room < 0 or half or now - used > UNUSED:
            _remove(path)


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:  # another run was faster, or it is no file
        return
