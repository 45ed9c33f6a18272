"""The document model: what readers and the parser produce, checks look at and reporters print.

Positions are half-open ranges `[start, end)` of code points of `Document.text`: `text[start:end]` is the thing
itself. For plain text and Markdown that text is the file's own, markup and line ends included, so that a position
is a place in the file; for HTML it is the text that a reader would see.

The types are named tuples: they cannot be changed, and cost a third of a frozen dataclass to make; a program that
starts for every commit also feels the import of `dataclasses`, which takes longer than all of ours.
"""

from bisect import bisect_right
from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from citeaudit.model.checked import Evidence
from citeaudit.model.judged import Judgement
from citeaudit.model.listed import ListFault, Source
from citeaudit.model.shared import Shared, Summary
from citeaudit.model.span import Span
from citeaudit.model.waivers import Comment

Level = Literal["error", "warning", "note"]
Confidence = Literal["high", "medium", "low"]
LEVELS: tuple[Level, ...] = ("note", "warning", "error")
"""From the mildest."""
CONFIDENCES: tuple[Confidence, ...] = ("low", "medium", "high")
Status = Literal["cited", "borrowed", "uncited", "exempt"]
BlockKind = Literal[
    "heading", "paragraph", "list item", "quotation", "caption", "table row", "code",
    "reference entry", "byline", "label",
]  # fmt: skip
MarkerStyle = Literal["bracket", "double bracket", "full-width", "link", "footnote", "superscript", "note", "citekey"]


_NOTHING: Mapping[str, Any] = {}  # and no mapping proxy, which cannot go to another process


class Block(NamedTuple):
    """A paragraph, heading, list item, ...; blocks are in order and disjoint, and need not cover the text."""

    kind: BlockKind
    start: int
    end: int
    level: int | None = None
    """Of a heading, 1 to 6; None elsewhere and where the format does not say."""


class Marker(NamedTuple):
    """A citation marker, such as `[1, 3-5]`; `text[start:end]` is all of it, locator included."""

    start: int
    end: int
    labels: tuple[str, ...]
    """The sources it names, in written order, ranges expanded: ("1", "3", "4", "5")."""
    style: MarkerStyle
    sentence: int | None = None
    """Index of the sentence that it belongs to."""
    fault: str | None = None
    """What is malformed about a marker that can still be read, as words that complete "this marker ..."."""
    locator: str | None = None
    """A page or the like: "23" in `[1]:23`, "p. 4" in `[1, p. 4]`."""
    reversed: bool = False
    """It holds a range written from high to low: `[4-2]`."""


LeftoverKind = Literal["editor tag", "ai debris", "malformed"]


class Leftover(NamedTuple):
    """Something in the text that is no citation and should not be printed: `[citation needed]`, `[oaicite:3]`."""

    kind: LeftoverKind
    start: int
    end: int
    what: str
    """Of debris the product that leaves it ("ChatGPT"); of an editor tag its words; else what is wrong."""


class Sentence(NamedTuple):
    """One sentence with the markers that belong to it, or the whole of a heading, table row or other short block."""

    start: int
    end: int
    block: int
    labels: tuple[str, ...] = ()
    status: Status = "uncited"
    exempt: str | None = None
    """Why it needs no source, when the status is "exempt": heading, question, echo, label, ..."""


class Meta(NamedTuple):
    author: str | None = None
    date: str | None = None
    section: str | None = None
    url: str | None = None
    genre: str | None = None
    """What the piece says that it is, in its own words: "opinion", "review"; None for ordinary copy."""


class Lines(NamedTuple):
    """Where the lines of the file begin in the text."""

    starts: tuple[int, ...]
    """Positions in the text, rising, the first 0."""
    numbers: tuple[int, ...] | None = None
    """The file's line at each start; None where the text is the file's own, so that they are 1, 2, 3, ..."""

    def place(self, position: int) -> tuple[int, int | None]:
        """The 1-based line and column of `position`, in code points; no column where the text is not the file's own."""
        row = bisect_right(self.starts, position) - 1
        if self.numbers is not None:
            return self.numbers[row], None
        return row + 1, position - self.starts[row] + 1


