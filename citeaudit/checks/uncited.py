"""A sentence that needs a source and has none: no marker in it, and none later in its paragraph."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from citeaudit.judges.need import source_needed
from citeaudit.model import Document, Edit, Fix, Hit, Sentence
from citeaudit.model.judged import Attribution, Judgement
from citeaudit.model.span import Span
from citeaudit.patterns import lazy

_DISTANCE = 3
"""How many sentences away a marker may be to be worth naming."""
_LONGEST_SPEAKER = 60
"""Characters of a speaker that is shown."""


_NAMES = {
    "accusation": "an accusation", "figure": "a figure", "quotation": "a quotation", "warning": "a warning",
    "denial": "a denial", "event": "an event", "failure": "a failure", "cause": "a cause", "effect": "an effect",
    "date": "a date", "attribution": "somebody’s words", "stance": "what somebody wants or does",
    "science": "a matter of research", "law": "a matter of law", "rule": "a rule or an agreement",
    "comparison": "a comparison",
    "superlative": "a superlative", "private life": "somebody’s private life", "plan": "a plan",
    "forecast": "a forecast", "history": "a matter of history", "time": "a time",
    "number": "a number",
}  # fmt: skip
"""What a reason is called in a sentence."""

_STOP = lazy(r"[.!?…]+$")


class Params(NamedTuple):
    score: float = 0.5
    """Claim score, 0 to 1, from which a sentence needs a source."""
    sure: float = 0.7
    """Claim score from which the finding has the level of the rule; below it is a note."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each uncited claim."""
    judge = document.judgement
    if judge is None:
        return
    cited = [i for i, sentence in enumerate(document.sentences) if sentence.labels]
    tags = [piece.start for piece in document.leftovers if piece.kind == "editor tag"]
    for i, sentence in enumerate(document.sentences):
        if sentence.status != "uncited" or not (claim := source_needed(document, judge, i, params.score)):
            continue
        reason = _named(claim.reasons[0], judge.attribution(i)) if claim.reasons else "a statement of fact"
        yield Hit(
            Span(sentence.start, sentence.end),
            {
                "reason": reason,
                "what_is_missing": _wanted(document, judge, i),
                "where_the_nearest_marker_is": _nearest(document, cited, i),
            },
            because=claim.reasons,
            confidence="high" if claim.score >= params.sure else "medium",
            level=None if claim.score >= params.sure else "note",
            fix=_fix(document, sentence, tags),
        )


def _fix(document: Document, sentence: Sentence, tags: Sequence[int]) -> Fix | None:
    """Ask for the source in the text, where nobody asks already."""
    at = bisect_left(tags, sentence.start)
    if at < len(tags) and tags[at] <= sentence.end + 1:
        return None
    end = sentence.end
    while end > sentence.start and document.prose[end - 1].isspace():  # markup that closes behind it
        end -= 1
    closing = _STOP.search(document.prose, max(sentence.start, end - 3), end)
    place = closing.start() if closing else end
    return Fix("Insert [citation needed]", safe=False, edits=(Edit(place, place, " [citation needed]"),))


def _named(reason: str, said: Attribution | None) -> str:
    """Say "event: rejected" as a reader would: an event, “rejected”."""
    kind, mark, words = reason.partition(": ")
    shown = words.strip("“”\"'`")
    name = _NAMES.get(kind, kind)
    if kind == "attribution" and said and said.kind == "unsourced":
        name = "nobody is named for it"
    return f"{name}, “{shown}”" if mark else kind


def _wanted(document: Document, judge: Judgement, i: int) -> str:
    """What is missing: the place, where somebody says so; else the source, or somebody who says so."""
    said = judge.attribution(i)
    if said is None:
        return "the source, say in the sentence who says so"
    if said.stance:
        return "the source"
    if said.kind in ("vague", "anonymous", "unsourced"):
        return "the source, say by name who says so"
    if said.kind == "document":
        return "a marker for the document that says this"
    return f"a marker that shows where {_speaker(document, said)} {_did(document, said)} this"


def _did(document: Document, said: Attribution) -> str:
    """What a court or an inquest does is hear; others say."""
    cue = document.text[slice(*said.cue)].lower().split() if said.cue else [""]
    if cue[-1] == "told" and len(cue) > 1:
        return "was told"
    return "heard" if cue[-1] in ("heard", "hears", "hear") else "said"


def _speaker(document: Document, said: Attribution) -> str:
    """Who says so, as the sentence has it."""
    words = " ".join(document.prose[slice(*said.source)].split()) if said.source else ""
    return f"“{words}”" if 0 < len(words) <= _LONGEST_SPEAKER else "the speaker"


def _nearest(document: Document, cited: list[int], i: int) -> str:
    """Where the next marker is, when one is near: that source may be the one that is missing here."""
    at = bisect_left(cited, i)
    near = [k for k in cited[max(0, at - 1) : at + 1] if abs(k - i) <= _DISTANCE]
    if not near:
        return ""
    k = min(near, key=lambda k: (abs(k - i), k))
    other: Sentence = document.sentences[k]
    count = abs(k - i)
    where = f"{count} sentence{'s' if count > 1 else ''} {'back' if k < i else 'on'}"
    return f" The nearest marker is [{', '.join(other.labels)}], {where}."
