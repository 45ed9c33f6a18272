"""Where the data files lie: inside the package in a wheel, beside it in a checkout, in a zip on the path."""

import os
from functools import cache
from typing import Any, Protocol, cast


class Folder(Protocol):
    """What a folder on the disk and one inside a zip have in common."""

    def __truediv__(self, name: str) -> "Folder": ...
    def is_dir(self) -> bool: ...
    def read_text(self, encoding: str) -> str: ...


class OnDisk(str):
    """A folder or file on the disk; `pathlib` is slow to import, and nothing else of a plain run needs it."""

    __slots__ = ()

    def __truediv__(self, name: str) -> "OnDisk":
        return OnDisk(os.path.join(self, name))

    def is_dir(self) -> bool:
        return os.path.isdir(self)

    def read_text(self, encoding: str) -> str:
        with open(self, encoding=encoding) as file:
            return file.read()


def schema(name: str) -> str:
    """The text of a JSON Schema that is shipped with citeaudit."""
    folder = OnDisk(os.path.dirname(__file__)) / "schema"
    if folder.is_dir():
        return read(folder, name)
    from importlib.resources import files

    return read(cast(Folder, files("citeaudit") / "schema"), name)


@cache
def rules() -> Folder:
    """The folder of the rules that are shipped with citeaudit."""
    here = os.path.dirname(__file__)
    for folder in (OnDisk(here) / "rules", OnDisk(os.path.dirname(here)) / "rules"):
        if folder.is_dir():
            return folder
    from importlib.resources import files  # a wheel used as a zip; slow to import, so only then

    return cast(Folder, files("citeaudit") / "rules")


def read(folder: Folder, *names: str) -> str:
    """The text of the file `names[0]/names[1]/...` below `folder`.

    Raises:
        OSError: there is no such file.
    """
    for name in names:
        folder = folder / name
    return folder.read_text(encoding="utf-8")


def listing(folder: Folder) -> list[str]:
    """The names of what lies in `folder`, sorted; none where it is no folder."""
    if not folder.is_dir():
        return []
    inside = os.listdir(folder) if isinstance(folder, str) else [each.name for each in cast(Any, folder).iterdir()]
    return sorted(name for name in inside if not name.startswith("."))
