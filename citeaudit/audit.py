"""One document at a time: read, parse, run the rules, sort; what goes wrong becomes part of the result."""

import datetime
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

from citeaudit import baseline, bibliography, plugins, readers, rulebook, suppression
from citeaudit.bibliography.entries import Listed
from citeaudit.checked import Evidence
from citeaudit.config import Settings
from citeaudit.errors import CiteauditError, ReadError
from citeaudit.findings import find
from citeaudit.judges.judgement import judge
from citeaudit.metrics import Metrics
from citeaudit.model import Audit, Document
from citeaudit.parse.document import parse
from citeaudit.rule import Example, Rule
from citeaudit.rulebook import Rulebook
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
) -> Audit:
    """Audit one document.

    Args:
        data: the content of the file.
        path: the name to report it under; its suffix tells the format where `format` is None.
        format: the name of a reader: text, markdown or html.
        rules: the rules to run; None for those that `settings` chooses.
        settings: None for the defaults.
        sources: the saved texts of its sources by label; None for those that `settings` names, if any.

    Returns:
        The audit; one of a document that cannot be read has an `error` and nothing else.
    """
    settings = settings or Settings()
    name = format or format_of(path)
    try:
        text = plugins.load(readers, name).read(data)
        lists = _lists(path, settings)
        document = parse(text, path, name, language=settings.lang, fallback=settings.language, extra=lists.sources)
    except (ReadError, CiteauditError) as error:
        return Audit(path, error=str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours must cost one document and not the run
        return Audit(path, error=f"{FAULT} ({type(error).__name__}: {error}); please report this")
    if lists.faults or lists.notes:
        faults, notes = (*document.list_faults, *lists.faults), (*document.notes, *lists.notes)
        document = document._replace(list_faults=faults, notes=notes)
    judgement = judge(document)
    if judgement is None:
        document = document._replace(not_judged=f"no lexicon for {document.language}")
    else:
        document = document._replace(judgement=judgement)
    if sources is not None or _saved_texts(settings) or any(source.saved for source in document.sources):
        document = document._replace(evidence=_evidence(document, sources, settings))
    book = rules or _rules(settings)
    findings, failed = find(document, book, settings.confidence)
    if "citeaudit:" in document.text:
        findings = suppression.apply(document, findings, _known(settings), settings.today or datetime.date.today())
    if settings.baseline is not None:
        findings = baseline.marked(findings, path, _baseline(settings.baseline))
    return Audit(path, document, findings, Metrics(document), rules_failed=(*lists.failed, *failed))


def _lists(path: str, settings: Settings) -> Listed:
    """The sources that files beside the article list, and those of the lists that the settings name."""
    beside = bibliography.beside(path)
    if not beside and not settings.sources:
        return Listed()
    named = [name for name in settings.sources if _is_list(name)]
    return bibliography.together(partial(bibliography.read, name) for name in beside).plus(
        bibliography.together(partial(_listed, name) for name in named)
    )


@cache
def _listed(path: str) -> Listed:
    return bibliography.read(path)


@cache
def _is_list(path: str) -> bool:
    return bibliography.is_list(path)


def _saved_texts(settings: Settings) -> list[str]:
    """The folders and maps of saved texts among the sources that the settings name."""
    return [name for name in settings.sources if not _is_list(name)]


def check_sources(settings: Settings) -> None:
    """Read the lists and saved texts that the settings name, so that a wrong path is told before any document is read.

    Raises:
        CiteauditError: there is no such file or folder, or a list or map cannot be read.
    """
    for name in filter(_is_list, settings.sources):
        if not (found := _listed(name)).sources:
            raise CiteauditError(found.faults[0].what if found.faults else f"{name}: this list of sources is empty")
    if folders := _saved_texts(settings):
        from citeaudit.evidence import saved

        saved.for_article(folders, "")


def _evidence(document: Document, sources: Mapping[str, str] | None, settings: Settings) -> Evidence:
    from citeaudit.evidence import checking, saved  # a run without saved texts needs none of it

    given = saved.of_texts(sources) if sources is not None else None
    return checking.Checking(document, given or saved.for_article(_saved_texts(settings), document.path))


def audit_paths(
    paths: Iterable[str],
    rules: Rulebook | None,
    settings: Settings,
    jobs: int = 1,
    then: Callable[[Audit], Audit] | None = None,
) -> Iterator[Audit]:
    """Audit files in the order given, `jobs` at a time; the results are the same for any number of jobs.

    `then` is what remains to be done to each audit, and is done in the process that made it.
    """
    work = partial(_audit_then, rules=rules, settings=settings, then=then)
    if jobs == 1:
        yield from map(work, paths)
        return
    from concurrent.futures import ProcessPoolExecutor

    names = list(paths)
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        # Small pieces: whoever interrupts the run waits for those that were handed out.
        yield from pool.map(work, names, chunksize=max(1, min(16, len(names) // (jobs * 4))))


def _audit_then(path: str, rules: Rulebook | None, settings: Settings, then: Callable[[Audit], Audit] | None) -> Audit:
    made = audit_path(path, rules, settings)
    return then(made) if then else made


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
        example.text, format=example.format, rules=Rulebook((rule,)), settings=settings, sources=example.sources or None
    )
    words = audit.document.text if audit.document else ""
    return [(Span(f.start, f.end), words[f.start : f.end]) for f in audit.findings]


def format_of(path: str) -> str:
    """The reader for a file name; plain text where the suffix says nothing."""
    return _suffixes().get(Path(path).suffix.lower(), "text")
