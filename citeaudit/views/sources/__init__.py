"""The source list of a document, which sentences lean on which source, and what would be lost without it."""

from typing import TextIO

from citeaudit.layout import cut, filled, table
from citeaudit.metrics.dependency import Dependency, dependency
from citeaudit.model import Document
from citeaudit.model.listed import Source
from citeaudit.parse.sources import describe
from citeaudit.views.sources.data import write_csv, write_json
from citeaudit.views.sources.matrix import line, matrix, words

__all__ = ["write", "write_csv", "write_json"]

_NAMED = 30
"""Sources that a sentence of the report names; of more it says how many they are."""


def write(document: Document, out: TextIO, *, width: int, color: bool) -> None:
    """Write a row for each source, what the article leans on, the matrix, and each source with what it carries."""
    if not document.sources:
        out.write(f"{document.path}: no source is listed or cited\n")
        return
    found = dependency(document)
    first: dict[str, Source] = {}
    for source in document.sources:
        first.setdefault(source.label, source)
    rows = [
        [
            ", ".join(lean.labels),
            _name(first[lean.labels[0]]),
            f"{len(lean.sentences)} of {len(found.cited)}" if found.cited else "0",
            f"{lean.share:.0%}",
            str(len(lean.alone)),
        ]
        for lean in found.leans
    ]
    out.write(table(rows, ["source", "title", "cited sentences", "share", "alone"], width, flexible=1) + "\n\n")
    for told in _dependency(found):
        out.writelines(f"{each}\n" for each in filled(told, width, "", "  "))
    out.writelines(f"{each}\n" for each in matrix(document, found, width))
    for lean in found.leans:
        entries = [source for source in document.sources if source.label in lean.labels]
        for source in entries:
            if source.listed:
                _entry(document, source, out, width)
            elif lean.alone:
                out.write(f"\n[{source.label}] {_name(source)}\n")
        if lean.alone:
            it = "it" if len(lean.labels) == 1 else _joined(lean.labels)
            out.write(f"    without {it}, no source is left in {_counted(len(lean.alone), 'sentence')}:\n")
            lost = (f"line {line(document, i)}: {words(document, i, width)}" for i in lean.alone)
            out.writelines(f"      {cut(each, width - 6)}\n" for each in lost)


def _entry(document: Document, source: Source, out: TextIO, width: int) -> None:
    told = describe(source)
    out.write("\n" + cut(f"[{source.label}] {told.title or source.text or ''}", width) + "\n")
    facts = [fact for fact in (told.outlet, told.date, source.url) if fact]
    out.writelines(f"    {cut(fact, width - 4)}\n" for fact in facts)
    lines = ", ".join(map(str, sorted({line(document, i) for i in source.cited_by})))
    cited = f"cited in line {lines}" if lines else "cited by no sentence"
    out.writelines(f"{each}\n" for each in filled(cited, width, "    ", "      "))


def _name(source: Source) -> str:
    return describe(source).title or source.url or source.text or "(cited, and in no list)"


def _dependency(found: Dependency) -> list[str]:
    """What the article leans on, in sentences."""
    lines = [
        f"{_joined(lean.labels)} hold the same text and count as one." for lean in found.leans if len(lean.labels) > 1
    ]
    if not found.cited:
        return [*lines, "No sentence cites a source."]
    total = len(found.cited)
    lines.append(f"Cited sentences: {total}.")
    lines += [f"{_joined(x.labels)} {'are' if len(x.labels) > 1 else 'is'} in every one of them."
              for x in found.leans if len(x.sentences) == total > 1]  # fmt: skip
    if found.spare:
        they = "they are" if len(found.spare) > 1 else "it is"
        lines.append(
            f"{_joined(found.spare)} can be deleted, and every cited sentence keeps a citation: {they} never needed"
            " alone."
        )
    fewest = f"{'' if found.exact else 'at most '}{len(found.smallest)} ({_joined(found.smallest)})"
    lines.append(f"Fewest sources that leave every cited sentence a citation: {fewest}.")
    if found.concentration is not None:
        lines.append(
            f"Concentration (squared shares, 1 is a single source): {found.concentration:.2f} "
            f"of {_counted(found.citations, 'citation')}."
        )
    return lines


def _joined(labels: tuple[str, ...]) -> str:
    names = [f"[{label}]" for label in labels[:_NAMED]]
    if len(labels) > _NAMED:
        names.append(f"{len(labels) - _NAMED} more")
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
