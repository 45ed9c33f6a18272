"""Documents that are alike in most of their wording: estimated by MinHash over runs of five words, with `rensa`."""

import re
from collections.abc import Iterator
from typing import Any

from citeaudit.archive.reports.base import Base
from citeaudit.archive.reports.section import Kind, Section
from citeaudit.archive.reports.summaries import PLACE, Asked, section
from citeaudit.errors import CiteauditError

_RUN = 5
_PERMUTATIONS, _BANDS = 128, 32
"""Of two documents with half of their runs in common, nine in ten are found; with six tenths, nearly all."""
_ALIKE = 0.4
_SEED = 20260301
_WORD = re.compile(r"\w+")
_AT_A_TIME = 1000


def reworded(base: Base, asked: Asked) -> Section:
    """Pairs of documents that share much of their wording; exact copies are left out.

    Keeps about a kilobyte of each document in memory.

    Raises:
        CiteauditError: the results have no sentences, or `rensa` is not installed.
    """
    try:
        from rensa import RMinHash, RMinHashLSH
    except ImportError:
        raise CiteauditError(
            "--reworded needs rensa, which is not installed: pip install 'citeaudit[reworded]'"
        ) from None
    if not base.rows("SELECT 1 FROM sentences LIMIT 1"):
        raise CiteauditError("--reworded needs the sentences of the documents: make the archive with --sentences")
    index = RMinHashLSH(threshold=_ALIKE, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    known: list[tuple[str, Any]] = []
    pairs = []
    for doc, text in _texts(base):
        words = _WORD.findall(text.lower())
        if len(words) < 2 * _RUN:
            continue
        made = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        made.update([" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)])
        near = index.query(made)
        if len(near) <= asked.boilerplate:
            alike = ((known[other], made.jaccard(known[other][1])) for other in near)
            pairs += [(share, other, doc) for (other, _), share in alike if share >= _ALIKE]
        index.insert(len(known), made)
        known.append((doc, made))
    rows = _told(base, pairs)
    columns: dict[str, Kind] = {"share": "share", "title": "text", "document": "place", "and": "place"}
    note = (
        f"Share of the runs of {_RUN} words that two documents have in common, estimated from {_PERMUTATIONS} samples; "
        f"from {_ALIKE:.0%} on. Exact copies are left out."
    )
    return section(
        "reworded", "Alike in most of the wording", note, columns, rows[: asked.top], max(0, len(rows) - asked.top)
    )


def _texts(base: Base) -> Iterator[tuple[str, str]]:
    """The body of each document, in an order that does not change."""
    docs = [row[0] for row in base.rows("SELECT DISTINCT doc FROM sentences ORDER BY doc")]
    for start in range(0, len(docs), _AT_A_TIME):
        some = docs[start : start + _AT_A_TIME]
        yield from base.rows(
            """SELECT doc, string_agg(text, ' ' ORDER BY sentence) FROM sentences
            WHERE status <> 'exempt' AND doc BETWEEN ? AND ? GROUP BY doc ORDER BY doc""",
            some[0], some[-1],
        )  # fmt: skip


def _told(base: Base, pairs: list[tuple[float, str, str]]) -> list[tuple[Any, ...]]:
    """The pairs with their titles and places, the most alike first."""
    asked = sorted({doc for _, one, other in pairs for doc in (one, other)})
    about = {
        doc: (title, place, content)
        for doc, title, place, content in base.rows(
            f"SELECT doc, title, {PLACE}, content FROM documents WHERE list_contains(?, doc)",  # noqa: S608
            asked,
        )
    }
    rows = []
    for share, one, other in pairs:
        first, second = sorted((about[one], about[other]), key=lambda each: each[1])
        if first[2] != second[2]:
            rows.append((round(share, 3), first[0] or second[0], first[1], second[1]))
    return sorted(rows, key=lambda row: (-row[0], row[2], row[3]))
