"""Paragraphs that stand in several documents in other words: by MinHash over runs of three words, with `rensa`."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from citeaudit.archive.reports.across import LONG
from citeaudit.archive.reports.base import PLACE, Base
from citeaudit.archive.reports.section import Asked, Kind, Section
from citeaudit.errors import CiteauditError

_RUN = 3
"""Words. An edit of one word changes so many runs: with longer ones a few edits make another paragraph."""
_PERMUTATIONS, _BANDS = 128, 32
"""Of two paragraphs with half of their runs in common, nine in ten are found; with six tenths, nearly all."""
_ALIKE = 0.4
_SEED = 20260301
_WORD = re.compile(r"\w+")
_AT_A_TIME = 1000
_SHOWN = 300


class _Paragraph(NamedTuple):
    doc: str
    hash: int
    text: str
    made: Any


def reworded(base: Base, asked: Asked) -> Section:
    """Pairs of long paragraphs of two documents that share much of their wording, and not all of it.

    What stands in very many documents is left out, word for word or nearly so. Keeps about a kilobyte of each long
    paragraph in memory.

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
    known: list[_Paragraph] = []
    alike: Counter[int] = Counter()
    pairs: list[tuple[float, int, int]] = []
    for doc, hash_, text in _paragraphs(base, asked.boilerplate):
        words = _WORD.findall(text.lower())
        if len(words) < LONG:
            continue
        made = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        made.update([" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1)])
        number = len(known)
        for other in index.query(made):
            there = known[other]
            if there.doc == doc or there.hash == hash_ or (share := made.jaccard(there.made)) < _ALIKE:
                continue
            alike.update((other, number))
            if alike[number] <= asked.boilerplate:
                pairs.append((share, other, number))
        index.insert(number, made)
        known.append(_Paragraph(doc, hash_, text[:_SHOWN], made))
    few = [pair for pair in pairs if max(alike[pair[1]], alike[pair[2]]) <= asked.boilerplate]
    rows = _told(base, [(share, known[one], known[other]) for share, one, other in few])
    columns: dict[str, Kind] = {
        "paragraph": "text", "share": "share", "document": "place", "reads": "text", "and": "place",
    }  # fmt: skip
    note = (
        f"Paragraphs of {LONG} words or more that two documents have in other words: the share of the runs of {_RUN} "
        f"words that both have, estimated from {_PERMUTATIONS} samples, from {_ALIKE:.0%} on. Equal ones are left out, "
        f"and those that more than {asked.boilerplate} documents have."
    )
    return Section(
        "reworded", "Paragraphs in other words", note, columns, rows[: asked.top], max(0, len(rows) - asked.top)
    )


def _paragraphs(base: Base, most: int) -> Iterator[tuple[str, int, str]]:
    """Document, digest and text of each paragraph that is not in more than `most` documents, in a lasting order."""
    docs = [row[0] for row in base.rows("SELECT DISTINCT doc FROM sentences ORDER BY doc")]
    often = base.once(
        "standing",
        f"SELECT hash FROM lines WHERE kind = 'paragraph' GROUP BY hash HAVING count(DISTINCT doc) > {most}",  # noqa: S608
    )
    for start in range(0, len(docs), _AT_A_TIME):
        some = docs[start : start + _AT_A_TIME]
        yield from base.rows(
            f"""SELECT s.doc, l.hash, string_agg(s.text, ' ' ORDER BY s.sentence)
            FROM sentences s ASOF JOIN lines l ON s.doc = l.doc AND s.start_char >= l.start_char
            WHERE s.status <> 'exempt' AND l.kind = 'paragraph' AND s.doc BETWEEN ? AND ?
                AND l.hash NOT IN (SELECT hash FROM {often})
            GROUP BY s.doc, l.start_char, l.hash ORDER BY s.doc, l.start_char""",  # noqa: S608
            some[0], some[-1],
        )  # fmt: skip


def _told(base: Base, pairs: list[tuple[float, _Paragraph, _Paragraph]]) -> list[tuple[Any, ...]]:
    """The pairs with their places, the most alike first."""
    asked = sorted({paragraph.doc for _, *both in pairs for paragraph in both})
    places: dict[str, str] = dict(
        base.rows(f"SELECT doc, {PLACE} FROM documents WHERE list_contains(?, doc)", asked)  # noqa: S608
    )
    rows = []
    for share, *both in pairs:
        first, second = sorted((places[each.doc], each.text) for each in both)
        rows.append((first[1], round(share, 3), first[0], second[1], second[0]))
    return sorted(rows, key=lambda row: (-row[1], row[2], row[4], row[0]))
