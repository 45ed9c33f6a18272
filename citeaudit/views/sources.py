"""The source list of a document, which sentences lean on which source, and what would be lost without it."""

import csv
import json
from typing import TextIO

from citeaudit.dependency import Dependency, dependency
from citeaudit.layout import cut, filled, table
from citeaudit.model import Document, Source
from citeaudit.parse.sources import describe


def write(document: Document, out: TextIO, *, width: int, color: bool) -> None:
    """Write one row for each source, what the article leans on, then what each source says of itself."""
    if not document.sources:
        out.write(f"{document.path}: no source is listed or cited\n")
        return
    found = dependency(document)
    rows = []
    for source, lean in zip(document.sources, found.leans, strict=True):
        cited = f"{len(lean.sentences)} of {len(found.cited)}" if found.cited else "0"
        rows.append([source.label, _name(source), cited, f"{lean.share:.0%}", str(len(lean.alone))])
    headers = ["source", "title", "cited sentences", "share", "alone"]
    out.write(table(rows, headers, width, flexible=1) + "\n\n")
    for line in _dependency(found):
        out.writelines(f"{each}\n" for each in filled(line, width, "", "  "))
    listed = [(source, lean) for source, lean in zip(document.sources, found.leans, strict=True) if source.listed]
    for source, lean in listed:
        told = describe(source)
        facts = [fact for fact in (told.outlet, told.date, source.url) if fact]
        out.write("\n" + cut(f"[{source.label}] {told.title or source.text or ''}", width) + "\n")
        out.writelines(f"    {cut(fact, width - 4)}\n" for fact in facts)
        out.write(f"    {_lines(document, source.cited_by, 'cited in line ') or 'cited by no sentence'}\n")
        if lost := _lines(document, lean.alone, "without it, no source is left in line "):
            out.writelines(f"{each}\n" for each in filled(lost, width, "    ", "      "))


def write_csv(document: Document, out: TextIO) -> None:
    """Write the matrix: a row for each cited sentence, a column for each source, 1 where it cites it."""
    found = dependency(document)
    labels = [lean.label for lean in found.leans]
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["line", "sentence", *labels])
    for i in found.cited:
        sentence = document.sentences[i]
        words = " ".join(document.prose[sentence.start : sentence.end].split())
        # A cell that begins with one of these is a formula to a spreadsheet.
        safe = f"'{words}" if words[:1] in ("=", "+", "-", "@") else words
        cites = [int(label in sentence.labels) for label in labels]
        rows.writerow([document.lines.place(sentence.start)[0], safe, *cites])


def write_json(document: Document, out: TextIO) -> None:
    """Write what `write` says for programs: `sources`, `smallest`, `spare`, `concentration`, `matrix`."""
    found = dependency(document)
    report = {
        "path": document.path,
        "sources": [
            {"label": lean.label, "title": describe(source).title, "url": source.url, "listed": source.listed,
             "sentences": list(lean.sentences), "alone": list(lean.alone), "share": round(lean.share, 3)}
            for source, lean in zip(document.sources, found.leans, strict=True)
        ],
        "cited": list(found.cited),
        "smallest": {"labels": list(found.smallest), "exact": found.exact},
        "spare": list(found.spare),
        "concentration": {
            "value": None if found.concentration is None else round(found.concentration, 3), "of": found.citations,
        },
        "matrix": [
            {"sentence": i, "cites": list(document.sentences[i].labels)} for i in found.cited
        ],
    }  # fmt: skip
    out.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")


def _name(source: Source) -> str:
    return describe(source).title or source.url or source.text or "(cited, and in no list)"


def _dependency(found: Dependency) -> list[str]:
    """What the article leans on, in sentences."""
    if not found.cited:
        return ["No sentence cites a source."]
    total = len(found.cited)
    lines = [f"Cited sentences: {total}."]
    lines += [f"[{x.label}] is in every one of them." for x in found.leans if len(x.sentences) == total > 1]
    if found.spare:
        they = "they are" if len(found.spare) > 1 else "it is"
        spare = ", ".join(f"[{label}]" for label in found.spare)
        lines.append(f"{spare} can be deleted, and every cited sentence keeps a citation: {they} never needed alone.")
    keep = ", ".join(f"[{label}]" for label in found.smallest)
    how = "Fewest" if found.exact else "Few (found step by step)"
    lines.append(f"{how} sources that leave every cited sentence a citation: {len(found.smallest)} ({keep}).")
    if found.concentration is not None:
        lines.append(
            f"Concentration (squared shares, 1 is a single source): {found.concentration:.2f} "
            f"of {found.citations} citations."
        )
    return lines


def _lines(document: Document, sentences: tuple[int, ...], lead: str) -> str:
    lines = sorted({document.lines.place(document.sentences[i].start)[0] for i in sentences})
    return lead + ", ".join(map(str, lines)) if lines else ""
