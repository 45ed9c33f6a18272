"""Apply the fixes of findings to the bytes of a file: its encoding, mark and line ends stay, and nothing else changes.

Fixes that do not overlap are applied together, in order, and the result is audited again, until there are none left.
What is written is read again before it counts: a file that does not then say what the text with its edits says is left
as it was.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from types import ModuleType
from typing import NamedTuple

from citeaudit import audit, edits, plugins, readers
from citeaudit.edits.placing import place
from citeaudit.model import Audit, Edit, Finding, Fix
from citeaudit.model.written import Origin
from citeaudit.rule import Example, Rule
from citeaudit.rulebook import Rulebook
from citeaudit.settings import Settings
from citeaudit.suppression import shown

_ROUNDS = 10
"""A fix may make room for another; two rules that undo each other must not go on for ever."""


class Fixed(NamedTuple):
    before: bytes
    after: bytes
    first: Audit
    """Of what was there before."""
    audit: Audit
    """Of what is there after the fixes."""
    fixes: int
    """Findings that were fixed."""
    refused: tuple[Finding, ...] = ()
    """Those whose fix has no certain place in the file."""


def fix(data: bytes, audited: Callable[[bytes], Audit], *, unsafe: bool) -> Fixed:
    """Fix what can be fixed in one document.

    Args:
        data: the content of its file.
        audited: audits such a content.
        unsafe: apply also the fixes that may change what the article says.
    """
    before, count = data, 0
    made = first = audited(data)
    refused: tuple[Finding, ...] = ()
    for _ in range(_ROUNDS):
        if made.document is None:
            break
        data, done, refused = _round(data, made, unsafe=unsafe)
        if not done:
            break
        count += done
        made = audited(data)
    return Fixed(before, data, first, made, count, refused)


def _round(data: bytes, made: Audit, *, unsafe: bool) -> tuple[bytes, int, tuple[Finding, ...]]:
    """The content with all fixes that go together, their number, and the findings that must be left."""
    document = made.document
    wanted = [each for each in shown(made.findings) if each.fix and (unsafe or each.fix.safe)]
    if document is None or not wanted:
        return data, 0, ()
    writer = _Writer(data, document.text, plugins.load(readers, document.format))
    chosen = _apart(wanted)
    new = writer.written([each.fix for each in chosen if each.fix])
    if new is not None:
        return new, len(chosen), ()
    # One of them cannot be placed: find out which, and do the others.
    kept: list[Finding] = []
    refused: list[Finding] = []
    for each in chosen:
        possible = each.fix is not None and writer.written([each.fix]) is not None
        (kept if possible else refused).append(each)
    new = writer.written([each.fix for each in kept if each.fix]) if kept else None
    return (data, 0, tuple(refused)) if new is None else (new, len(kept), tuple(refused))


def _apart(wanted: Sequence[Finding]) -> list[Finding]:
    """Those, first come first served, whose edits do not touch."""
    chosen: list[Finding] = []
    taken: list[Edit] = []
    for each in wanted:
        own = each.fix.edits if each.fix else ()
        if not any(a.start <= b.end and b.start <= a.end for a in own for b in taken):
            chosen.append(each)
            taken += own
    return chosen


class _Writer:
    """Writes a file again with edits of its text."""

    def __init__(self, data: bytes, text: str, reader: ModuleType) -> None:
        self._text = text
        self._reader = reader
        found: Origin | None = reader.origin(data) if hasattr(reader, "origin") else None
        if found is not None and self._bytes(found, found.source) != data:
            found = None  # some of its bytes are no characters of its encoding
        self._origin = found

    def written(self, fixes: Iterable[Fix]) -> bytes | None:
        """The content with `fixes`, which do not overlap; None where they have no certain place in it."""
        origin = self._origin
        if origin is None:
            return None
        wanted = sorted(edit for each in fixes for edit in each.edits)
        placed = [place(edit, self._text, origin) for edit in wanted]
        sure = sorted(edit for edit in placed if edit is not None)
        if len(sure) < len(wanted) or any(a.end > b.start for a, b in pairwise(sure)):
            return None
        new = self._bytes(origin, edits.applied(origin.source, sure))
        if new is None:
            return None
        expected = edits.applied(self._text, [edit for edit in wanted if edit.address is None])
        seen: str = self._reader.read(new).text
        same = seen == expected if origin.spans is None else seen.split() == expected.split()
        return new if same else None

    @staticmethod
    def _bytes(origin: Origin, source: str) -> bytes | None:
        try:
            return origin.encoding.mark + source.encode(origin.encoding.name)
        except UnicodeError:
            return None


def difference(fixed: Fixed, path: str, format_: str) -> str:
    """What the fixes change, as a unified diff of the lines of the file."""
    from difflib import unified_diff

    reader = plugins.load(readers, format_)
    old, new = (_lines(reader.origin(data).source) for data in (fixed.before, fixed.after))
    pieces = unified_diff(old, new, _quoted(path), _quoted(path))
    return "".join(piece if piece.endswith("\n") else f"{piece}\n\\ No newline at end of file\n" for piece in pieces)


def _quoted(path: str) -> str:
    """A path as git writes it in a diff: with signs in quotation marks, and a tab behind one with spaces."""
    if path.isprintable() and not {'"', "\\"} & {*path}:
        return f"{path}\t" if " " in path else path
    signs = (chr(byte) if 0x20 <= byte < 0x7F and byte not in b'"\\' else f"\\{byte:03o}" for byte in os.fsencode(path))
    return f'"{"".join(signs)}"'


def _lines(source: str) -> list[str]:
    lines = [f"{line}\n" for line in source.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]


def mended(example: Example, rule: Rule) -> str:
    """The text of an example with all fixes of one rule."""
    settings = Settings(confidence="low")

    def audited(data: bytes) -> Audit:
        return audit.audit_bytes(data, format=example.format, rules=Rulebook((rule,)), settings=settings)

    return fix(example.text.encode(), audited, unsafe=True).after.decode()
