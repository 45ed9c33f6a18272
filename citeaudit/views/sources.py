"""The source list of a document, and which sentences lean on which source."""

from typing import TextIO

from citeaudit.layout import cut, table
from citeaudit.model import Document
from citeaudit.parse.sources import describe


def write(document: Document, out: TextIO, *, width: int, color: bool) -> None:
    """Write one row for each source, listed ones first, then what each one says of itself."""
    if not document.sources:
        out.write(f"{document.path}: no source is listed or cited\n")
        return
    cited = sum(sentence.status == "cited" for sentence in document.sentences)
    rows = []
    for source in document.sources:
        alone = sum(document.sentences[i].labels == (source.label,) for i in source.cited_by)
        share = f"{len(source.cited_by)} of {cited}" if cited else "0"
        name = describe(source).title or source.url or source.text or "(cited, and in no list)"
        rows.append([source.label, name, share, str(alone)])
    out.write(table(rows, ["source", "title", "cited sentences", "alone"], width, flexible=1) + "\n")
    for source in document.sources:
        if not source.listed:
            continue
        told = describe(source)
        facts = [fact for fact in (told.outlet, told.date, source.url) if fact]
        out.write(cut(f"[{source.label}] {told.title or source.text or ''}", width) + "\n")
        out.writelines(f"    {cut(fact, width - 4)}\n" for fact in facts)
        lines = sorted({document.lines.place(document.sentences[i].start)[0] for i in source.cited_by})
        out.write(f"    {'cited in line ' + ', '.join(map(str, lines)) if lines else 'cited by no sentence'}\n")
