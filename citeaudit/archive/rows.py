"""One document to the rows of all tables: a pure function, which every engine calls."""

import os
from collections import Counter
from typing import NamedTuple
from urllib.parse import urlsplit

from citeaudit import audit
from citeaudit.across.summary import bare
from citeaudit.archive import statements
from citeaudit.archive.items import Item
from citeaudit.archive.schema import AttributionRow, DocumentRow, FindingRow, Rows, SentenceRow, SourceRow
from citeaudit.archive.streams.opening import is_remote
from citeaudit.evidence.shelf import saved_path
from citeaudit.hashing import blake2b
from citeaudit.ledger import ledger
from citeaudit.model import Audit, Document
from citeaudit.parse import days
from citeaudit.parse.sources import describe
from citeaudit.patterns import lazy
from citeaudit.rulebook import Rulebook
from citeaudit.settings import Settings

OK = "ok"
_WORDS = 200
_RECORD = lazy(r"!((?:byte|row|item|page) \d+)$")
"""The place of a record in a file that lies in an archive."""
_COMPACT = lazy(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)")


class Wanted(NamedTuple):
    """What is asked for beyond the findings."""

    attributions: bool = True
    sentences: bool = False


def audited(item: Item, rules: Rulebook, settings: Settings, wanted: Wanted) -> Rows:
    """Audit a document and make its rows; one that cannot be audited has a row that says so.

    `rules` are those of documents that no override of `settings` names.
    """
    if item.status != OK:
        return unread(item, item.status, item.detail)
    path = f"{item.source}:{item.position}" if item.position else item.source
    here = settings.for_path(item.source)
    made = audit.audit_bytes(
        item.data,
        path=path,
        format=item.format,
        rules=rules if here is settings else None,
        settings=here,
        beside=dict(item.lists) if item.position or is_remote(item.source) else None,
    )
    document = made.document
    if document is None:
        detail = made.error or ""
        status = "failed" if detail.startswith(audit.FAULT) else "decode-error"
        return unread(item, status, detail)
    doc = name(item)
    keys, low = statements.keys(document), bare(document)
    return Rows(
        (_document(doc, item, made, document, wanted),),
        _findings(doc, made, document.text),
        _sources(doc, document, keys),
        _attributions(doc, document) if wanted.attributions else (),
        statements.lines(doc, document, low),
        statements.statements(doc, document, keys, low),
        _sentences(doc, document) if wanted.sentences else (),
        tuple(named for source in document.sources if source.saved and (named := saved_path(source, path))),
    )


def unread(item: Item, status: str, detail: str) -> Rows:
    """The row of a document that was not audited, and why."""
    return Rows((_bare(name(item), item)._replace(status=status, detail=detail or None),))


def name(item: Item) -> str:
    """What names a document in all tables: 96 bits, so that a billion documents hardly ever share one."""
    return _digest(f"{item.source}\0{item.position}".encode(errors="surrogatepass"))


def _digest(data: bytes) -> str:
    return blake2b(data, digest_size=12).hexdigest()


def _bare(doc: str, item: Item) -> DocumentRow:
    """What the input itself tells of a document."""
    meta = dict(item.meta)
    date, url = meta.get("date"), meta.get("url")
    return DocumentRow(
        doc=doc, source=item.source, position=item.position, status=item.status, detail=item.detail or None,
        unchecked=(), not_judged=None, folder=folder(item.source, item.position),
        site=meta.get("site") or host(url), section=meta.get("section"), desk=meta.get("desk"),
        author=meta.get("author"), date=date, month=month(date), title=meta.get("title"), url=url, id=meta.get("id"),
        format=item.format, language=None, bytes=len(item.data), characters=0, content=_digest(item.data), sentences=0,
        cited=0, borrowed=0, uncited=0, exempt=0, markers=0, listed=0, errors=0, warnings=0, notes=0, claims=None,
        claims_uncited=None, verdicts=None,
    )  # fmt: skip


