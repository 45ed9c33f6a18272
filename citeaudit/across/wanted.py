"""Does any rule of a run look at several documents? If not, none of them is summed up."""

import os
from collections.abc import Iterable
from pathlib import Path

from citeaudit import resources
from citeaudit.settings import Settings, decide

GROUP = "across"
"""The folder of the shipped rules that look at several documents."""


def names() -> frozenset[str]:
    """The shipped rules that look at several documents."""
    return frozenset(name.removesuffix(".toml") for name in resources.listing(resources.rules() / GROUP))


def wanted(settings: Settings, paths: Iterable[str]) -> bool:
    """Is one of them on for one of the documents?"""
    if any(_has_own(folder) for folder in settings.rules):
        return True
    found = [settings]
    for path in paths if settings.overrides else ():
        here = settings.for_path(path)
        if here not in found:
            found.append(here)
    return any(decide(name, GROUP, each.stack()).on for each in found for name in names())


def _has_own(folder: str) -> bool:
    """Is there a rule of one's own that may be one? Whether it is on, its own settings tell."""
    for below, _, files in os.walk(folder):
        for file in files:
            if file.endswith(".toml") and '"shared"' in Path(below, file).read_text(encoding="utf-8", errors="replace"):
                return True
    return False
