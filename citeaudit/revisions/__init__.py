"""Read files from the history of a git repository and from its index, by way of git itself."""

import os
from collections.abc import Sequence
from functools import cache, cached_property
from typing import NamedTuple

from citeaudit.errors import CiteauditError
from citeaudit.revisions import git

_FILE = "100"
"""How the mode of a file begins; links and other repositories are none."""
_REPOSITORY = "160000"
"""The mode of another repository inside of one."""


class Difference(NamedTuple):
    """A file that differs; paths are relative to the top of the repository and have slashes, as git writes them."""

    status: str
    """As git has it: A added, M modified, D deleted, R renamed, C copied, T of another type, U in conflict."""
    path: str
    old: str
    """Its path before; the same unless it was renamed or copied."""
    is_file: bool
    """And no link, and not deleted."""


class Revision:
    """One state of a repository."""

    def __init__(self, top: str, name: str, commit: str, *, index: bool = False) -> None:
        """Take the commit, or the tree, that `name` stands for; differences are those of the index or the work tree."""
        self.top = top
        self.name = name
        self.index = index
        self._commit = commit

    @cached_property
    def files(self) -> frozenset[str]:
        """All files that it has."""
        return frozenset(path for path, mode in self._entries.items() if mode.startswith(_FILE))

    @cached_property
    def changed(self) -> frozenset[str]:
        """Files that are not now what they are here; those that git does not know are not among them."""
        return frozenset(path for each in self.differences for path in (each.path, each.old))

    @cached_property
    def renamed(self) -> dict[str, str]:
        """By the path of a file now the path that it has here, where git finds it was renamed."""
        return {each.path: each.old for each in self.differences if each.status == "R"}

    def contents(self, paths: Sequence[str], *, staged: bool = False) -> dict[str, bytes]:
        """The contents of those of the files that it has; or of those that the index has."""
        prefix = ":0" if staged else self._commit
        found = git.blobs([f"{prefix}:{path}" for path in paths], cwd=self.top)
        return {path: data for path, data in zip(paths, found, strict=True) if data is not None}

    def commit_of(self, path: str) -> str | None:
        """The commit that it names for another repository inside of this one."""
        entry = git.output("ls-tree", "-z", "--full-tree", self._commit, "--", path, cwd=self.top).split(b"\0")[0]
        mode, _, rest = os.fsdecode(entry).partition(" ")
        return rest.split()[1] if mode == _REPOSITORY else None

    def path_of(self, path: str) -> str:
        """The path of a file of the work tree, as git writes it."""
        folder, name = os.path.split(os.path.abspath(path))
        inside = os.path.relpath(os.path.join(os.path.realpath(folder), name), self.top)
        return inside.replace(os.sep, "/")

    def path_here(self, path: str) -> str:
        """Where a file would be in the work tree, as seen from the current folder."""
        return os.path.relpath(os.path.join(self.top, path), os.path.realpath(os.curdir))

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """The files that differ, in the order of git."""
        words = ["diff", "--no-ext-diff", "--no-textconv", "--ignore-submodules", "--raw", "-z", "-M"]
        words += ["--cached"] if self.index else []
        parts = [
            os.fsdecode(part) for part in git.output(*words, self._commit, "--", cwd=self.top).split(b"\0") if part
        ]
        found = []
        for head in (each := iter(parts)):
            _, mode, _, _, status = head.split()
            old = next(each)
            path = next(each) if status[0] in "RC" else old
            found.append(Difference(status[0], path, old, mode.startswith(_FILE)))
        return tuple(found)

    @cached_property
    def _entries(self) -> dict[str, str]:
        entries = git.output("ls-tree", "-r", "-z", "--full-tree", self._commit, cwd=self.top).split(b"\0")
        pairs = (os.fsdecode(entry).partition("\t") for entry in entries if entry)
        return {path: mode for mode, _, path in pairs}

    def __getstate__(self) -> tuple[str, str, str, bool]:
        return self.top, self.name, self._commit, self.index  # and not what git was asked, which may be much

    def __setstate__(self, state: tuple[str, str, str, bool]) -> None:
        self.top, self.name, self._commit, self.index = state


def revision(folder: str, name: str, option: str = "--git") -> Revision:
    """The revision that has this name in the repository that `folder` lies in; `option` is who asks, for messages.

    Raises:
        CiteauditError: git is missing, the folder is in no repository, or there is no such revision.
    """
    return _revision(git.top_of(folder, option), name, option)


def branching(folder: str, name: str, option: str, *, index: bool) -> Revision:
    """Where the present state of a repository and the revision `name` part: what came there since is no change here.

    In a repository without a commit that is nothing at all, if `name` is HEAD.

    Raises:
        CiteauditError: as for `revision`; or the clone is too shallow to tell.
    """
    return _branching(git.top_of(folder, option), name, option, index=index)


def inside(outer: Revision, folder: str) -> Revision | None:
    """The state that `outer` names for the repository inside of it that `folder` lies in; None where it names none.

    Raises:
        CiteauditError: that state is not there.
    """
    return _inside(outer, git.top_of(folder, ""))


@cache
def _revision(top: str, name: str, option: str) -> Revision:
    return Revision(top, name, _commit(top, name, option))


@cache
def _branching(top: str, name: str, option: str, *, index: bool) -> Revision:
    head = _resolved(top, "HEAD")
    if head is None and name == "HEAD":
        return Revision(top, name, _empty(top), index=index)
    commit = _commit(top, name, option)
    if head is not None and head != commit:
        try:
            commit = git.output("merge-base", commit, head, cwd=top).decode().split()[0]
        except CiteauditError:
            if _is_shallow(top):
                raise CiteauditError(
                    f"{option}: {top} is a shallow clone, which does not go back to where HEAD and {name} part; "
                    "fetch more of its history (git fetch --unshallow)"
                ) from None
    return Revision(top, name, commit, index=index)


@cache
def _inside(outer: Revision, top: str) -> Revision | None:
    commit = outer.commit_of(outer.path_of(top))
    if commit is None:
        return None
    if _resolved(top, commit) is None:
        raise CiteauditError(f"{top}: has no commit {commit[:12]}, which {outer.name} names for it; fetch it")
    return Revision(top, outer.name, commit)


def _commit(top: str, name: str, option: str) -> str:
    commit = _resolved(top, name)
    if commit is None:
        hint = "; it is a shallow clone: fetch more of it (git fetch --unshallow)" if _is_shallow(top) else ""
        raise CiteauditError(f'{option}: the repository {top} has no revision "{name}"{hint}')
    return commit


def _resolved(top: str, name: str) -> str | None:
    try:
        found = git.output("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}", cwd=top)
    except CiteauditError:
        return None
    return found.decode().split()[-1]


def _empty(top: str) -> str:
    """The tree without a file."""
    return git.output("hash-object", "-t", "tree", "--stdin", cwd=top).decode().strip()


def _is_shallow(top: str) -> bool:
    return git.output("rev-parse", "--is-shallow-repository", cwd=top).strip() == b"true"
