"""Which kind of input a file is: told by its name, and by what it begins with where names say too little."""

import re
from functools import cache
from types import ModuleType

from citeaudit import plugins
from citeaudit.archive import inputs
from citeaudit.archive.streams import inflating, lines
from citeaudit.archive.streams.opening import opened
from citeaudit.archive.trouble import TroubleError
from citeaudit.errors import CiteauditError

_TOLD = {b"mediawiki": "mediawiki", b"rss": "wxr"}
_ROOT = re.compile(rb"<([A-Za-z][\w:.-]{0,60})[\s/>]")


@cache
def loaded(kind: str) -> ModuleType:
    """The module of a kind.

    Raises:
        CiteauditError: there is none of that name.
    """
    try:
        return plugins.load(inputs, kind)
    except LookupError as error:
        raise CiteauditError(f"{error}; there are {', '.join(plugins.names(inputs))}") from None


@cache
def suffixes(*, alone: bool) -> dict[str, str]:
    """The ends of names of files that hold many documents, and their kinds; with those that have to be named."""
    return {end: kind for kind in plugins.names(inputs) if alone or not loaded(kind).ALONE for end in ends(kind)}


def ends(kind: str) -> frozenset[str]:
    """The ends of names of files of a kind.

    Raises:
        CiteauditError: there is no such kind.
    """
    module = loaded(kind)
    packed = ("", *inflating.SUFFIXES) if module.COMPRESSED else ("",)
    return frozenset(suffix + each for suffix in module.SUFFIXES for each in packed)


def of_name(name: str, *, alone: bool) -> str | None:
    """The kind of a file by its name; None where it holds one document, or what no one knows."""
    lower = name.lower()
    at = lower.rfind("/") + 1
    known = suffixes(alone=alone)
    while (at := lower.find(".", at)) >= 0:  # the longest end of the name that is known
        if kind := known.get(lower[at:]):
            return kind
        at += 1
    return None


def of_file(path: str) -> str | None:
    """The kind of a file that a person names.

    Raises:
        OSError: it cannot be opened.
        CiteauditError: it is XML of no kind that is known.
    """
    kind = of_name(path, alone=True)
    return _of_xml(path) if kind in ("mediawiki", "wxr") else kind


def _of_xml(path: str) -> str:
    with opened(path) as raw:
        try:
            head = lines.first(inflating.inflated(raw, path, max_ratio=1 << 20), lines.HEAD)
        except TroubleError:  # told as an item, when it is read
            head = b""
    root = _ROOT.search(head.replace(b"\0", b""))
    if root is None:  # cut off or damaged: that is told as well
        return "mediawiki"
    if root[1] not in _TOLD:
        wanted = "neither a dump of MediaWiki nor an export of WordPress"
        raise CiteauditError(f"{path}: this XML is {wanted}; if it is one, name its kind with --input")
    return _TOLD[root[1]]
