"""Two paragraphs that tell the same thing in nearly the same words: copy that was edited twice and kept twice."""

from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit, Span
from citeaudit.parse.similar import alike, candidates, content


class Params(NamedTuple):
    alike: float = 0.75
    """Share of the content words of one paragraph that must be in the other."""
    words: int = 10
    """Content words that a paragraph must have to be compared."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each later paragraph that is like an earlier one."""
    paragraphs = [block for block in document.blocks if block.kind == "paragraph"]
    known = {(repeat.start, repeat.end) for repeat in document.repeats}
    for earlier, later in candidates(document.prose, [(block.start, block.end) for block in paragraphs]):
        block = paragraphs[later]
        first, second = (
            content(document.prose[paragraphs[i].start : paragraphs[i].end], document.language)
            for i in (earlier, later)
        )
        share = alike(first, second)
        long_enough = min(len(first), len(second)) >= params.words
        if long_enough and share >= params.alike and (block.start, block.end) not in known:
            yield Hit(
                Span(block.start, block.end),
                {"line": document.lines.place(paragraphs[earlier].start)[0], "share": f"{share:.0%}"},
                because=(f"{len(first & second)} content words shared",),
            )
