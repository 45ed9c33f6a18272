"""Look for the figures of a sentence in the saved texts of the sources that it cites."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from citeaudit.evidence import workings
from citeaudit.evidence.claimed import is_claimed, is_small_count
from citeaudit.evidence.context import Context
from citeaudit.evidence.shelf import Shelf
from citeaudit.model.checked import Checked
from citeaudit.parse.figures import STATES, Figure, compare, figures

_WIDE = 600
"""Characters on each side of a figure that are read for it."""
Reach = Callable[[int], tuple[Sequence[str], Sequence[str]]]
"""From a place in the sentence to the readable texts that are cited for it, and to those cited elsewhere in it."""


class Sentence(NamedTuple):
    """A sentence, its markers covered, and what is looked through for it."""

    own: str
    offset: int
    """Where it begins in the text."""
    figures: Sequence[Figure]
    language: str


def checked(
    own: str,
    language: str,
    offset: int,
    skipped: Callable[[int], bool],
    shelf: Shelf,
    reach: Reach,
    others: Sequence[str],
) -> Iterator[Checked]:
    """The figures of the sentence `own`, which begins at `offset`, but those at a place of it that is `skipped`."""
    if own.rstrip().endswith("?"):
        return
    whole = Sentence(own, offset, figures(own), language)
    for figure in whole.figures:
        if skipped(figure.start):
            continue
        cited, beside = reach(figure.start)
        sentence, here = _about(whole, figure)
        if is_claimed(sentence.own, here, language):
            yield _check(sentence, here, shelf, cited, beside, others)
        elif cited and is_small_count(sentence.own, here):
            yield from _contradicted(sentence, here, shelf, cited)


def _about(sentence: Sentence, figure: Figure) -> tuple[Sentence, Figure]:
    """What stands about a figure: of a sentence as long as a book, every figure would have to read all of it."""
    if len(sentence.own) <= 2 * _WIDE:
        return sentence, figure
    first, last = max(0, figure.start - _WIDE), figure.end + _WIDE
    low = bisect_left(sentence.figures, first, key=lambda each: each.start)
    high = bisect_right(sentence.figures, last, key=lambda each: each.end)
    near = [each._replace(start=each.start - first, end=each.end - first) for each in sentence.figures[low:high]]
    own = sentence.own[first:last]
    here = figure._replace(start=figure.start - first, end=figure.end - first)
    return Sentence(own, sentence.offset + first, near, sentence.language), here


def _check(
    sentence: Sentence, figure: Figure, shelf: Shelf, cited: Sequence[str], beside: Sequence[str], others: Sequence[str]
) -> Checked:
    start, end = sentence.offset + figure.start, sentence.offset + figure.end
    if not cited:
        return Checked("figure", start, end, "no saved text")
    compared = [(label, *compare(figure, shelf.figures(label))) for label in cited]
    label, state, other = min(compared, key=lambda each: STATES.index(each[1]))
    if state in ("found", "converted"):
        return Checked(
            "figure", start, end, "found", "" if state == "found" else state, label, _around(shelf, label, other)
        )
    for neighbour in beside:
        found = compare(figure, shelf.figures(neighbour))
        if found.state == "found":
            passage = _around(shelf, neighbour, found.other)
            return Checked("figure", start, end, "found elsewhere", "", neighbour, passage, cited=tuple(cited))
    if state != "rounded" and (terms := _worked_out(sentence, figure, shelf, cited)):
        label, one, two = terms
        changes = (f"the source has {one.written}" + (f" and {two.written}" if two != one else ""),)
        return Checked("figure", start, end, "altered", "worked out", label, _around(shelf, label, one), changes)
    if state != "rounded":
        context = Context(sentence.own, figure, sentence.language)
        for elsewhere in others:
            if place := context.found(shelf.figures(elsewhere)):
                return Checked("figure", start, end, "found elsewhere", "", elsewhere, _around(shelf, elsewhere, place))
    if state == "not found":
        return Checked("figure", start, end, "not found")
    nearest = (f"the source has {other.written}",) if other else ()
    return Checked("figure", start, end, "altered", state, label, _around(shelf, label, other), nearest)


def _worked_out(
    sentence: Sentence, figure: Figure, shelf: Shelf, cited: Sequence[str]
) -> tuple[str, Figure, Figure] | None:
    for label in cited:
        if terms := workings.terms(sentence.own, sentence.language, figure, sentence.figures, shelf.figures(label)):
            return label, *terms
    return None


def _contradicted(sentence: Sentence, figure: Figure, shelf: Shelf, cited: Sequence[str]) -> Iterator[Checked]:
    """As in "Two men died" where the source has three men who died, and never two."""
    context = Context(sentence.own, figure, sentence.language)
    found = [context.contradicted(shelf.figures(label)) for label in cited]
    if all(found):
        label, other = cited[0], found[0]
        start, end = sentence.offset + figure.start, sentence.offset + figure.end
        changes = (f"the source has {other.written} {other.noun}",) if other else ()
        yield Checked("figure", start, end, "altered", "number differs", label, _around(shelf, label, other), changes)


def _around(shelf: Shelf, label: str, figure: Figure | None) -> str:
    words = shelf.words(label)
    if words is None or figure is None:
        return ""
    return " ".join(words.text[max(0, figure.start - 60) : figure.end + 60].split())
