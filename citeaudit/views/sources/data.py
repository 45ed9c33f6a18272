"""What leans on which source, for spreadsheets and programs."""

import csv
import json
from typing import TextIO

from citeaudit.metrics.dependency import dependency
from citeaudit.model import Document
from citeaudit.model.listed import Source
from citeaudit.parse.sources import describe
from citeaudit.views.sources.matrix import line, words


def write_csv(document: Document, out: TextIO) -> None:
    """Write the matrix: a row for each cited sentence, a column for each label, 1 where it cites it."""
    labels = list(dict.fromkeys(source.label for source in document.sources))
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["line", "sentence", *map(_safe, labels)])
    for i in dependency(document).cited:
        cites = document.sentences[i].labels
        rows.writerow([line(document, i), _safe(words(document, i)), *(int(label in cites) for label in labels)])


def write_json(document: Document, out: TextIO) -> None:
    """Write what `write` says for programs: `sources`, `smallest`, `spare`, `concentration`, `matrix`.

    `sentences`, `alone` and `cited` are indexes of sentences, as `sentence` of the matrix is; `copies` are the other
    labels whose saved texts are the same: the source and they count as one.
    """
    found = dependency(document)
    first: dict[str, Source] = {}
    for source in document.sources:
        first.setdefault(source.label, source)
    report = {
        "path": document.path,
        "sources": [
            {"label": label, "title": describe(first[label]).title, "url": first[label].url,
             "listed": first[label].listed, "copies": [other for other in lean.labels if other != label],
             "sentences": list(lean.sentences), "alone": list(lean.alone), "share": round(lean.share, 3)}
            for lean in found.leans for label in lean.labels
        ],
        "cited": list(found.cited),
        "smallest": {"labels": list(found.smallest), "exact": found.exact},
        "spare": list(found.spare),
        "concentration": {
            "value": None if found.concentration is None else round(found.concentration, 3), "of": found.citations,
        },
        "matrix": [
            {"sentence": i, "line": line(document, i), "words": words(document, i),
             "cites": list(document.sentences[i].labels)}
            for i in found.cited
        ],
    }  # fmt: skip
    out.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")


def _safe(cell: str) -> str:
    """A cell that begins with one of these is a formula to a spreadsheet."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@") else cell
