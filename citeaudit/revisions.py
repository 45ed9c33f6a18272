"""Read files from the history of a git repository, by way of git itself."""

import os
import subprocess
from functools import cache, cached_property

from citeaudit.errors import CiteauditError

_FILE = "100"
"""How the mode of a file begins; links and other repositories are none."""


class Revision:
    """One state of a repository. Paths are relative to its top and have slashes, as git writes them."""

    def __init__(self, top: str, name: str, commit: str) -> None:
        self.top = top
        self.name = name
        self._commit = commit

    @cached_property
    def files(self) -> frozenset[str]:
        """All files that it has."""
        entries = _git("ls-tree", "-r", "-z", "--full-tree", self._commit, cwd=self.top).split(b"\0")
        pairs = (os.fsdecode(entry).partition("\t") for entry in entries if entry)
        return frozenset(path for mode, _, path in pairs if mode.startswith(_FILE))

    @cached_property
    def changed(self) -> frozenset[str]:
        """Files that are not in the work tree what they are here; those that git does not know are not among them."""
        return frozenset(path for _, *paths in self._differences for path in paths)

    @cached_property
    def renamed(self) -> dict[str, str]:
        """By the path of a file in the work tree the path that it has here, where git finds it was renamed."""
        return {paths[1]: paths[0] for status, *paths in self._differences if status.startswith("R")}

    def read(self, path: str) -> bytes:
        """The content of one of its files."""
        return _git("cat-file", "blob", f"{self._commit}:{path}", cwd=self.top)

    def path_of(self, path: str) -> str:
        """The path of a file of the work tree, as git writes it."""
        folder, name = os.path.split(os.path.abspath(path))
        inside = os.path.relpath(os.path.join(os.path.realpath(folder), name), self.top)
        return inside.replace(os.sep, "/")

    def path_here(self, path: str) -> str:
        """Where a file would be in the work tree, as seen from the current folder."""
        return os.path.relpath(os.path.join(self.top, path), os.path.realpath(os.curdir))

    @cached_property
    def _differences(self) -> list[list[str]]:
        """Of each file that differs its status and its path; the old and the new one of those that were renamed."""
        words = ("diff", "--no-ext-diff", "--ignore-submodules", "--name-status", "-z", "-M", self._commit, "--")
        parts = [os.fsdecode(part) for part in _git(*words, cwd=self.top).split(b"\0") if part]
        found = []
        while parts:
            many = 3 if parts[0][0] in "RC" else 2
            found.append(parts[:many])
            del parts[:many]
        return found


@cache
def revision(folder: str, name: str) -> Revision:
    """The revision that has this name in the repository that `folder` lies in.

    Raises:
        CiteauditError: git is missing, the folder is in no repository, or there is no such revision.
    """
    where = folder or os.curdir
    try:
        top = os.fsdecode(_git("rev-parse", "--show-toplevel", cwd=where)).rstrip("\n")
    except CiteauditError as error:
        if "not a git repository" in str(error):
            raise CiteauditError(f"{where}: is in no git repository, which --git needs") from None
        raise
    return _revision(os.path.realpath(top), name)


@cache
def _revision(top: str, name: str) -> Revision:
    try:
        commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}", cwd=top)
    except CiteauditError:
        raise CiteauditError(f'--git: the repository {top} has no revision "{name}"') from None
    return Revision(top, name, commit.decode().split()[-1])


def _git(*words: str, cwd: str) -> bytes:
    """What a git command prints.

    Raises:
        CiteauditError: it fails; the last line of what git says.
    """
    try:
        done = subprocess.run(["git", *words], cwd=cwd, capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise CiteauditError(f"git cannot be run: {(error.strerror or str(error)).lower()}") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["it gives no reason"]
        raise CiteauditError(f"git {words[0]} failed: {said[-1].removeprefix('fatal: ')}")
    return done.stdout
