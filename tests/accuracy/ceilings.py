"""What others would make of the same labels: `python tests/accuracy/ceilings.py DATA [--vectors MODEL]`.

Logistic regression over all words, over pairs and triples of them, and with our features beside; with `--vectors`, also
over the sentence vectors of a model of sentence-transformers in a local folder. Cross-validated on the same folds as
`learn.py`. Needs scikit-learn. None of this goes into the program: it shows what is left to be had.
"""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import measures
import numpy as np
import sets
from learn import FOLDS
from measures import Array
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

THRESHOLDS = np.arange(0.1, 0.6, 0.02)
PIECE = r"[\w']+|[^\w\s]"

Matrix = Callable[[list[sets.Row]], Any]


def words(rows: list[sets.Row], longest: int) -> Matrix:
    """Words and what they stand beside, weighed by how rare they are."""
    known = TfidfVectorizer(min_df=3, sublinear_tf=True, ngram_range=(1, longest), token_pattern=PIECE)
    known.fit(row.text for row in rows)
    return lambda some: known.transform(row.text for row in some)


def ours(rows: list[sets.Row]) -> Matrix:
    """Our features, each at half the size of a word."""
    known = DictVectorizer().fit(dict.fromkeys(row.features, 0.5) for row in rows)
    return lambda some: known.transform([dict.fromkeys(row.features, 0.5) for row in some])


def vectors(folder: str) -> Matrix:
    """The sentence vectors of a model in a local folder."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(folder)
    return lambda some: csr_matrix(model.encode([row.text for row in some], batch_size=64))


def models(rows: list[sets.Row], folder: str | None) -> Iterator[tuple[str, list[Matrix], float]]:
    """The models by name: what they see, and how freely they may learn."""
    yield "all words", [words(rows, 1)], 1.0
    yield "all words, pairs and triples", [words(rows, 3)], 3.0
    yield "those and our features", [words(rows, 3), ours(rows)], 2.0
    if folder:
        yield "words, our features and vectors", [words(rows, 1), ours(rows), vectors(folder)], 1.0


def said(parts: list[Array], labels: Array, chosen: Array, held: list[Array], freedom: float) -> Array:
    """What a model of the chosen rows says of the rows held out, 0 to 1."""
    model = LogisticRegression(C=freedom, max_iter=2000).fit(hstack(parts).tocsr()[chosen], labels[chosen])
    return np.asarray(model.predict_proba(hstack(held).tocsr())[:, 1])


def report(name: str, rows: list[sets.Row], unseen: list[sets.Row], seen_by: list[Matrix], freedom: float) -> None:
    """Print the figures of one model at the threshold that suits it best."""
    labels = np.array([row.label for row in rows])
    fold = np.array([crc32(row.group.encode()) % FOLDS for row in rows])
    parts = [matrix(rows) for matrix in seen_by]
    values = np.zeros(len(rows))
    for k in range(FOLDS):
        here = fold == k
        values[here] = said(parts, labels, ~here, [part[here] for part in parts], freedom)
    line = f"{name:34s} n={len(rows):6d} AUC {measures.auc(values, labels):.3f}"
    if unseen:
        best, at = max((measures.macro_f1(values >= t, labels), t) for t in THRESHOLDS)
        others = np.array([row.attributed for row in rows])
        line += f"  macro-F1 {best:.3f}  attributed opinion flagged {(values >= at)[others].mean():.1%}"
        everything = said(parts, labels, np.full(len(rows), fill_value=True), [m(unseen) for m in seen_by], freedom)
        line += f"  unseen set: AUC {measures.auc(everything, np.array([row.label for row in unseen])):.3f}"
    print(line, flush=True)


def main() -> None:
    """Report each model on each set."""
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("data", type=Path)
    options.add_argument("--vectors", metavar="MODEL", help="a folder with a model of sentence-transformers")
    asked = options.parse_args()
    unseen = list(sets.newssd(asked.data))
    for read in (sets.newsdiscourse, sets.expertqa, sets.freshwiki):
        rows = list(read(asked.data))
        print(read.__name__)
        for name, seen_by, freedom in models(rows, asked.vectors):
            report(name, rows, unseen if read is sets.newsdiscourse else [], seen_by, freedom)


if __name__ == "__main__":
    main()
