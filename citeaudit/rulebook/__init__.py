"""The rules of a run: read rules/<group>/<id>.toml, and keep what the settings choose."""

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, get_args

from citeaudit.errors import ConfigError, RefusedError, RuleError
from citeaudit.model import waivers
from citeaudit.rule import Example, Rule, prove
from citeaudit.rulebook import folders
from citeaudit.rulebook.file import build, params_of
from citeaudit.rulebook.folders import Text
from citeaudit.settings import Decision, Layer, Params, Setting, Settings, Stack, config, decide, tables

__all__ = ["Example", "Rule", "Rulebook", "load", "prove"]


class Rulebook(NamedTuple):
    """The rules of a run, by group and name."""

    rules: Sequence[Rule]
    seal: "str | Seal" = ""
    """What `str` makes the digest of."""
    errors: tuple[str, ...] = ()
    """What is wrong with rules, which are therefore off; one line each."""

    @property
    def digest(self) -> str:
        """Of all that decides what is found: rules, lexicons and settings; "sha256:..."."""
        return str(self.seal)


class Seal:
    """A digest that is worked out when somebody asks for it; a run that prints lines for people does not."""

    __slots__ = ("_made", "_of")

    def __init__(self, *of: Any) -> None:
        self._of = of
        self._made = ""

    def __str__(self) -> str:
        if not self._made:
            from hashlib import sha256  # slow to import

            content, *settings = self._of
            made = sha256(repr(content).encode())
            for each in settings:
                made.update(_canonical(each).encode())
            self._made = f"sha256:{made.hexdigest()}"
        return self._made

    def __repr__(self) -> str:
        return repr(str(self))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Seal | str) and str(self) == str(other)

    def __hash__(self) -> int:
        return hash(str(self))

    def __reduce__(self) -> tuple[type, tuple[str]]:
        return str, (str(self),)  # another process gets the digest and not what it is of


def load(settings: Settings | None = None) -> Rulebook:
    """Read the rules that are shipped and those in the folders of `settings`, and keep those it chooses.

    A rule that is wrong is off and named in `errors`; the others run.

    Raises:
        ConfigError: `settings` names what does not exist or gives a parameter a wrong value; a line for each, and with
            them what is wrong with rules.
        RuleError: no rules are shipped with this installation.
    """
    settings = settings or Settings()
    written = folders.read(settings.rules)
    files, errors = written.files, list(written.errors)
    stacks = _stacks(settings)
    faults = [*written.missing, *_faults(settings, files)]
    if faults:
        # Whoever mends the settings mends the rules with them: their own faults, with no parameters but their own.
        bare = [tuple(layer._replace(params={}) for layer in stack) for stack in stacks]
        _chosen(files, bare, errors)
        raise ConfigError("\n".join(dict.fromkeys((*faults, *errors))))
    rules = _chosen(files, stacks, errors)
    if not rules and not errors:
        errors.append("no rule is left to run: the settings switch off all of them")
    decided = (stacks, settings.overrides, settings.language, settings.lang)
    seal = Seal(written.content, decided, (settings.format, settings.confidence))
    return Rulebook(rules, seal, tuple(dict.fromkeys(errors)))


def faults(own: Sequence[str]) -> list[str]:
    """What is wrong with the folders `own` and the rules in them, whatever the settings say of those."""
    written = folders.read(own)
    errors = list(written.errors)
    _chosen(written.files, [Settings().stack()], errors)
    return [*written.missing, *errors]


@cache
def names(own: tuple[str, ...]) -> Mapping[str, str]:
    """The group of every rule, of those that are shipped and those in the folders `own`, by its name."""
    return {name: text.group for name, text in folders.read(own).files.items()}


def one(wanted: str, settings: Settings) -> Rule:
    """The rule of that name, or in that file, with its parameters from `settings`, whether they have it on or not.

    Raises:
        ConfigError: there is no such rule.
        RuleError: it is wrong.
    """
    folder, base = os.path.split(os.path.abspath(wanted))
    if base.endswith(".toml"):
        file = config.opened(wanted)
        name, group = base.removesuffix(".toml"), os.path.basename(folder)
    else:
        files = folders.read(settings.rules).files
        if wanted not in files:
            raise ConfigError(f'there is no rule "{wanted}"{tables.did_you_mean(wanted, files)}')
        file = tables.File(files[wanted].label, files[wanted].content)
        name, group = wanted, files[wanted].group
    rule = build(name, group, file)
    if rule is None:
        raise RuleError("\n".join(file.faults))
    try:
        return _adjusted(rule, decide(name, group, settings.stack()))
    except ValueError as error:
        raise RuleError(f"{file.name}: with the parameters of the settings: {error}") from None


def _chosen(files: Mapping[str, Text], stacks: Sequence[Stack], errors: list[str]) -> tuple[Rule, ...]:
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


def _stacks(settings: Settings) -> list[Stack]:
    """The layers of a document without overrides, then those under each override."""
    base = settings._replace(overrides=())
    under = [base._replace(layers=(*base.layers, override.layer)) for override in settings.overrides]
    return [each.stack() for each in (base, *under)]


def _faults(settings: Settings, files: Mapping[str, Text]) -> list[str]:
    """Names of rules and groups that do not exist and values that do not fit."""
    known = {*files, *(text.group for text in files.values()), waivers.GROUP, *waivers.RULES}
    file = config.opened(settings.file) if settings.file else tables.File("settings", "")
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
    return [*faults, *file.faults]


def _unknown(key: str, word: str, known: Iterable[str]) -> str:
    return f'{key}: there is no rule or group "{word}"{tables.did_you_mean(word, known)}'


def _check_params(params: Params, at: tables.Keys, files: Mapping[str, Text], file: tables.File) -> None:
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
                key = (error.key,) if isinstance(error, RefusedError) else ()
                file.fault((*at, "params", name, *key), str(error))


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
