"""What the sentences of a document cite, and which of several markers in one is that of a place in it."""

from collections.abc import Sequence
from typing import NamedTuple

from citeaudit.model import Document, Marker


class Group(NamedTuple):
    """Markers that stand side by side."""

    start: int
    """Where the first of them begins."""
    labels: tuple[str, ...]


class Citations:
    """Answers by sentence; `written` is the prose of the document with its markers covered."""

    def __init__(self, document: Document, written: str) -> None:
        self._sentences = document.sentences
        self._written = written
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
        groups: list[Group] = []
        behind = -1
        for marker in self._markers.get(sentence, ()):
            if groups and not self._written[behind : marker.start].strip(" ,;"):
                groups[-1] = Group(groups[-1].start, (*groups[-1].labels, *marker.labels))
            else:
                groups.append(Group(marker.start, marker.labels))
            behind = marker.end
        return groups

    def behind(self, sentence: int, position: int) -> tuple[str, ...]:
        """What the next markers behind a place of a sentence cite; all that it cites where none follows."""
        groups = self.groups(sentence)
        return next((group.labels for group in groups if group.start >= position), self.labels(sentence))

    def own(self, sentence: int, ends: Sequence[int]) -> list[tuple[str, ...]] | None:
        """What is cited for each of the places `ends` of a sentence, where each has a marker of its own behind it."""
        groups = self.groups(sentence)
        found = [next((k for k, group in enumerate(groups) if group.start >= end), None) for end in ends]
        if None in found or len(set(found)) < len(found):
            return None
        return [groups[k].labels for k in found if k is not None]
