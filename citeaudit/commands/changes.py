"""Only what changed since a revision: which documents, and of their findings those that the change has made.

A sentence that is moved, renumbered or reflowed is no other sentence. What was found there before is left out; what is
found there now and was not before comes from a change elsewhere, and is told.
"""

import os
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from citeaudit import audit, files
from citeaudit.across.wanted import only_across
from citeaudit.commands import past
from citeaudit.commands.moved import moved
from citeaudit.errors import CiteauditError
from citeaudit.model import Audit
from citeaudit.revisions import Difference, Revision, branching, git, inside
from citeaudit.rulebook import Rulebook
from citeaudit.settings import Settings

SINCE, STAGED = "--changed-since", "--staged"


class Changes(NamedTuple):
    """The documents that changed."""

    found: tuple[files.Found, ...]
    pasts: Mapping[str, tuple[Revision, str]]
    """By path what they were, and under which path; only of those that are not new, and where that is asked."""
    indexed: Mapping[str, Revision]
    """The repository whose index has what is to be read, by path; none where that is the file itself."""

    def audited(self, path: str, rules: Rulebook | None, settings: Settings) -> Audit:
        """Audit one of them, with the findings marked that it had before; as `audit.audit_path` does."""
        here = settings.for_path(path)
        book = rules if here is settings else None
        try:
            if path in self.indexed:
                index = self.indexed[path]
                made = past.read(index, index.path_of(path), path, book, here, staged=True)
            else:
                made = audit.audit_path(path, rules, settings)
            return self.limits(path, book, here)(made)
        except CiteauditError as error:
            return Audit(path, error=str(error))

    def limits(self, path: str, rules: Rulebook | None, settings: Settings) -> Callable[[Audit], Audit]:
        """What marks the findings that a document had before; the rules and settings are its own."""
        if path not in self.pasts:
            return lambda made: made
        revision, there = self.pasts[path]
        old = past.audit_of(revision, there, path, rules, settings._replace(baseline=None))
        return partial(past.without, old, f"not changed since {revision.name}")


def chosen(options: Namespace, settings: Settings) -> Changes:
    """The changed documents that the command line asks for.

    Raises:
        CiteauditError: there is no git, repository or revision; or nothing is asked for that looks at one document.
    """
    if only_across(settings):
        option = STAGED if options.staged else SINCE
        raise CiteauditError(f"{option}: rules across documents need all of them; select them in a run without it")
    suffixes, forced = audit.suffixes(), options.force_exclude
    if options.staged:
        return staged(options.paths, options.changed_since, settings.excludes, suffixes, forced=forced)
    found = list(files.find(options.paths, suffixes, settings.excludes, forced=forced))
    return since(options.paths, options.changed_since, found)


def since(paths: Sequence[str], name: str, found: Sequence[files.Found]) -> Changes:
    """Those of the documents `found` below `paths` that are not what they were where the revision `name` was left.

    Raises:
        CiteauditError: there is no git, repository or revision.
    """
    kept: list[files.Found] = []
    pasts: dict[str, tuple[Revision, str]] = {}
    new: dict[Revision, dict[str, str]] = {}
    outer = [_state(path, name, SINCE, index=False) for path in paths or ["."]]
    for each in found:
        if each.error and any(_had(state, each.path) for state in outer):
            continue  # it was deleted, or all that it held
        real = _linked(each.path, outer)
        state = None if each.error else _holding(real, outer)
        here = state.path_of(real) if state else ""
        there = past.path_in(state, here) if state else None
        if state and there == here and not past.has_changed(state, here):
            continue
        kept.append(each)
        if state and there is not None:
            pasts[each.path] = state, there
        elif state:
            new.setdefault(state, {})[here] = each.path
    for state, paths_here in new.items():
        pasts.update((paths_here[here], (state, there)) for here, there in _renamed(state, paths_here).items())
    return Changes(tuple(kept), pasts, {})


def _linked(path: str, states: Sequence[Revision]) -> str:
    """The file that a link leads to, which is no copy; of one that leads out of the repositories nothing is known."""
    real = os.path.realpath(path) if os.path.islink(path) else path
    return real if any(real.startswith(os.path.join(state.top, "")) for state in states) else path


def _had(state: Revision, path: str) -> bool:
    """Did a state have a file of this path, or a document in a folder of it?"""
    if os.path.exists(path) and not os.path.isdir(path):
        return False
    here = _inside(path, state)
    suffixes = audit.suffixes()
    below = f"{here}/" if here else ""
    return here in state.files or any(
        file.startswith(below) and files.is_document(file[len(below) :], suffixes) for file in state.files
    )


