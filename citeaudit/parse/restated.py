"""A line that says an earlier sentence again in other words: its content, or its name and a turn of phrase."""

from collections.abc import Sequence

from citeaudit.model import Sentence, Span
from citeaudit.parse import similar

SHORT = 4
"""A line of fewer words may come twice without being noticed."""
_RESTATED = 0.7
"""Share of the content of a line that one earlier sentence must hold."""
_RUN = 5
"""Words in a row that a line must share with a sentence that has the same name in it."""


def original_of(
    covered: str, line: Sentence, sentences: Sequence[Sentence], body: Sequence[int], language: str
) -> Span | None:
    """The earlier sentence that a line puts in other words: its content, or its name and a turn of phrase."""
    written = covered[line.start : line.end]
    mine = similar.content(written, language)
    if len(mine) < SHORT:
        return None
    names = _names(written)
    runs = _runs(similar.words(written))
    best: tuple[float, Span] | None = None
    for k in body:
        other = sentences[k]
        if other.start >= line.start:
            break
        theirs = covered[other.start : other.end]
        shared = mine & similar.content(theirs, language)
        share = len(shared) / len(mine)
        if share < _RESTATED and names & _names(theirs) and runs & _runs(similar.words(theirs)):
            share = _RESTATED
        if share >= _RESTATED and len(shared) >= 4 and (best is None or share > best[0]):
            best = share, Span(other.start, other.end)
    return best[1] if best else None


def _names(written: str) -> frozenset[str]:
    """Words with a capital that do not begin the sentence."""
    return frozenset(word for word in written.replace("’s", "").replace(",", " ").split()[1:] if word[:1].isupper())


def _runs(line: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(line[k : k + _RUN]) for k in range(len(line) - _RUN + 1))
