"""Which cited sentence cites which source, a line for each sentence and a narrow column for each source."""

from collections.abc import Iterator

from citeaudit.layout import cut, width
from citeaudit.metrics.dependency import Dependency
from citeaudit.model import Document

_MOST = 12
"""Sources for which the eye can still follow a column."""


def matrix(document: Document, found: Dependency, columns: int) -> Iterator[str]:
    """The lines of the matrix, the heading first; where it would be too wide, one that says where it is."""
    cited = [lean for lean in found.leans if lean.sentences]
    if len(cited) < 2:
        return
    yield ""
    heads = ["=".join(lean.labels) for lean in cited]
    lead = f"{'line':>6}  " + " ".join(heads) + "  "
    if len(cited) > _MOST or width(lead) > columns // 2:
        yield f"Which sentence cites which of the {len(cited)} sources: --output-format csv"
        return
    yield lead.rstrip()
    cells = [(set(lean.sentences), width(head)) for lean, head in zip(cited, heads, strict=True)]
    for i in found.cited:
        marks = " ".join(("x" if i in sentences else ".").center(wide) for sentences, wide in cells)
        row = f"{line(document, i):>6}  {marks}  "
        yield row + cut(words(document, i, columns), columns - width(row))


def line(document: Document, sentence: int) -> int:
    return document.lines.place(document.sentences[sentence].start)[0] or 0


def words(document: Document, sentence: int, columns: int | None = None) -> str:
    """A sentence on one line; the beginning of it where it is for so many `columns`."""
    start, end, *_ = document.sentences[sentence]
    return " ".join(document.prose[start : end if columns is None else min(end, start + 20 * columns)].split())
