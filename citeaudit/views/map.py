"""Every marker of a document and the sentence that it belongs to."""

from typing import TextIO

from citeaudit.layout import table
from citeaudit.model import Document


def write(document: Document, out: TextIO, *, width: int, color: bool) -> None:
    """Write one row for each marker, in order of the text."""
    if not document.markers:
        out.write(f"{document.path}: no citation marker\n")
        return
    rows = []
    for marker in document.markers:
        line, column = document.lines.place(marker.start)
        sentence = document.sentences[marker.sentence] if marker.sentence is not None else None
        rows.append(
            [
                f"{line}:{column}" if column else str(line),
                " ".join(document.text[marker.start : marker.end].split())[:24],
                ", ".join(marker.labels)[:24],
                str(marker.sentence) if marker.sentence is not None else "",
                document.prose[sentence.start : sentence.end] if sentence else "(outside the text that is read)",
            ]
        )
    out.write(table(rows, ["place", "marker", "sources", "no.", "sentence"], width, flexible=4) + "\n")
    cited = {marker.sentence for marker in document.markers if marker.sentence is not None}
    out.write(f"{len(rows)} markers in {len(cited)} of {len(document.sentences)} sentences and headings\n")