class Document(NamedTuple):
    path: str
    format: str
    language: str
    text: str
    prose: str
    """As long as `text`, with each block on one line: what is no prose is blanked, a wrap is a space and line ends."""
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    markers: tuple[Marker, ...]
    leftovers: tuple[Leftover, ...]
    sources: tuple[Source, ...]
    """Listed ones in the order of the list, then cited labels that no list has."""
    lines: Lines
    title: Span | None
    meta: Meta
    notes: tuple[str, ...]
    repeats: "tuple[Repeat, ...]" = ()
    judgement: Judgement | None = None
    """None where the document's language has no lexicon; `not_judged` then says so."""
    not_judged: str | None = None
    evidence: Evidence | None = None
    """None where no saved texts were given."""
    list_faults: tuple[ListFault, ...] = ()
    """What could not be read of its lists of sources."""
    targets: tuple[tuple[int, int, str], ...] = ()
    """(start, end, address) of links, where the text does not have their addresses."""
    comments: tuple[Comment, ...] = ()
    """By which an editor allows findings."""
    shared: tuple[Shared, ...] = ()
    """What other documents of the run hold too, in the order of the text."""


RepeatKind = Literal[
    "verbatim", "prefix", "part", "truncated", "case", "punctuation", "extended", "restated", "summed up"
]
"""How it says it again; a standfirst sums up the lead, as it is meant to, unless it has nearly all of its words."""
RepeatRole = Literal["line", "lines", "standfirst", "caption", "pull quotation"]
"""What an editor calls the place that repeats another."""


class Repeat(NamedTuple):
    """A line, several in a row, or a stretch inside the body, that says again what the title or a sentence says."""

    start: int
    end: int
    kind: RepeatKind
    of: Span
    """The place that it repeats: the title, an earlier sentence, or one that a caption says in advance."""
    of_title: bool
    role: RepeatRole = "line"
    lines: int = 1
    """Of "lines", how many."""


class Edit(NamedTuple):
    start: int
    end: int
    text: str
    moved: Span | None = None
    """Where `text` stands now, when it is moved and not made: a format with markup moves that along."""
    address: str | None = None
    """Where the words lead, which stay: `text` is to come in its place."""


class Fix(NamedTuple):
    label: str
    """What it does, as a command: "Sort the group"."""
    safe: bool
    edits: tuple[Edit, ...]


class Hit(NamedTuple):
    """What a check found, before its rule gives it a name, a level and words."""

    span: Span
    values: Mapping[str, Any] = _NOTHING
    """For the placeholders of the rule's message."""
    because: tuple[str, ...] = ()
    confidence: Confidence | None = None
    """When the check knows better than the rule."""
    level: Level | None = None
    """When the check knows better than the rule; never above the rule's own."""
    fix: Fix | None = None


class Finding(NamedTuple):
    rule: str
    group: str
    level: Level
    confidence: Confidence
    start: int
    end: int
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None
    sentence: int | None
    block: int | None
    message: str
    mend: str
    because: tuple[str, ...]
    fix: Fix | None
    fingerprint: str
    suppressed: str | None = None
    """Why it is not reported, in words; None for one that is."""
    allowed_by: Literal["comment", "list", "baseline", "past"] | None = None
    """Where that is said: in the text, in a list of fingerprints, in a baseline, in a state of the text before."""


class Metric(NamedTuple):
    value: float | None
    """None where the denominator is 0: undefined is never 0."""
    of: tuple[int, int]
    """Numerator and denominator."""
    scope: str
    """What was counted, in words: "body sentences with a marker"."""
    why: str | None = None
    """Why there is no value."""


class Audit(NamedTuple):
    """The result for one document; a document that cannot be read has an `error` and no `document`."""

    path: str
    document: Document | None = None
    findings: tuple[Finding, ...] = ()
    metrics: Mapping[str, Metric] = _NOTHING
    error: str | None = None
    failures: tuple[str, ...] = ()
    """What was not done: rules that gave up (a time limit), lists of sources that cannot be read; a sentence each."""
    written: str | None = None
    """What a report says of it, where it was audited and written in another process; it then has no document."""
    summary: Summary | None = None
    """What other documents of the run are compared with; None where nobody asked for it."""
