"""A document as it was in a git revision, or as it is in the index, with the list of sources that lay beside it."""

import os
from collections.abc import Mapping

from citeaudit import audit
from citeaudit.files import SIDECARS
from citeaudit.model import Audit
from citeaudit.revisions import Revision
from citeaudit.rulebook import Rulebook
from citeaudit.settings import Settings


def path_in(past: Revision, path: str) -> str | None:
    """The path that a document had there; None where it is new. `path` is its path now, as git writes it."""
    return path if path in past.files else past.renamed.get(path)


def has_changed(past: Revision, path: str) -> bool:
    """Is the document, or a list of sources beside it, another one now?"""
    lists = _beside(path)
    known = not past.changed.isdisjoint((path, *lists))
    return known or any(each not in past.files and os.path.exists(os.path.join(past.top, each)) for each in lists)


def audit_of(past: Revision, there: str, path: str, rules: Rulebook | None, settings: Settings) -> Audit:
    """Audit a document as it was at `there`; `path` is where it is now, by which its settings go."""
    here = past.path_here(there)
    called = path if os.path.abspath(here) == os.path.abspath(path) else here
    made = read(past, there, called, rules, settings)
    name = f"{called} ({past.name})"
    document = made.document._replace(path=name) if made.document else None
    return made._replace(path=name, document=document)


def read(
    state: Revision, path: str, called: str, rules: Rulebook | None, settings: Settings, *, staged: bool = False
) -> Audit:
    """Audit a document of a revision, or of the index, with the lists of sources beside it there.

    Args:
        state: the revision.
        path: the document's path, as git writes it.
        called: what to call it.
        rules: the rules to run.
        settings: those that hold for it.
        staged: read from the index.
    """
    contents = state.contents((path, *_beside(path)), staged=staged)
    data = contents.pop(path, None)
    if data is None:
        return Audit(called, error=f"git has no content for it in {'the index' if staged else state.name}")
    beside: Mapping[str, bytes] = {state.path_here(each): content for each, content in contents.items()}
    return audit.audit_bytes(data, path=called, format=settings.format, rules=rules, settings=settings, beside=beside)


def _beside(path: str) -> tuple[str, ...]:
    stem = os.path.splitext(path)[0]
    return tuple(stem + suffix for suffix in SIDECARS)
