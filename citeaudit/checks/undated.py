"""“On Thursday”, “recently”, and no date anywhere that says which Thursday."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.model import Document, Hit
from citeaudit.model.span import Span
from citeaudit.parse.dates import MONTH, WEEKDAY
from citeaudit.patterns import lazy

_RELATIVE = lazy(
    rf"(?<!\w)(?:(?:on|last|this|next)\s+{WEEKDAY}|{WEEKDAY}\s+(?:morning|afternoon|evening|night)|yesterday|today|tonight|tomorrow"
    r"|recently|last\s+(?:week|month|night)|this\s+(?:week|month|morning)|earlier\s+this\s+(?:week|month|year))\b"
)
# It begins with what it is looked for by, unlike the others, and settles most documents.
_YEAR = lazy(r"(?:19|20)(?<!\w\d\d)\d\d\b")
_DATE = lazy(rf"{MONTH}\s\d{{1,2}}\b|\b\d{{1,2}}\s{MONTH}|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b")


class Params(NamedTuple):
    pass


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield once, at the first relative time, where no date stands in the text or in what the file says of it."""
    if document.judgement is None or document.meta.date or _YEAR.search(document.text):
        return
    match = _RELATIVE.search(document.prose)
    while match and not _counts(document, match.start()):
        match = _RELATIVE.search(document.prose, match.end())
    if match and not _DATE.search(document.text):
        yield Hit(Span(*match.span()), {"time": match[0]})


def _counts(document: Document, at: int) -> bool:
    """Is the place in a sentence that tells something?"""
    row = bisect_right(document.sentences, (at, len(document.text))) - 1
    sentence = document.sentences[row] if row >= 0 else None
    return sentence is not None and at < sentence.end and not sentence.exempt
