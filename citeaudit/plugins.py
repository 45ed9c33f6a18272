"""Find the modules of a folder by name: one file, one reader, check, reporter or view."""

import os
from importlib import import_module
from types import ModuleType


def names(package: ModuleType) -> list[str]:
    """List the plug-ins of `package` in alphabetical order; helpers start with an underscore and are left out."""
    found: set[str] = set()
    for folder in package.__path__:
        if not os.path.isdir(folder):  # inside a zip
            from pkgutil import iter_modules  # it imports `inspect`, which takes longer than this whole program's start

            found |= {module.name for module in iter_modules([folder])}
            continue
        for entry in os.listdir(folder):
            stem, suffix = os.path.splitext(entry)
            if suffix == ".py" or (not suffix and os.path.isfile(os.path.join(folder, entry, "__init__.py"))):
                found.add(stem)
    return sorted(name for name in found if not name.startswith("_"))


def load(package: ModuleType, name: str) -> ModuleType:
    """Import one plug-in.

    Raises:
        LookupError: `package` has no file of that name.
    """
    full = f"{package.__name__}.{name}"
    if name.startswith("_") or not name.isidentifier():
        raise LookupError(f"no {package.__name__.rpartition('.')[2]} called {name!r}")
    try:
        return import_module(full)
    except ModuleNotFoundError as error:
        if error.name != full:
            raise
        raise LookupError(f"no {package.__name__.rpartition('.')[2]} called {name!r}") from None
