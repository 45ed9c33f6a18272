"""Compare documents with another version of themselves: another file, or what they were in a git revision."""

import os
from collections.abc import Callable, Iterator, Sequence

from citeaudit import audit, files, rulebook
from citeaudit.commands.past import audit_of, has_changed, path_in
from citeaudit.comparison.change import Compared, Versions
from citeaudit.comparison.comparing import compare
from citeaudit.errors import CiteauditError
from citeaudit.model import Audit
from citeaudit.revisions import Revision, revision
from citeaudit.settings import Settings


def two_files(old: str, new: str, settings: Settings) -> Compared:
    """Compare one file with another.

    Raises:
        CiteauditError: one of them cannot be read.
    """
    compared = _compared(new, _audit(old, settings), _audit(new, settings))
    if compared.error:
        raise CiteauditError(compared.error)
    return compared


def with_past(paths: Sequence[str], name: str, settings: Settings) -> Iterator[Compared]:
    """Compare files, and those below folders, with what they were in the git revision `name`.

    A file that has another name now is compared with what it was under the old one; the list of sources beside an
    article is read from the revision too. What did not change is left out.

    Raises:
        CiteauditError: there is no git, repository or revision; or a path is neither here nor there.
    """
    suffixes = audit.suffixes()
    here = [path for path in paths if os.path.lexists(path)]
    gone: dict[str, None] = {}
    for path in paths:
        if path == files.STDIN:
            raise CiteauditError("compare --git: standard input has no past; name a file or folder")
        past = revision(path if os.path.isdir(path) else _existing(os.path.dirname(path)), name)
        deleted = list(_deleted(path, past, suffixes, settings.excludes))
        if not deleted and path not in here:
            raise CiteauditError(f"{path}: there is no such file or folder, and none in {name}")
        gone.update(dict.fromkeys(deleted))
    for found in files.find(here, suffixes, settings.excludes) if here else ():
        if not found.error:
            yield from _one(found.path, name, settings)
        elif not gone:
            yield Compared(found.path, error=found.error)
    yield from (Compared(each, note=f"is deleted since {name}") for each in gone)


def _one(path: str, name: str, settings: Settings) -> Iterator[Compared]:
    try:
        past = revision(os.path.dirname(path), name)
        here = past.path_of(path)
        there = path_in(past, here)
        if there is None:
            yield Compared(path, note=f"is new since {name}: there is nothing to compare it with")
        elif there != here or has_changed(past, here):
            yield _compared(path, _past(there, path, past, settings), _audit(path, settings))
        else:
            yield Compared(path)
    except CiteauditError as error:
        yield Compared(path, error=str(error))


def _deleted(path: str, past: Revision, suffixes: frozenset[str], excluded: Callable[[str], bool]) -> Iterator[str]:
    """The documents of a revision, in or at `path`, that are no more; one that was renamed still is."""
    inside = past.path_of(path)
    top = "" if inside == "." else f"{inside}/"
    kept = set(past.renamed.values())
    for each in sorted(past.files):
        below = each.startswith(top) and os.path.splitext(each)[1].lower() in suffixes
        if (each == inside or below) and each not in kept:
            here = past.path_here(each)
            if not os.path.lexists(here) and (each == inside or not excluded(here)):
                yield here


def _existing(folder: str) -> str:
    """The nearest folder above that is there; a whole folder may be deleted."""
    while folder and not os.path.isdir(folder):
        folder = os.path.dirname(folder)
    return folder


def _past(there: str, path: str, past: Revision, settings: Settings) -> Audit:
    return audit_of(past, there, path, rulebook.Rulebook(()), settings.for_path(path))


def _audit(path: str, settings: Settings) -> Audit:
    here = settings.for_path(path)
    return audit.audit_file(path, format=here.format, rules=rulebook.Rulebook(()), settings=here)


def _compared(path: str, old: Audit, new: Audit) -> Compared:
    for each in (old, new):
        if each.document is None:
            return Compared(path, error=f"{each.path}: could not be read: {each.error}")
    if old.document is None or new.document is None:
        return Compared(path)
    failed = tuple(f"{each.path}: {line}" for each in (old, new) for line in each.failures)
    return Compared(path, Versions(old.document, new.document, compare(old.document, new.document)), failed=failed)
