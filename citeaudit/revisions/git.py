"""Ask git about a repository: the only place that runs it."""

import os
import subprocess
from collections.abc import Sequence
from functools import cache

from citeaudit.errors import CiteauditError


def top_of(folder: str, option: str) -> str:
    """The top of the repository that a folder lies in, a real path.

    Raises:
        CiteauditError: git is missing, or the folder is in no repository.
    """
    where = os.path.realpath(folder or os.curdir)
    top = _top(where if "GIT_WORK_TREE" in os.environ else _nearest(where))
    if top is None:
        raise CiteauditError(f"{folder or os.curdir}: is in no git repository, which {option} needs")
    return top


@cache
def _nearest(folder: str) -> str:
    """The folder above with what a repository has: to ask git once for each repository is enough."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return above
        folder = above
    return folder


@cache
def _top(folder: str) -> str | None:
    try:
        return os.path.realpath(os.fsdecode(output("rev-parse", "--show-toplevel", cwd=folder)).rstrip("\n"))
    except CiteauditError as error:
        if "not a git repository" in str(error):
            return None
        raise


def blobs(names: Sequence[str], cwd: str) -> list[bytes | None]:
    """The content of each object that is named as git does; None where there is no such file."""
    if any("\n" in name for name in names):  # that ends a name in what git is given
        return [found for name in names for found in ([_blob(name, cwd)] if "\n" in name else blobs([name], cwd))]
    said = output("cat-file", "--batch", cwd=cwd, given=os.fsencode("".join(f"{name}\n" for name in names)))
    found: list[bytes | None] = []
    at = 0
    for _ in names:
        head, at = said[at : said.index(b"\n", at)], said.index(b"\n", at) + 1
        if head.endswith((b" missing", b" ambiguous")):
            found.append(None)
            continue
        _, kind, size = head.split()
        found.append(said[at : at + int(size)] if kind == b"blob" else None)
        at += int(size) + 1
    return found


def _blob(name: str, cwd: str) -> bytes | None:
    try:
        return output("cat-file", "blob", name, cwd=cwd)
    except CiteauditError:
        return None


def output(*words: str, cwd: str, given: bytes = b"") -> bytes:
    """What a git command prints that is given `given`.

    Raises:
        CiteauditError: it fails; what git says of it in one line.
    """
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *words],  # noqa: S607 - wherever it is installed
            cwd=cwd,
            env=_environment(cwd),
            input=given,
            capture_output=True,
            check=False,
        )
    except (OSError, ValueError) as error:  # a null character in a name
        why = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        raise CiteauditError(f"git cannot be run: {why.lower()}") from None
    if done.returncode:
        raise CiteauditError(f"git {words[0]} failed: {_reason(done.stderr.decode(errors='replace'))}")
    return done.stdout


def _reason(said: str) -> str:
    """Why git failed; of a folder that it does not trust also what to do, which it says below."""
    lines = said.strip().splitlines() or ["it gives no reason"]
    why = next((line for line in lines if line.startswith("fatal: ")), lines[-1]).removeprefix("fatal: ")
    remedy = next((line.strip() for line in lines if "safe.directory" in line), "")
    return f"{why}; to trust it: {remedy}" if remedy else why


@cache
def _environment(cwd: str) -> dict[str, str]:
    """The environment for git in a folder.

    Git tells its hooks the repository and the index that it commits from. Another folder is another repository, or
    would be taken for the top of this one.
    """
    found = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    if "GIT_WORK_TREE" in found:
        return found
    found.pop("GIT_DIR", None)
    index = found.pop("GIT_INDEX_FILE", None)
    here = os.path.realpath(os.curdir)
    if index is not None and _nearest(here) == _nearest(os.path.realpath(cwd)):
        found["GIT_INDEX_FILE"] = os.path.abspath(index)
    return found
