"""The rules of a run: read rules/<group>/<id>.toml, and keep what the settings choose."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, get_args

from citeaudit import config, resources, tables
from citeaudit.errors import ConfigError, RuleError
from citeaudit.rule import Example, Rule, prove
from citeaudit.rulefile import build, params_of
from citeaudit.settings import Decision, Layer, Params, Setting, Settings, Stack, decide

__all__ = ["Example", "Rule", "Rulebook", "load", "prove"]

_NO_RULES = frozenset(("lexicons", "profiles"))
_DEPTH = 3


class Rulebook(NamedTuple):
    """The rules of a run, by group and name."""

    rules: Sequence[Rule]
    digest: str = ""
    """Of all that decides what is found: rules, lexicons and settings; "sha256:..."."""
    errors: tuple[str, ...] = ()
    """What is wrong with rules, which are therefore off; one line each."""


class _Text(NamedTuple):
    """A file that is not looked into yet: a rule that nobody selects need not be understood."""

    names: tuple[str, ...]
    """The folders from rules/ down, and the file."""
    label: str
    """What messages call it."""
    content: str

    @property
    def group(self) -> str:
        return self.names[-2] if len(self.names) > 1 else ""


def load(settings: Settings | None = None) -> Rulebook:
    """Read the rules that are shipped and those in the folders of `settings`, and keep those it chooses.

    A rule that is wrong is off and named in `errors`; the others run.

    Raises:
        ConfigError: `settings` names what does not exist or gives a parameter a wrong value; a line for each.
        RuleError: no rules are shipped with this installation.
    """
    settings = settings or Settings()
    errors: list[str] = []
    texts = list(_walk(resources.rules(), "rules", errors))
    shipped = [text for text in texts if text.names[0] not in _NO_RULES]
    if not shipped:
        raise RuleError(f"there are no rules in {resources.rules()}: citeaudit is not installed completely")
    folders = dict.fromkeys(Path(folder).absolute() for folder in settings.rules)
    own = [text for folder in folders for text in _own(folder, errors)]
    files = _by_id([*shipped, *own], errors)
    stacks = _stacks(settings)
    _check(settings, files)
    rules = _chosen(files, stacks, errors)
    if not rules and not errors:
        errors.append("no rule is left to run: the settings switch off all of them")
    digest = sha256(repr([(text.names, text.content) for text in (*texts, *own)]).encode())
    digest.update(_canonical((stacks, settings.overrides, settings.language, settings.lang)).encode())
    digest.update(_canonical((settings.format, settings.confidence)).encode())
    return Rulebook(rules, f"sha256:{digest.hexdigest()}", tuple(dict.fromkeys(errors)))


def _chosen(files: Mapping[str, _Text], stacks: Sequence[Stack], errors: list[str]) -> tuple[Rule, ...]:
    """The rules that are on in the first of `stacks`; what is wrong with those that are on in any becomes an error.

    The overrides are looked at before the first document, so that a run does not stumble half way.
    """
    rules: list[Rule] = []
    for name, text in sorted(files.items(), key=lambda item: (item[1].group, item[0])):
        decisions = [decide(name, text.group, stack) for stack in stacks]
        if not any(decision.on for decision in decisions):
            continue
        file = tables.File(text.label, text.content)
        rule = build(name, text.group, file)
        errors += file.faults
        if rule is None:
            continue
        for number, decision in enumerate(decisions):
            try:
                adjusted = _adjusted(rule, decision)
            except ValueError as error:  # each layer is fine by itself, all of them together are not
                errors.append(f"{text.label}: with the parameters of the settings: {error}")
                continue
            if number == 0 and decision.on:
                rules.append(adjusted)
    return tuple(rules)


def _walk(folder: resources.Folder, label: str, errors: list[str], names: tuple[str, ...] = ()) -> Iterator[_Text]:
    """The TOML and text files in `folder` and the folders in it, by name."""
    for name in resources.listing(folder):
        if name.endswith((".toml", ".txt")):
            try:
                yield _Text((*names, name), f"{label}/{name}", resources.read(folder, name))
            except (OSError, UnicodeDecodeError) as error:
                errors.append(f"{label}/{name}: cannot be read: {error}")
        elif len(names) < _DEPTH:  # a folder may hold a link to itself
            yield from _walk(folder / name, f"{label}/{name}", errors, (*names, name))


def _own(folder: Path, errors: list[str]) -> list[_Text]:
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
        raise ConfigError(f'rules: there is {what} "{label}"')
    return found


def _by_id(texts: Iterable[_Text], errors: list[str]) -> dict[str, _Text]:
    files: dict[str, _Text] = {}
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


def _stacks(settings: Settings) -> list[Stack]:
    """The layers of a document without overrides, then those under each override."""
    base = settings._replace(overrides=())
    under = [base._replace(layers=(*base.layers, override.layer)) for override in settings.overrides]
    return [each.stack() for each in (base, *under)]


def _check(settings: Settings, files: Mapping[str, _Text]) -> None:
    """Refuse names of rules and groups that do not exist and values that do not fit, all at once."""
    known = {*files, *(text.group for text in files.values())}
    file = config.opened(Path(settings.file)) if settings.file else tables.File("settings", "")
    faults: list[str] = []
    for key, words in (("select", settings.select), ("ignore", settings.ignore), ("levels", settings.levels)):
        faults += [_unknown(key, word, known) for word in words if word not in known]
    for word, level in settings.levels.items():
        if level not in (choices := get_args(Setting)):
            hint = tables.did_you_mean(level, choices)
            faults.append(f'levels: "{word}" must be one of {", ".join(choices)}, not "{level}"{hint}')
    _check_params(settings.params, (), files, file)
    layers: list[tuple[tables.Keys, Layer]] = [((), layer) for layer in settings.layers]
    layers += [(("overrides", n), override.layer) for n, override in enumerate(settings.overrides)]
    for at, layer in layers:
        for key, words in (("select", layer.select), ("ignore", layer.ignore)):
            for word in words:
                if word not in known:
                    file.fault((*at, key), _unknown(key, word, known), word)
        for word in layer.levels:
            if word not in known:
                file.fault((*at, "levels", word), _unknown("levels", word, known))
        _check_params(layer.params, at, files, file)
    if faults or file.faults:
        raise ConfigError("\n".join((*faults, *file.faults)))


def _unknown(key: str, word: str, known: Iterable[str]) -> str:
    return f'{key}: there is no rule or group "{word}"{tables.did_you_mean(word, known)}'


def _check_params(params: Params, at: tables.Keys, files: Mapping[str, _Text], file: tables.File) -> None:
    for name, table in params.items():
        if name not in files:
            file.fault((*at, "params", name), f'params: there is no rule "{name}"{tables.did_you_mean(name, files)}')
            continue
        own = params_of(tables.File(files[name].label, files[name].content))
        values = own and file.values(type(own), table, (*at, "params", name))
        if values:
            try:
                _changed(own, values)
            except ValueError as error:  # what a check refuses
                file.fault((*at, "params", name), str(error))


def _changed(params: Any, values: Mapping[str, Any]) -> Any:
    """`params` with other values; a check that must refuse some of them has a dataclass in place of a named tuple."""
    if hasattr(params, "_replace"):
        return params._replace(**values)
    from dataclasses import replace  # slow to import

    return replace(params, **values)


def _adjusted(rule: Rule, decision: Decision) -> Rule:
    if decision.params:
        values = tables.File("", "").values(type(rule.params), decision.params)
        rule = rule._replace(params=_changed(rule.params, values or {}))
    return rule._replace(level=decision.level) if decision.level else rule


def _canonical(value: Any) -> str:
    """The same text for equal values, in whatever order a table was written."""
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{key!r}:{_canonical(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, tuple | list):
        return "[" + ",".join(map(_canonical, value)) + "]"
    return repr(value)
