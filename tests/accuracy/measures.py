"""What scores are worth beside labels, printed: order, decisions, paragraphs, and how far a score can be believed."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sets import Row

from citeaudit.judges import scores

Array = NDArray[Any]
RECALLS = (0.05, 0.1, 0.2, 0.5)


def auc(values: Array, labels: Array) -> float:
    """The share of pairs of a right one and a wrong one that the scores put in order."""
    order = np.argsort(values, kind="stable")
    ranks = np.empty(len(values))
    ordered = values[order]
    starts = np.searchsorted(ordered, ordered, "left")
    ends = np.searchsorted(ordered, ordered, "right")
    ranks[order] = (starts + ends + 1) / 2
    right = int(labels.sum())
    return float((ranks[labels].sum() - right * (right + 1) / 2) / (right * (len(labels) - right)))


def macro_f1(said: Array, labels: Array) -> float:
    """The mean of the F1 of both classes."""

    def f1(a: Array, b: Array) -> float:
        return float(2 * (a & b).sum() / max(1, a.sum() + b.sum()))

    return (f1(said, labels) + f1(~said, ~labels)) / 2


def precisions(values: Array, labels: Array) -> str:
    """The precision of the highest values that hold a given share of what is right."""
    hits = np.cumsum(labels[np.argsort(-values, kind="stable")])
    found = []
    for recall in RECALLS:
        at = int(np.searchsorted(hits, recall * labels.sum()))
        found.append(f"{hits[at] / (at + 1):.2f} at recall {recall}")
    return ", ".join(found)


def report(judge: str, name: str, logits: Array, rows: Sequence[Row]) -> None:
    """Print the figures of one set; a sentence that says who says so is capped as the judge caps it."""
    slope = scores.weights("en", judge).slope
    values = np.array([scores.share(z, slope, reported=row.reported) for z, row in zip(logits, rows, strict=True)])
    labels = np.array([row.label for row in rows])
    said = values >= 0.5
    line = (
        f"{judge:10s} {name:30s} n={len(rows):6d} AUC {auc(values, labels):.3f}  macro-F1 {macro_f1(said, labels):.3f}"
    )
    others = np.array([row.attributed for row in rows])
    if others.any():
        line += f"  attributed opinion flagged {said[others].mean():.1%}"
    print(line)
    if others.any():
        paragraphs: dict[str, list[int]] = {}
        for i, row in enumerate(rows):
            paragraphs.setdefault(row.paragraph, []).append(i)
        means = np.array([values[members].mean() for members in paragraphs.values()])
        right = np.array([2 * labels[members].sum() >= len(members) for members in paragraphs.values()])
        print(f"{'':11s}paragraphs: n={len(right):6d} precision {precisions(means, right)}")
    for low in np.arange(0, 1, 0.1):
        inside = (values >= low) & (values < low + 0.1)
        if inside.any():
            print(f"{'':11s}score {low:.1f} to {low + 0.1:.1f}: n={inside.sum():6d}  right {labels[inside].mean():.2f}")
