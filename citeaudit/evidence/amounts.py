"""Look for the figures of a sentence in the saved texts of the sources that it cites."""

import re
from collections.abc import Callable, Iterator, Sequence

from citeaudit.checked import Checked
from citeaudit.evidence.shelf import Shelf
from citeaudit.parse import figures
from citeaudit.parse.figures import Figure

_BESIDE_TITLE = re.compile(
    r"\b(?:[Nn]o|[Nn]umber|Article|Section|Chapter|Route|Highway|Room|[Pp]age|Part|[Gg]roup|[Tt]ype|Phase|Grade|Level|"
    r"Season|Episode|Volume|Title|Round|Line)\.?\s$"
)
_ORDER = ("found", "rounded", "unit differs", "power of ten", "not found")


def checked(
    own: str, offset: int, skipped: Callable[[int], bool], shelf: Shelf, cited: Sequence[str], others: Sequence[str]
) -> Iterator[Checked]:
    """The figures of the sentence `own`, which begins at `offset`, but those at a place of it that is `skipped`."""
    for figure in figures.figures(own):
        if not skipped(figure.start) and _is_claimed(own, figure):
            yield _check(figure, offset, shelf, cited, others)


def _check(figure: Figure, offset: int, shelf: Shelf, cited: Sequence[str], others: Sequence[str]) -> Checked:
    start, end = offset + figure.start, offset + figure.end
    if not cited:
        return Checked("figure", start, end, "no saved text")
    compared = [(label, *figures.compare(figure, shelf.figures(label))) for label in cited]
    label, state, other = min(compared, key=lambda each: _ORDER.index(each[1]))
    if state == "found":
        return Checked("figure", start, end, "found", "", label, _around(shelf, label, other))
    for elsewhere in others:
        if figures.compare(figure, shelf.figures(elsewhere))[0] == "found":
            return Checked("figure", start, end, "found elsewhere", "", elsewhere)
    if state == "not found":
        return Checked("figure", start, end, "not found")
    nearest = (f"the source has {other.written}",) if other else ()
    return Checked("figure", start, end, "altered", state, label, _around(shelf, label, other), nearest)


def _around(shelf: Shelf, label: str, figure: Figure | None) -> str:
    words = shelf.words(label)
    if words is None or figure is None:
        return ""
    return " ".join(words.text[max(0, figure.start - 60) : figure.end + 60].split())


def _is_claimed(own: str, figure: Figure) -> bool:
    """Is the figure one that a source should have? "One" and "first" are words, "Route 66" is a name."""
    if figure.spelled and (figure.value <= 3 or figure.value != int(figure.value)):
        return False
    return not _BESIDE_TITLE.search(own[: figure.start])
