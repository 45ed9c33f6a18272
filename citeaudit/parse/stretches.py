"""Lines and paragraphs that stand in the document already: one alone, or many in a row, as a menu pasted twice."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from citeaudit.parse.page import Page

_NOTICED = 20
"""Characters from which a line that comes twice is noticed; a shorter one may: "Read more"."""
_WORDS = 4
"""Words from which it is."""
_HEADING_WORDS = 6
"""Words of a heading that two sections may share: "What the council says"."""
_REFRAIN_WORDS = 10
_REFRAIN = 3
"""Times that a short sentence must come to be a refrain."""
# What stands in a list or a table is like its neighbours by nature.
_LINES = ("paragraph", "quotation", "heading", "label", "caption", "byline")


class Stretch(NamedTuple):
    """Blocks `first` to `last`, both included, each of which stands in the document already."""

    first: int
    last: int
    of: int
    """The block that the first of them repeats."""


def stretches(page: Page, taken: Collection[int]) -> Iterator[Stretch]:
    """Yield what stands in the document already; `taken` are the blocks of which something else has been said."""
    keys = _keys(page, taken)
    origins = _origins(keys)
    if not origins:
        return
    linked = _linked(keys)
    refrains = _refrains(page, keys)
    row: list[int] = []
    for i in range(len(keys) + 1):
        again = i in origins and keys[i] not in refrains and not _shared_heading(page, i, origins)
        if again and (_noticed(page, i) or i in linked):
            row.append(i)
            continue
        if row and _is_worth(page, row):
            yield Stretch(row[0], row[-1], origins[row[0]])
        row = []


def _keys(page: Page, taken: Collection[int]) -> list[str]:
    """The letters of each block that may repeat another; "" for all others."""
    plain, below = page.plain, page.below
    return [
        plain[start:end].replace(" ", "") if kind in _LINES and start >= below and i not in taken else ""
        for i, (kind, start, end, _) in enumerate(page.blocks)
    ]


def _origins(keys: Sequence[str]) -> dict[int, int]:
    """The first block with the same letters, for each block that is not the first."""
    first: dict[str, int] = {}
    found: dict[int, int] = {}
    for i, key in enumerate(keys):
        if key:
            origin = first.setdefault(key, i)
            if origin != i:
                found[i] = origin
    return found


def _linked(keys: Sequence[str]) -> set[int]:
    """Blocks that follow, or are followed by, what they followed before: a line of a block of text that was copied."""
    seen: set[tuple[str, str]] = set()
    found: set[int] = set()
    for i in range(1, len(keys)):
        pair = keys[i - 1], keys[i]
        if pair in seen:
            found.update((i - 1, i))
        elif all(pair):
            seen.add(pair)
    return found


def _refrains(page: Page, keys: Sequence[str]) -> set[str]:
    """Short statements that come again and again between paragraphs: writers do that on purpose."""
    counts = Counter(keys)
    often = {
        key: i for i, key in enumerate(keys)
        if key and counts[key] >= _REFRAIN and page.ended(i) and len(page.tokens(i)) <= _REFRAIN_WORDS
    }  # fmt: skip
    if len(often) != 1:
        return set()  # several are the questions of an interview, or a form that was filled in again and again
    key, last = often.popitem()
    around = [k for k in (last - 1, last + 1) if k < len(keys)]
    between = any(page.is_prose(k) and counts[keys[k]] < 2 for k in around)
    return {key} if between and page.states(last) else set()


def _noticed(page: Page, i: int) -> bool:
    """Would a reader notice this line if it came twice alone?"""
    kind, start, end, _ = page.blocks[i]
    marked = page.structured if kind == "heading" else kind not in ("paragraph", "quotation")
    if marked or page.beside.is_credit(i) or page.announces(i):
        return False
    return end - start > _NOTICED or len(page.tokens(i)) >= _WORDS


def _shared_heading(page: Page, i: int, origins: Mapping[int, int]) -> bool:
    """A heading that two sections share, each with a text of its own."""
    if page.blocks[i].kind not in ("heading", "paragraph") or i + 1 in origins:
        return False
    if not (page.heads_prose(i) and page.heads_prose(origins[i])):
        return False
    marked = page.structured and page.blocks[i].kind == "heading"
    return marked or (not page.ended(i) and len(page.tokens(i)) <= _HEADING_WORDS)


def _is_worth(page: Page, row: Sequence[int]) -> bool:
    """Is there enough of it, and more than headings that the format marks?"""
    if page.structured and all(page.blocks[i].kind == "heading" for i in row):
        return False
    # Two sections may each have the headings "Candidates" and "Results".
    many = len(row) > 2 and sum(len(page.written(i)) for i in row) > _NOTICED
    return many or any(_noticed(page, i) for i in row)
