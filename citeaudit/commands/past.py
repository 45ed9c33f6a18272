"""A document as it was in a git revision, or as it is in the index, with the list of sources that lay beside it."""

import os
from collections import Counter
from collections.abc import Mapping, Sequence

from citeaudit import audit, files
from citeaudit.comparison.alignment import unchanged
from citeaudit.comparison.version import Version
from citeaudit.model import Audit, Document, Finding
from citeaudit.revisions import Revision
from citeaudit.rulebook import Rulebook
from citeaudit.settings import Settings


def path_in(past: Revision, path: str) -> str | None:
    """The path that a document had there; None where it is new. `path` is its path now, as git writes it."""
    return path if path in past.files else past.renamed.get(path)


def has_changed(past: Revision, path: str) -> bool:
    """Is the document, or a list of sources beside it, another one now?"""
    lists = files.lists_of(path)
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
    contents = state.contents((path, *files.lists_of(path)), staged=staged)
    data = contents.pop(path, None)
    if data is None:
        return Audit(called, error=f"git has no content for it in {'the index' if staged else state.name}")
    beside: Mapping[str, bytes] = {state.path_here(each): content for each, content in contents.items()}
    return audit.audit_bytes(data, path=called, format=settings.format, rules=rules, settings=settings, beside=beside)


def without(old: Audit, why: str, made: Audit) -> Audit:
    """The audit `made`, with what `old` had in the same sentences marked with `why`."""
    if old.document is None or made.document is None:  # what could not be read had no findings
        return made
    same = _in_same_sentences(old.document, made.document, old.findings, made.findings)
    findings = tuple(
        finding._replace(suppressed=why, allowed_by="past") if n in same else finding
        for n, finding in enumerate(made.findings)
    )
    return made._replace(findings=findings)


def _in_same_sentences(
    old: Document, new: Document, before: Sequence[Finding], now: Sequence[Finding]
) -> frozenset[int]:
    """The numbers of the open findings that stood there before, in a sentence that has the same words.

    Where several have the same words, what the sentence itself had comes first, then what any of them had.
    """
    versions = Version(old), Version(new)
    partners = unchanged(*versions)
    own: Counter[tuple[str, int]] = Counter()
    had: Counter[tuple[str, str]] = Counter()
    for finding in before:
        if finding.suppressed is None:
            had[finding.rule, _words(versions[0], finding)] += 1
            if finding.sentence is not None:
                own[finding.rule, finding.sentence] += 1
    found: set[int] = set()
    for whose in ("its own", "any"):
        for n, finding in enumerate(now):
            words = finding.rule, _words(versions[1], finding)
            partner = finding.rule, partners.get(finding.sentence if finding.sentence is not None else -1, -1)
            known = own[partner] if whose == "its own" else had[words]
            if finding.suppressed is None and n not in found and known and had[words]:
                own[partner] -= 1
                had[words] -= 1
                found.add(n)
    return frozenset(found)


def _words(version: Version, finding: Finding) -> str:
    """The words of a finding's sentence; where those are not compared, by what else it is known again."""
    words = version.words[finding.sentence] if finding.sentence is not None else ""
    return words or finding.fingerprint
