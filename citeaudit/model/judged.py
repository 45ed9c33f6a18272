"""What the judges say of a sentence: does it need a source, is it the writer's own verdict, who says so?"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import Any, Literal, NamedTuple, Protocol

from citeaudit.model.span import Span

AttributionKind = Literal["named", "role", "organisation", "document", "anonymous", "vague", "unsourced"]


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
