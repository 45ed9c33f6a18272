"""The saved texts in which the claims of one document are looked for."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from citeaudit import front_matter
from citeaudit.evidence.saved import Saved
from citeaudit.evidence.texts import SavedText
from citeaudit.evidence.words import Words
from citeaudit.model import Document
from citeaudit.model.listed import Source
from citeaudit.parse import figures


class Shelf:
    """Answers by label; what is read of a text is kept, for many sentences cite the same."""

    def __init__(self, document: Document, saved: Saved) -> None:
        self.texts: dict[str, SavedText | None] = {
            source.label: saved.of(source.label, source.url, saved_path(source, document.path))
            for source in document.sources
        }
        self._saved = saved.by_label

    def words(self, label: str) -> Words | None:
        """The words of a text; None where there is none that can be read."""
        text = self.texts.get(label) or self._saved.get(label)
        return text.words if text else None

    def figures(self, label: str) -> figures.Index:
        """The figures of a text; none where it cannot be read."""
        words = self.words(label)
        return _figures(words) if words else _NONE

    def readable(self, labels: Sequence[str]) -> list[str]:
        """Those of the `labels` whose text can be read."""
        return [label for label in labels if self.words(label)]

    def others(self, labels: Sequence[str]) -> list[str]:
        """The labels of all other texts that can be read: those of the document's own sources first."""
        return self.readable([label for label in dict.fromkeys((*self.texts, *self._saved)) if label not in labels])


_NONE = figures.Index("")


@lru_cache(maxsize=64)
def _figures(words: Words) -> figures.Index:
    """Kept beyond one document: a folder of saved texts is often that of many."""
    return figures.Index(words.text)


def saved_path(source: Source, article: str) -> str | None:
    """The saved text that an entry names; a reader does not know the folder of what it reads."""
    if source.saved and source.origin == front_matter.ORIGIN:
        return str(Path(article).parent / source.saved)
    return source.saved
