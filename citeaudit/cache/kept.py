"""The cache as a run uses it: what is kept of a document, whether it still holds, and what to keep."""

import datetime
import os
from collections.abc import Sequence
from typing import Any, NamedTuple

from citeaudit.cache import entries, rules
from citeaudit.cache.keys import Keys, joined
from citeaudit.cache.store import Store
from citeaudit.model import Audit, Document
from citeaudit.model.shared import Shared, Summary
from citeaudit.rulebook import Rulebook
from citeaudit.settings import Settings

FOLDER = ".citeaudit_cache"
"""Where the cache lies unless somebody says otherwise: beside the settings file, without one in the current folder."""


class Kept(NamedTuple):
    """What an earlier run has kept of a document."""

    entry: Any
    summary: Summary | None

    def audit(self, path: str) -> Audit | None:
        """The audit without its document; None where the entry is none of ours after all."""
        return entries.unpacked(self.entry, path)


class Cache(NamedTuple):
    """Where audits are kept, and under which keys."""

    store: Store
    keys: Keys
    today: str
    """The day of the run: what may be allowed until some day is kept for that day only."""

    def rules(self, settings: Settings) -> Rulebook:
        """The rules of a run, which are not read where nothing is audited anew."""
        return rules.load(settings, self.store, self.keys.rules())

    def recalled(self, key: str, *, summarised: bool = False) -> Kept | None:
        """What is kept under a key; None where it no longer holds, or has no summary and should have one."""
        entry = self.store.get(key)
        if entry is None or not entries.holds(entry, self.today):
            return None
        summary = entries.summary(entry) if summarised else None
        return Kept(entry, summary) if summary or not summarised else None

    def keep(self, key: str, lean: Audit, document: Document) -> bool:
        """Keep the audit of a document, as a report needs it; False where it cannot be kept."""
        day = self.today if document.comments or self.keys.has_allowed else None
        return self.store.put(key, entries.packed(lean, document, day))

    def shared(self, key: str, documents: int) -> list[tuple[Shared, ...]] | None:
        """What each of so many documents has in common with the others, under the key of them all; None if unknown."""
        return entries.told_apart(self.store.get(key), documents)

    def keep_shared(self, key: str, found: Sequence[tuple[Shared, ...]]) -> None:
        """Keep what documents have in common, under the key of them all."""
        self.store.put(key, entries.put_together(found))


def of_all(documents: Sequence[tuple[str, str | None]], articles: Sequence[int]) -> str:
    """The key of the documents of a run, by the path and the key of each (None for one that cannot be opened)."""
    return joined((b"all", repr((documents, articles)).encode()))


def with_shared(key: str, shared: tuple[Shared, ...]) -> str:
    """The key of a document in a run in which others share something with it."""
    return joined((key.encode(), repr(shared).encode(errors="replace")))


def opened(settings: Settings, version: str) -> Cache | None:
    """The cache of a run; None where it is not wanted, or where nothing can be kept.

    Raises:
        CiteauditError: the baseline, on which what is kept depends, cannot be read.
    """
    if not settings.cache:
        return None
    store = Store(settings.cache_dir or os.path.join(os.path.dirname(settings.file) if settings.file else "", FOLDER))
    today = (settings.today or datetime.date.today()).isoformat()
    return Cache(store, Keys(settings, version), today) if store.usable() else None
