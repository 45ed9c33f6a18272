"""What changed between two versions of a document."""

import json
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TextIO

from citeaudit.comparison.change import Change, Compared, Versions
from citeaudit.layout import ELLIPSIS, cropped, cut, filled, painted
from citeaudit.model import Document
from citeaudit.model.span import Span

_PIECE = 36
"""Columns that a differing place needs to be understood; as many places are shown as have that."""
_APART = 12
"""Characters between two places up to which they are shown as one."""


def write(compared: Sequence[Compared], out: TextIO, *, width: int, color: bool) -> None:
    """Write each sentence with a change: where, what changed, and the places of the old and the new one that differ."""
    for each in compared:
        if each.note:
            out.write("\n".join(filled(f"{each.path}: {each.note}", width, rest="  ")) + "\n")
        if each.versions:
            for group in _sentences(each.versions.changes):
                out.writelines(f"{line}\n" for line in _shown(each.versions, group, width, color=color))
    changed = [len(each.versions.changes) for each in compared if each.versions and each.versions.changes]
    many = f"{sum(changed)} {'change' if sum(changed) == 1 else 'changes'}"
    where = f" in {len(changed)} of {len(compared)} documents" if len(compared) > 1 else ""
    failed = sum(each.error is not None for each in compared)
    out.write(f"{many}{where} that an editor should see{f'; {failed} could not be compared' if failed else ''}\n")


def write_json(compared: Sequence[Compared], out: TextIO) -> None:
    """Write the changes for programs: kind, sentences with their places, and what happened in words."""
    report = [
        {
            "path": each.path,
            "old": each.versions.old.path if each.versions else None,
            "new": each.versions.new.path if each.versions else None,
            "note": each.note,
            "error": each.error,
            "changes": [_change(each.versions, change) for change in each.versions.changes] if each.versions else [],
        }
        for each in compared
    ]
    out.write(json.dumps({"documents": report}, ensure_ascii=False, indent=1) + "\n")


def _sentences(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """The changes of each pair of sentences together."""
    for _, group in groupby(changes, key=lambda change: (change.old, change.new)):
        yield list(group)


def _shown(versions: Versions, changes: Sequence[Change], width: int, *, color: bool) -> Iterator[str]:
    """One change a line, and below them the words of both versions."""
    old, new, _ = versions
    k, i, line = changes[0].old, changes[0].new, new.lines.place(new.sentences[changes[0].new].start)[0]
    for change in changes:
        lead = f"{new.path}:{line}: "
        first, *rest = filled(f"{change.kind}: {change.what}", width, lead, "    ")
        yield first.replace(change.kind, painted(change.kind, "warning", color=color), 1) if color else first
        yield from rest
    if k is not None:
        yield f"  - {_excerpt(old, k, [place for change in changes for place in change.before], width - 4)}"
    yield f"  + {_excerpt(new, i, [place for change in changes for place in change.after], width - 4)}"
    yield ""


def _excerpt(document: Document, sentence: int, places: Sequence[Span], columns: int) -> str:
    """A sentence on one line; of one that is too long, what stands around the places that differ."""
    low = min([document.sentences[sentence].start, *(place.start for place in places)])
    high = max([document.sentences[sentence].end, *(place.end for place in places)])
    whole = cut(document.text[low:high], columns)
    pieces = list(_together(sorted(places)))[: max(1, columns // _PIECE)]
    if not whole.endswith(ELLIPSIS) or not pieces:
        return whole
    room = columns // len(pieces) - 1
    return " ".join(cropped(document.text, *piece, low, high, room)[0] for piece in pieces)


def _together(places: Sequence[Span]) -> Iterator[Span]:
    """`places`, those that are nearly side by side as one."""
    last: Span | None = None
    for place in places:
        if last and place.start <= last.end + _APART:
            last = Span(last.start, max(last.end, place.end))
        else:
            if last:
                yield last
            last = place
    if last:
        yield last


def _change(versions: Versions, change: Change) -> dict[str, object]:
    return {
        "kind": change.kind,
        "what": change.what,
        "old": None if change.old is None else _placed(versions.old, change.old, change.before),
        "new": _placed(versions.new, change.new, change.after),
    }


def _placed(document: Document, i: int, places: Sequence[Span]) -> dict[str, object]:
    sentence = document.sentences[i]
    line, column = document.lines.place(sentence.start)
    return {
        "sentence": i, "start": sentence.start, "end": sentence.end, "line": line, "column": column,
        "text": document.text[sentence.start : sentence.end], "differs": [list(place) for place in places],
    }  # fmt: skip
