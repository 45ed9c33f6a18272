"""What several documents of one run have in common, as the run works it out and checks read it.

A summary holds digests and places and no text, so that a run keeps little of each document; it can be kept beside the
document, and documents that are never in memory together can be compared by it.
"""

from array import array
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

PLACE = "I"
"""The type of a position in an array: 32 bits."""
SharedKind = Literal["headline", "paragraph", "claim", "sources"]
LEAST: Mapping[SharedKind, int] = {"headline": 5, "paragraph": 12, "claim": 6, "sources": 4}
"""Words (of a claim those that carry content) or entries of a list that a piece must have to be compared: smaller ones
are the same by chance or habit."""
STANDING = 4
"""What stands in more documents than these is a standing text: a sign-off, a note on the paper, a name of a column."""


class Shared(NamedTuple):
    """A place of a document, and one of another document that holds the same."""

    kind: SharedKind
    start: int
    """With `end` the place in this document, half-open, in code points."""
    end: int
    path: str
    """The first other document of the run that holds it."""
    line: int | None
    """Its line there; None where it has none."""
    documents: int
    """How many articles of the run hold it, this one included; of a claim only those that cite other sources for it."""
    size: int
    """Of a headline, paragraph or claim its words; of a list of sources how many of its entries are in the other."""
    here: str = ""
    """Of a claim the sources that this document cites for it, of a list of sources how many entries it has."""
    there: str = ""
    """The same of the other document."""


class Pieces(NamedTuple):
    """Pieces of one kind, in the order of the text; the columns are as long as one another."""

    digests: "array[int]" = array("Q")  # 3.11 cannot subscript the type itself
    """64 bits of what a piece says, made comparable: two with one digest say the same."""
    starts: "array[int]" = array(PLACE)
    ends: "array[int]" = array(PLACE)
    lines: "array[int]" = array(PLACE)
    """The line of the file, from 1; 0 where it has none."""
    sizes: "array[int]" = array(PLACE)
    """Words."""


class Origin(NamedTuple):
    """A source, as far as it tells whether another is the same one."""

    label: str
    page: int
    """Digest of its address; 0 where it has none."""
    title: int
    """Digest of its title; 0 where it has none."""
    name: str
    """A few words to call it by."""


class Summary(NamedTuple):
    """What of a document is compared with other documents."""

    headline: Pieces = Pieces()
    """One piece, or none."""
    paragraphs: Pieces = Pieces()
    claims: Pieces = Pieces()
    """Sentences with a marker, whose sources are all listed."""
    cited: Sequence[Sequence[int]] = ()
    """Of each claim its sources, by their number in `sources`."""
    sources: Sequence[Origin] = ()
    """The listed sources, in their order."""
    place: tuple[int, int, int] = (0, 0, 0)
    """Where the list begins: start, end and line of its first entry."""


class Among(NamedTuple):
    """How a document is audited in a run of several."""

    shared: tuple[Shared, ...] = ()
    """What other documents hold of it, in the order of the text."""
    summarised: bool = False
    """Whether to make the summary by which others are compared with it."""


ALONE = Among()
