"""Bring one document to where checks can look at it: read, parsed, judged, with what lies outside of the article."""

from collections.abc import Mapping

from citeaudit import plugins, readers, sourcing
from citeaudit.judges.judgement import judge
from citeaudit.model import Document
from citeaudit.parse.document import parse
from citeaudit.settings import Settings


def read(
    data: bytes, path: str, name: str, settings: Settings, beside: Mapping[str, bytes] | None = None
) -> tuple[Document, tuple[str, ...]]:
    """The parsed document of a file, and the lists of sources that cannot be read, a sentence for each.

    `name` is that of a reader. `beside` has the contents of the lists of sources beside the file by their path; None
    for those that lie there.

    Raises:
        CiteauditError: the document cannot be read.
    """
    text = plugins.load(readers, name).read(data)
    lists = sourcing.lists(path, settings, beside)
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
    if sources is not None or sourcing.saved_texts(settings) or any(source.saved for source in document.sources):
        document = document._replace(evidence=sourcing.evidence(document, sources, settings))
    return document
