"""One document at a time: read, parse, run the rules, sort; what goes wrong becomes part of the result."""

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

from citeaudit import baseline, plugins, readers, rulebook, sourcing
from citeaudit.config import Settings
from citeaudit.errors import CiteauditError, ReadError, RuleError
from citeaudit.findings import find
from citeaudit.judges.judgement import judge
from citeaudit.metrics import Metrics
from citeaudit.model import Audit, Document, Finding
from citeaudit.parse.document import parse
from citeaudit.rule import Example, Rule
from citeaudit.rulebook import Rulebook
from citeaudit.span import Span

Audited = Callable[[str, Rulebook | None, Settings], Audit]
"""Audits one file with the settings that hold for its path; the rules are those of files without an override."""


def audit_text(
    text: str,
    *,
    path: str = "<text>",
    format: str = "text",
    rules: Rulebook | None = None,
    settings: Settings | None = None,
    sources: Mapping[str, str] | None = None,
) -> Audit:
    """Audit a text that is decoded already; see `audit_bytes`."""
    data = text.encode(errors="replace")
    return audit_bytes(data, path=path, format=format, rules=rules, settings=settings, sources=sources)


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
        return Audit(name, error=f"cannot be opened: {(error.strerror or str(error)).lower()}")
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

    Returns:
        The audit; one of a document that cannot be read has an `error` and nothing else.
    """
    settings = settings or Settings()
    name = format or format_of(path)
    try:
        text = plugins.load(readers, name).read(data)
        lists = sourcing.lists(path, settings, beside)
        document = parse(text, path, name, language=settings.lang, fallback=settings.language, extra=lists.sources)
    except (ReadError, CiteauditError) as error:
        return Audit(path, error=str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours must cost one document and not the run
        return Audit(path, error=f"citeaudit failed on it ({type(error).__name__}: {error}); please report this")
    if lists.faults or lists.notes:
        faults, notes = (*document.list_faults, *lists.faults), (*document.notes, *lists.notes)
        document = document._replace(list_faults=faults, notes=notes)
    judgement = judge(document)
    if judgement is None:
        document = document._replace(not_judged=f"no lexicon for {document.language}")
    else:
        document = document._replace(judgement=judgement)
    if sources is not None or sourcing.saved_texts(settings) or any(each.saved for each in document.sources):
        document = document._replace(evidence=sourcing.evidence(document, sources, settings))
    book = rules or _rules(settings)
    findings, failed = find(document, book, settings.confidence)
    if document.comments or settings.allow is not None:
        findings = _suppressed(document, findings, book, settings)
    if settings.baseline is not None:
        findings = baseline.marked(findings, path, _baseline(settings.baseline))
    return Audit(path, document, findings, Metrics(document), rules_failed=(*lists.failed, *failed))


def check_baseline(settings: Settings) -> None:
    """Read the baseline that the settings name, so that a wrong one is told before any document is read.

    Raises:
        CiteauditError: it cannot be read, or a line of it is wrong.
    """
    if settings.baseline is not None:
        _baseline(settings.baseline)


def audit_paths(
    paths: Iterable[str],
    rules: Rulebook | None,
    settings: Settings,
    jobs: int = 1,
    then: Callable[[Audit], Audit] | None = None,
    audited: Audited | None = None,
) -> Iterator[Audit]:
    """Audit files in the order given, `jobs` at a time; the results are the same for any number of jobs.

    `audited` audits one of them, `audit_path` where there is none; `then` is what remains to be done to each audit.
    Both are done in the same process.
    """
    work = partial(_audit_then, rules=rules, settings=settings, then=then, audited=audited or audit_path)
    if jobs == 1:
        yield from map(work, paths)
        return
    from concurrent.futures import ProcessPoolExecutor

    names = list(paths)
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        # Small pieces: whoever interrupts the run waits for those that were handed out.
        yield from pool.map(work, names, chunksize=max(1, min(16, len(names) // (jobs * 4))))


def _audit_then(
    path: str, rules: Rulebook | None, settings: Settings, then: Callable[[Audit], Audit] | None, audited: Audited
) -> Audit:
    made = audited(path, rules, settings)
    return then(made) if then else made


def audit_path(path: str, rules: Rulebook | None, settings: Settings) -> Audit:
    """Audit one file with the settings that hold for its path; `rules` are those of files without an override."""
    here = settings.for_path(path)
    return audit_file(path, format=here.format, rules=rules if here is settings else None, settings=here)


@cache
def _rules(settings: Settings) -> Rulebook:
    return rulebook.load(settings)


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
    """The places and words that one rule finds in an example, in order.

    Raises:
        RuleError: the rule gave up: its words have an unknown placeholder, or it took too long.
    """
    settings = Settings(confidence="low")
    audit = audit_text(
        example.text, format=example.format, rules=Rulebook((rule,)), settings=settings, sources=example.sources or None
    )
    if audit.rules_failed:
        raise RuleError(audit.rules_failed[0])
    words = audit.document.text if audit.document else ""
    return [(Span(f.start, f.end), words[f.start : f.end]) for f in audit.findings]


def format_of(path: str) -> str:
    """The reader for a file name; plain text where the suffix says nothing."""
    return _suffixes().get(Path(path).suffix.lower(), "text")
