"""Findings that somebody has allowed, with a reason: by a comment in the text, or in a file of allowed findings.

A comment reads `<!-- citeaudit: allow RULE, RULE until 2027-01-31 -- reason -->`. On a line of its own it holds for the
next block; behind text, for the sentence that it stands in; `allow-file` for the whole file; `allow-start` to
`allow-end` for what stands between them. One that does nothing is itself a finding.
"""

import datetime
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from citeaudit.model import Document, Finding
from citeaudit.rule import Rule
from citeaudit.settings import Stack
from citeaudit.suppression import allow, problem
from citeaudit.suppression.allow import EVERY
from citeaudit.suppression.allowed import Entry
from citeaudit.suppression.problem import Problem

_ACROSS = "shared"
"""The check that looks at several documents."""
_UNSAID = "allowed without a reason"


class Run(NamedTuple):
    """What must be known of a run to say whether something that is allowed is needed."""

    known: Collection[str]
    """The names of all rules and groups, also of those that do not run here."""
    groups: Sequence[tuple[str, str]]
    """The name and the group of every rule."""
    rules: Sequence[Rule]
    """Those that run."""
    stack: Stack
    today: datetime.date


def apply(
    document: Document, findings: Sequence[Finding], run: Run, listed: Sequence[Entry] = ()
) -> tuple[Finding, ...]:
    """`findings` with those marked that are allowed, and with a finding for each comment or entry that is at fault.

    `listed` are the entries of the file of allowed findings that name the document.
    """
    allows, problems = allow.read(document, run.known, run.today)
    marked = _by_comments(findings, allows, problems, _ran(document, run))
    if listed:
        marked = _by_entries(marked, listed, problems, run, _ran(document, run))
    return (*marked, *problem.findings(document, problems, run.stack))


def _by_comments(
    findings: Sequence[Finding], allows: Sequence[allow.Allow], problems: list[Problem], ran: frozenset[str]
) -> list[Finding]:
    used: set[int] = set()
    marked: list[Finding] = []
    for finding in findings:
        holding = [k for k, each in enumerate(allows) if each.holds(finding.rule, finding.group, finding.start)]
        if holding:
            used.update(holding)  # each would do: which of them is not needed is not to be told
            why = allows[holding[0]].reason or _UNSAID
            finding = finding._replace(suppressed=why, allowed_by="comment")  # noqa: PLW2901
        marked.append(finding)
    problems += [
        allow.unused(each.comment, each.rules)
        for k, each in enumerate(allows)
        if k not in used and ran.issuperset(each.rules)
    ]
    return marked


def _by_entries(
    findings: Sequence[Finding], listed: Sequence[Entry], problems: list[Problem], run: Run, ran: frozenset[str]
) -> list[Finding]:
    good: dict[tuple[str, str], Entry] = {}
    for entry in listed:
        if entry.rule not in run.known:
            problems.append(entry.unknown(run.known))
        elif entry.until is not None and entry.until < run.today:
            problems.append(entry.expired())
        else:
            good[entry.rule, entry.fingerprint] = entry
            problems += [] if entry.reason else [entry.without_reason()]
    used: set[tuple[str, str]] = set()
    marked: list[Finding] = []
    for finding in findings:
        key = finding.rule, finding.fingerprint
        if key in good:
            used.add(key)
            if finding.suppressed is None:
                why = good[key].reason or _UNSAID
                finding = finding._replace(suppressed=why, allowed_by="list")  # noqa: PLW2901
        marked.append(finding)
    problems += [entry.unused() for key, entry in good.items() if key not in used and entry.rule in ran]
    return marked


def _ran(document: Document, run: Run) -> frozenset[str]:
    """The rules, and the groups of rules that all of them, looked at the document: what they do not find is not there.

    Without saved texts the rules of evidence have nothing to look at, and what a rule across documents finds depends on
    the other documents of the run: nobody can say that it is not there.
    """
    ran = {
        rule.id for rule in run.rules
        if rule.check != _ACROSS and (rule.group != "evidence" or document.evidence is not None)
    }  # fmt: skip
    missing = {group for name, group in run.groups if name not in ran}
    return frozenset((*ran, *({group for _, group in run.groups} - missing), *(() if missing else (EVERY,))))


def shown(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Those that nobody has allowed."""
    return (finding for finding in findings if finding.suppressed is None)
