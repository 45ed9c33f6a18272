"""“Sources said”, and one source cited: a plural promises several witnesses."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit

_HEAD = 4
"""Words of the description among which the plural stands: "several people familiar", "two senior party sources"."""


class Params(NamedTuple):
    words: tuple[str, ...]
    """Plurals of people who are not named."""
    unless: tuple[str, ...] = ()
    """What such a description begins with where it means one of them: "a", "one"."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each such attribution whose sentence cites one source, or copies of one; `span` is the description."""
    judge = document.judgement
    copies = document.evidence.copies() if document.evidence else ()
    for i in judge.unnamed() if judge else ():
        labels = document.sentences[i].labels
        together = next((set(group.labels) for group in copies if not set(labels) - set(group.labels)), None)
        if document.sentences[i].status != "cited" or not labels or (len(set(labels)) > 1 and not together):
            continue
        found = judge.attribution(i) if judge else None
        if found is None or found.stance or found.source is None or found.kind not in ("vague", "anonymous"):
            continue
        written = document.text[found.source.start : found.source.end]
        words = written.lower().replace(",", " ").split()
        if words and words[0] not in params.unless and not set(params.words).isdisjoint(words[:_HEAD]):
            names = ", ".join(f"[{label}]" for label in dict.fromkeys(labels))
            what = f"copies of one source, {names}" if len(set(labels)) > 1 else f"one source, {names}"
            yield Hit(found.source, {"source": " ".join(written.split()), "what": what})
