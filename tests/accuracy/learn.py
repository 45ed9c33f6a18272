"""Learn the weights of the judges from labelled sets: `python tests/accuracy/learn.py DATA [--write]`.

DATA is a folder with the sets that `tests/accuracy/README.md` names. Prints what the weights are worth, cross-validated
by document; `--write` puts them into `rules/lexicons/en/`. Needs numpy and scipy; nothing is drawn at random.

The weights that were set by hand stay as they are, and what is learned comes on top. It may make a weight of theirs
stronger and never turn it around: the sets hold few of the cues that an editor knows, and each holds the habits of its
few outlets.
"""

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import measures
import numpy as np
import sets
from measures import Array
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from citeaudit import lexicons
from citeaudit.lexicons import inflected

LEXICONS = Path(__file__).parents[2] / "rules" / "lexicons" / "en"
FOLDS = 5
LEAST = 0.015
"""Weights nearer to zero are left out."""
WORD = 0.5
"""How much a word counts beside a feature of a kind."""
FIXED = ("introduces a section", "introduces a long paragraph")
"""Weights by hand that stay as they are: FreshWiki has lost the references of the first sentence of every section."""
FREE = ("attributed", "verb of saying")
"""Weights by hand that may be turned around: the label of who speaks is the least sure of all."""


class Plan(NamedTuple):
    """How the weights of one judge are learned."""

    name: str
    train: tuple[Callable[[Path], Any], ...]
    test: tuple[Callable[[Path], Any], ...]
    kinds: float
    """How strongly the weights of features are drawn to zero."""
    words: float
    """How strongly those of single words are."""
    threshold: float | None
    """The share of right ones that becomes a score of 0.5; None to leave the middle where the weights by hand put it.

    The sets for claims are of answers and of encyclopedia articles: how many of *their* sentences need a source says
    nothing of news.
    """
    kept: bool = True
    """Whether what is learned is written; if not, it only shows what the weights by hand leave on the table."""


PLANS = (
    Plan("editorial", (sets.newsdiscourse,), (sets.newssd,), 20.0, 3.0, 0.31),
    Plan("claim", (sets.expertqa, sets.freshwiki), (), 30.0, 30.0, None, kept=False),
)


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
    families = lexicons.families("en", f"{name}-weights")
    lines = families.get("set by hand") or families[""]
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


def is_word(column: str) -> bool:
    return column.startswith(("word ", "opens with ")) and column != "opens with a quotation"


class Model:
    """Features as columns, and what was learned of them."""

    def __init__(self, rows: Sequence[sets.Row], plan: Plan) -> None:
        self.plan = plan
        self.known = vocabulary()
        self.hand = by_hand(plan.name)
        opens = {f"opens with {word}" for word in self.known}
        names = {f for row in rows for f in row.features if not is_word(f) or f in opens}
        words = {f"word {w}" for row in rows for w in row.words & self.known}
        self.columns = {name: i for i, name in enumerate([*sorted(names), *sorted(words)])}
        self.weights = np.zeros(len(self.columns) + 1)
        self.usual = 0.0

    def matrix(self, rows: Sequence[sets.Row]) -> tuple[Any, Array]:
        """The columns of rows, and what the weights by hand give each."""
        values: list[float] = []
        places: list[int] = []
        ends = [0]
        offsets = []
        for row in rows:
            for name in (*sorted(row.features), *(f"word {word}" for word in sorted(row.words))):
                if (i := self.columns.get(name)) is not None:
                    places.append(i)
                    values.append(WORD if is_word(name) else 1.0)
            ends.append(len(places))
            offsets.append(self.hand.get("base", 0.0) + sum(self.hand.get(f, 0.0) for f in row.features))
        return csr_matrix((values, places, ends), shape=(len(rows), len(self.columns))), np.array(offsets)

    def fit(self, rows: Sequence[sets.Row], labels: Array, trust: Array, extra: Array) -> None:
        """Learn; `extra` is a column for each set, so that what tells the sets apart is no feature."""
        x, offset = self.matrix(rows)
        k = len(self.columns)
        pull = np.array([self.plan.words if is_word(name) else self.plan.kinds for name in self.columns])

        def loss(w: Array) -> tuple[float, Array]:
            z = offset + x @ w[:k] + w[k] + extra @ w[k + 1 :]
            error = trust * (1 / (1 + np.exp(-z)) - labels)
            value = float(np.sum(trust * (np.logaddexp(0, z) - labels * z)) + np.sum(pull * w[:k] ** 2) / 2)
            return value, np.concatenate((x.T @ error + pull * w[:k], [error.sum()], extra.T @ error))

        bounds = [*map(self.bound, self.columns), *[(None, None)] * (1 + extra.shape[1])]
        start = np.zeros(k + 1 + extra.shape[1])
        found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 2000})
        self.weights = found.x[: k + 1]
        self.usual = float((trust @ (x @ self.weights[:k])) / trust.sum())

    def bound(self, column: str) -> tuple[float | None, float | None]:
        """A weight set by hand keeps its sign and at least its size."""
        if column in FIXED:
            return 0.0, 0.0
        hand = 0.0 if column in FREE else self.hand.get(column, 0.0)
        return (0.0 if hand > 0 else None), (0.0 if hand < 0 else None)

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
            value = self.weights[i] * (WORD if is_word(name) else 1.0)
            if abs(value) >= LEAST:
                found.append(f"{name} {value:.2f}")
        return found


