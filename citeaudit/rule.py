"""A rule, the words it speaks, and the examples by which it proves itself."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from citeaudit.errors import RuleError
from citeaudit.model import Confidence, Document, Hit, Level
from citeaudit.model.span import Span

_NONE: Mapping[str, str] = {}  # and no mapping proxy, which cannot go to another process


class Example(NamedTuple):
    """A text that proves a rule; what the rule must find stands between ⟦ and ⟧."""

    marked: str
    format: str = "text"
    sources: Mapping[str, str] = _NONE
    """The saved texts of its sources by label; none for rules that ask for none."""
    fixed: str | None = None
    """The text with the fixes of the rule; None where the example does not say."""
    others: tuple[str, ...] = ()
    """Other documents of the same run, in the same format."""

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


def prove(
    rule: Rule,
    audit: Callable[[Example, Rule], Sequence[tuple[Span, str]]],
    mend: Callable[[Example, Rule], str] | None = None,
) -> list[str]:
    """Hold a rule to its own examples: in the bad ones it finds what is marked and no more, in the good ones nothing.

    Args:
        rule: the rule.
        audit: runs this one rule on an example and gives the place and the words of each finding, in order;
            a RuleError where the rule could not do its work.
        mend: gives the text of an example with all fixes of this one rule; None to leave them out.

    Returns:
        One line for each example that fails.
    """
    failures: list[str] = []
    for kind, examples in (("bad", rule.bad), ("good", rule.good)):
        for n, example in enumerate(examples, 1):
            wanted = [(span, example.text[span.start : span.end]) for span in example.spans]
            try:
                found = [(Span(*span), words) for span, words in audit(example, rule)]
            except RuleError as error:
                failures.append(f"{rule.id}: {kind} example {n}: {error}")
                continue
            if example.format == "html":  # places in its text are not places in the file
                same = [_seen(words) for _, words in wanted] == [_seen(words) for _, words in found]
            else:
                same = [span for span, _ in wanted] == [span for span, _ in found]
            if not same:
                failures.append(f"{rule.id}: {kind} example {n} should find {_listed(wanted)}, finds {_listed(found)}")
            if mend and example.fixed is not None and (after := mend(example, rule)) != example.fixed:
                failures.append(f"{rule.id}: {kind} example {n} should be mended to “{example.fixed}”, gives “{after}”")
    return failures


def _seen(markup: str) -> str:
    """The words that a reader sees of a piece of HTML."""
    from html import unescape

    return " ".join(unescape(re.sub(r"<[^<>]*>", "", markup)).split())


def _listed(found: Sequence[tuple[Span, str]]) -> str:
    return ", ".join(f"“{words}” ({span.start}-{span.end})" for span, words in found) or "nothing"
