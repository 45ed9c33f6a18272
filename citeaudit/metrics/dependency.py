"""How much a document leans on each of its sources, and what it would lose without it."""

from collections.abc import Mapping
from typing import NamedTuple

from citeaudit.metrics.fewest import fewest
from citeaudit.model import Document


class Lean(NamedTuple):
    """One source, and the sentences that lean on it. Sources whose saved texts are copies count as one."""

    labels: tuple[str, ...]
    """One, or those of all copies."""
    sentences: tuple[int, ...]
    alone: tuple[int, ...]
    """Those of them that cite nothing else: without the source they have no citation left."""
    share: float
    """Of all cited sentences."""


class Dependency(NamedTuple):
    leans: tuple[Lean, ...]
    """In the order of the document's sources."""
    cited: tuple[int, ...]
    """The sentences with a marker."""
    smallest: tuple[str, ...]
    """The fewest sources that leave every cited sentence a citation; of copies the first."""
    exact: bool
    """Whether no smaller set can exist; False where the search for one was given up."""
    concentration: float | None
    """Squared shares of the sources among all citations, summed: 1 for a single source; None without citations."""
    citations: int
    """How many citations the shares are of: a sentence that cites two sources has two."""

    @property
    def spare(self) -> tuple[str, ...]:
        """Cited sources that can all be deleted together without a cited sentence losing its last citation."""
        return tuple(
            label for lean in self.leans if lean.sentences for label in lean.labels if label not in self.smallest
        )


def citations(document: Document) -> dict[int, set[str]]:
    """What each sentence with a marker cites, of copies the first; headings and other exempt sentences do not count."""
    first = _copies(document)
    return {
        i: {first.get(label, label) for label in sentence.labels}
        for i, sentence in enumerate(document.sentences)
        if sentence.status == "cited"
    }


def dependency(document: Document) -> Dependency:
    """Count what leans on what."""
    first = _copies(document)
    found = citations(document)
    cited, groups = tuple(found), tuple(found.values())
    together: dict[str, list[str]] = {}
    for label in dict.fromkeys(source.label for source in document.sources):
        together.setdefault(first.get(label, label), []).append(label)
    sentences: dict[str, list[int]] = {label: [] for label in together}
    alone: dict[str, list[int]] = {label: [] for label in together}
    for i, group in zip(cited, groups, strict=True):
        for label in group:
            sentences[label].append(i)
            if len(group) == 1:
                alone[label].append(i)
    leans = tuple(
        Lean(tuple(labels), tuple(sentences[label]), tuple(alone[label]), len(sentences[label]) / max(len(cited), 1))
        for label, labels in together.items()
    )
    total = sum(map(len, groups))
    squares = sum(len(lean.sentences) ** 2 for lean in leans)
    smallest, exact = fewest([lean.labels[0] for lean in leans], groups)
    return Dependency(leans, cited, smallest, exact, squares / total**2 if total else None, total)


def _copies(document: Document) -> Mapping[str, str]:
    """Of each source whose saved text is a copy, the first that has it."""
    groups = document.evidence.copies() if document.evidence else ()
    return {label: group.labels[0] for group in groups for label in group.labels}
