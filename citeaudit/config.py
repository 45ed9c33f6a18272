"""What an editorial office has decided: citeaudit.toml, `[tool.citeaudit]` in pyproject.toml, and the profiles."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from citeaudit import globs, resources, tables
from citeaudit.errors import ConfigError

Setting = Literal["error", "warning", "note", "off"]
Levels = Mapping[str, Setting]
"""By rule or group."""
Params = Mapping[str, Mapping[str, Any]]
"""By rule, the parameters that differ from those in its file."""

FILE = "citeaudit.toml"
DEFAULT_PROFILE = "news"
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Layer(NamedTuple):
    """Which rules run, and how, as one place says it; of several layers the later has the last word."""

    select: tuple[str, ...]
    """Rules and groups; where there are any, nothing else runs, whatever the layers below say."""
    ignore: tuple[str, ...]
    levels: Levels
    params: Params
    profile: str | None
    origin: str | None
    """The file that says so; None for the command line and for callers."""


class Override(NamedTuple):
    """What a configuration file says of some documents only."""

    paths: tuple[str, ...]
    layer: Layer
    language: str | None


@dataclass(frozen=True, slots=True)
class Settings:
    """All decisions about a run; what is not said is the default.

    `select`, `ignore`, `levels`, `params` and `profile` are the command line's or the caller's. They stand above
    `layers`, which hold what the configuration file and its overrides say.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Levels = field(default_factory=dict)
    params: Params = field(default_factory=dict)
    profile: str | None = None
    language: str = "en"
    """The language of documents that are too short to tell."""
    lang: str | None = None
    """The language to take every document for."""
    format: str | None = None
    """The format to read every document as."""
    confidence: Literal["high", "medium", "low"] = "medium"
    """The lowest confidence of a finding that is reported."""
    fail_on: Literal["error", "warning", "note", "never"] = "warning"
    rules: tuple[str, ...] = ()
    """Folders with rules of one's own."""
    exclude: tuple[str, ...] = ()
    """Globs of files and folders that are left out."""
    jobs: int = 1
    layers: tuple[Layer, ...] = ()
    overrides: tuple[Override, ...] = ()
    file: str | None = None
    """The configuration file; globs are relative to its folder, without one to the current folder."""

    def __hash__(self) -> int:
        # Equality compares every field; these are enough to tell most settings apart, and tables cannot be hashed.
        own = (self.select, self.ignore, self.profile, frozenset(self.levels.items()), frozenset(self.params))
        return hash((own, self.language, self.confidence, self.rules, self.file, len(self.layers)))

    def for_path(self, path: str) -> "Settings":
        """The settings of one document; `self` where no override names it."""
        if not self.overrides:
            return self
        name = self._relative(path)
        found = [override for override in self.overrides if globs.matches(override.paths, name)]
        if not found:
            return self
        languages = [override.language for override in found if override.language is not None]
        return replace(
            self,
            layers=(*self.layers, *(override.layer for override in found)),
            language=languages[-1] if languages else self.language,
            overrides=(),
        )

    def excludes(self, path: str) -> bool:
        """Whether `exclude` names this file or folder, or a folder that it is in."""
        return bool(self.exclude) and globs.matches(self.exclude, self._relative(path))

    def stack(self) -> tuple[Layer, ...]:
        """The layers from the profile at the bottom to the command line on top.

        Raises:
            ConfigError: there is no such profile.
        """
        layers = (*self.layers, Layer(self.select, self.ignore, self.levels, self.params, self.profile, None))
        chosen = [layer.profile for layer in layers if layer.profile is not None]
        return (_profile(chosen[-1] if chosen else DEFAULT_PROFILE), *layers)

    def _relative(self, path: str) -> str:
        folder = Path(self.file or FILE).absolute().parent
        try:
            return os.path.relpath(path, folder).replace(os.sep, "/")
        except ValueError:  # on another drive
            return path.replace(os.sep, "/")


class _Override(NamedTuple):
    paths: tuple[str, ...]
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Levels = _NOTHING
    params: Params = _NOTHING
    profile: str | None = None
    language: str | None = None


