"""The texts that Common Crawl makes of its pages: web archives with records of plain text."""

from collections.abc import Iterator

from citeaudit.archive.inputs import warc
from citeaudit.archive.items import Unit
from citeaudit.archive.options import Options

SUFFIXES = (".wet",)
COMPRESSED = True
ALONE = False
WHOLE = warc.WHOLE
read = warc.read
stream = warc.stream


def units(path: str, options: Options) -> Iterator[Unit]:
    """Cut it at records, about every `unit_bytes`; see `warc.units`."""
    return warc.cut("wet", path, options)
