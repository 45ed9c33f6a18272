"""Find the rule files: rules/<group>/<id>.toml, and those in folders of one's own."""

import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from citeaudit import resources
from citeaudit.errors import RuleError
from citeaudit.settings import config, tables

_NO_RULES = frozenset(("lexicons", "profiles"))
_SETTINGS = frozenset((config.FILE, "pyproject.toml"))
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
    theirs = _all_own(own, errors, missing)
    files = _by_id([*ruling, *_grouped(theirs, ruling, errors)], errors)
    content = tuple((text.names, text.content) for text in (*shipped, *theirs))
    return Folders(files, content, tuple(errors), tuple(missing))


def checks_of(own: Iterable[str]) -> set[str]:
    """The names of the checks that the rules in folders of one's own ask for; what is wrong with a file is not told."""
    files = (tables.File(text.label, text.content) for text in _all_own(own, [], []))
    return {str(file.data.get("check")) for file in files}


def _all_own(own: Iterable[str], errors: list[str], missing: list[str]) -> list[Text]:
    visited: set[str] = set()
    return [text for folder in own for text in _own(folder, visited, errors, missing)]


def _walk(folder: resources.Folder, label: str, errors: list[str], names: tuple[str, ...] = ()) -> Iterator[Text]:
    """The TOML and text files in `folder` and the folders in it, by name."""
    for name in resources.listing(folder):
        if name.endswith((".toml", ".txt")):
            try:
                yield Text((*names, name), f"{label}/{name}", resources.read(folder, name))
            except (OSError, UnicodeDecodeError) as error:
                errors.append(f"{label}/{name}: {_unread(error)}")
        elif len(names) < _DEPTH:
            yield from _walk(folder / name, f"{label}/{name}", errors, (*names, name))


def _own(given: str, visited: set[str], errors: list[str], missing: list[str]) -> list[Text]:
    """The rule files of a folder of one's own; those that lie in it directly belong to a group of its name."""
    folder = resources.OnDisk(os.path.abspath(given))
    label = config.display(folder).replace("\\", "/")
    if os.path.realpath(folder) in visited:
        return []
    before = len(errors)
    found = list(_own_walk(folder, label, visited, errors, (os.path.basename(folder),)))
    if not found and len(errors) == before:
        if os.path.isfile(folder):
            missing.append(f'rules: "{label}" is a file; name the folder that it lies in')
        else:
            what = "no rule file, such as group/name.toml, in" if folder.is_dir() else "no folder"
            missing.append(f'rules: there is {what} "{label}"')
    return found


def _own_walk(
    folder: resources.OnDisk, label: str, visited: set[str], errors: list[str], names: tuple[str, ...]
) -> Iterator[Text]:
    """The TOML files below a folder that may hold anything: links to itself, pipes, the settings."""
    real = os.path.realpath(folder)
    if real in visited or len(names) > _DEPTH + 1:
        return
    visited.add(real)
    for name in resources.listing(folder):
        path = folder / name
        if not name.endswith(".toml"):
            yield from _own_walk(path, f"{label}/{name}", visited, errors, (*names, name))
        elif name not in _SETTINGS:
            try:
                if not stat.S_ISREG(os.stat(path).st_mode):  # a pipe would be waited for
                    errors.append(f"{label}/{name}: is no file, and so no rule")
                else:
                    yield Text((*names, name), f"{label}/{name}", path.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError) as error:
                errors.append(f"{label}/{name}: {_unread(error)}")


def _unread(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "is not UTF-8; save it as UTF-8"
    return f"cannot be opened: {(error.strerror or str(error)).lower()}"


def _grouped(own: Iterable[Text], shipped: Iterable[Text], errors: list[str]) -> Iterator[Text]:
    """Those of `own` whose group has a name that no shipped rule has: else a setting could mean either."""
    taken = {text.names[-1].removesuffix(".toml") for text in shipped}
    for text in own:
        if text.group not in taken:
            yield text
        else:
            folder = text.label.rpartition("/")[0]
            message = f'{folder}: "{text.group}" is the name of a rule; a folder of rules needs another'
            if message not in errors:
                errors.append(message)


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
