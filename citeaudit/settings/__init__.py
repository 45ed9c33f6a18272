"""All decisions about a run, and their order of precedence: profile, configuration file, override, command line."""

import datetime
import os
from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from citeaudit import resources
from citeaudit.errors import ConfigError
from citeaudit.settings import globs, tables

Setting = Literal["error", "warning", "note", "off"]
Levels = Mapping[str, Setting]
"""By rule or group."""
Params = Mapping[str, Mapping[str, Any]]
"""By rule, the parameters that differ from those in its file."""
Confidence = Literal["high", "medium", "low"]
FailOn = Literal["error", "warning", "note", "never"]

FILE = "citeaudit.toml"
DEFAULT_PROFILE = "news"
NOTHING: Mapping[str, Any] = {}  # and no mapping proxy, which cannot go to another process


class Layer(NamedTuple):
    """Which rules run, and how, as one place says it; of several layers the later has the last word."""

    select: tuple[str, ...]
    """Rules and groups; where there are any, nothing else runs, whatever the layers below say."""
    ignore: tuple[str, ...]
    levels: Levels
    params: Params
    profile: str | None


class Override(NamedTuple):
    """What a configuration file says of some documents only."""

    paths: tuple[str, ...]
    layer: Layer
    language: str | None


Stack = tuple[Layer, ...]
"""The layers that hold for a document, the last on top."""


class Decision(NamedTuple):
    """What the layers together say of one rule."""

    on: bool
    level: Literal["error", "warning", "note"] | None
    """None for that of the rule file."""
    params: Mapping[str, Any]


class Settings(NamedTuple):
    """All decisions about a run; what is not said is the default.

    `select`, `ignore`, `levels`, `params` and `profile` are the command line's or the caller's. They stand above
    `layers`, which hold what the configuration file and its overrides say.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Levels = NOTHING
    params: Params = NOTHING
    profile: str | None = None
    language: str = "en"
    """The language of documents that are too short to tell."""
    lang: str | None = None
    """The language to take every document for."""
    format: str | None = None
    """The format to read every document as."""
    confidence: Confidence = "medium"
    """The lowest confidence of a finding that is reported."""
    fail_on: FailOn = "warning"
    rules: tuple[str, ...] = ()
    """Folders with rules of one's own."""
    baseline: str | None = None
    """The file of findings that are not reported again."""
    allow: str | None = None
    """The file of findings that are allowed."""
    today: datetime.date | None = None
    """The day on which comments expire; None for that of the clock."""
    sources: tuple[str, ...] = ()
    """Lists of sources, folders with their saved texts, and files that map labels or addresses to those."""
    exclude: tuple[str, ...] = ()
    """Globs of files and folders that are left out."""
    jobs: int = 1
    cache: bool = True
    """Whether to keep what is known of documents for the next run."""
    cache_dir: str | None = None
    """The folder to keep it in; None for one beside the settings file, or in the current folder."""
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
        return self._replace(
            layers=(*self.layers, *(override.layer for override in found)),
            language=languages[-1] if languages else self.language,
            overrides=(),
        )

    def excludes(self, path: str) -> bool:
        """Whether `exclude` names this file or folder or one that it is in, or it is no article but of the settings."""
        own = [name for name in (*self.sources, self.baseline, self.allow) if name is not None]
        if own and os.path.abspath(path) in map(os.path.abspath, own):
            return True
        return bool(self.exclude) and globs.matches(self.exclude, self._relative(path))

    def stack(self) -> Stack:
        """The layers from the profile at the bottom to the command line on top.

        Raises:
            ConfigError: there is no such profile.
        """
        layers = (*self.layers, Layer(self.select, self.ignore, self.levels, self.params, self.profile))
        chosen = [layer.profile for layer in layers if layer.profile is not None]
        return (_profile(chosen[-1] if chosen else DEFAULT_PROFILE), *layers)

    def _relative(self, path: str) -> str:
        folder = os.path.dirname(os.path.abspath(self.file or FILE))
        try:
            return os.path.relpath(path, folder).replace(os.sep, "/")
        except ValueError:  # on another drive
            return path.replace(os.sep, "/")


class _Profile(NamedTuple):
    ignore: tuple[str, ...]
    levels: Levels
    params: Params


def layer(found: Mapping[str, Any]) -> Layer:
    """The part of a configuration file, an override or a profile that says which rules run, and how."""
    return Layer(
        select=found.get("select", ()),
        ignore=found.get("ignore", ()),
        levels=found.get("levels", NOTHING),
        params=found.get("params", NOTHING),
        profile=found.get("profile"),
    )


def profiles() -> list[str]:
    """The names of the profiles that are shipped."""
    return [name.removesuffix(".toml") for name in resources.listing(resources.rules() / "profiles")]


def decide(name: str, group: str, stack: Stack) -> Decision:
    """Put the layers together for one rule; the name of the rule counts for more than that of its group."""
    on, level = True, None
    params: dict[str, Any] = {}
    for layer in stack:
        chosen = layer.levels.get(name) or layer.levels.get(group)
        if layer.select:
            on = name in layer.select or group in layer.select
        elif name in layer.levels:
            on = True
        if name in layer.ignore or layer.levels.get(name) == "off":
            on = False
        if name not in layer.select and (group in layer.ignore or chosen == "off"):
            on = False
        if chosen is not None and chosen != "off":
            level = chosen
        params.update(layer.params.get(name, {}))
    return Decision(on, level, params)


@cache
def _profile(name: str) -> Layer:
    if name not in profiles():
        raise ConfigError(no_profile(name))
    content = resources.read(resources.rules(), "profiles", f"{name}.toml")
    file = tables.File(f"rules/profiles/{name}.toml", content)
    found = file.values(_Profile, file.data)
    if found is None or file.faults:
        raise ConfigError("\n".join(file.faults))
    return layer(found)


def no_profile(name: str) -> str:
    """What to say of a profile that does not exist."""
    known = profiles()
    return f'there is no profile "{name}", only {", ".join(known)}{tables.did_you_mean(name, known)}'
