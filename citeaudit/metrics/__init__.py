"""The numbers of one document; each says what it counted, and what is undefined has no value."""

from collections import Counter
from collections.abc import Iterator, Mapping

from citeaudit.model import Document, Metric
from citeaudit.model.checked import EvidenceState, worst

NEEDS_SOURCE = 0.5
"""The claim score from which a sentence is taken to need a source."""
VERDICT = 0.5
"""The editorial score from which a sentence reads as the writer's own verdict."""


class Metrics(Mapping[str, Metric]):
    """The metrics of a document by name, worked out when first asked: a hook that prints one line needs none."""

    __slots__ = ("_document", "_known")

    def __init__(self, document: Document) -> None:
        self._document = document
        self._known: dict[str, Metric] | None = None

    def _measured(self) -> dict[str, Metric]:
        if self._known is None:
            self._known = {**_structure(self._document), **_judged(self._document), **_found(self._document)}
        return self._known

    def __getitem__(self, name: str) -> Metric:
        return self._measured()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._measured())

    def __len__(self) -> int:
        return len(self._measured())


def _structure(document: Document) -> dict[str, Metric]:
    from citeaudit.metrics.dependency import citations  # a hook that prints one line needs no metrics

    status = Counter(sentence.status for sentence in document.sentences)
    body = len(document.sentences) - status["exempt"]
    mentions = Counter(label for group in citations(document).values() for label in group)
    total = mentions.total()
    squares = sum(n * n for n in mentions.values())
    listed = [source for source in document.sources if source.listed]
    return {
        "coverage_strict": _share(status["cited"], body, "body sentences with a marker of their own"),
        "coverage_paragraph": _share(
            status["cited"] + status["borrowed"],
            body,
            "body sentences with a marker in them or later in their paragraph",
        ),
        "unused_sources": _share(
            sum(not s.cited_by for s in listed), len(listed), "listed sources that no sentence cites"
        ),
        "top_source_share": _share(
            max(mentions.values(), default=0), total, "citations that name the most cited source"
        ),
        "source_concentration": _share(
            squares, total * total, "squared shares of the sources, summed (1: a single source)"
        ),
    }


def _judged(document: Document) -> dict[str, Metric]:
    """What rests on a judgement; without value where nothing was judged."""
    need, load = "sentences that need a source and have no marker of their own", "body sentences that read as a verdict"
    judge = document.judgement
    if judge is None:
        why = f"not judged: {document.not_judged}"
        return {"reference_need": Metric(None, (0, 0), need, why), "editorial_load": Metric(None, (0, 0), load, why)}
    body = [(i, s) for i, s in enumerate(document.sentences) if s.status != "exempt"]
    claims = [s for i, s in body if judge.claim(i).score >= NEEDS_SOURCE]
    verdicts = sum(judge.editorial(i).score >= VERDICT for i, _ in body)
    return {
        "reference_need": _share(sum(s.status != "cited" for s in claims), len(claims), need),
        "editorial_load": _share(verdicts, len(body), load),
    }


def evidence_states(document: Document) -> Counter[EvidenceState]:
    """How many cited sentences are in which state by their quotations and figures: the worst that one of them has.

    Names are left out: a source may call people otherwise. A quotation beside a "not" of the source is altered.
    """
    evidence = document.evidence
    found: Counter[EvidenceState] = Counter()
    for i, sentence in enumerate(document.sentences) if evidence else ():
        if sentence.status == "cited":
            parts = [each for each in evidence.checked(i) if each.kind != "name"] if evidence else []
            found[worst(parts)] += 1
    return found


def _found(document: Document) -> dict[str, Metric]:
    """How much of what cited sentences quote and count stands in the saved text of a source that they cite."""
    if document.evidence is None:
        return {}
    states = evidence_states(document)
    unread = states["no saved text"] + states["nothing checkable"]
    looked = states.total() - unread
    all_there = "cited sentences whose quotations and figures are all in a saved text that they cite, of those checked"
    checked = "cited sentences with a quotation or figure to look for and a saved text to look in"
    return {
        "evidence_recall": _share(states["found"], looked, all_there),
        "evidence_checked": _share(looked, states.total(), checked),
    }


def _share(part: int, whole: int, scope: str) -> Metric:
    if not whole:
        return Metric(None, (part, whole), scope, "there is nothing to count")
    return Metric(round(part / whole, 3), (part, whole), scope)
