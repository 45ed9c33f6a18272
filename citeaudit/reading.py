"""Bring one document to where checks can look at it: read, parsed, judged, with what lies outside of the article."""

from collections.abc import Mapping
from functools import cache, partial

from citeaudit import bibliography, files, plugins, readers
from citeaudit.bibliography.entries import Listed
from citeaudit.checked import Evidence
from citeaudit.errors import CiteauditError
from citeaudit.judges.judgement import judge
from citeaudit.model import Document
from citeaudit.parse.document import parse
from citeaudit.settings import Settings


def read(data: bytes, path: str, name: str, settings: Settings) -> tuple[Document, tuple[str, ...]]:
    """The parsed document of a file, and the lists of sources that cannot be read, a sentence for each.

    `name` is that of a reader.

    Raises:
        CiteauditError: the document cannot be read.
    """
    text = plugins.load(readers, name).read(data)
    lists = _lists(path, settings)
    document = parse(text, path, name, language=settings.lang, fallback=settings.language, extra=lists.sources)
    if lists.faults or lists.notes:
        faults, notes = (*document.list_faults, *lists.faults), (*document.notes, *lists.notes)
        document = document._replace(list_faults=faults, notes=notes)
    return document, lists.failed


def judged(document: Document, sources: Mapping[str, str] | None, settings: Settings) -> Document:
    """`document` with its judgement and, where there are saved texts, with what those hold of it.

    `sources` are saved texts by label; None for those that `settings` names, if any.
    """
    judgement = judge(document)
    if judgement is None:
        document = document._replace(not_judged=f"no lexicon for {document.language}")
    else:
        document = document._replace(judgement=judgement)
    if sources is not None or _saved_texts(settings) or any(source.saved for source in document.sources):
        document = document._replace(evidence=_evidence(document, sources, settings))
    return document


def check_sources(settings: Settings) -> None:
    """Read the lists and saved texts that the settings name, so that a wrong path is told before any document is read.

    Raises:
        CiteauditError: there is no such file or folder, or a list or map cannot be read.
    """
    for name in filter(_is_list, settings.sources):
        if not (found := _listed(name)).sources:
            raise CiteauditError(found.faults[0].what if found.faults else f"{name}: this list of sources is empty")
    if folders := _saved_texts(settings):
        from citeaudit.evidence import saved

        saved.for_article(folders, "")


def _lists(path: str, settings: Settings) -> Listed:
    """The sources that files beside the article list, and those of the lists that the settings name."""
    beside = files.beside(path)
    if not beside and not settings.sources:
        return Listed()
    named = [name for name in settings.sources if _is_list(name)]
    return bibliography.together(partial(bibliography.read, name) for name in beside).plus(
        bibliography.together(partial(_listed, name) for name in named)
    )


@cache
def _listed(path: str) -> Listed:
    return bibliography.read(path)


@cache
def _is_list(path: str) -> bool:
    return bibliography.is_list(path)


def _saved_texts(settings: Settings) -> list[str]:
    """The folders and maps of saved texts among the sources that the settings name."""
    return [name for name in settings.sources if not _is_list(name)]


def _evidence(document: Document, sources: Mapping[str, str] | None, settings: Settings) -> Evidence:
    from citeaudit.evidence import checking, saved  # a run without saved texts needs none of it

    given = saved.of_texts(sources) if sources is not None else None
    return checking.Checking(document, given or saved.for_article(_saved_texts(settings), document.path))
