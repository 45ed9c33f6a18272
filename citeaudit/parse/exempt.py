"""Why a sentence needs no source, as far as its form tells for certain: how an article was made, who took the picture.

A doubt is no exemption: what a source must be asked for stays what it is, however it begins.
"""

from functools import cache
from typing import NamedTuple

from citeaudit import lexicons
from citeaudit.model import Block
from citeaudit.parse import common, similar
from citeaudit.patterns import lazy

QUOTES = frozenset('“”"„«»')
"""Marks of which a sentence has none that is all the writer's own."""
_BEGINNING = 60
"""Characters in which the form of a sentence shows."""
_GREETING_WORDS = 8
_METHOD_WORDS = 40
_BEFORE_VERB = 3
"""Words that may stand between "we" and what we did: "have also since"."""
_LONGEST_VERB = 3
_LONGEST_CREDIT = 80
_CREDIT = lazy(
    r"\((?:[A-Z][\w.&]{1,15}/[A-Z][\w.’' -]{2,40}|(?:AFP|AP|EPA|Getty|PA|Reuters|Xinhua) (?:[Pp]hoto|[Ii]mages?))\)"
)


class _Words(NamedTuple):
    corrections: tuple[str, ...]
    notes: tuple[str, ...]
    greetings: tuple[str, ...]
    credits: tuple[str, ...]
    method: tuple[str, ...]
    """Beginnings that say by themselves how an article was made: "for this article"."""
    makers: tuple[str, ...]
    """And those that say it with a verb behind them: "we"."""
    making: tuple[str, ...]
    findings: frozenset[str]
    """Words behind which stands what was found, or more than how."""
    openings: tuple[str, ...]
    """All beginnings: most sentences have none of them, and are done with."""


@cache
def _words(language: str) -> _Words:
    names = ("correction", "note", "greeting", "credit", "method", "maker", "making")
    *found, makers, making = (lexicons.phrases(language, "exempt", name) for name in names)
    makers = tuple(f"{maker} " for maker in makers)
    openings = (*(opening for each in found for opening in each), *makers, "(")
    corrections, notes, greetings, credits_, method = found
    findings = lexicons.words(language, "exempt", "finding")
    return _Words(corrections, notes, greetings, credits_, method, makers, making, findings, openings)


def by_form(covered: str, start: int, end: int, block: Block, language: str) -> str | None:
    """The reason why the sentence `[start, end)` of `block` is exempt; None where its form gives none.

    `covered` is the prose with its markers covered.
    """
    if end - start <= common.LONGEST and common.is_known(covered[start:end], language):
        return "common knowledge"
    words = _words(language)
    low = covered[start : start + _BEGINNING].lower()
    if "’" in low:
        low = low.replace("’", "'")
    if not low.startswith(words.openings):
        return None
    if low.startswith(words.corrections):
        return "correction"
    written = covered[start:end]
    if low.startswith(words.notes):
        corrected = lexicons.words(language, "exempt", "words of a correction")
        return None if corrected.isdisjoint(similar.words(written)) else "correction"
    if low.startswith(words.greetings) and len(written.split()) <= _GREETING_WORDS:
        return "greeting"
    if low.startswith(words.credits):
        return "byline"
    if low[0] == "(" and end - start <= _LONGEST_CREDIT and _CREDIT.fullmatch(written.strip()):
        return "byline"
    if block.kind in ("paragraph", "list item") and _is_method(written, words) and not _quoted(covered, block, start):
        return "method"
    return None


def _is_method(written: str, known: _Words) -> bool:
    """Does it say how the article was made, and no more? What was found out that way is a claim like any other."""
    line = written.lower().replace("’", "'")
    words = similar.words(written)
    if len(words) > _METHOD_WORDS or not known.findings.isdisjoint(words):
        return False
    if not QUOTES.isdisjoint(written) or ";" in written or ":" in written:
        return False
    if line.startswith(known.method):
        return True
    maker = next((maker for maker in known.makers if line.startswith(maker)), None)
    if maker is None:
        return False
    rest = words[len(maker.split()) :]
    return any(
        " ".join([*rest[at : at + _LONGEST_VERB], ""]).startswith(f"{verb} ")
        for at in range(min(_BEFORE_VERB + 1, len(rest)))
        for verb in known.making
    )


def _quoted(covered: str, block: Block, start: int) -> bool:
    """Does a quotation run on to `start` from an earlier sentence of its block? Then "we" is somebody else."""
    before = covered[block.start : start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1
