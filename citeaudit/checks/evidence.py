"""What a sentence says is not in the saved text of the source that it cites, or stands there otherwise."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from citeaudit.checked import Checked
from citeaudit.model import Document, Hit, Span

_SHOWN = 160


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
    for i, sentence in enumerate(document.sentences):
        if sentence.status not in ("cited", "borrowed"):
            continue
        for found in evidence.checked(i):
            if _wanted(found, params):
                yield _hit(document, i, found)


def _wanted(found: Checked, params: Params) -> bool:
    if found.kind not in params.kinds:
        return False
    if params.polarity == "only":
        return bool(found.polarity)
    if params.polarity == "never" and found.polarity:
        return False
    return found.state == params.state and (not params.how or found.how in params.how)


def _hit(document: Document, i: int, found: Checked) -> Hit:
    labels = found.cited or next((s.labels for s in document.sentences[i:] if s.labels), ())
    words = document.text[found.start : found.end].strip("“”\"‘’'„«» ")
    return Hit(
        Span(found.start, found.end),
        {
            "what": words if len(words) <= 40 else words[:39] + "…",
            "kind": found.kind,
            "cited": ", ".join(labels),
            "label": found.label,
            "changes": "; ".join(found.changes) or "differs",
            "negation": ", ".join(found.polarity),
        },
        because=(f"[{found.label}]: … {found.passage[:_SHOWN]} …",) if found.passage else (),
    )
