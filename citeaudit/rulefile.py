"""One rule and the file it stands in: its check, parameters, level, words for editors, and its proof."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from citeaudit import checks, plugins, readers, tables
from citeaudit.model import Confidence, Document, Hit, Level, Span

LONGEST_MESSAGE = 90


class Example(NamedTuple):
    """A text that proves a rule; what the rule must find stands between ⟦ and ⟧."""

    marked: str
    format: str = "text"

    @property
    def text(self) -> str:
        """The text without the marks."""
        return self.marked.replace("⟦", "").replace("⟧", "")

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where in `text` the marked pieces lie, in order."""
        spans: list[Span] = []
        length = 0
        for piece in self.marked.split("⟦"):
            inside, mark, after = piece.partition("⟧")
            if mark:
                spans.append(Span(length, length + len(inside)))
            length += len(inside) + len(after)
        return tuple(spans)


class Rule(NamedTuple):
    id: str
    group: str
    check: str
    run: Callable[[Document, Any], Iterator[Hit]]
    params: Any
    """The `Params` of the check."""
    level: Level
    confidence: Confidence
    message: str
    mend: str
    why: str
    source: str
    bad: tuple[Example, ...]
    good: tuple[Example, ...]


class _ExampleTable(NamedTuple):
    text: str
    format: str = "text"


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
            file.fault(("check",), f'there is no check "{check}"{hint}')
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
        elif key != "why" and re.search("[{}]", re.sub(r"\{\{|\}\}|\{[a-z_]+(?::[^{}]*)?\}", "", text)):
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
        file.fault(path, f'{name}: there is no format "{example.format}"{hint}')
    marked = "⟦" in example.marked or "⟧" in example.marked
    if marks and not marked:
        file.fault(path, f"{name} must mark what is found: ⟦words⟧")
    elif marked and not marks:
        file.fault(path, f"{name} must mark nothing: the rule finds nothing in it")
    elif marked and not re.fullmatch(r"(?:[^⟦⟧]*+⟦[^⟦⟧]++⟧)++[^⟦⟧]*+", example.marked):
        file.fault(path, f"{name}: every ⟦ needs its ⟧, with words between them")


def _examples(items: Sequence[str | _ExampleTable]) -> tuple[Example, ...]:
    return tuple(Example(item) if isinstance(item, str) else Example(*item) for item in items)


def prove(rule: Rule, audit: Callable[[str, str, Rule], Sequence[tuple[Span, str]]]) -> list[str]:
    """Hold a rule to its own examples: in the bad ones it finds what is marked and no more, in the good ones nothing.

    Args:
        rule: the rule.
        audit: runs this one rule on (text, format) and gives the place and the words of each finding, in order.

    Returns:
        One line for each example that fails.
    """
    failures: list[str] = []
    for kind, examples in (("bad", rule.bad), ("good", rule.good)):
        for n, example in enumerate(examples, 1):
            wanted = [(span, example.text[span.start : span.end]) for span in example.spans]
            found = [(Span(*span), words) for span, words in audit(example.text, example.format, rule)]
            if example.format == "html":  # places in its text are not places in the file
                same = [_seen(words) for _, words in wanted] == [_seen(words) for _, words in found]
            else:
                same = [span for span, _ in wanted] == [span for span, _ in found]
            if not same:
                failures.append(f"{rule.id}: {kind} example {n} should find {_listed(wanted)}, finds {_listed(found)}")
    return failures


def _seen(markup: str) -> str:
    """The words that a reader sees of a piece of HTML."""
    from html import unescape

    return " ".join(unescape(re.sub(r"<[^<>]*>", "", markup)).split())


def _listed(found: Sequence[tuple[Span, str]]) -> str:
    return ", ".join(f"“{words}” ({span.start}-{span.end})" for span, words in found) or "nothing"
