"""Find the modules of a folder by name: one file, one reader, check, reporter or view."""

import pkgutil
from importlib import import_module
from types import ModuleType


def names(package: ModuleType) -> list[str]:
    """List the plug-ins of `package` in alphabetical order; helpers start with an underscore and are left out."""
    return sorted(m.name for m in pkgutil.iter_modules(package.__path__) if not m.name.startswith("_"))


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
