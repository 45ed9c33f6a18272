"""One document at a time: read, parse, run the rules, sort; what goes wrong becomes part of the result."""

import datetime
import os
from collections.abc import Callable, Mapping
from functools import cache

from citeaudit import plugins, readers, rulebook
from citeaudit.errors import CiteauditError, RuleError
from citeaudit.metrics import Metrics
from citeaudit.model import Audit, Document, Finding
from citeaudit.model.shared import ALONE, Among
from citeaudit.model.span import Span
from citeaudit.rule import Example, Rule
from citeaudit.rulebook import Rulebook
from citeaudit.settings.config import Settings

Audited = Callable[[str, Rulebook | None, Settings], Audit]
"""Audits one file with the settings that hold for its path; the rules are those of files without an override."""
FAULT = "citeaudit failed on it"
"""How the error of a document begins that is not the document's fault."""


def audit_text(
    text: str,
    *,
    path: str = "<text>",
    format: str = "text",
    rules: Rulebook | None = None,
    settings: Settings | None = None,
    sources: Mapping[str, str] | None = None,
    among: Among = ALONE,
) -> Audit:
    """Audit a text that is decoded already; see `audit_bytes`."""
    data = text.encode(errors="replace")
    return audit_bytes(data, path=path, format=format, rules=rules, settings=settings, sources=sources, among=among)


def audit_file(
    path: str | os.PathLike[str],
    *,
    format: str | None = None,
    rules: Rulebook | None = None,
    settings: Settings | None = None,
) -> Audit:
    """Audit one file; a file that cannot be opened is a result with an error, not an exception."""
    name = os.fspath(path)
    try:
        with open(name, "rb") as file:
            data = file.read()
    except OSError as error:
        return Audit(name, error=unopened(error))
    return audit_bytes(data, path=name, format=format, rules=rules, settings=settings)


