"""An audit as an entry of the cache, and back: findings, the words of the report, and the summary; no document.

An entry also says what it holds for: the day, where a comment expires, and the saved texts that were read.
"""

from array import array
from binascii import a2b_base64, b2a_base64
from collections.abc import Sequence
from typing import Any

from citeaudit.cache.keys import content
from citeaudit.model import Audit, Document, Edit, Finding, Fix
from citeaudit.model.shared import PLACE, Origin, Pieces, Shared, Summary

_BECAUSE, _FIX = Finding._fields.index("because"), Finding._fields.index("fix")
_ERRORS = (TypeError, ValueError, IndexError)
"""What comes of an entry that is none."""


def packed(lean: Audit, document: Document, day: str | None) -> Any:
    """An entry for an audit, as JSON can write it; `lean` is the audit as a report needs it, without its document.

    `day` is the only one for which it holds; None where it holds for any.
    """
    return [
        day,
        [[path, content(path)] for path in _saved(document)],
        [finding if finding.fix is None else finding._replace(fix=_fix(finding.fix)) for finding in lean.findings],
        lean.written,
        _summed(lean.summary) if lean.summary else None,
    ]


def holds(entry: Any, today: str) -> bool:
    """Is it an entry, of this day where that matters, and are the saved texts what they were?"""
    try:
        day, saved, _, _, _ = entry
        return day in (None, today) and all(content(name) == digest for name, digest in saved)
    except _ERRORS:
        return False


def unpacked(entry: Any, path: str) -> Audit | None:
    """The audit of an entry; None where it is no entry."""
    try:
        _, _, findings, written, _ = entry
        return Audit(path, None, tuple(map(_finding, findings)), written=written)
    except _ERRORS:
        return None


def summary(entry: Any) -> Summary | None:
    """The summary of an entry; None where it has none."""
    try:
        headline, paragraphs, claims, cited, sources, (start, end, line) = entry[4]
        origins = [Origin(*each) for each in sources]
        return Summary(_pieces(headline), _pieces(paragraphs), _pieces(claims), cited, origins, (start, end, line))
    except _ERRORS:
        return None


def put_together(found: Sequence[tuple[Shared, ...]]) -> Any:
    """What each document of a run has in common with the others, as an entry; those that share nothing are left out."""
    return {str(number): shared for number, shared in enumerate(found) if shared}


def told_apart(entry: Any, documents: int) -> list[tuple[Shared, ...]] | None:
    """What such an entry says of each of so many documents; None where it is no entry."""
    try:
        found = {int(number): tuple(map(Shared._make, rows)) for number, rows in entry.items()}
    except (AttributeError, *_ERRORS):
        return None
    return [found.get(number, ()) for number in range(documents)]


def _saved(document: Document) -> list[str]:
    """The saved texts that entries of its lists name: settings and content do not tell what is in those."""
    if not any(source.saved for source in document.sources):
        return []
    from citeaudit.evidence.shelf import saved_path

    paths = (saved_path(source, document.path) for source in document.sources)
    return sorted({path for path in paths if path})


def _fix(fix: Fix) -> Any:
    return [fix.label, fix.safe, [list(edit) for edit in fix.edits]]


def _finding(row: list[Any]) -> Finding:
    row[_BECAUSE] = tuple(row[_BECAUSE])
    if row[_FIX] is not None:
        label, safe, edits = row[_FIX]
        row[_FIX] = Fix(label, safe, tuple(Edit(*map(_hashable, edit)) for edit in edits))
    return Finding._make(row)  # three times as fast as by its fields


def _hashable(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _summed(summary: Summary) -> list[Any]:
    pieces = (_columns(each) for each in (summary.headline, summary.paragraphs, summary.claims))
    return [*pieces, summary.cited, summary.sources, summary.place]


def _columns(pieces: Pieces) -> str:
    """The columns one behind the other; as a list of numbers, JSON takes longer to read them than all the rest."""
    return b2a_base64(b"".join(column.tobytes() for column in pieces), newline=False).decode("ascii")


def _pieces(columns: str) -> Pieces:
    data = a2b_base64(columns, strict_mode=True)
    digests, numbers = array("Q"), array(PLACE)
    count = len(data) // (digests.itemsize + 4 * numbers.itemsize)
    digests.frombytes(data[: count * digests.itemsize])
    numbers.frombytes(data[count * digests.itemsize :])
    if len(numbers) != 4 * count:
        raise ValueError("columns of different lengths")
    return Pieces(digests, *(numbers[i * count : (i + 1) * count] for i in range(4)))
