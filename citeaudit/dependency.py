"""How much a document leans on each of its sources, and what it would lose without it."""

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

from citeaudit.model import Document

_EXACT = 16
"""Sources up to which every choice of them is tried; of more the smallest set is found step by step."""


class Lean(NamedTuple):
    """One source, and the sentences that lean on it."""

    label: str
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
    """The fewest sources that leave every cited sentence a citation; of several such sets the first in order."""
    exact: bool
    """Whether no smaller set can exist; False where it was found step by step."""
    concentration: float | None
    """Squared shares of the sources among all citations, summed: 1 for a single source; None without citations."""
    citations: int
    """How many citations the shares are of: a sentence with two labels has two."""

    @property
    def spare(self) -> tuple[str, ...]:
        """Cited sources that can all be deleted together without a cited sentence losing its last citation."""
        return tuple(lean.label for lean in self.leans if lean.sentences and lean.label not in self.smallest)


def dependency(document: Document) -> Dependency:
    """Count what leans on what; headings and other exempt sentences do not count."""
    cited = [i for i, sentence in enumerate(document.sentences) if sentence.status == "cited"]
    groups = [frozenset(document.sentences[i].labels) for i in cited]
    leans = []
    for source in document.sources:
        with_it = tuple(i for i, labels in zip(cited, groups, strict=True) if source.label in labels)
        alone = tuple(i for i in with_it if len(set(document.sentences[i].labels)) == 1)
        leans.append(Lean(source.label, with_it, alone, len(with_it) / len(cited) if cited else 0.0))
    total = sum(len(labels) for labels in groups)
    squares = sum(len(lean.sentences) ** 2 for lean in {lean.label: lean for lean in leans}.values())
    order = list(dict.fromkeys(lean.label for lean in leans if lean.sentences))
    smallest, exact = _smallest(order, list(dict.fromkeys(groups)))
    return Dependency(tuple(leans), tuple(cited), smallest, exact, squares / total**2 if total else None, total)


def _smallest(labels: Sequence[str], groups: Sequence[frozenset[str]]) -> tuple[tuple[str, ...], bool]:
    """The fewest labels of which every group has one, and whether that is certain."""
    must = {label for group in groups if len(group) == 1 for label in group}
    left = [group for group in groups if not group & must]
    rest = [label for label in labels if label not in must and any(label in group for group in left)]
    if len(rest) <= _EXACT:
        for size in range(len(rest) + 1):
            for chosen in combinations(rest, size):
                if all(not group.isdisjoint(chosen) for group in left):
                    kept = must.union(chosen)
                    return tuple(label for label in labels if label in kept), True
    kept = set(must)
    while left:
        best = max(rest, key=lambda label: (sum(label in group for group in left), -rest.index(label)))
        kept.add(best)
        left = [group for group in left if best not in group]
    return tuple(label for label in labels if label in kept), False
