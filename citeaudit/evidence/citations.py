"""What the sentences of a document cite, and which of several markers in one is that of a place in it."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from citeaudit.model import Document, Marker


class Group(NamedTuple):
    """Markers that stand side by side."""

    start: int
    """Where the first of them begins."""
    labels: list[str]


class Citations:
    """Answers by sentence; `written` is the prose of the document with its markers covered."""

    def __init__(self, document: Document, written: str) -> None:
        self._sentences = document.sentences
        self._written = written
        self._groups: dict[int, list[Group]] = {}
        self._markers: dict[int, list[Marker]] = {}
        for marker in document.markers:
            if marker.sentence is not None:
                self._markers.setdefault(marker.sentence, []).append(marker)

    def labels(self, sentence: int) -> tuple[str, ...]:
        """The sources that a sentence cites, or that the next marker of its paragraph names for it."""
        here = self._sentences[sentence]
        if here.labels or here.status != "borrowed":
            return here.labels
        return next((later.labels for later in self._sentences[sentence:] if later.labels), ())

    def groups(self, sentence: int) -> list[Group]:
        """The markers of a sentence, in order."""
        if sentence not in self._groups:
            self._groups[sentence] = self._read(sentence)
        return self._groups[sentence]

    def _read(self, sentence: int) -> list[Group]:
        groups: list[Group] = []
        labels: list[str] = []
        behind = -1
        for marker in self._markers.get(sentence, ()):
            if not groups or self._written[behind : marker.start].strip(" ,;"):
                groups.append(Group(marker.start, labels := []))
            labels += marker.labels
            behind = marker.end
        return groups

    def behind(self, sentence: int, position: int) -> tuple[str, ...]:
        """What the next markers behind a place of a sentence cite; all that it cites where none follows."""
        groups = self.groups(sentence)
        row = bisect_left(groups, position, key=_start)
        return tuple(groups[row].labels) if row < len(groups) else self.labels(sentence)

    def own(self, sentence: int, ends: Sequence[int]) -> list[tuple[str, ...]] | None:
        """What is cited for each of the places `ends` of a sentence, where each has a marker of its own behind it."""
        groups = self.groups(sentence)
        rows = [bisect_left(groups, end, key=_start) for end in ends]
        if not rows or max(rows) == len(groups) or len(set(rows)) < len(rows):
            return None
        return [tuple(groups[row].labels) for row in rows]


def _start(group: Group) -> int:
    return group.start
