"""Read labelled sets as documents of citeaudit, and give each labelled sentence with its features and its label."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from citeaudit.judges.features import Features
from citeaudit.judges.judgement import Judged, judge
from citeaudit.model import Document
from citeaudit.parse.document import parse
from citeaudit.readers import markdown, text

_READERS = {"text": text, "markdown": markdown}
_MARKERS = re.compile(r"\s?\[\d+(?:,\s?\d+)*\]")


class Row(NamedTuple):
    """One labelled sentence."""

    group: str
    """The document that it is from: the folds of a cross-validation never cut one."""
    label: bool
    features: Features
    words: frozenset[str]
    reported: bool = False
    """It says who says so."""
    attributed: bool = False
    """Somebody else's opinion, by its label."""
    paragraph: str = ""
    text: str = ""


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _document(written: str, fmt: str = "text") -> tuple[Document, Judged]:
    document = parse(_READERS[fmt].read(written.encode(errors="replace")), "a", fmt, language="en")
    judged = judge(document)
    assert judged is not None
    return document, judged


def _one_line(written: str) -> str:
    return re.sub(r"\s+", " ", written).strip()


def _whole(written: str, score: str) -> tuple[Features, frozenset[str]]:
    """The features of a sentence that stands alone; of several, those of the one that scores highest."""
    document, judged = _document(_one_line(written))
    best = max(range(len(document.sentences)), key=lambda i: getattr(judged, score)(i).score, default=None)
    return ({}, frozenset()) if best is None else judged.features(best, score)


def newsdiscourse(data: Path) -> Iterator[Row]:
    """The writer's judgement: Evaluation or Expectations, not marked as speech."""
    for row in _lines(data / "editorial_subjectivity" / "newsdiscourse_train.jsonl.gz"):
        if not row["text"].strip():
            continue
        judgement = re.search(r"Evaluation|Expectations", row["label"] or "") is not None
        label = judgement and not row["speech"]
        features, words = _whole(row["text"], "editorial")
        paragraph = f"{row['doc_id']} {row['paragraph']}"
        other = judgement and bool(row["speech"])
        yield Row(row["doc_id"], label, features, words, "attributed" in features, other, paragraph, row["text"])


def newssd(data: Path) -> Iterator[Row]:
    """Subjective news sentences; never trained on."""
    for row in _lines(data / "editorial_subjectivity" / "newssd_eng.jsonl.gz"):
        features, words = _whole(row["text"], "editorial")
        yield Row(row["id"], row["label"] == "SUBJ", features, words, "attributed" in features, text=row["text"])


def expertqa(data: Path) -> Iterator[Row]:
    """Sentences of answers that an expert found worth a source, in the answer without its markers."""
    answers: dict[str, list[dict[str, Any]]] = {}
    for row in _lines(data / "claims_uncited" / "expertqa_dev.jsonl.gz"):
        answers.setdefault(row["doc_id"], []).append(row)
    for name, rows in answers.items():
        yield from _claims(name, _MARKERS.sub("", rows[0]["context"]), "text", rows, "needs_citation", "text_nomarkers")


def freshwiki(data: Path) -> Iterator[Row]:
    """Sentences of encyclopedia articles that have a reference, a section to a paragraph. A weak label."""
    articles: dict[str, list[dict[str, Any]]] = {}
    for row in _lines(data / "claims_uncited" / "freshwiki_sentence_refs_dev.jsonl.gz"):
        articles.setdefault(row["doc_id"], []).append(row)
    for name, rows in articles.items():
        pieces, section = [f"# {name.replace('_', ' ')}"], None
        for row in rows:
            sentence = _one_line(row["text"])
            sentence = sentence if sentence[-1:] in '.!?:;”"' else f"{sentence}."
            if row["section"] != section:
                section = row["section"]
                pieces.append(f"\n\n## {section.split(' / ')[-1]}\n\n{sentence} ")
            else:
                pieces.append(f"{sentence} ")
        yield from _claims(name, "".join(pieces), "markdown", rows, "cited", "text")


def _claims(name: str, written: str, fmt: str, rows: list[dict[str, Any]], positive: str, field: str) -> Iterator[Row]:
    document, judged = _document(written, fmt)
    at = 0
    for row in rows:
        match = re.compile(r"\s+".join(map(re.escape, row[field].split())) or r"\Z").search(document.text, at)
        if match is None:
            yield Row(name, row["label"] == positive, *_whole(row[field], "claim"), text=row[field])
            continue
        at = match.end()
        held = [i for i, s in enumerate(document.sentences) if s.start < match.end() and s.end > match.start()]
        if held:
            best = max(held, key=lambda i: judged.claim(i).score)
            yield Row(name, row["label"] == positive, *judged.features(best, "claim"), text=row[field])
