"""Try a rule on articles before it goes live: how often it speaks, of what, and which rules speak there already."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from citeaudit.model import Audit, Finding

SAMPLES = 10


class Sample(NamedTuple):
    path: str
    line: int | None
    sentence: str
    start: int
    """Where in `sentence` the hit begins, in code points; `end` is behind it."""
    end: int
    message: str


class Trial(NamedTuple):
    rule: str
    documents: int = 0
    """Those that could be read."""
    sentences: int = 0
    """Of the body: headings, questions and the like are not counted."""
    hits: int = 0
    hit_documents: int = 0
    hit_sentences: int = 0
    overlap: tuple[tuple[str, int], ...] = ()
    """Other rules with a finding on the same words, and on how many of the hits, most first."""
    alone: int = 0
    """Hits on words of which no other rule says anything."""
    samples: tuple[Sample, ...] = ()
    """Spread evenly over the hits, in their order."""

    @property
    def rate(self) -> float | None:
        """Hits for 1,000 sentences; None where there is no sentence."""
        return self.hits * 1000 / self.sentences if self.sentences else None


def trial(rule: str, audits: Iterable[Audit]) -> Trial:
    """What `rule` found in audits by all rules; findings that a comment allows are counted too."""
    made = Trial(rule)
    overlap: Counter[str] = Counter()
    alone = 0
    samples: list[Sample] = []
    for audit in audits:
        if audit.document is None:
            continue
        hits = [finding for finding in audit.findings if finding.rule == rule]
        others = [finding for finding in audit.findings if finding.rule != rule]
        for hit in hits:
            there = _over(hit, others)
            overlap.update(there)
            alone += not there
            samples.append(_sample(audit, hit))
        made = made._replace(
            documents=made.documents + 1,
            sentences=made.sentences + sum(sentence.status != "exempt" for sentence in audit.document.sentences),
            hits=made.hits + len(hits),
            hit_documents=made.hit_documents + bool(hits),
            hit_sentences=made.hit_sentences + len({hit.sentence for hit in hits if hit.sentence is not None}),
        )
    most_first = tuple(sorted(overlap.items(), key=lambda item: (-item[1], item[0])))
    return made._replace(overlap=most_first, alone=alone, samples=_spread(samples))


def _over(hit: Finding, others: Sequence[Finding]) -> set[str]:
    return {other.rule for other in others if other.start < hit.end and hit.start < other.end}


def _sample(audit: Audit, hit: Finding) -> Sample:
    document = audit.document
    around = document.sentences[hit.sentence] if document and hit.sentence is not None else hit
    low, high = min(around.start, hit.start), max(around.end, hit.end)
    words = document.text[low:high] if document else ""
    return Sample(audit.path, hit.line, words, hit.start - low, hit.end - low, hit.message)


def _spread(samples: Sequence[Sample]) -> tuple[Sample, ...]:
    if len(samples) <= SAMPLES:
        return tuple(samples)
    return tuple(samples[i * len(samples) // SAMPLES] for i in range(SAMPLES))
