"""What the audit of a document depends on, as a key: whoever has the same key would get the same audit.

It is made of the program, the rules and lexicons, the settings that hold for the document with the files that they
name, its path, its content, the lists of sources beside it, and the form of the report. What is left out moves nothing.
"""

import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from citeaudit import baseline, files, resources
from citeaudit.hashing import blake2b
from citeaudit.settings import Settings

FORMAT = 2
"""Of the entries; another number begins anew."""
_ELSEWHERE = frozenset(("jobs", "fail_on", "exclude", "overrides", "file", "today", "cache", "cache_dir"))
"""Settings that decide which documents are audited, by how many processes, and what is done with the findings."""
_WORDS = frozenset(("select", "ignore", "language", "lang", "format", "profile", "confidence"))
"""Settings that name no file."""
_DEPENDENCIES = (
    "bibtexparser-", "charset_normalizer-", "lxml-", "pypdf-", "pyyaml-", "regex-", "tabulate-", "wcwidth-",
)  # fmt: skip


class Keys:
    """The keys of the documents of one run."""

    def __init__(self, settings: Settings, version: str) -> None:
        """Take the settings of the run, and the version of the program."""
        self._settings = settings
        self._version = version
        self._known: list[tuple[Settings, bytes]] = []

    @property
    def has_allowed(self) -> bool:
        """Is there a file of allowed findings, with days until which they are?"""
        return self._settings.allow is not None

    def rules(self) -> str:
        """The key of what is known of the rules."""
        settings = self._settings._replace(baseline=None, allow=None)
        return joined((b"rules", _run(settings, self._version), repr(settings.overrides).encode(errors="replace")))

    def document(self, path: str, digest: bytes, form: str) -> str:
        """The key of one document; `digest` is of its content, `form` how the report puts it into words.

        Raises:
            CiteauditError: its baseline cannot be read.
        """
        here = self._settings.for_path(path)
        # A baseline, and a file of allowed findings, call a document by where it lies.
        place = os.path.abspath(path) if here.baseline or here.allow else ""
        beside = [(os.path.basename(each), content(each)) for each in files.beside(path)]
        own = repr((path, place, form, beside)).encode(errors="replace")
        return joined((b"document", self._of(here), own, digest))

    def _of(self, settings: Settings) -> bytes:
        for known, digest in self._known:
            if known is settings or known == settings:
                return digest
        digest = joined(
            (_run(settings, self._version), repr(_gone(settings.baseline)).encode(errors="replace"))
        ).encode()
        self._known.append((settings, digest))
        return digest


def _gone(name: str | None) -> list[str]:
    """The files of a baseline's entries that are there no more: a document may be one of them under a new name."""
    if name is None:
        return []
    base = baseline.read(name)
    return sorted(path for path in {path for path, _ in base.entries} if not base.has_file(path))


def digest_of(data: bytes) -> bytes:
    """The digest by which the content of a document is known."""
    return blake2b(data, digest_size=20).digest()


def content(path: str) -> str:
    """A digest of what a file holds; "" where it cannot be read, or is none: a pipe would be waited for."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return ""
        with open(path, "rb") as file:
            return blake2b(file.read(), digest_size=16).hexdigest()
    except OSError:
        return ""


def _run(settings: Settings, version: str) -> bytes:
    """What of the settings and the program all documents have in common."""
    import json  # slow to import, as are paths; a run over one document keeps nothing

    said = {name: value for name, value in settings._asdict().items() if name not in _ELSEWHERE}
    named = [name for key, value in said.items() if key not in _WORDS for name in _names(value)]
    found = [(name, sorted(_below(name))) for name in named if os.path.exists(name)]
    whole = json.dumps(said, sort_keys=True, default=_plain)
    return joined((program(version).encode(), whole.encode(), repr(found).encode(errors="replace"))).encode()


def _names(value: object) -> Iterable[str]:
    """The texts of a setting that may name files."""
    values = value if isinstance(value, tuple) else (value,)
    return [each for each in values if isinstance(each, str)]


def _below(path: str) -> Iterator[tuple[str, str]]:
    """Every file at or below `path`, and those that a map of saved texts names, with digests of what they hold."""
    if not os.path.isdir(path):
        yield path, content(path)
        if path.lower().endswith((".json", ".csv")):
            from citeaudit.evidence import saved  # few runs have a map

            yield from ((name, content(name)) for name in saved.mapped(path))
        return
    visited: set[str] = set()
    for folder, inside, names in os.walk(path, followlinks=True):
        if (real := os.path.realpath(folder)) in visited:  # a folder may hold a link to itself
            inside.clear()
            continue
        visited.add(real)
        yield from ((os.path.join(folder, name), content(os.path.join(folder, name))) for name in names)


@cache
def program(version: str) -> str:
    """Digest of what runs: this version, the rules it ships, the libraries that it reads with, and Python."""
    folder = resources.rules()
    rules = sorted(_shipped(folder, "rules"))
    parts: list[object] = [FORMAT, version, sys.version_info[:2], sys.byteorder, rules, _libraries()]
    code = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    if isinstance(folder, resources.OnDisk) and os.path.dirname(folder) != code:
        # In a checkout a version says little: the code changes under it.
        parts.append(sorted(_code(code)))
    return joined((repr(parts).encode(),))


def _code(folder: str) -> Iterator[tuple[str, str]]:
    for below, _, names in os.walk(folder):
        yield from ((name, content(os.path.join(below, name))) for name in names if name.endswith(".py"))


def _shipped(folder: resources.Folder, label: str) -> Iterator[tuple[str, str]]:
    for name in resources.listing(folder):
        if name.endswith((".toml", ".txt")):
            yield f"{label}/{name}", resources.read(folder, name)
        elif label.count("/") < 3:
            yield from _shipped(folder / name, f"{label}/{name}")


def _libraries() -> list[str]:
    """Names and versions of the libraries, by what their installation has left: to ask `importlib.metadata` is slow."""
    found: set[str] = set()
    for folder in filter(os.path.isdir, sys.path):
        found |= {
            name.lower() for name in os.listdir(folder)
            if name.endswith(".dist-info") and name.lower().startswith(_DEPENDENCIES)
        }  # fmt: skip
    return sorted(found)


def _plain(value: Any) -> Any:
    return dict(value) if isinstance(value, Mapping) else repr(value)


def joined(parts: Iterable[bytes]) -> str:
    """One key of several parts."""
    made = blake2b(digest_size=20)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.hexdigest()
