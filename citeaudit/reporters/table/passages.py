"""Each cited sentence beside the passage of its saved source that is most like it: for an editor to read across."""

from collections.abc import Iterator

from citeaudit.layout import cut, filled
from citeaudit.model import Document
from citeaudit.model.checked import Evidence

HEADING = "Cited sentences, and the nearest passages of their saved sources:"
_MARKS = '“”"‘’„«» '
_LINES = 3
"""Lines that a sentence may take."""


def lines(document: Document, columns: int) -> Iterator[str]:
    """For each cited sentence its line and its words, what of it is not in the source as it is, what the source has."""
    evidence = document.evidence
    if evidence is None:
        return
    yield HEADING
    for i, sentence in enumerate(document.sentences):
        if sentence.status != "cited":
            continue
        line, _ = document.lines.place(sentence.start)
        lead = f"  {f'line {line}' if line else '':<9} "
        words = cut(document.text[sentence.start : sentence.end], _LINES * (columns - len(lead)))
        yield from filled(words, columns, lead, " " * len(lead))
        yield from filled("; ".join(_told(document, evidence, i)), columns, f"{'':6}→ ", f"{'':8}")
    yield ""


def _told(document: Document, evidence: Evidence, sentence: int) -> Iterator[str]:
    if not evidence.searched(sentence):
        yield "not checked: no saved text"
        return
    for part in evidence.checked(sentence):
        if part.state != "found":
            yield f"{part.state}: “{document.text[part.start : part.end].strip(_MARKS)}”"
    passage = evidence.best_passage(sentence)
    yield f"[{passage.label}] has “{passage.words}”" if passage else "no passage has much in common with it"