class _Config(NamedTuple):
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    levels: Levels
    params: Params
    profile: str
    language: str
    confidence: Literal["high", "medium", "low"]
    fail_on: Literal["error", "warning", "note", "never"]
    rules: tuple[str, ...]
    exclude: tuple[str, ...]
    jobs: int
    overrides: tuple[_Override, ...]


class _Profile(NamedTuple):
    ignore: tuple[str, ...]
    levels: Levels
    params: Params


def load(start: str = ".", *, file: str | None = None, isolated: bool = False) -> Settings:
    """Read the configuration.

    Args:
        start: the folder from which to look upward; the nearest file is taken, and no other.
        file: the file to take in place of the nearest.
        isolated: take no file at all.

    Raises:
        ConfigError: the file cannot be read or is wrong; one line for each fault.
    """
    if isolated and file is None:
        return Settings()
    path = Path(file) if file is not None else _find(Path(start).absolute())
    return _read(path, asked_for=file is not None) if path else Settings()


def profiles() -> list[str]:
    """The names of the profiles that are shipped."""
    return [name.removesuffix(".toml") for name in resources.listing(resources.rules() / "profiles")]


def _find(folder: Path) -> Path | None:
    for parent in (folder, *folder.parents):
        if (parent / FILE).is_file():
            return parent / FILE
        project = parent / "pyproject.toml"
        if project.is_file() and "tool.citeaudit" in project.read_text(encoding="utf-8", errors="replace"):
            return project
    return None


def _read(path: Path, *, asked_for: bool) -> Settings:
    name = _display(path)
    try:
        file = tables.File(name, path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ConfigError(f"{name}: cannot be opened: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{name}: is not UTF-8; save it as UTF-8") from None
    at: tables.Keys = ()
    table = file.data
    if path.name == "pyproject.toml":
        at = ("tool", "citeaudit")
        table = file.data.get("tool", {}).get("citeaudit", {})
        if asked_for and not table and not file.faults:
            file.fault((), "there is no [tool.citeaudit] in this file")
    found = file.values(_Config, table, at) or {}
    _check(file, found, at)
    if file.faults:
        raise ConfigError("\n".join(file.faults))
    layer = _layer(found, name)
    overrides = [
        Override(item.paths, _layer(item._asdict(), name), item.language) for item in found.pop("overrides", ())
    ]
    kept = {key: value for key, value in found.items() if key not in Layer._fields}
    kept["rules"] = tuple(str(path.parent / folder) for folder in found.get("rules", ()))
    return Settings(**kept, layers=(layer,), overrides=tuple(overrides), file=str(path))


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
            file.fault((*place, "profile"), _no_profile(profile))
        if language is not None and not re.fullmatch("[a-z]{2,3}", language):
            file.fault((*place, "language"), f'"language" must be a code such as "en" or "de", not "{language}"')


def _layer(found: Mapping[str, Any], origin: str) -> Layer:
    return Layer(
        select=found.get("select", ()),
        ignore=found.get("ignore", ()),
        levels=dict(found.get("levels", _NOTHING)),  # copied: `_NOTHING` cannot go to another process
        params=dict(found.get("params", _NOTHING)),
        profile=found.get("profile"),
        origin=origin,
    )


@cache
def _profile(name: str) -> Layer:
    if name not in profiles():
        raise ConfigError(_no_profile(name))
    origin = f"rules/profiles/{name}.toml"
    file = tables.File(origin, resources.read(resources.rules(), "profiles", f"{name}.toml"))
    found = file.values(_Profile, file.data)
    if found is None or file.faults:
        raise ConfigError("\n".join(file.faults))
    return _layer(found, origin)


def _no_profile(name: str) -> str:
    known = profiles()
    return f'there is no profile "{name}"{tables.did_you_mean(name, known)}; there are {", ".join(known)}'


def _display(path: Path) -> str:
    """The shorter of the ways to name a file from the current folder."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # on another drive
        return str(path)
    return str(path) if relative.startswith("..") else relative
