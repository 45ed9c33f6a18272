"""Findings that somebody has allowed, with a reason: by a comment in the text, or in a baseline.

A comment reads `<!-- citeaudit: allow RULE, RULE until 2027-01-31 -- reason -->`. On a line of its own it holds for the
next block; behind text, for the sentence that it stands in; `allow-file` for the whole file; `allow-start` to
`allow-end` for what stands between them. A comment that does nothing is itself a finding.
"""

import datetime
import re
from collections.abc import Collection, Iterator, Sequence
from hashlib import blake2b
from typing import Literal, NamedTuple

from citeaudit import tables
from citeaudit.model import Document, Finding, Level
from citeaudit.patterns import lazy

_COMMENT = lazy(r"<!--\s*citeaudit:\s*(.*?)\s*-->", re.DOTALL)
_WORDS = lazy(
    r"(?P<form>allow(?:-file|-start|-end)?)(?:\s+(?P<rules>[a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*))??"
    r"(?:\s+until\s+(?P<until>\S+))?(?:\s+--\s*(?P<reason>.*))?\s*",
    re.DOTALL,
)
GROUP = "suppressions"


class Allow(NamedTuple):
    """One comment, and what it holds for."""

    start: int
    end: int
    form: Literal["allow", "allow-file", "allow-start", "allow-end"]
    rules: tuple[str, ...]
    """Rules or groups; "all" for any."""
    low: int
    high: int
    """The stretch of text that it holds for."""
    until: datetime.date | None
    reason: str


class Problem(NamedTuple):
    """What is wrong with a comment."""

    rule: str
    start: int
    end: int
    message: str
    mend: str
    level: Level = "warning"


def apply(
    document: Document,
    findings: Sequence[Finding],
    known: Collection[str],
    today: datetime.date,
    elsewhere: Collection[str] = (),
) -> tuple[Finding, ...]:
    """`findings` with those marked that a comment allows, and with a finding for each comment that is at fault.

    `known` are the names of all rules and groups, also of those that do not run here. What `elsewhere` names is found
    or not found as other documents are in the run, so that nobody can say of its comments that they do nothing.
    """
    if "citeaudit:" not in document.text:
        return tuple(findings)
    allows, problems = _read(document, known, today)
    used: set[int] = set()
    marked = []
    for finding in findings:
        k = next((k for k, allow in enumerate(allows) if _allows(allow, finding)), None)
        if k is not None:
            used.add(k)
            finding = finding._replace(suppressed=allows[k].reason or "allowed without a reason")  # noqa: PLW2901
        marked.append(finding)
    problems += [
        Problem(
            "unused-allow", allow.start, allow.end,
            f"This comment allows {', '.join(allow.rules)}, and nothing is found.",
            "Delete it: what it allowed is mended, or stands elsewhere.",
        )
        for k, allow in enumerate(allows) if k not in used and not set(allow.rules) <= set(elsewhere)
    ]  # fmt: skip
    return (*marked, *(_finding(document, problem) for problem in sorted(problems, key=lambda p: p.start)))


def _allows(allow: Allow, finding: Finding) -> bool:
    named = "all" in allow.rules or finding.rule in allow.rules or finding.group in allow.rules
    return named and allow.low <= finding.start < allow.high


def _read(document: Document, known: Collection[str], today: datetime.date) -> tuple[list[Allow], list[Problem]]:
    allows: list[Allow] = []
    problems: list[Problem] = []
    opened: dict[tuple[str, ...], Allow] = {}
    for match in _COMMENT.finditer(document.text):
        words = _WORDS.fullmatch(match[1])
        if words is None:
            problems.append(_fault("unknown-allow", match, "This comment for citeaudit cannot be read.",
                                   "Write: citeaudit: allow RULE -- reason."))  # fmt: skip
            continue
        rules = tuple(re.split(r"\s*,\s*", words["rules"] or "all"))
        wrong = [rule for rule in rules if rule != "all" and rule not in known]
        if wrong:
            hint = tables.did_you_mean(wrong[0], known)
            problems.append(_fault("unknown-allow", match, f"There is no rule “{wrong[0]}”{hint}",
                                   "Write the name of a rule or of a group of rules."))  # fmt: skip
            continue
        until = _date(words["until"])
        if words["until"] and until is None:
            problems.append(
                _fault("unknown-allow", match, f"“{words['until']}” is no date.", "Write it as 2027-01-31.")
            )
            continue
        allow = _placed(document, match, words, rules, until)
        if until and until < today:
            problems.append(_fault("expired-allow", match, f"This comment held until {until}.",
                                   "Mend what it allowed, or say anew until when, and why."))  # fmt: skip
        elif not allow.reason and allow.form != "allow-end":
            problems.append(_fault("allow-without-reason", match, "This comment gives no reason.",
                                   "Write why behind two hyphens: -- reason.", "note"))  # fmt: skip
            allows.append(allow)
        elif allow.form == "allow-end":
            for key in [key for key in opened if not words["rules"] or key == rules]:
                k = allows.index(opened.pop(key))
                allows[k] = allows[k]._replace(high=match.start())
        else:
            allows.append(allow)
        if allow.form == "allow-start" and allow in allows:
            opened[rules] = allow
    return allows, problems


def _placed(
    document: Document, match: re.Match[str], words: re.Match[str], rules: tuple[str, ...], until: datetime.date | None
) -> Allow:
    """The comment with the stretch that it holds for."""
    start, end = match.span()
    form: Literal["allow", "allow-file", "allow-start", "allow-end"] = words["form"]  # type: ignore[assignment]
    low, high = end, len(document.text)
    if form == "allow-file":
        low = 0
    elif form == "allow":
        line = document.text.rfind("\n", 0, start) + 1
        if document.text[line:start].strip():
            held = [s for s in document.sentences if s.start < start] or list(document.sentences[:1])
            low, high = (held[-1].start, end) if held else (line, end)
        else:
            block = next((block for block in document.blocks if block.start >= end), None)
            high = block.end if block else end
    return Allow(start, end, form, rules, low, high, until, " ".join((words["reason"] or "").split()))


def _date(written: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(written) if written else None
    except ValueError:
        return None


def _fault(rule: str, match: re.Match[str], message: str, mend: str, level: Level = "warning") -> Problem:
    return Problem(rule, *match.span(), message, mend, level)


def _finding(document: Document, problem: Problem) -> Finding:
    line, column = document.lines.place(problem.start)
    end_line, end_column = document.lines.place(problem.end)
    words = " ".join(document.text[problem.start : problem.end].split())
    return Finding(
        rule=problem.rule, group=GROUP, level=problem.level, confidence="high", start=problem.start, end=problem.end,
        line=line, column=column, end_line=end_line, end_column=end_column, sentence=None, block=None,
        message=problem.message, mend=problem.mend, because=(), fix=None,
        fingerprint=blake2b(f"{problem.rule}\0{words}".encode(errors="replace"), digest_size=12).hexdigest(),
    )  # fmt: skip


def shown(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Those that nobody has allowed."""
    return (finding for finding in findings if finding.suppressed is None)
