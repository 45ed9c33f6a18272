"""Read `rules/lexicons/<language>/*.txt`: `#` begins a comment, `[name]` begins a family.

A file of phrases has one a line (`phrases`); a file of single words as many as fit (`words`).
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from citeaudit import resources


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a folder, as ISO 639-1 codes."""
    return tuple(resources.listing(resources.rules() / "lexicons"))


@cache
def families(language: str, name: str) -> Mapping[str, tuple[str, ...]]:
    """The phrases of one lexicon file by family; a file without `[name]` lines has the one family "".

    Empty where the language has no such file: a language can bring only what it has.
    """
    try:
        content = resources.read(resources.rules(), "lexicons", language, f"{name}.txt")
    except OSError:
        return MappingProxyType({})
    found: dict[str, list[str]] = {}
    family = ""
    for raw in content.splitlines():
        line = raw.partition("#")[0].strip()
        if line[:1] == "[":
            family = line.strip("[]")
        elif line:
            found.setdefault(family, []).append(line)
    return MappingProxyType({key: tuple(lines) for key, lines in found.items()})


def phrases(language: str, name: str, family: str = "") -> tuple[str, ...]:
    """The phrases of one family of one lexicon file, in the order of the file."""
    return families(language, name).get(family, ())


@cache
def words(language: str, name: str, family: str = "") -> frozenset[str]:
    """The single words of one family of one lexicon file."""
    return frozenset(word for line in phrases(language, name, family) for word in line.split())
