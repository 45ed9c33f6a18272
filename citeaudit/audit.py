"""One document at a time: read, parse, run the rules, sort; what goes wrong becomes part of the result."""

import os
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path

from citeaudit import plugins, readers, rulebook
from citeaudit.config import Settings
from citeaudit.errors import ReadError
from citeaudit.judges.judgement import judge
from citeaudit.metrics import Metrics
from citeaudit.model import CONFIDENCES, LEVELS, Audit, Block, Confidence, Document, Finding, Hit, Sentence, Span
from citeaudit.parse.cover import cover
from citeaudit.parse.document import parse
from citeaudit.rulebook import Rule, Rulebook

_WORD = re.compile(r"\w+")


def audit_text(
    text: str,
    *,
    path: str = "<text>",
    format: str = "text",
    rules: Rulebook | None = None,
    settings: Settings | None = None,
) -> Audit:
    """Audit a text that is decoded already; see `audit_bytes`."""
    return audit_bytes(text.encode(errors="replace"), path=path, format=format, rules=rules, settings=settings)


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
) -> Audit:
    """Audit one document.

    Args:
        data: the content of the file.
        path: the name to report it under; its suffix tells the format where `format` is None.
        format: the name of a reader: text, markdown or html.
        rules: the rules to run; None for those that `settings` chooses.
        settings: None for the defaults.

    Returns:
        The audit; one of a document that cannot be read has an `error` and nothing else.
    """
    settings = settings or Settings()
    name = format or format_of(path)
    try:
        text = plugins.load(readers, name).read(data)
        document = parse(text, path, name, language=settings.lang, fallback=settings.language)
    except ReadError as error:
        return Audit(path, error=str(error))
    judgement = judge(document)
    if judgement is None:
        document = replace(document, not_judged=f"no lexicon for {document.language}")
    else:
        document = replace(document, judgement=judgement)
    findings, failed = _run(document, rules or _rules(settings), settings.confidence)
    return Audit(path, document, findings, Metrics(document), rules_failed=failed)


def audit_paths(paths: Iterable[str], rules: Rulebook | None, settings: Settings, jobs: int = 1) -> Iterator[Audit]:
    """Audit files in the order given, `jobs` at a time; the results are the same for any number of jobs."""
    work = partial(audit_path, rules=rules, settings=settings)
    if jobs == 1:
        yield from map(work, paths)
        return
    from concurrent.futures import ProcessPoolExecutor

    names = list(paths)
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(work, names, chunksize=max(1, min(64, len(names) // (jobs * 4))))


def audit_path(path: str, rules: Rulebook | None, settings: Settings) -> Audit:
    """Audit one file with the settings that hold for its path; `rules` are those of files without an override."""
    here = settings.for_path(path)
    return audit_file(path, format=here.format, rules=rules if here is settings else None, settings=here)


@cache
def _rules(settings: Settings) -> Rulebook:
    return rulebook.load(settings)


@cache
def _suffixes() -> dict[str, str]:
    return {suffix: name for name in plugins.names(readers) for suffix in plugins.load(readers, name).SUFFIXES}


def suffixes() -> frozenset[str]:
    """The suffixes of file names that a reader knows."""
    return frozenset(_suffixes())


def findings_of(text: str, format: str, rule: Rule) -> list[tuple[Span, str]]:
    """The places and words that one rule finds in a text, in order; for the examples of the rule."""
    audit = audit_text(text, format=format, rules=Rulebook((rule,)), settings=Settings(confidence="low"))
    words = audit.document.text if audit.document else ""
    return [(Span(f.start, f.end), words[f.start : f.end]) for f in audit.findings]


def format_of(path: str) -> str:
    """The reader for a file name; plain text where the suffix says nothing."""
    return _suffixes().get(Path(path).suffix.lower(), "text")


def _run(document: Document, rules: Rulebook, least: Confidence) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
    """What the rules find, in the order of the text, and the rules that gave up."""
    hits: list[tuple[int, int, str, Rule, Hit]] = []
    failed: list[str] = []
    wanted = CONFIDENCES[CONFIDENCES.index(least) :]
    for rule in rules.rules:
        try:
            found = list(rule.run(document, rule.params))
        except Exception as error:  # noqa: BLE001 - a rule that breaks must not cost the document its other findings
            failed.append(f"rule {rule.id} could not check this document ({type(error).__name__}: {error})")
            continue
        hits += [(*hit.span, rule.id, rule, hit) for hit in found if (hit.confidence or rule.confidence) in wanted]
    hits.sort(key=lambda found: found[:3])
    return _findings(document, hits), tuple(failed)


def _findings(document: Document, hits: list[tuple[int, int, str, Rule, Hit]]) -> tuple[Finding, ...]:
    if not hits:
        return ()
    sentence_starts = [sentence.start for sentence in document.sentences]
    block_starts = [block.start for block in document.blocks]
    words = _Words(document)
    seen: Counter[tuple[str, str]] = Counter()
    findings: list[Finding] = []
    for start, end, name, rule, hit in hits:
        sentence = _holding(start, sentence_starts, document.sentences)
        block = _holding(start, block_starts, document.blocks)
        around = document.sentences[sentence] if sentence is not None else None
        said = words.between(around.start, around.end) if around else words.between(start, end)
        seen[name, said] += 1
        line, column = document.lines.place(start)
        end_line, end_column = document.lines.place(end)
        findings.append(
            Finding(
                rule=name,
                group=rule.group,
                level=min(hit.level or rule.level, rule.level, key=LEVELS.index),
                confidence=hit.confidence or rule.confidence,
                start=start,
                end=end,
                line=line,
                column=column,
                end_line=end_line,
                end_column=end_column,
                sentence=sentence,
                block=block,
                message=rule.message.format_map(hit.values),
                mend=rule.mend.format_map(hit.values),
                because=hit.because,
                fix=hit.fix,
                fingerprint=blake2b(f"{name}\0{said}\0{seen[name, said]}".encode(), digest_size=12).hexdigest(),
            )
        )
    return tuple(findings)


def _holding(position: int, starts: list[int], pieces: Sequence[Sentence] | Sequence[Block]) -> int | None:
    row = bisect_right(starts, position) - 1
    return row if row >= 0 and position < pieces[row].end else None


class _Words:
    """Digests of the words of sentences, markers left out: moving, reflowing or renumbering keeps them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[tuple[int, int], str] = {}
        self._starts = [marker.start for marker in document.markers]

    def between(self, start: int, end: int) -> str:
        if (start, end) not in self._known:
            document = self._document
            low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
            spans = [(m.start - start, min(m.end, end) - start) for m in document.markers[low:high]]
            words = " ".join(_WORD.findall(cover(document.text[start:end], spans, " ").lower()))
            self._known[start, end] = blake2b(words.encode(errors="replace"), digest_size=16).hexdigest()
        return self._known[start, end]
