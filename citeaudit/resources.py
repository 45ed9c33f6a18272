"""Where the data files lie: inside the package in a wheel, beside it in a checkout, in a zip on the path."""

from functools import cache
from pathlib import Path
from typing import Protocol, cast


class Folder(Protocol):
    """What `pathlib.Path` and a folder inside a zip have in common."""

    def __truediv__(self, name: str) -> "Folder": ...
    def is_dir(self) -> bool: ...
    def read_text(self, encoding: str) -> str: ...


def schema(name: str) -> str:
    """The text of a JSON Schema that is shipped with citeaudit."""
    folder = Path(__file__).parent / "schema"
    if folder.is_dir():
        return read(cast(Folder, folder), name)
    from importlib.resources import files

    return read(cast(Folder, files("citeaudit") / "schema"), name)


@cache
def rules() -> Folder:
    """The folder of the rules that are shipped with citeaudit."""
    here = Path(__file__).parent
    for folder in (here / "rules", here.parent / "rules"):
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
    return sorted(entry.name for entry in cast(Path, folder).iterdir() if not entry.name.startswith("."))
