"""Learn the weights of the judges from labelled sets: `python tests/accuracy/learn.py DATA [--write]`.

DATA is a folder with the sets that `tests/accuracy/README.md` names. Prints what the weights are worth, cross-validated
by document; `--write` puts them into `rules/lexicons/en/`. Needs numpy and scipy; nothing is drawn at random.

The weights that were set by hand stay as they are, and what is learned comes on top: the sets hold few of the cues
that an editor knows, and say little of them.
"""

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
import sets
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from citeaudit import lexicons
from citeaudit.judges.words import inflected

LEXICONS = Path(__file__).parents[2] / "rules" / "lexicons" / "en"
FOLDS = 5
LEAST = 0.015
"""Weights nearer to zero are left out."""
SHARE = 0.5
"""How far a label is believed that calls the writer's what a quotation or a source stands in."""

Array = NDArray[Any]


class Plan(NamedTuple):
    """How the weights of one judge are learned."""

    name: str
    train: tuple[Callable[[Path], Any], ...]
    test: tuple[Callable[[Path], Any], ...]
    strength: float
    """Of the pull towards zero."""
    words: float
    """How much a word counts beside a feature of a kind; 0 leaves words out."""
    threshold: float | None
    """The share of right ones that becomes a score of 0.5; None to leave the middle where the weights by hand put it.

    The sets for claims are of answers and of encyclopedia articles: how many of *their* sentences need a source says
    nothing of news.
    """


PLANS = (Plan("editorial", (sets.newsdiscourse,), (sets.newssd,), 6.0, 0.5, 0.25),)


def vocabulary() -> frozenset[str]:
    """The words of the lexicons: a set may weigh a word, and cannot bring one in."""
    found: set[str] = set()
    for name in ("attribution", "claim", "editorial", "tone", "stopwords"):
        for lines in lexicons.families("en", name).values():
            for line in lines:
                found.update(word for form in inflected(line) for word in form.split())
    return frozenset(found)


def by_hand(name: str) -> dict[str, float]:
    """The weights that were set by hand."""
    lines = lexicons.families("en", f"{name}-weights").get("set by hand", ())
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


class Model:
    """Features as columns, and what was learned of them."""

    def __init__(self, rows: Sequence[sets.Row], plan: Plan) -> None:
        known = vocabulary()
        self.plan = plan
        self.hand = by_hand(plan.name)
        opens = {f"opens with {word}" for word in known} if plan.words else set()

        def kept(feature: str) -> bool:
            return not feature.startswith("opens with ") or feature in opens or feature == "opens with a quotation"

        self.kept = kept
        self.known = known if plan.words else frozenset()
        names = sorted({f for row in rows for f in row.features if kept(f)})
        words = sorted({w for row in rows for w in row.words & self.known})
        self.columns = {name: i for i, name in enumerate([*names, *(f"word {word}" for word in words)])}
        self.weights = np.zeros(len(self.columns) + 1)
        self.usual = 0.0

    def matrix(self, rows: Sequence[sets.Row]) -> tuple[Any, Array]:
        """The columns of rows, and what the weights by hand give each."""
        values: list[float] = []
        places: list[int] = []
        ends = [0]
        offsets = []
        for row in rows:
            for feature in sorted(row.features):
                if (i := self.columns.get(feature)) is not None:
                    places.append(i)
                    values.append(self.plan.words if feature.startswith("opens with ") else 1.0)
            for word in sorted(row.words & self.known):
                if (i := self.columns.get(f"word {word}")) is not None:
                    places.append(i)
                    values.append(self.plan.words)
            ends.append(len(places))
            offsets.append(self.hand.get("base", 0.0) + sum(self.hand.get(f, 0.0) for f in row.features))
        shape = (len(rows), len(self.columns))
        return csr_matrix((values, places, ends), shape=shape), np.array(offsets)

    def fit(self, rows: Sequence[sets.Row], labels: Array, trust: Array, extra: Array) -> None:
        """Learn; `extra` is a column for each set, so that what tells the sets apart is no feature."""
        x, offset = self.matrix(rows)
        k = len(self.columns)

        def loss(w: Array) -> tuple[float, Array]:
            z = offset + x @ w[:k] + w[k] + extra @ w[k + 1 :]
            p = 1 / (1 + np.exp(-z))
            value = float(
                np.sum(trust * (np.logaddexp(0, z) - labels * z)) + self.plan.strength / 2 * np.sum(w[:k] ** 2)
            )
            error = trust * (p - labels)
            return value, np.concatenate((x.T @ error + self.plan.strength * w[:k], [error.sum()], extra.T @ error))

        start = np.zeros(k + 1 + extra.shape[1])
        # A cue that an editor set may gain weight and not lose it: the sets have few of each.
        bounds = [(0.0 if name.startswith("cue ") and name in self.hand else None, None) for name in self.columns]
        bounds += [(None, None)] * (1 + extra.shape[1])
        found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000})
        self.weights = found.x[: k + 1]
        self.usual = float((trust @ (x @ self.weights[:k])) / trust.sum())

    def logits(self, rows: Sequence[sets.Row]) -> Array:
        x, offset = self.matrix(rows)
        return np.asarray(offset + x @ self.weights[:-1] + self.base())

    def base(self) -> float:
        """What is added to every score: it puts 0.5 where the plan wants it."""
        if self.plan.threshold is None:
            return -self.usual
        return float(self.weights[-1] - np.log(self.plan.threshold / (1 - self.plan.threshold)))

    def lines(self) -> list[str]:
        found = [f"base {self.base():.2f}"]
        for name, i in self.columns.items():
            scale = (
                self.plan.words
                if name.startswith(("word ", "opens with ")) and name != "opens with a quotation"
                else 1.0
            )
            value = self.weights[i] * scale
            if abs(value) >= LEAST:
                found.append(f"{name} {value:.2f}")
        return found