def _renamed(state: Revision, new: Mapping[str, str]) -> dict[str, str]:
    """By the path of a document that git does not know the path of one that is gone, where the two are one.

    `new` has the paths as git writes them, with those to open.
    """
    suffixes = audit.suffixes()
    lost = [each.path for each in state.differences if each.status == "D" and files.is_known(each.path, suffixes)]
    return moved(state.contents(lost), _contents(new)) if lost else {}


def _contents(paths: Mapping[str, str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for here, path in paths.items():
        with suppress(OSError):  # who audits it will say so
            found[here] = Path(path).read_bytes()
    return found


def _holding(path: str, states: Sequence[Revision]) -> Revision | None:
    """The state to compare a document with: that of its repository, or what that of an outer one names for it."""
    folder = os.path.dirname(path)
    top = git.top_of(folder, SINCE)
    own = next((state for state in states if state.top == top), None)
    if own is not None:
        return own
    outer = next((state for state in states if top.startswith(os.path.join(state.top, ""))), None)
    return inside(outer, folder) if outer else None


def staged(
    paths: Sequence[str], name: str | None, excluded: Callable[[str], bool], suffixes: frozenset[str], *, forced: bool
) -> Changes:
    """The documents in the index that differ from the last commit, or from the revision `name`, in or at `paths`.

    A file that is named is taken whatever its suffix and, unless `forced`, also where it is excluded.

    Raises:
        CiteauditError: there is no git, repository or revision.
    """
    found: dict[str, files.Found] = {}
    pasts: dict[str, tuple[Revision, str]] = {}
    indexed: dict[str, Revision] = {}
    for path in paths or ["."]:
        state = _state(path, name or "HEAD", STAGED if name is None else SINCE, index=True)
        for here, each in _below(path, state, suffixes, excluded, forced=forced):
            error = "is in conflict; settle the merge and stage it" if each and each.status == "U" else None
            if each is None:
                error = _unstaged(path, state)
            if error or each:
                found.setdefault(here, files.Found(here, error))
                indexed[here] = state
            if name is not None and each and each.status in "MR":
                pasts[here] = state, each.old
    return Changes(tuple(found.values()), pasts, indexed)


def _below(
    path: str, state: Revision, suffixes: frozenset[str], excluded: Callable[[str], bool], *, forced: bool
) -> Iterator[tuple[str, Difference | None]]:
    """The staged documents in or at a path by the path to call them by; the path itself where it is none of them."""
    inside = _inside(path, state)
    folder = f"{inside}/" if inside else ""
    none = True
    for each in (*state.differences, *_by_their_lists(state, suffixes)):
        if not each.is_file and each.status != "U":
            continue
        if each.path == inside:
            none = False
            if not (forced and excluded(path)):
                yield path, each
        elif each.path.startswith(folder) and files.is_document(each.path[len(folder) :], suffixes):
            none = False
            here = os.path.normpath(os.path.join(path, each.path[len(folder) :]))
            if not excluded(here):
                yield here, each
    if none and inside and not os.path.isdir(path):
        yield path, None


def _inside(path: str, state: Revision) -> str:
    """The path of a file, or of a folder that a link may lead to, as git writes it; "" for the top."""
    if not os.path.isdir(path):
        return state.path_of(path)
    inside = os.path.relpath(os.path.realpath(path), state.top).replace(os.sep, "/")
    return "" if inside == "." else inside


def _by_their_lists(state: Revision, suffixes: frozenset[str]) -> Iterator[Difference]:
    """The documents in the index that are what they were, and whose list of sources beside them is another."""
    differ = {each.path for each in state.differences}
    stems = sorted({stem for path in state.changed if (stem := files.stem_of_list(path)) is not None})
    wanted = [stem + suffix for stem in stems for suffix in sorted(suffixes) if stem + suffix not in differ]
    for path in state.contents(wanted, staged=True) if wanted else ():
        yield Difference("M", path, path, is_file=True)


def _unstaged(path: str, state: Revision) -> str | None:
    """Why a file that is named is not among what is staged; None where it is as it was, or is deleted."""
    here = state.path_of(path)
    if state.contents((here,), staged=True) or any(here in (each.path, each.old) for each in state.differences):
        return None
    if not os.path.lexists(path) and _had(state, path):
        return None
    return "is not in the index: git add it first" if os.path.lexists(path) else "there is no such file or folder"


def _state(path: str, name: str, option: str, *, index: bool) -> Revision:
    if path == files.STDIN:
        raise CiteauditError(f"{option}: standard input has no past; name a file or folder")
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    while folder and not os.path.isdir(folder):  # a whole folder may be gone
        folder = os.path.dirname(folder)
    return branching(folder, name, option, index=index)
