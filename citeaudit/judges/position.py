"""Where a sentence stands, as far as it says whether the sentence needs a source of its own."""

from citeaudit.judges.features import Features
from citeaudit.model import Document

_LONG = 5
"""Sentences of a paragraph, or of a document, that is long enough to have an opening and a close."""
_TOLD = 3
"""Sentences of a paragraph below a heading that tells what its first sentence announces."""


def of(document: Document, sentence: int) -> Features:
    """The features of place of one sentence: what an opening announces, others tell in full, and with their sources."""
    sentences = document.sentences
    block = sentences[sentence].block
    found: Features = {}
    opens = not sentence or sentences[sentence - 1].block != block
    if opens and _fills(document, sentence, _LONG):
        found["introduces a long paragraph"] = ""
    if opens and block and document.blocks[block - 1].kind == "heading" and _fills(document, sentence, _TOLD):
        found["introduces a section"] = ""
    if sentence + 1 == len(sentences) > _LONG:
        found["closes the document"] = ""
    return found


def _fills(document: Document, first: int, count: int) -> bool:
    """Do the `count` sentences from `first` on stand in one paragraph?"""
    sentences, last = document.sentences, first + count - 1
    return (
        last < len(sentences)
        and sentences[first].block == sentences[last].block
        and document.blocks[sentences[first].block].kind == "paragraph"
    )
