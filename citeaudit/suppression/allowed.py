"""The file of allowed findings, for formats that have no comments: TOML, a table for each, by fingerprint.

    [[allow]]
    path = "articles/ferry.txt"
    rule = "uncited-claim"
    fingerprint = "0f3c…"
    reason = "the reporter was there"
    until = 2027-01-31

`check --output-format allow` writes such tables for what it finds, without reasons.
"""

import datetime
import os
from collections.abc import Collection
from functools import cache
from typing import NamedTuple

from citeaudit.errors import ConfigError
from citeaudit.settings import config, places, tables
from citeaudit.suppression.problem import Problem


class _Entry(NamedTuple):
    path: str
    rule: str
    fingerprint: str
    reason: str = ""
    until: datetime.date | None = None


class _File(NamedTuple):
    allow: tuple[_Entry, ...] = ()


class Entry(NamedTuple):
    """One finding that is allowed, wherever in its document it stands."""

    place: str
    """The file and the line of the entry."""
    path: str
    """A real path."""
    rule: str
    fingerprint: str
    reason: str
    until: datetime.date | None

    def unknown(self, known: Collection[str]) -> Problem:
        hint = tables.did_you_mean(self.rule, known) or "."
        return self._problem("unknown-allow", f"names a rule “{self.rule}” that there is not{hint}",
                             "Write the name of a rule.")  # fmt: skip

    def expired(self) -> Problem:
        return self._problem("expired-allow", f"held until {self.until}.",
                             "Mend what it allowed, or say anew until when, and why.")  # fmt: skip

    def without_reason(self) -> Problem:
        made = self._problem("allow-without-reason", "gives no reason.", 'Write why: reason = "...".')
        return made._replace(level="note")

    def unused(self) -> Problem:
        return self._problem("unused-allow", f"allows {self.rule} in a sentence that is not found here.",
                             "Delete it: what it allowed is mended, changed, or stands elsewhere.")  # fmt: skip

    def _problem(self, rule: str, what: str, mend: str) -> Problem:
        words = f"{self.rule} {self.fingerprint}"
        return Problem(rule, 0, 0, words, f"An entry ({self.place}) {what}", mend)


@cache
def read(path: str) -> dict[str, tuple[Entry, ...]]:
    """The entries of a file, by the real path of the document that they name.

    Raises:
        ConfigError: it cannot be read, or something in it is wrong; one line for each fault.
    """
    file = config.opened(path)
    found = file.fit(_File, file.data)
    if found is None or file.faults:
        raise ConfigError("\n".join(file.faults))
    folder = os.path.dirname(os.path.abspath(path))
    entries: dict[str, tuple[Entry, ...]] = {}
    for n, each in enumerate(found.allow):
        start, _ = places.place_of(file.content, ("allow", n))
        line = file.content.count("\n", 0, start) + 1
        real = os.path.realpath(os.path.join(folder, each.path))
        made = Entry(f"{file.name}:{line}", real, each.rule, each.fingerprint, each.reason, each.until)
        entries[real] = (*entries.get(real, ()), made)
    return entries


def of(path: str, document: str) -> tuple[Entry, ...]:
    """The entries of a file that name a document, which need not be there.

    Raises:
        ConfigError: as `read` does.
    """
    return read(path).get(os.path.realpath(document), ())


def gone(path: str) -> list[str]:
    """A sentence for each entry whose document is no more.

    Raises:
        ConfigError: as `read` does.
    """
    lost = [(name, entry) for name, entries in read(path).items() if not os.path.exists(name) for entry in entries]
    return [
        f"{entry.place}: allows {entry.rule} in {config.display(name)}, which is not there; mend its path, or delete it"
        for name, entry in lost
    ]
