"""Read files from the history of a git repository, by way of git itself."""

import os
import subprocess

from citeaudit.errors import CiteauditError


def show(revision: str, path: str) -> bytes:
    """The content of `path` in a revision; "" is the index, what is staged for the next commit.

    Raises:
        CiteauditError: git is missing, this is no repository, or the revision has no such file.
    """
    folder, name = os.path.split(os.path.abspath(path))
    return git("show", f"{revision}:./{name}", cwd=folder, what=f"{path} in {revision or 'the index'}")


def git(*words: str, cwd: str, what: str) -> bytes:
    """What a git command prints.

    Raises:
        CiteauditError: it fails; the last line of what git says, after `what` could not be read.
    """
    try:
        done = subprocess.run(["git", *words], cwd=cwd, capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise CiteauditError(f"git cannot be run: {(error.strerror or str(error)).lower()}") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["git gives no reason"]
        raise CiteauditError(f"{what}: git cannot read it: {said[-1].removeprefix('fatal: ')}")
    return done.stdout
