"""The document model: what readers and the parser produce, checks look at and reporters print.

Positions are half-open ranges `[start, end)` of code points of `Document.text`: `text[start:end]` is the thing
itself. For plain text and Markdown that text is the file's own, markup and line ends included, so that a position
is a place in the file; for HTML it is the text that a reader would see.

The types are named tuples: they cannot be changed, and cost a third of a frozen dataclass to make; a program that
starts for every commit also feels the import of `dataclasses`, which takes longer than all of ours.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, NamedTuple, Protocol

from citeaudit.checked import Evidence

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
AttributionKind = Literal["named", "role", "organisation", "document", "anonymous", "vague", "unsourced"]


_NOTHING: Mapping[str, Any] = {}  # and no mapping proxy, which cannot go to another process


class Span(NamedTuple):
    """A half-open range of code points: `Span(0, 3)` of "Oslo" is "Osl"."""

    start: int
    end: int


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


class Description(NamedTuple):
    """What an entry says of its source, as it is written there; each only where the entry says it."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    """Several are joined: "Mara Lund, Ole Brandt"."""
    date: str | None = None


class Source(NamedTuple):
    """One entry of the document's source list, or a label that is cited and not listed."""

    label: str
    listed: bool
    cited_by: tuple[int, ...] = ()
    """Indexes of the sentences that cite it, in order."""
    start: int | None = None
    """With `end` its place in the text; None where its list stands elsewhere."""
    end: int | None = None
    text: str | None = None
    words: str | None = None
    """The entry without its label and without markup; `citeaudit.parse.sources.describe` reads it."""
    url: str | None = None
    origin: str = ""
    """The file or front matter that lists it; "" for the text itself."""
    told: Description | None = None
    """What a list with fields says; None for an entry in prose, which `describe` reads."""
    saved: str | None = None
    """The path of its saved text, where the list names one."""
    line: int | None = None
    """The line of the file `origin`, from 1."""


class ListFault(NamedTuple):
    """Something in a list of sources that cannot be read; the rest of the list was read."""

    what: str
    """A sentence without its full stop: "a.sources.csv:3: source 2 has nothing in it"."""
    span: Span | None = None


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


class Claim:
    """Whether a sentence needs a source; why is worked out when it is asked for, for most sentences need none."""

    def __init__(self, score: float, why: Callable[[], tuple[str, ...]]) -> None:
        self.score = score
        """0 to 1: how likely an editor wants a source for the sentence."""
        self._why = why

    def __getstate__(self) -> Mapping[str, Any]:
        """What can go to another process: what is known, and not how it is found out."""
        return {"score": self.score, "reasons": self.reasons}

    @cached_property
    def reasons(self) -> tuple[str, ...]:
        """Why, strongest first, as "event: rejected"."""
        return self._why()


class Cue(NamedTuple):
    start: int
    end: int
    family: str
    """What kind of word moved the score: significance, prediction, motive, ..."""


class Editorial(NamedTuple):
    score: float
    """0 to 1: how likely the sentence is the writer's own verdict."""
    cues: tuple[Cue, ...]


class Attribution(NamedTuple):
    kind: AttributionKind
    source: Span | None
    """What names the source: "Lund, head of the board", without the clauses about it; all that describes one without a
    name; None where the sentence hides it. It stands in an earlier sentence where `cue` is None."""
    cue: Span | None
    """The word that attributes, with its auxiliaries; None where the sentence is a quotation that goes on."""
    stance: bool = False
    """It tells what somebody wants, favours or attacks, and holds no statement of theirs."""


class Judgement(Protocol):
    """What the judges say of each sentence, worked out when asked and then kept."""

    def claim(self, sentence: int) -> Claim: ...
    def needs(self, sentence: int, score: float) -> Claim | None:
        """The claim of a sentence where its score is at least `score`; spares the rest of the work elsewhere."""
        ...

    def editorial(self, sentence: int) -> Editorial: ...
    def attribution(self, sentence: int) -> Attribution | None: ...
    def moved(self, sentence: int) -> dict[str, tuple[tuple[str, float], ...]]:
        """What moved each score, by its name: features with what they add before the logistic function."""

    def verdicts(self) -> Sequence[int]:
        """The sentences that have a word of a verdict; the others have no editorial cue."""

    def unnamed(self) -> Sequence[int]:
        """The sentences that have a word for a source that names nobody; the others attribute nothing to such a one."""

    def quoted(self) -> Sequence[int]:
        """The sentences that have something in quotation marks, in order."""

    def quotations(self, sentence: int) -> tuple[Span, ...]:
        """The stretches of the sentence that stand in quotation marks, marks included."""


class Document(NamedTuple):
    path: str
    format: str
    language: str
    text: str
    prose: str
    """As long as `text`; what is no prose is blanked."""
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
    rules_failed: tuple[str, ...] = ()
    """What was not done: rules that gave up (a time limit), lists of sources that cannot be read; a sentence each."""
    written: str | None = None
    """What a report says of it, where it was audited and written in another process; it then has no document."""