def folder(source: str, position: str) -> str:
    """The folder of a file, also inside an archive; of a record the file that holds it."""
    if not position:
        return os.path.dirname(source)
    inside = _RECORD.sub(r"/\1", position).replace("\\", "/").lstrip("/")  # some programs for zip files write so
    return f"{source}/{inside}".rpartition("/")[0]


def _document(doc: str, item: Item, made: Audit, document: Document, wanted: Wanted) -> DocumentRow:
    status = Counter(sentence.status for sentence in document.sentences)
    levels = Counter(finding.level for finding in made.findings if finding.suppressed is None)
    meta, row = document.meta, _bare(doc, item)
    date, url = row.date or meta.date, row.url or meta.url
    judged = wanted.sentences and document.judgement is not None
    need, load = (made.metrics["reference_need"], made.metrics["editorial_load"]) if judged else (None, None)
    return row._replace(
        unchecked=made.failures, not_judged=document.not_judged, site=row.site or host(url),
        section=row.section or meta.section, author=row.author or meta.author, date=date, month=month(date),
        title=document.text[slice(*document.title)] if document.title else row.title, url=url,
        format=document.format, language=document.language, characters=len(document.text),
        sentences=len(document.sentences), cited=status["cited"], borrowed=status["borrowed"],
        uncited=status["uncited"], exempt=status["exempt"], markers=len(document.markers),
        listed=sum(source.listed for source in document.sources), errors=levels["error"],
        warnings=levels["warning"], notes=levels["note"], claims=need.of[1] if need else None,
        claims_uncited=need.of[0] if need else None, verdicts=load.of[0] if load else None,
    )  # fmt: skip


def _findings(doc: str, made: Audit, text: str) -> tuple[FindingRow, ...]:
    return tuple(
        FindingRow(
            doc, f.rule, f.group, f.level, f.confidence, f.start, f.end, f.line, f.sentence,
            statements.cropped(text[f.start : f.end], _WORDS), f.message, f.because, f.fingerprint, f.suppressed,
        )
        for f in made.findings
    )  # fmt: skip


def _sources(doc: str, document: Document, keys: dict[str, str]) -> tuple[SourceRow, ...]:
    rows = []
    for source in document.sources:
        told = describe(source)
        key = keys.get(source.label)
        at = key.partition("/")[0] if key and source.url else None
        rows.append(
            SourceRow(
                doc, source.label, source.listed, len(source.cited_by), key, source.url, at, told.title, told.outlet,
                told.author, told.date,
            )
        )  # fmt: skip
    return tuple(rows)


def _attributions(doc: str, document: Document) -> tuple[AttributionRow, ...]:
    return tuple(
        AttributionRow(doc, entry.source, entry.kind, len(entry.sentences), entry.quoted, entry.labels)
        for entry in ledger(document)
    )


def _sentences(doc: str, document: Document) -> tuple[SentenceRow, ...]:
    judge, rows = document.judgement, []
    for i, sentence in enumerate(document.sentences):
        claim, said = (judge.claim(i), judge.attribution(i)) if judge else (None, None)
        rows.append(
            SentenceRow(
                doc, i, sentence.start, sentence.end, sentence.status, sentence.exempt, sentence.labels,
                document.text[sentence.start : sentence.end], claim.score if claim else None,
                claim.reasons if claim else (), judge.editorial(i).score if judge else None,
                said.kind if said else None, document.text[slice(*said.source)] if said and said.source else None,
            )
        )  # fmt: skip
    return tuple(rows)


def host(url: str | None) -> str | None:
    """The site that an address leads to, without "www."; None where it is no address."""
    try:
        found = urlsplit(url or "").hostname
    except ValueError:  # brackets that hold no address
        return None
    return found.removeprefix("www.") if found else None


def month(date: str | None) -> str | None:
    """The month of a date as 2025-03; None where it does not tell one."""
    if date and (compact := _COMPACT.match(date)):
        return f"{compact[1]}-{compact[2]}"
    day = days.read(date) if date else None
    return f"{day.year:04}-{day.month:02}" if day and day.month else None
