"""Read the decisions of an editorial office: citeaudit.toml, or `[tool.citeaudit]` in pyproject.toml."""

import os
import re
from typing import Any, NamedTuple

from citeaudit.errors import ConfigError, SettingsError
from citeaudit.settings import (
    FILE,
    NOTHING,
    Confidence,
    FailOn,
    Layer,
    Levels,
    Override,
    Params,
    Settings,
    layer,
    no_profile,
    profiles,
    tables,
)

__all__ = ["FILE", "Settings", "display", "load", "opened", "profiles"]


class _Override(NamedTuple):
    paths: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Levels = NOTHING
    params: Params = NOTHING
    profile: str | None = None
    language: str | None = None


class _Config(NamedTuple):
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    levels: Levels
    params: Params
    profile: str
    language: str
    confidence: Confidence
    fail_on: FailOn
    rules: tuple[str, ...]
    sources: tuple[str, ...]
    baseline: str
    allow: str
    exclude: tuple[str, ...]
    jobs: int
    cache: bool
    cache_dir: str
    overrides: tuple[_Override, ...]


def load(start: str = ".", *, file: str | None = None, isolated: bool = False) -> Settings:
    """Read the configuration.

    Args:
        start: the folder from which to look upward; the nearest file is taken, and no other.
        file: the file to take in place of the nearest.
        isolated: take no file at all.

    Raises:
        ConfigError: the file cannot be read.
        SettingsError: it is wrong; one line for each fault.
    """
    if isolated and file is None:
        return Settings()
    path = _plain(file) if file is not None else _find(os.path.abspath(start))
    return _read(path, asked_for=file is not None) if path else Settings()


def opened(path: str) -> tables.File:
    """Read a TOML file, which messages call by its place as seen from the current folder.

    Raises:
        ConfigError: it cannot be opened, or is not UTF-8.
    """
    name = display(path)
    try:
        with open(path, encoding="utf-8") as file:
            return tables.File(name, file.read())
    except OSError as error:
        raise ConfigError(f"{name}: cannot be opened: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{name}: is not UTF-8; save it as UTF-8") from None


def display(path: str) -> str:
    """The shorter of the ways to name a file from the current folder."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # on another drive
        return path
    return path if relative.startswith("..") else relative


def _find(folder: str) -> str | None:
    above = ""
    while folder != above:
        own, project = os.path.join(folder, FILE), os.path.join(folder, "pyproject.toml")
        if os.access(own, os.F_OK):
            return own
        folder, above = os.path.dirname(folder), folder
        try:
            with open(project, encoding="utf-8", errors="replace") as file:
                text = file.read()
        except OSError:  # mostly: there is none
            continue
        if re.search(r"^\s*\[+\s*tool\s*\.\s*citeaudit\b", text, re.MULTILINE):
            return project
    return None


def _read(path: str, *, asked_for: bool) -> Settings:
    file = opened(path)
    at: tables.Keys = ()
    table: Any = file.data
    folder, name = os.path.split(path)
    if name == "pyproject.toml":
        at = ("tool", "citeaudit")
        tools = file.data.get("tool", {})
        table = tools.get("citeaudit", {}) if isinstance(tools, dict) else {}
        if not isinstance(table, dict) or (asked_for and not table and not file.faults):
            file.fault(at, "there is no [tool.citeaudit] table in this file")
            table = {}
    found = file.values(_Config, table, at) or {}
    _check(file, found, at)
    if file.faults:
        named = table.get("rules")
        rules = [name for name in named if isinstance(name, str)] if isinstance(named, list) else []
        raise SettingsError("\n".join(file.faults), tuple(_plain(os.path.join(folder, name)) for name in rules))
    overrides = tuple(Override(item.paths, layer(item._asdict()), item.language) for item in found.get("overrides", ()))
    own = {key: value for key, value in found.items() if key not in Layer._fields}
    own |= {"overrides": overrides}
    own |= {key: tuple(_plain(os.path.join(folder, name)) for name in own.get(key, ())) for key in ("rules", "sources")}
    own |= {key: _plain(os.path.join(folder, own[key])) for key in ("baseline", "allow", "cache_dir") if key in own}
    return Settings(**own, layers=(layer(found),), file=path)


def _plain(path: str) -> str:
    """A path without ornaments such as "./"; ".." stays, for a link may lead to another folder."""
    return path if os.pardir in path else os.path.normpath(path)


def _check(file: tables.File, found: dict[str, Any], at: tables.Keys) -> None:
    """Note what the type of a value cannot tell."""
    if found.get("jobs", 1) < 1:
        file.fault((*at, "jobs"), '"jobs" must be 1 or more')
    items: list[tuple[tables.Keys, dict[str, Any]]] = [(at, found)]
    for n, item in enumerate(found.get("overrides", ())):
        items.append(((*at, "overrides", n), item._asdict()))
        if not item.paths:
            file.fault((*at, "overrides", n, "paths"), '"paths" must name at least one file, folder or glob')
    for place, item in items:
        profile, language = item.get("profile"), item.get("language")
        if profile is not None and profile not in profiles():
            file.fault((*place, "profile"), no_profile(profile), profile)
        if language is not None and not re.fullmatch("[a-z]{2,3}", language):
            message = f'"language" must be a code such as "en" or "de", not "{language}"'
            file.fault((*place, "language"), message, language)