def audit_bytes(
    data: bytes,
    *,
    path: str = "<bytes>",
    format: str | None = None,
    rules: Rulebook | None = None,
    settings: Settings | None = None,
    sources: Mapping[str, str] | None = None,
    beside: Mapping[str, bytes] | None = None,
    among: Among = ALONE,
) -> Audit:
    """Audit one document.

    Args:
        data: the content of the file.
        path: the name to report it under; its suffix tells the format where `format` is None.
        format: the name of a reader: text, markdown or html.
        rules: the rules to run; None for those that `settings` chooses.
        settings: None for the defaults.
        sources: the saved texts of its sources by label; None for those that `settings` names, if any.
        beside: the contents of the lists of sources beside it by their path; None for those that lie there.
        among: what the other documents of a run have to do with it.

    Returns:
        The audit; one of a document that cannot be read has an `error` and nothing else.
    """
    from citeaudit import reading  # who has all results kept needs no parser, and that is half of the start
    from citeaudit.findings import find

    settings = settings or Settings()
    try:
        document, failed = reading.read(data, path, format or format_of(path), settings, beside)
    except CiteauditError as error:
        return Audit(path, error=str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours must cost one document and not the run
        return Audit(path, error=f"{FAULT} ({type(error).__name__}: {error}); please report this")
    document = reading.judged(document, sources, settings)._replace(shared=among.shared)
    book = rules or _rules(settings)
    findings, gave_up = find(document, book, settings.confidence)
    if _may_be_allowed(document, settings):
        findings = _suppressed(document, findings, book, settings)
    if settings.baseline is not None:
        findings = _marked(findings, path, settings.baseline)
    made = Audit(path, document, findings, Metrics(document), failures=(*failed, *gave_up))
    if among.summarised:
        from citeaudit.across.summary import summary

        made = made._replace(summary=summary(document))
    return made


def amended(
    first: Audit, data: bytes, *, format: str | None, rules: Rulebook | None, settings: Settings, among: Among
) -> Audit | None:
    """`first`, of a document that nobody compared, with what others hold of it; its judgement is not asked for.

    None where a comment in the document may allow what is found: that is for a whole audit.
    """
    from citeaudit import reading
    from citeaudit.findings import find

    if first.error or first.failures:
        return None
    document, _ = reading.read(data, first.path, format or format_of(first.path), settings)
    if _may_be_allowed(document, settings):
        return None
    document = document._replace(shared=among.shared)
    across = [rule for rule in (rules or _rules(settings)).rules if rule.check == "shared"]
    more, failed = find(document, Rulebook(across), settings.confidence)
    if settings.baseline is not None:
        more = _marked(more, first.path, settings.baseline)
    found = sorted((*first.findings, *more), key=lambda each: (each.start, each.end, each.rule))
    return first._replace(document=document, findings=tuple(found), failures=failed)


def check_baseline(settings: Settings) -> None:
    """Read the baseline that the settings name, so that a wrong one is told before any document is read.

    Raises:
        CiteauditError: it cannot be read, or a line of it is wrong.
    """
    if settings.baseline is not None:
        from citeaudit import baseline

        baseline.known(settings.baseline)


def unopened(error: OSError) -> str:
    """Why a document cannot be audited that cannot be opened."""
    return f"cannot be opened: {(error.strerror or str(error)).lower()}"


def audit_path(path: str, rules: Rulebook | None, settings: Settings) -> Audit:
    """Audit one file with the settings that hold for its path; `rules` are those of files without an override."""
    here = settings.for_path(path)
    return audit_file(path, format=here.format, rules=rules if here is settings else None, settings=here)


@cache
def _rules(settings: Settings) -> Rulebook:
    return rulebook.load(settings)


def _may_be_allowed(document: Document, settings: Settings) -> bool:
    """May somebody have allowed what is found in it, in a comment or in a file?"""
    return bool(document.comments) or settings.allow is not None


def _suppressed(
    document: Document, findings: tuple[Finding, ...], rules: Rulebook, settings: Settings
) -> tuple[Finding, ...]:
    from citeaudit import suppression  # most documents have no comments, and most runs no such file
    from citeaudit.suppression import allowed

    groups = rulebook.names(settings.rules)
    known = frozenset((*groups, *groups.values()))
    today = settings.today or datetime.date.today()
    run = suppression.Run(known, tuple(groups.items()), rules.rules, settings.stack(), today)
    listed = allowed.of(settings.allow, document.path) if settings.allow is not None else ()
    return suppression.apply(document, findings, run, listed) if document.comments or listed else findings


def _marked(findings: tuple[Finding, ...], path: str, listed: str) -> tuple[Finding, ...]:
    from citeaudit import baseline  # most runs have none

    return baseline.marked(findings, path, baseline.known(listed))


@cache
def _suffixes() -> dict[str, str]:
    return {suffix: name for name in plugins.names(readers) for suffix in plugins.load(readers, name).SUFFIXES}


def suffixes() -> frozenset[str]:
    """The suffixes of file names that a reader knows."""
    return frozenset(_suffixes())


def findings_of(example: Example, rule: Rule) -> list[tuple[Span, str]]:
    """The places and words that one rule finds in an example, in order.

    Raises:
        RuleError: the rule gave up: its words have an unknown placeholder, or it took too long.
    """
    settings = Settings(confidence="low")
    audit = audit_text(
        example.text,
        format=example.format,
        rules=Rulebook((rule,)),
        settings=settings,
        sources=example.sources or None,
        among=among_of(example),
    )
    if audit.failures:
        raise RuleError(audit.failures[0])
    words = audit.document.text if audit.document else ""
    return [(Span(f.start, f.end), words[f.start : f.end]) for f in audit.findings]


def among_of(example: Example) -> Among:
    """What an example has in common with the other documents that it brings along."""
    if not example.others:
        return ALONE
    from citeaudit.across.matching import shared

    made = [
        (f"document {n}", audit_text(text, format=example.format, among=Among(summarised=True)).summary)
        for n, text in enumerate((example.text, *example.others), 1)
    ]
    return Among(shared(made, range(len(made)))[0])


def format_of(path: str) -> str:
    """The reader for a file name; plain text where the suffix says nothing."""
    stem, dot, suffix = os.path.basename(path).rpartition(".")
    return _suffixes().get(dot + suffix.lower(), "text") if stem else "text"
