"""What a sentence says is not in the saved text of the source that it cites, or stands there otherwise."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from citeaudit.model import Document, Hit, Sentence
from citeaudit.model.checked import Checked, Evidence
from citeaudit.model.span import Span

_SHOWN = 220
"""Characters of a passage."""
_MOST = 3
"""Differences of a quotation that are shown."""


class Params(NamedTuple):
    kinds: tuple[str, ...]
    """Of what is reported: quotation, figure, name."""
    state: Literal["found", "found elsewhere", "altered", "not found"]
    how: tuple[str, ...] = ()
    """Of what is altered, only these ways; empty for all."""
    polarity: Literal["any", "only", "never"] = "any"
    """What a negation that fell out, or stands beside it in the source, means for the finding."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each quotation, figure or name in the state; nothing where no text of a cited source is saved."""
    evidence = document.evidence
    if evidence is None:
        return
    told: set[tuple[int, int]] = set()
    for i, sentence in enumerate(document.sentences):
        if sentence.status == "exempt" and not _is_quoted(document, sentence):
            continue
        for found in evidence.checked(i):
            place = found.start, found.end
            # A quotation over several sentences is told once.
            if _wanted(found, params) and place not in told:
                told.add(place)
                yield _hit(document, evidence, i, found)


def _is_quoted(document: Document, sentence: Sentence) -> bool:
    return document.blocks[sentence.block].kind == "quotation"


def _wanted(found: Checked, params: Params) -> bool:
    if found.kind not in params.kinds:
        return False
    if params.polarity == "only":
        return bool(found.polarity)
    if params.polarity == "never" and found.polarity:
        return False
    return found.state == params.state and (not params.how or found.how in params.how)


def _hit(document: Document, evidence: Evidence, i: int, found: Checked) -> Hit:
    words = document.text[found.start : found.end].strip("“”\"‘’'„«»‹›‚「」『』＂` ")
    return Hit(
        Span(found.start, found.end),
        {
            "what": words if len(words) <= 40 else words[:39] + "…",
            "kind": found.kind,
            "cited": ", ".join(found.cited or evidence.searched(i)),
            "label": found.label,
            "changes": _some(found.changes) or "differs",
            "negation": _some(found.polarity),
        },
        because=(*_differences(found), *_passage(evidence, i, found)),
    )


def _some(differences: Sequence[str]) -> str:
    more = f"; and {len(differences) - _MOST} more" if len(differences) > _MOST else ""
    return "; ".join(differences[:_MOST]) + more


def _differences(found: Checked) -> tuple[str, ...]:
    """What differs, where it is not what the finding says."""
    told = found.state == "altered" and not found.polarity
    if told or not found.changes or found.changes == found.polarity:
        return ()
    return (f"the quotation {_some(found.changes)}",)


def _passage(evidence: Evidence, i: int, found: Checked) -> tuple[str, ...]:
    """Where it stands in the source, or what the sources that were read have nearest to the sentence."""
    if found.passage:
        return (f"[{found.label}] has: “{shortened(found.passage)}”",)
    nearest = evidence.best_passage(i)
    return (f"nearest in [{nearest.label}]: “{shortened(nearest.words)}”",) if nearest else ()


def shortened(passage: str) -> str:
    """At most `_SHOWN` characters of whole words, with dots where something was left out."""
    if len(passage) <= _SHOWN:
        return passage
    return passage[:_SHOWN].rsplit(" ", 1)[0] + " …"
