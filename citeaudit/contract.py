"""What the schema `citeaudit/1` says of one document: the form that other programs rely on."""

import json
from typing import Any

from citeaudit.ledger import Entry, ledger
from citeaudit.model import Audit, Document, Edit, Finding, Fix, Metric
from citeaudit.model.listed import Source
from citeaudit.parse.sources import describe

SCHEMA = "citeaudit/1"


def run(version: str, digest: str, rules: int) -> dict[str, Any]:
    """What stands at the head of a report: the schema, the program and its rules."""
    tool = {"name": "citeaudit", "version": version}
    return {"schema": SCHEMA, "tool": tool, "rules": {"digest": digest, "count": rules}}


def dumped(value: Any) -> str:
    # Half of a surrogate pair cannot be written as UTF-8; escaped, it comes back as it was.
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isascii() or _is_whole(text) else json.dumps(value)


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def document(audit: Audit, *, explain: bool = False) -> dict[str, Any]:
    """One document of contract `citeaudit/1`; of one that could not be read, every key is there and says nothing.

    `explain` adds to each score what moved it, as `because`.
    """
    doc = audit.document
    if doc is None:
        return {
            "path": audit.path, "format": None, "language": None, "error": audit.error, "text": None, "title": None,
            "meta": {"author": None, "date": None, "section": None, "url": None},
            "blocks": [], "sentences": [], "markers": [], "sources": [], "attributions": [],
            "findings": [], "metrics": {},
        }  # fmt: skip
    return {
        "path": audit.path,
        "format": doc.format,
        "language": doc.language,
        "error": None,
        "text": doc.text,
        "title": {"start": doc.title.start, "end": doc.title.end} if doc.title else None,
        "meta": {"author": doc.meta.author, "date": doc.meta.date, "section": doc.meta.section, "url": doc.meta.url},
        "blocks": [{"kind": b.kind, "start": b.start, "end": b.end, "level": b.level} for b in doc.blocks],
        "sentences": [_sentence(doc, i, explain=explain) for i in range(len(doc.sentences))],
        "markers": [
            {"start": m.start, "end": m.end, "raw": doc.text[m.start : m.end], "labels": list(m.labels),
             "style": m.style, "sentence": m.sentence}
            for m in doc.markers
        ],
        "sources": [_source(source) for source in doc.sources],
        "attributions": [_entry(entry) for entry in ledger(doc)],
        "findings": [_finding(finding) for finding in audit.findings],
        "metrics": {name: _metric(metric) for name, metric in audit.metrics.items()},
    }  # fmt: skip


def _source(source: Source) -> dict[str, Any]:
    told = describe(source)
    return {
        "label": source.label, "listed": source.listed, "text": source.text, "url": source.url,
        "title": told.title, "outlet": told.outlet, "author": told.author, "date": told.date,
        "origin": source.origin or None, "saved": source.saved,
        "start": source.start, "end": source.end, "cited_by": list(source.cited_by),
    }  # fmt: skip


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "source": entry.source, "kind": entry.kind, "sentences": list(entry.sentences), "cues": dict(entry.cues),
        "labels": list(entry.labels), "quoted": entry.quoted,
    }  # fmt: skip


def _metric(metric: Metric) -> dict[str, Any]:
    record = {"value": metric.value, "of": list(metric.of)}
    return record if metric.why is None else {**record, "why": metric.why}


def _sentence(doc: Document, i: int, *, explain: bool) -> dict[str, Any]:
    sentence = doc.sentences[i]
    judge = doc.judgement
    claim = judge.claim(i) if judge else None
    verdict = judge.editorial(i) if judge else None
    said = judge.attribution(i) if judge else None
    record: dict[str, Any] = {
        "start": sentence.start,
        "end": sentence.end,
        "block": sentence.block,
        "labels": list(sentence.labels),
        "status": sentence.status,
        "exempt": sentence.exempt,
        "claim": {"score": claim.score if claim else None, "reasons": list(claim.reasons) if claim else []},
        "editorial": {
            "score": verdict.score if verdict else None,
            "cues": [f"{cue.family}: {doc.text[cue.start : cue.end]}" for cue in verdict.cues] if verdict else [],
        },
        "attribution": {
            "kind": said.kind,
            "source": list(said.source) if said.source else None,
            "cue": list(said.cue) if said.cue else None,
        }
        if said
        else None,
    }
    if doc.evidence is not None:
        passage = doc.evidence.best_passage(i)
        record["evidence"] = {
            "state": doc.evidence.state(i),
            "searched": list(doc.evidence.searched(i)),
            "passage": {"label": passage.label, "words": passage.words} if passage else None,
            "checked": [
                {"kind": c.kind, "start": c.start, "end": c.end, "state": c.state, "how": c.how, "label": c.label,
                 "passage": c.passage, "changes": list(c.changes), "polarity": list(c.polarity)}
                for c in doc.evidence.checked(i)
            ],
        }  # fmt: skip
    if explain and judge:
        for name, moved in judge.moved(i).items():
            record[name]["because"] = [[feature, round(weight, 3)] for feature, weight in moved]
    return record


def _edit(edit: Edit) -> dict[str, Any]:
    return {"start": edit.start, "end": edit.end, "text": edit.text}


def _fix(fix: Fix) -> dict[str, Any] | None:
    """None for one that changes what the text does not have, such as where a link leads."""
    if any(edit.address is not None for edit in fix.edits):
        return None
    return {"safe": fix.safe, "edits": [_edit(edit) for edit in fix.edits], "label": fix.label}


def _finding(finding: Finding) -> dict[str, Any]:
    fix = finding.fix
    return {
        "rule": finding.rule,
        "group": finding.group,
        "level": finding.level,
        "confidence": finding.confidence,
        "start": finding.start,
        "end": finding.end,
        "line": finding.line,
        "column": finding.column,
        "end_line": finding.end_line,
        "end_column": finding.end_column,
        "sentence": finding.sentence,
        "block": finding.block,
        "message": finding.message,
        "because": list(finding.because),
        "fix": _fix(fix) if fix else None,
        "fingerprint": finding.fingerprint,
        "suppressed": finding.suppressed,
    }
