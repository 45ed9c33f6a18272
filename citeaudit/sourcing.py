"""What files say of the sources of an article: lists beside it and in the settings, and saved texts."""

from collections.abc import Mapping
from functools import cache, partial

from citeaudit import bibliography, files
from citeaudit.bibliography.entries import Listed
from citeaudit.errors import CiteauditError
from citeaudit.model import Document
from citeaudit.model.checked import Evidence
from citeaudit.settings import Settings


def lists(path: str, settings: Settings, given: Mapping[str, bytes] | None) -> Listed:
    """The sources that files beside the article list, and those of the lists that the settings name."""
    beside: Mapping[str, bytes | None] = dict.fromkeys(files.beside(path)) if given is None else given
    if not beside and not settings.sources:
        return Listed()
    named = [name for name in settings.sources if _is_list(name)]
    return bibliography.together(partial(bibliography.read, *each) for each in beside.items()).plus(
        bibliography.together(partial(_listed, name) for name in named)
    )


@cache
def _listed(path: str) -> Listed:
    return bibliography.read(path)


@cache
def _is_list(path: str) -> bool:
    return bibliography.is_list(path)


def saved_texts(settings: Settings) -> list[str]:
    """The folders and maps of saved texts among the sources that the settings name."""
    return [name for name in settings.sources if not _is_list(name)]


def check(settings: Settings) -> None:
    """Read the lists and saved texts that the settings name, so that a wrong path is told before any document is read.

    Raises:
        CiteauditError: there is no such file or folder, or a list or map cannot be read.
    """
    for name in filter(_is_list, settings.sources):
        if not (found := _listed(name)).sources:
            raise CiteauditError(found.faults[0].what if found.faults else f"{name}: this list of sources is empty")
    if folders := saved_texts(settings):
        from citeaudit.evidence import saved

        saved.for_article(folders, "")


def evidence(document: Document, sources: Mapping[str, str] | None, settings: Settings) -> Evidence:
    """What of a document is in the saved texts that are given, else in those that the settings name for it."""
    from citeaudit.evidence import checking, saved  # a run without saved texts needs none of it

    given = saved.of_texts(sources) if sources is not None else None
    return checking.Checking(document, given or saved.for_article(saved_texts(settings), document.path))
