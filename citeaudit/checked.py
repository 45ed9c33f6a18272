"""What is found of a sentence in the saved texts of its sources, as checks and reports read it."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, Protocol

EvidenceState = Literal["found", "found elsewhere", "altered", "not found", "no saved text", "nothing checkable"]


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
    """Negations that fell out, or stand right beside it in the source."""
    cited: tuple[str, ...] = ()
    """The sources in which it was looked for, where they are not all that the sentence cites."""


class Evidence(Protocol):
    """What the saved texts of the sources hold of a document."""

    def checked(self, sentence: int) -> Sequence[Checked]:
        """The quotations, figures and names of a sentence, in order; none where it cites nothing."""
        ...

    def state(self, sentence: int) -> EvidenceState:
        """Of the whole sentence: the worst of its parts."""
        ...

    def best_passage(self, sentence: int) -> tuple[str, str] | None:
        """The label and the words of the cited text that share most with the sentence."""
        ...

    def copies(self) -> Sequence[tuple[str, str, str]]:
        """Pairs of cited sources whose saved texts are one text, with a passage that both have."""
        ...

    def thin(self) -> Mapping[str, int]:
        """Cited sources whose saved text has few words, with their number."""
        ...

    def missing(self) -> Mapping[str, str]:
        """Cited labels without a saved text that can be read, and why."""
        ...