def auc(scores: Array, labels: Array) -> float:
    """The share of pairs of a right one and a wrong one that the scores put in order."""
    order = np.argsort(scores, kind="stable")
    ranks = np.empty(len(scores))
    ordered = scores[order]
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


def prepare(plan: Plan, data: Path) -> tuple[list[sets.Row], Array, Array]:
    """The rows of the sets to train on, their labels, and a column for each set but the last."""
    parts = [list(read(data)) for read in plan.train]
    rows = [row for part in parts for row in part]
    extra = np.zeros((len(rows), len(parts) - 1))
    at = 0
    for i, part in enumerate(parts):
        if i < len(parts) - 1:
            extra[at : at + len(part), i] = 1.0
        at += len(part)
    return rows, np.array([row.label for row in rows]), extra


def learn(plan: Plan, rows: Sequence[sets.Row], labels: Array, extra: Array, chosen: Array) -> Model:
    """A model of the chosen rows; a label in doubt counts on both sides."""
    picked = [rows[i] for i in chosen]
    doubt = [i for i in chosen if rows[i].noisy]
    trust = np.concatenate(([SHARE if row.noisy else 1.0 for row in picked], np.full(len(doubt), 1 - SHARE)))
    if extra.shape[1]:
        size = {
            key: sum(1 for row in extra[chosen] if tuple(row) == key) for key in {tuple(row) for row in extra[chosen]}
        }
        trust *= np.array([len(chosen) / len(size) / size[tuple(row)] for row in extra[chosen]])
    model = Model(picked, plan)
    both = np.concatenate((labels[chosen], np.zeros(len(doubt), bool)))
    model.fit([*picked, *(rows[i] for i in doubt)], both, trust, np.concatenate((extra[chosen], extra[doubt])))
    return model


def report(name: str, logits: Array, rows: Sequence[sets.Row], plan: Plan) -> None:
    labels = np.array([row.label for row in rows])
    said = logits >= 0
    line = f"{plan.name:10s} {name:22s} n={len(rows):6d} AUC {auc(logits, labels):.3f}  macro-F1 {macro_f1(said, labels):.3f}"
    others = np.array([row.attributed for row in rows])
    if others.any():
        line += f"  attributed opinion flagged {said[others].mean():.1%}"
    print(line)
    scores = 1 / (1 + np.exp(-logits))
    for low in np.arange(0, 1, 0.2):
        inside = (scores >= low) & (scores < low + 0.2)
        if inside.any():
            print(f"{'':11s}score {low:.1f} to {low + 0.2:.1f}: n={inside.sum():6d}  right {labels[inside].mean():.2f}")


def main() -> None:
    """Learn and report each judge; write what was learned if asked."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("data", type=Path)
    options.add_argument("--write", action="store_true")
    options.add_argument("--only")
    asked = options.parse_args()
    for plan in PLANS:
        if asked.only and plan.name != asked.only:
            continue
        rows, labels, extra = prepare(plan, asked.data)
        fold = np.array([crc32(row.group.encode()) % FOLDS for row in rows])
        logits = np.zeros(len(rows))
        for k in range(FOLDS):
            model = learn(plan, rows, labels, extra, np.flatnonzero(fold != k))
            held = np.flatnonzero(fold == k)
            logits[held] = model.logits([rows[i] for i in held])
        at = 0
        for read in plan.train:
            size = sum(1 for _ in read(asked.data)) if len(plan.train) > 1 else len(rows)
            report(read.__name__, logits[at : at + size], rows[at : at + size], plan)
            at += size
        model = learn(plan, rows, labels, extra, np.arange(len(rows)))
        for read in plan.test:
            unseen = list(read(asked.data))
            report(f"{read.__name__} (unseen)", model.logits(unseen), unseen, plan)
        if asked.write:
            path = LEXICONS / f"{plan.name}-weights.txt"
            kept = re.split(r"^\[learned\]", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[0].rstrip("\n")
            note = f"[learned] # by tests/accuracy/learn.py from {', '.join(read.__name__ for read in plan.train)}"
            path.write_text("\n".join([kept, "", note, *model.lines(), ""]), encoding="utf-8")
            print(f"{path.name}: {len(model.lines())} weights")


if __name__ == "__main__":
    main()
