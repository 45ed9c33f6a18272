"""What an archive is cut into: units, done whole or not at all, and the documents in them."""

import zlib
from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

from citeaudit.hashing import blake2b

Status = Literal["ok", "oversize", "decode-error", "parse-error", "truncated", "unsupported", "unreadable"]
"""What became of a document before it was audited.

"oversize" is over a limit of the options, "truncated" a file that was cut off, "unsupported" what no reader knows or
what is no document, "unreadable" a file that cannot be opened; "decode-error" is no text, "parse-error" no record.
"""
STATUSES: tuple[Status, ...] = get_args(Status)


class Unit(NamedTuple):
    """A piece of the input that is audited whole or not at all: a file, some files, a row group, a stretch of a WARC.

    `start` and `stop` are in the units of the input's own reader, half-open: bytes of a compressed WARC, numbers of row
    groups, numbers of `files`; 0 and -1 stand for the whole. `size` is in bytes as stored,
    for progress and for the time left, 0 where it is not known. `digest` tells the state of what is read (path, size,
    time of change, stretch, and the options that decide what is read), so that a changed input is another unit. `path`
    is as the user gave it, or what a folder of the user led to; local or of fsspec.
    """

    input: str  # the name of the module of `inputs` that reads it: "folder", "jsonl", "warc"
    path: str
    start: int
    stop: int
    size: int
    digest: str
    packed: bytes = b""
    """Of a folder, the files: what is added to it or deleted from it during a run moves no other file. A driver has the
    units of a whole archive in memory, and packed a name takes some bytes."""

    @property
    def key(self) -> str:
        """What names it in the manifest and in file names: equal for the same stretch of an unchanged input."""
        words = "\0".join((self.input, self.path, str(self.start), str(self.stop), self.digest))
        return blake2b(words.encode(errors="surrogatepass"), digest_size=8).hexdigest()

    @property
    def files(self) -> tuple[str, ...]:
        """Of a folder, the files."""
        return tuple(zlib.decompress(self.packed).decode("utf-8", "surrogatepass").split("\0")) if self.packed else ()


def packed(files: Iterable[str]) -> bytes:
    """The names of files as a unit has them."""
    return zlib.compress("\0".join(files).encode("utf-8", "surrogatepass"))


class Item(NamedTuple):
    """One document as it comes out of a unit, or the place where one could not be read.

    `source` is the path of the file that it stands in and `position` its place there (a member's name, a line's number,
    a record's offset): together they are stable and name the document. `data` is what a reader of `format` takes; it is
    empty where `status` is not "ok". `detail` says in one line what was wrong, also with what could be read all the
    same. `meta` are the fields that reports group by, where the input has them: site, section, desk, author, date,
    title, url, id.
    """

    source: str
    position: str
    data: bytes
    format: str
    status: Status
    detail: str
    meta: tuple[tuple[str, str], ...]
    lists: tuple[tuple[str, bytes], ...] = ()
    """The names and contents of the lists of sources beside it, where it is no file of this machine."""
    name: str = ""
    """What its file is called among those that lie together, until its lists have been joined to it."""