class Sample(NamedTuple):
    """The rows of the sets that a plan learns from."""

    rows: list[sets.Row]
    labels: Array
    extra: Array
    """A column for each set but the last."""
    of: Array
    """The number of the set of each row."""


def gathered(plan: Plan, data: Path) -> Sample:
    parts = [list(read(data)) for read in plan.train]
    of = np.repeat(np.arange(len(parts)), [len(part) for part in parts])
    rows = [row for part in parts for row in part]
    return Sample(rows, np.array([row.label for row in rows]), (of[:, None] == np.arange(len(parts) - 1)) * 1.0, of)


def learn(plan: Plan, sample: Sample, chosen: Array) -> Model:
    """A model of the chosen rows; each set has the same say."""
    size = np.bincount(sample.of[chosen])
    trust = len(chosen) / len(plan.train) / size[sample.of[chosen]]
    rows = [sample.rows[i] for i in chosen]
    model = Model(rows, plan)
    model.fit(rows, sample.labels[chosen], trust, sample.extra[chosen])
    return model


def crossed(plan: Plan, sample: Sample) -> Array:
    """What models say of documents that they have not seen."""
    fold = np.array([crc32(row.group.encode()) % FOLDS for row in sample.rows])
    logits = np.zeros(len(sample.rows))
    for k in range(FOLDS):
        held = np.flatnonzero(fold == k)
        logits[held] = learn(plan, sample, np.flatnonzero(fold != k)).logits([sample.rows[i] for i in held])
    return logits


def write(model: Model) -> None:
    path = LEXICONS / f"{model.plan.name}-weights.txt"
    kept = re.split(r"^\[learned\]", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[0].rstrip("\n")
    note = f"[learned] # by tests/accuracy/learn.py from {', '.join(read.__name__ for read in model.plan.train)}"
    path.write_text("\n".join([kept, "", note, *model.lines(), ""]), encoding="utf-8")
    print(f"{path.name}: {len(model.lines())} weights")


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
        sample = gathered(plan, asked.data)
        logits = crossed(plan, sample)
        for number, read in enumerate(plan.train):
            part = np.flatnonzero(sample.of == number)
            rows = [sample.rows[i] for i in part]
            measures.report(plan.name, f"{read.__name__}, cross-validated", logits[part], rows)
            if not plan.kept:
                measures.report(plan.name, f"{read.__name__}, weights by hand", Model(rows, plan).matrix(rows)[1], rows)
        model = learn(plan, sample, np.arange(len(sample.rows)))
        for read in plan.test:
            unseen = list(read(asked.data))
            measures.report(plan.name, f"{read.__name__}, never learned", model.logits(unseen), unseen)
        if asked.write and plan.kept:
            write(model)


if __name__ == "__main__":
    main()
