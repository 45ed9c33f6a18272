"""Read one rule file: a check and its parameters, a level, words for editors, and examples."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from citeaudit import checks, plugins, readers
from citeaudit.model import Confidence, Level
from citeaudit.rule import Example, Rule
from citeaudit.settings import NOTHING, tables

LONGEST_MESSAGE = 90


class _ExampleTable(NamedTuple):
    text: str
    format: str = "text"
    sources: Mapping[str, Any] = NOTHING
    fixed: str | None = None
    others: tuple[str, ...] = ()


class _RuleTable(NamedTuple):
    """The form of a rule file."""

    check: str
    level: Level
    confidence: Confidence
    message: str
    mend: str
    why: str
    bad: tuple[str | _ExampleTable, ...]
    good: tuple[str | _ExampleTable, ...]
    source: str = ""
    params: Mapping[str, Any] = MappingProxyType({})


def build(name: str, group: str, file: tables.File) -> Rule | None:
    """Make the rule that `file` describes; None where it is faulty, and `file.faults` then says why."""
    if not file.data and not file.faults:
        file.fault((), "this file is empty")
    if file.faults:
        return None
    made = file.fit(_RuleTable, file.data)
    params = params_of(file)
    if made is not None:
        _check_words(made, file)
    if made is None or params is None or file.faults:
        return None
    return Rule(
        id=name,
        group=group,
        check=made.check,
        run=plugins.load(checks, made.check).check,
        params=params,
        level=made.level,
        confidence=made.confidence,
        message=made.message,
        mend=made.mend,
        why=made.why,
        source=made.source,
        bad=_examples(made.bad),
        good=_examples(made.good),
    )


def params_of(file: tables.File) -> Any:
    """The `Params` that a rule file gives its check; None where one of the two is wrong."""
    check, table = file.data.get("check"), file.data.get("params", {})
    if isinstance(check, str) and isinstance(table, dict):
        try:
            # The parameters of an unknown check are unknown too: to say so would bury the one thing that is wrong.
            return file.fit(plugins.load(checks, check).Params, table, ("params",))
        except LookupError:
            hint = tables.did_you_mean(check, plugins.names(checks))
            file.fault(("check",), f'there is no check "{check}"{hint}', check)
        except ImportError as error:
            file.fault(("check",), f'the check "{check}" cannot be loaded: {error}')
    return None


@cache
def _formats() -> list[str]:
    return plugins.names(readers)


def _check_words(made: _RuleTable, file: tables.File) -> None:
    """Note what a type cannot tell about the words and examples of a rule."""
    for key in ("message", "mend", "why"):
        text = getattr(made, key)
        if not text.strip():
            file.fault((key,), f'"{key}" is empty')
        elif key != "why" and re.search("[{}]", re.sub(r"\{\{|\}\}|\{[a-z_]+\}", "", text)):
            file.fault((key,), f'"{key}" has a brace that belongs to no placeholder; write {{{{ or }}}} for a brace')
    if len(made.message) > LONGEST_MESSAGE:
        file.fault(("message",), f'"message" has {len(made.message)} characters; at most {LONGEST_MESSAGE} are allowed')
    for key, marks in (("bad", True), ("good", False)):
        examples = _examples(getattr(made, key))
        if not examples:
            file.fault((key,), f'"{key}" needs at least one example')
        for n, example in enumerate(examples):
            _check_example(example, (key, n), file, marks=marks)


def _check_example(example: Example, path: tables.Keys, file: tables.File, *, marks: bool) -> None:
    name = tables.named(path)
    if example.format not in _formats():
        hint = tables.did_you_mean(example.format, _formats())
        file.fault(path, f'{name}: there is no format "{example.format}"{hint}', example.format)
    marked = "⟦" in example.marked or "⟧" in example.marked
    if marks and not marked:
        file.fault(path, f"{name} must mark what is found: ⟦words⟧")
    elif marked and not marks:
        file.fault(path, f"{name} must mark nothing: the rule finds nothing in it")
    elif example.fixed is not None and not marks:
        file.fault(path, f'{name} must not be "fixed": the rule finds nothing in it')
    elif example.fixed is not None and ("⟦" in example.fixed or "⟧" in example.fixed):
        file.fault(path, f'{name}: what is "fixed" must mark nothing')
    elif any("⟦" in other or "⟧" in other for other in example.others):
        file.fault(path, f"{name}: mark what is found in its text, and nothing in the other documents")
    elif marked and not re.fullmatch(r"(?:[^⟦⟧]*+⟦[^⟦⟧]++⟧)++[^⟦⟧]*+", example.marked):
        file.fault(path, f"{name}: every ⟦ needs its ⟧, with words between them")


def _examples(items: Sequence[str | _ExampleTable]) -> tuple[Example, ...]:
    return tuple(Example(item) if isinstance(item, str) else Example(*item) for item in items)
