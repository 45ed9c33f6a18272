"""What a run is: everything that decides what its rows say, as a digest that names its folder."""

import json
import os
from hashlib import sha256
from typing import NamedTuple

from citeaudit import __version__
from citeaudit.archive import cutting
from citeaudit.archive.options import Options
from citeaudit.archive.rows import Wanted
from citeaudit.archive.schema import VERSION
from citeaudit.archive.streams.opening import stamped
from citeaudit.evidence import saved
from citeaudit.settings import Settings


class Cut(NamedTuple):
    """Where a unit is cut into parts, which are committed one by one: behind so many documents, or bytes of them."""

    documents: int = 5000
    bytes: int = 16 << 20


class Job(NamedTuple):
    """What every worker has to know."""

    rules_digest: str
    settings: Settings
    wanted: Wanted
    options: Options
    cut: Cut
    limit: float
    """Seconds for one document; 0 for no limit."""
    mark: str = ""
    """Tells the temporary files of two attempts apart that may be under way at the same time; decides no row."""

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that are written."""
        left_out = {"sentences"} if not self.wanted.sentences else set()
        left_out |= {"attributions"} if not self.wanted.attributions else set()
        every = ("documents", "findings", "sources", "attributions", "lines", "statements", "sentences")
        return tuple(table for table in every if table not in left_out)

    @property
    def about(self) -> str:
        """What the run's rows depend on, to be read by people and programs; its digest is the run's name."""
        return json.dumps(
            {
                "schema": VERSION,
                "citeaudit": __version__,
                "rules": self.rules_digest,
                "attributions": self.wanted.attributions,
                "sentences": self.wanted.sentences,
                "reading": self.options.reading(),
                "cut": list(self.cut),
                "limit": self.limit,
                "saved": [_state(path) for path in self.settings.sources],
                "baseline": _state(self.settings.baseline) if self.settings.baseline else None,
                "allow": _state(self.settings.allow) if self.settings.allow else None,
            },
            sort_keys=True,
        )

    @property
    def run(self) -> str:
        """The name of the run."""
        return sha256(self.about.encode()).hexdigest()[:16]


def _state(path: str) -> list[str | int]:
    """A file or folder that the settings name: its name, and how many files of which size and time belong to it."""
    files = [path, *saved.mapped(path)] if os.path.isfile(path) else sorted(_below(path))
    return [path, len(files), cutting.digested(part for name in files for part in (name, stamped(name)))[:16]]


def _below(folder: str) -> list[str]:
    return [os.path.join(path, name) for path, _, names in os.walk(folder, followlinks=True) for name in names]
