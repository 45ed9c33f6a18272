"""Where things lie in a results folder: `manifest.sqlite`, `lock`, and `run=<name>/<table>/<unit>-<part>.parquet`."""

import os
from pathlib import Path
from typing import NamedTuple, Self

from citeaudit.archive.streams.opening import is_remote
from citeaudit.destination import reason
from citeaudit.errors import CiteauditError


class Results(NamedTuple):
    """A results folder."""

    path: Path

    @classmethod
    def called(cls, name: str) -> Self:
        """The one that somebody names.

        Raises:
            CiteauditError: it is no folder but an address.
        """
        if is_remote(name):
            raise CiteauditError(
                f"{name}: results lie in a folder, because files there are put in place one by one; name one of this "
                "machine, or one that is mounted on it"
            )
        return cls(Path(name))

    @property
    def manifest(self) -> Path:
        return self.path / "manifest.sqlite"

    @property
    def lock(self) -> Path:
        return self.path / "lock"

    def run(self, name: str) -> Path:
        """The folder of a run."""
        return self.path / f"run={name}"

    def create(self) -> None:
        """Make the folder.

        Raises:
            CiteauditError: that cannot be done, or it holds something else.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            strange = not self.manifest.exists() and any(each.name != self.lock.name for each in self.path.iterdir())
        except OSError as error:
            raise CiteauditError(f"{self.path}: cannot be made a folder for results: {reason(error)}") from None
        if strange:
            raise CiteauditError(
                f"{self.path}: this folder holds other things; name an empty one, or a new one, with --out"
            )

    def check(self) -> None:
        """See that it is one.

        Raises:
            CiteauditError: it is not.
        """
        if os.path.isfile(self.manifest):
            return
        for above in self.path.absolute().parents[:2]:
            if os.path.isfile(Results(above).manifest):
                raise CiteauditError(f"{self.path}: is a part of results; name all of them: {above}")
        if not self.path.is_dir():
            raise CiteauditError(f"{self.path}: there is no such folder; name that of the results, which --out named")
        raise CiteauditError(
            f"{self.path}: there are no results here; citeaudit archive INPUT --out {self.path} makes them"
        )
