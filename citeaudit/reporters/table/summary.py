"""What was counted in one document, and of what: the rows at the head of its audit."""

from collections import Counter

from citeaudit.layout import count
from citeaudit.metrics import evidence_states
from citeaudit.model import LEVELS, Audit, Document

_HIDDEN = {"baseline": "in the baseline", "past": "not changed"}
HEADERS = ["audit", "count", "in detail"]
_SHOWN = {
    "title": ("headline", "headlines"),
    "echo": ("repeated line", "repeated lines"),
    "echo of a cited sentence": ("echo of a cited sentence", "echoes of a cited sentence"),
    "method": ("note on the writer’s methods", "notes on the writer’s methods"),
    "common knowledge": ("piece of common knowledge", "pieces of common knowledge"),
    "summary": ("summary of what stands before", "summaries of what stands before"),
    "reference entry": ("entry of the source list", "entries of the source list"),
}
"""What reasons are called that an editor would not know, or that have another plural."""


def rows(audit: Audit, document: Document) -> list[list[str]]:
    """One row for each thing counted, with what it was counted of."""
    status = Counter(sentence.status for sentence in document.sentences)
    body = len(document.sentences) - status["exempt"]
    found = [["sentences", f"{body}", _exempt(document)]]
    if body:
        found.append(["with a marker", f"{status['cited']} of {body}", _percent(status["cited"], body)])
        if status["borrowed"]:
            found.append(["only a later marker", f"{status['borrowed']} of {body}", "further on in the same paragraph"])
        found.append(["no marker", f"{status['uncited']} of {body}", _percent(status["uncited"], body)])
    need, load = audit.metrics["reference_need"], audit.metrics["editorial_load"]
    if need.value is not None:
        found.append(["need a source", f"{need.of[1]} of {body}", _bare(*need.of)])
    if load.value:
        found.append(["writer’s verdicts", f"{load.of[0]} of {body}", "sentences that read as the writer’s view"])
    found.append(["markers", f"{len(document.markers)}", _cited(document)])
    found += _evidence(document)
    open_ = [finding for finding in audit.findings if finding.suppressed is None]
    counts = Counter(finding.level for finding in open_)
    levels = ", ".join(count(counts[level], level) for level in reversed(LEVELS) if counts[level]) or "none"
    hidden = Counter(_HIDDEN.get(each.allowed_by or "", "allowed") for each in audit.findings if each.suppressed)
    if hidden:
        levels += f" ({', '.join(f'{number} {what}' for what, number in sorted(hidden.items()))})"
    found.append(["findings", f"{len(open_)}", levels])
    return found


def _evidence(document: Document) -> list[list[str]]:
    """How many cited sentences stand in the saved texts, and what was not checked."""
    if document.evidence is None:
        return []
    states = evidence_states(document)
    unread = {"without a saved text": states["no saved text"], "with nothing to look for": states["nothing checkable"]}
    looked = states.total() - sum(unread.values())
    others = [f"{states[state]} {state}" for state in ("altered", "found elsewhere", "not found") if states[state]]
    skipped = [f"{number} {why}" for why, number in unread.items() if number]
    told = [", ".join(others)] if others else []
    told += [f"not checked: {', '.join(skipped)}"] if skipped else []
    return [["in the saved texts", f"{states['found']} of {looked}", "; ".join(told) or "cited sentences"]]


def _exempt(document: Document) -> str:
    """What was left out of the count, and why."""
    why = Counter(sentence.exempt for sentence in document.sentences if sentence.exempt)
    counted = sorted(_named(n, str(reason)) for reason, n in why.items())
    return "not counted: " + ", ".join(f"{n} {noun}" for noun, n in counted) if why else ""


def _bare(number: int, of: int) -> str:
    """How many of those that need a source have no marker."""
    if number in (0, of):
        return f"{'none' if number else 'each'} of them has a marker of its own" if of > 1 else _alone(number)
    return f"{number} of them {'has no marker of its own' if number == 1 else 'have no marker of their own'}"


def _alone(number: int) -> str:
    return "and it has none" if number else "and it has a marker"


def _cited(document: Document) -> str:
    """How many sources the markers name, and how many the article lists."""
    cited = sum(bool(source.cited_by) for source in document.sources)
    listed = sum(source.listed for source in document.sources)
    if not document.sources:
        return "no source is cited or listed"
    return f"{count(cited, 'source')} cited, {listed or 'none'} listed"


def _named(number: int, reason: str) -> tuple[str, int]:
    one, many = _SHOWN.get(reason, (reason, f"{reason}s"))
    return one if number == 1 else many, number


def _percent(part: int, whole: int) -> str:
    return f"{part / whole:.0%}"
