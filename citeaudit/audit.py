"""One document at a time: read, parse, run the rules, sort; what goes wrong becomes part of the result."""

import datetime
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from citeaudit import baseline, plugins, readers, rulebook, suppression
from citeaudit.config import Settings
from citeaudit.errors import CiteauditError
from citeaudit.metrics import Metrics
from citeaudit.model import Audit
from citeaudit.rule import Example, Rule
from citeaudit.rulebook import Rulebook
from citeaudit.shared import ALONE, Among
from citeaudit.span import Span

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
        data = Path(name).read_bytes()
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
        among: what the other documents of a run have to do with it.

    Returns:
        The audit; one of a document that cannot be read has an `error` and nothing else.
    """
    from citeaudit import reading  # who has all results kept needs no parser, and that is half of the start
    from citeaudit.findings import find

    settings = settings or Settings()
    try:
        document, failed = reading.read(data, path, format or format_of(path), settings)
    except CiteauditError as error:
        return Audit(path, error=str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours must cost one document and not the run
        return Audit(path, error=f"{FAULT} ({type(error).__name__}: {error}); please report this")
    document = reading.judged(document, sources, settings)._replace(shared=among.shared)
    findings, gave_up = find(document, rules or _rules(settings), settings.confidence)
    if "citeaudit:" in document.text:
        today = settings.today or datetime.date.today()
        findings = suppression.apply(document, findings, _known(settings), today, _across())
    if settings.baseline is not None:
        findings = baseline.marked(findings, path, _baseline(settings.baseline))
    made = Audit(path, document, findings, Metrics(document), rules_failed=(*failed, *gave_up))
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

    if first.error or first.rules_failed:
        return None
    document, _ = reading.read(data, first.path, format or format_of(first.path), settings)
    if "citeaudit:" in document.text:
        return None
    document = document._replace(shared=among.shared)
    across = [rule for rule in (rules or _rules(settings)).rules if rule.check == "shared"]
    more, failed = find(document, Rulebook(across), settings.confidence)
    if settings.baseline is not None:
        more = baseline.marked(more, first.path, _baseline(settings.baseline))
    found = sorted((*first.findings, *more), key=lambda each: (each.start, each.end, each.rule))
    return first._replace(document=document, findings=tuple(found), rules_failed=failed)


def check_sources(settings: Settings) -> None:
    """Read the lists and saved texts that the settings name, so that a wrong path is told before any document is read.

    Raises:
        CiteauditError: there is no such file or folder, or a list or map cannot be read.
    """
    if settings.sources:
        from citeaudit import reading

        reading.check_sources(settings)


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


@cache
def _known(settings: Settings) -> frozenset[str]:
    """The names of all rules and groups, whatever the settings choose."""
    every = rulebook.load(settings._replace(select=(), ignore=(), levels={}, layers=(), overrides=())).rules
    return frozenset(name for rule in every for name in (rule.id, rule.group))


@cache
def _across() -> frozenset[str]:
    """The names of the rules that look at several documents, and of their group."""
    from citeaudit.across import wanted

    return wanted.names() | {wanted.GROUP}


@cache
def _baseline(path: str) -> baseline.Baseline:
    return baseline.read(path)


@cache
def _suffixes() -> dict[str, str]:
    return {suffix: name for name in plugins.names(readers) for suffix in plugins.load(readers, name).SUFFIXES}


def suffixes() -> frozenset[str]:
    """The suffixes of file names that a reader knows."""
    return frozenset(_suffixes())


def findings_of(example: Example, rule: Rule) -> list[tuple[Span, str]]:
    """The places and words that one rule finds in an example, in order."""
    settings = Settings(confidence="low")
    audit = audit_text(
        example.text,
        format=example.format,
        rules=Rulebook((rule,)),
        settings=settings,
        sources=example.sources or None,
        among=among_of(example),
    )
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
    return Among(shared(made)[0])


def format_of(path: str) -> str:
    """The reader for a file name; plain text where the suffix says nothing."""
    return _suffixes().get(Path(path).suffix.lower(), "text")
