"""Make units, and the digests that tell them from units of another state of the same file."""

import hashlib
from collections.abc import Iterable

from citeaudit.archive.items import Unit
from citeaudit.archive.options import Options
from citeaudit.archive.streams.opening import State, is_remote, state


def whole(kind: str, path: str, options: Options) -> Unit:
    """A file that is read from beginning to end.

    Raises:
        OSError: there is no such file.
        CiteauditError: what can reach it is not installed.
    """
    return stretch(kind, path, 0, -1, state(path), options)


def stretch(kind: str, path: str, start: int, stop: int, found: State, options: Options, size: int = -1) -> Unit:
    """A part of a file in the state `found`; `size` is that of the part in bytes, -1 for that of the file."""
    digest = digested((kind, path, found.stamp, str(start), str(stop), options.reading()))
    return Unit(kind, path, start, stop, found.size if size < 0 else size, digest)


def has_changed(unit: Unit, options: Options) -> bool:
    """Whether a file of this machine is another than when it was planned.

    Of one that is gone, what was read stays read. Files of a folder are read each at once, and are not asked.
    """
    if unit.files or is_remote(unit.path):
        return False
    try:
        now = stretch(unit.input, unit.path, unit.start, unit.stop, state(unit.path), options)
    except OSError:
        return False
    return now.digest != unit.digest


def digested(parts: Iterable[str]) -> str:
    """A digest of texts, none of which can pass for two."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(data) + data)
    return digest.hexdigest()


def cuts(size: int, pieces: int) -> list[tuple[int, int]]:
    """Stretches of at most `pieces` of something that has `size`, half-open."""
    return [(start, min(start + pieces, size)) for start in range(0, size, max(1, pieces))]
