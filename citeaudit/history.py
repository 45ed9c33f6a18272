"""Compare documents with another version of themselves: another file, or what they were in a git revision."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence

from citeaudit import audit, files, rulebook
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
        there = here if here in past.files else past.renamed.get(here)
        if there is None:
            yield Compared(path, note=f"is new since {name}: there is nothing to compare it with")
        elif there != here or _changed(here, past):
            yield _compared(path, _past(there, path, past, settings), _audit(path, settings))
        else:
            yield Compared(path)
    except CiteauditError as error:
        yield Compared(path, error=str(error))


def _changed(path: str, past: Revision) -> bool:
    """Is the document, or a list of sources beside it, another one now?"""
    lists = _beside(path)
    known = not past.changed.isdisjoint((path, *lists))
    return known or any(each not in past.files and os.path.exists(os.path.join(past.top, each)) for each in lists)


def _past(there: str, path: str, past: Revision, settings: Settings) -> Audit:
    """Audit a document as it was, with the list of sources that lay beside it; both are read as files are."""
    with tempfile.TemporaryDirectory(prefix="citeaudit-") as folder:
        for each in (there, *_beside(there)):
            if each in past.files:
                with open(os.path.join(folder, os.path.basename(each)), "wb") as file:
                    file.write(past.read(each))
        made = _audit(os.path.join(folder, os.path.basename(there)), settings, path)
        name = f"{path} ({past.name})" if there == past.path_of(path) else f"{past.path_here(there)} ({past.name})"
        error = made.error.replace(folder + os.sep, "") if made.error else None
        failed = tuple(line.replace(folder + os.sep, "") for line in made.rules_failed)
        document = made.document._replace(path=name) if made.document else None
    return made._replace(path=name, error=error, document=document, rules_failed=failed)


def _beside(path: str) -> tuple[str, ...]:
    stem = os.path.splitext(path)[0]
    return tuple(stem + suffix for suffix in files.SIDECARS)


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


def _audit(path: str, settings: Settings, known_as: str | None = None) -> Audit:
    here = settings.for_path(known_as or path)
    return audit.audit_file(path, format=here.format, rules=rulebook.Rulebook(()), settings=here)


def _compared(path: str, old: Audit, new: Audit) -> Compared:
    for each in (old, new):
        if each.document is None:
            return Compared(path, error=f"{each.path}: could not be read: {each.error}")
    if old.document is None or new.document is None:
        return Compared(path)
    failed = tuple(f"{each.path}: {line}" for each in (old, new) for line in each.rules_failed)
    return Compared(path, Versions(old.document, new.document, compare(old.document, new.document)), failed=failed)
