"""Does any rule of a run look at several documents, and which of those are one? If none does, none is summed up."""

import os
from collections.abc import Iterable

from citeaudit import resources
from citeaudit.rulebook import folders
from citeaudit.settings import Settings, decide

GROUP = "across"
"""The folder of the shipped rules that look at several documents."""


def names() -> frozenset[str]:
    """The shipped rules that look at several documents."""
    return frozenset(name.removesuffix(".toml") for name in resources.listing(resources.rules() / GROUP))


def wanted(settings: Settings, paths: Iterable[str]) -> bool:
    """Is one of them on for one of the documents?"""
    # Whether one of one's own is on, its own settings tell.
    if settings.rules and "shared" in folders.checks_of(settings.rules):
        return True
    found = [settings]
    for path in paths if settings.overrides else ():
        here = settings.for_path(path)
        if here not in found:
            found.append(here)
    return any(decide(name, GROUP, each.stack()).on for each in found for name in names())


def only_across(settings: Settings) -> bool:
    """Is nothing selected but rules that look at several documents?"""
    return bool(settings.select) and {*settings.select} <= {GROUP, *names()}


def articles(paths: Iterable[str]) -> list[int]:
    """Which article each document is a form of, by a number: of one are files with another suffix, and links."""
    numbers: dict[str, int] = {}
    real = (os.path.realpath(path) if os.path.islink(path) else os.path.abspath(path) for path in paths)
    return [numbers.setdefault(os.path.splitext(each)[0], len(numbers)) for each in real]
