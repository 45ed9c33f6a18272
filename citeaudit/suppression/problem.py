"""What is wrong with what somebody allows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from citeaudit.hashing import blake2b
from citeaudit.model import Document, Finding, Level
from citeaudit.model.waivers import GROUP
from citeaudit.settings import Stack, decide


class Problem(NamedTuple):
    rule: str
    start: int
    end: int
    words: str
    """By which it is known again."""
    message: str
    mend: str
    level: Level = "warning"
    line: int | None = None
    """In the file, where the text does not tell."""


def findings(document: Document, problems: Iterable[Problem], stack: Stack) -> Iterator[Finding]:
    """The problems as findings, in the order of the text; the settings may change their level, or leave some out.

    That somebody selects some rules leaves none out: what is allowed for those is as wrong then.
    """
    layers = tuple(layer._replace(select=()) for layer in stack)
    seen: Counter[tuple[str, str]] = Counter()
    for problem in sorted(problems, key=lambda each: (each.start, each.rule)):
        decision = decide(problem.rule, GROUP, layers)
        if not decision.on:
            continue
        words = " ".join(problem.words.split())
        seen[problem.rule, words] += 1
        number = seen[problem.rule, words]
        said = f"{problem.rule}\0{words}" + (f"\0{number}" if number > 1 else "")
        line, column = document.lines.place(problem.start)
        end_line, end_column = document.lines.place(problem.end)
        if problem.line is not None:
            line = end_line = problem.line
            column = end_column = None
        yield Finding(
            rule=problem.rule, group=GROUP, level=decision.level or problem.level, confidence="high",
            start=problem.start, end=problem.end, line=line, column=column, end_line=end_line, end_column=end_column,
            sentence=None, block=None, message=problem.message, mend=problem.mend, because=(), fix=None,
            fingerprint=blake2b(said.encode(errors="replace"), digest_size=12).hexdigest(),
        )  # fmt: skip
