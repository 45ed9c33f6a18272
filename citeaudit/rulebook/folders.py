"""Find the rule files: rules/<group>/<id>.toml, and those in folders of one's own."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from citeaudit import resources
from citeaudit.errors import RuleError
from citeaudit.settings import config

_NO_RULES = frozenset(("lexicons", "profiles"))
_DEPTH = 3


class Text(NamedTuple):
    """A file that is not looked into yet: a rule that nobody selects need not be understood."""

    names: tuple[str, ...]
    """The folders from rules/ down, and the file."""
    label: str
    """What messages call it."""
    content: str

    @property
    def group(self) -> str:
        return self.names[-2] if len(self.names) > 1 else ""


class Folders(NamedTuple):
    """What lies in the folders of rules."""

    files: Mapping[str, Text]
    """Rule files by the name of their rule."""
    content: tuple[tuple[tuple[str, ...], str], ...]
    """Of every file, lexicons and profiles included, its names and its text."""
    errors: tuple[str, ...]
    """Files that cannot be read or used, one line each."""
    missing: tuple[str, ...]
    """Folders that are not there or hold no rule, one line each."""


def read(own: Iterable[str]) -> Folders:
    """Read the shipped files and those in the folders `own`, each folder once.

    Raises:
        RuleError: no rules are shipped with this installation.
    """
    errors: list[str] = []
    missing: list[str] = []
    shipped = list(_walk(resources.rules(), "rules", errors))
    ruling = [text for text in shipped if text.names[0] not in _NO_RULES]
    if not ruling:
        raise RuleError(f"there are no rules in {resources.rules()}: citeaudit is not installed completely")
    folders = dict.fromkeys(Path(folder).absolute() for folder in own)
    theirs = [text for folder in folders for text in _own(folder, errors, missing)]
    files = _by_id([*ruling, *theirs], errors)
    content = tuple((text.names, text.content) for text in (*shipped, *theirs))
    return Folders(files, content, tuple(errors), tuple(missing))


def _walk(folder: resources.Folder, label: str, errors: list[str], names: tuple[str, ...] = ()) -> Iterator[Text]:
    """The TOML and text files in `folder` and the folders in it, by name."""
    for name in resources.listing(folder):
        if name.endswith((".toml", ".txt")):
            try:
                yield Text((*names, name), f"{label}/{name}", resources.read(folder, name))
            except (OSError, UnicodeDecodeError) as error:
                errors.append(f"{label}/{name}: cannot be read: {error}")
        elif len(names) < _DEPTH:  # a folder may hold a link to itself
            yield from _walk(folder / name, f"{label}/{name}", errors, (*names, name))


def _own(folder: Path, errors: list[str], missing: list[str]) -> list[Text]:
    """The rule files of a folder of one's own; those that lie in it directly belong to a group of its name."""
    label = config.display(folder).replace("\\", "/")
    before = len(errors)
    found = [
        text._replace(names=(folder.name, *text.names))
        for text in _walk(folder, label, errors)
        if text.names[-1].endswith(".toml")
    ]
    if not found and len(errors) == before:
        what = "no rule file, such as group/name.toml, in" if folder.is_dir() else "no folder"
        missing.append(f'rules: there is {what} "{label}"')
    return found


def _by_id(texts: Iterable[Text], errors: list[str]) -> dict[str, Text]:
    files: dict[str, Text] = {}
    groups = {text.group for text in texts}
    for text in texts:
        name = text.names[-1].removesuffix(".toml")
        if name == text.names[-1]:
            continue
        if not re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name):
            errors.append(f'{text.label}: a rule is named in small letters, digits and hyphens, not "{name}"')
        elif name in groups:
            errors.append(f'{text.label}: "{name}" is the name of a group; a rule needs another')
        elif name in files:
            errors.append(
                f'{text.label}: there is a rule "{name}" already, in {files[name].label}; give this one another '
                f"name, or change the level and the parameters of that one in {config.FILE}"
            )
        else:
            files[name] = text
    return files
