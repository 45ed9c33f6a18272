"""One document of a run: what it holds, and what became of it."""

from typing import NamedTuple

from citeaudit import audit
from citeaudit.cache.kept import Kept
from citeaudit.cache.keys import digest_of
from citeaudit.errors import CiteauditError
from citeaudit.model import Audit
from citeaudit.model.shared import Shared, Summary
from citeaudit.settings import Settings


class Seen(NamedTuple):
    """What became of a task: an audit, one that is kept and can be fetched, or only a summary."""

    digest: bytes
    """Of the content."""
    key: str | None = None
    """Under which its audit is kept."""
    summary: Summary | None = None
    audit: Audit | None = None
    kept: Kept | None = None


class Task(NamedTuple):
    """One document of a run."""

    path: str
    error: str | None = None
    """Why it cannot be audited, when that is known before it is opened."""
    data: bytes | None = None
    """What it holds, where it is no file."""
    shared: tuple[Shared, ...] = ()
    first: Seen | None = None
    """What is known of it: the content of which `shared` speaks, and what became of it in the first round."""


def summed(task: Task, settings: Settings) -> Seen:
    """The summary of a document, which is read and parsed for it and not audited."""
    from citeaudit import reading
    from citeaudit.across.summary import summary

    data, _ = content(task)
    if data is None:
        return Seen(b"")
    here = settings.for_path(task.path)
    try:
        document, _ = reading.read(data, task.path, here.format or audit.format_of(task.path), here)
        return Seen(digest_of(data), summary=summary(document))
    except CiteauditError:
        return Seen(digest_of(data))
    except Exception:  # noqa: BLE001 - the audit meets it again, and tells it
        return Seen(digest_of(data))


def content(task: Task) -> tuple[bytes | None, str]:
    """What a document holds; None, and why, where it cannot be read."""
    if task.error or task.data is not None:
        return task.data, task.error or ""
    try:
        with open(task.path, "rb") as file:
            return file.read(), ""
    except OSError as error:
        return None, audit.unopened(error)
