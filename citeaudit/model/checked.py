"""What is found of a sentence in the saved texts of its sources, as checks and reports read it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

EvidenceState = Literal["found", "found elsewhere", "altered", "not found", "no saved text", "nothing checkable"]

UNSAVED = "has no saved text"
"""Why most sources cannot be checked, as the end of a sentence."""


class Checked(NamedTuple):
    """One quotation, figure or name of a sentence, looked for in the saved texts of the sources that it cites."""

    kind: Literal["quotation", "figure", "name"]
    start: int
    end: int
    state: EvidenceState
    how: str = ""
    """Of what is altered or only like it: "elided", "altered", "rounded", "unit differs", "power of ten",
    "order differs", "sign differs", "number differs", "worked out"; of what is found "converted"."""
    label: str = ""
    """The source in which it stands, or nearly does."""
    passage: str = ""
    changes: tuple[str, ...] = ()
    """What differs, in words."""
    polarity: tuple[str, ...] = ()
    """Negations that only one side has, each in words: "leaves out “not”", "stands behind “not” in the source"."""
    cited: tuple[str, ...] = ()
    """The sources in which it was looked for, where they are not all that the sentence cites."""


_WORST: tuple[EvidenceState, ...] = (
    "nothing checkable", "found", "found elsewhere", "altered", "not found", "no saved text",
)  # fmt: skip


def worst(parts: Iterable[Checked]) -> EvidenceState:
    """The state of a sentence: the worst of its parts. One beside a "not" of the source counts as altered."""
    states = ("altered" if part.polarity and part.state == "found" else part.state for part in parts)
    return max(states, key=_WORST.index, default="nothing checkable")


class Passage(NamedTuple):
    """A passage of a saved text that is like a sentence."""

    label: str
    words: str
    """As they are written, on one line."""
    shared: int
    """Different words that carry content, and that the sentence has too."""


class Copies(NamedTuple):
    """Sources whose saved texts are one text."""

    labels: tuple[str, ...]
    """In the order of the document's sources."""
    share: float
    """Of the words outside quotations of the copy that keeps least, how many are in the longest text."""
    passage: str
    """The beginning of the longest stretch that two of them have."""


class Evidence(Protocol):
    """What the saved texts of the sources hold of a document."""

    def checked(self, sentence: int) -> Sequence[Checked]:
        """The quotations, figures and names of a sentence, in order; none where it cites nothing."""
        ...

    def state(self, sentence: int) -> EvidenceState:
        """Of the whole sentence: the worst of its parts."""
        ...

    def searched(self, sentence: int) -> Sequence[str]:
        """The labels that the sentence cites whose saved text could be read."""
        ...

    def best_passage(self, sentence: int) -> Passage | None:
        """The passage of those texts that has most in common with the sentence; None where hardly anything is."""
        ...

    def copies(self) -> Sequence[Copies]:
        """The groups of cited sources whose saved texts are one text; no source is in two of them."""
        ...

    def thin(self) -> Mapping[str, int]:
        """Cited sources whose saved text has few words, with their number."""
        ...

    def missing(self) -> Mapping[str, str]:
        """Cited labels without a saved text that can be read, and why."""
        ...
