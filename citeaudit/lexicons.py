"""Read `rules/lexicons/<language>/*.txt`: `#` begins a comment, `[name]` begins a family.

A file of phrases has one a line (`phrases`); a file of single words as many as fit (`words`).
"""

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain, product
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


@cache
def forms(language: str, name: str, family: str) -> frozenset[str]:
    """The single words of one family, inflected."""
    return frozenset(chain.from_iterable(map(inflected, phrases(language, name, family))))


def inflected(phrase: str) -> Iterable[str]:
    """The forms of a phrase: "~" stands for the regular endings of a verb, "|" parts words that may stand there."""
    if "|" not in phrase and "~" not in phrase:
        return (phrase,)
    if " " not in phrase:
        return _alternatives(phrase)
    return map(" ".join, product(*map(_alternatives, phrase.split())))


def _alternatives(word: str) -> tuple[str, ...]:
    """The forms of one word; those of a verb in the order of say, says, said, saying."""
    if word[-1] != "~":
        return tuple(word.split("|"))
    head = word[:-1]
    stem = head.removesuffix("e")
    if head.endswith("y") and head[-2] not in "aeiou":
        return head, f"{head[:-1]}ies", f"{head[:-1]}ied", f"{head}ing"
    third = f"{head}es" if head.endswith(("s", "sh", "ch", "x", "z")) else f"{head}s"
    return head, third, f"{stem}ed", f"{head if head.endswith('ee') else stem}ing"
