"""Where a text quotes: what stands in quotation marks, which in English may be apostrophes as well."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from citeaudit.model import Block
from citeaudit.patterns import lazy

_QUOTES = {
    "“": lazy('”|(?<=[,.!?…])"'),
    "„": lazy("[“”]"),
    "«": lazy("»"),
    '"': lazy(r'(?<![\s(\[])"'),
}
# Words that begin with an apostrophe, and what is left of a verb that was cut off its pronoun ("it 's").
_CUT = r"(?!(?:n|em|til|tis|twas|twere|twill|twould|cos|coz|cept|im|er|ere|ello|nuff|nother|s|t|re|ve|d|ll|m)\b)"
_APOSTROPHE_OPENS = rf"'(?<![^\s(\[—–:“\"-]')(?=[^\W\d_]){_CUT}"
_STRAIGHT = lazy(_APOSTROPHE_OPENS, re.IGNORECASE)
# A closing single mark is an apostrophe too: it closes only where no letter follows, and behind an "s" it may stand
# for "of the boys" where a word follows.
_SINGLE = {
    "‘": (lazy(r"(?:(?<![sS])|(?<=[^\w][sS]))’(?!\w)|’(?![\s\w])"), lazy(r"’(?!\w)"), lazy("‘")),
    "'": (lazy(r"(?<![sS\s(\[])'(?!\w)|(?<![\s(\[])'(?![\s\w])"), lazy(r"(?<![\s(\[])'(?!\w)"), _STRAIGHT),
}
_CLOSING = lazy(r"[,.!?…][”\"]")
_LONGEST_QUOTATION = 1200
_LONGEST_ODD = 80
"""Characters of a quotation that ends with an apostrophe behind "s" and a word behind it: the 'bad old days' of."""


def quotations(text: str, blocks: Iterable[Block]) -> Iterator[tuple[int, int]]:
    """The quotations of `text`, marks included, in order; none crosses the end of its block.

    One that runs over several paragraphs is opened again in each and closed in the last; what its paragraphs hold from
    an opening mark on, or up to a closing one, is quotation.
    """
    marks = "".join(mark for mark in (*_QUOTES, "‘") if mark in text) or ("“" if "”" in text else "")
    if "'" in text and _STRAIGHT.search(text):
        marks += "'"
    if not marks:
        return
    opening = _opening(marks)
    places = [match.start() for match in _any(f'{marks}”"').finditer(text)]
    for block in blocks:
        row = bisect_left(places, block.start)
        if block.kind == "code" or row == len(places) or places[row] >= block.end:
            continue
        match = opening.search(text, block.start, block.end)
        closed = _closes(text, block, match.start() if match else block.end)
        if closed:
            yield block.start, closed
            match = opening.search(text, closed, block.end)
        while match:
            start = match.start()
            end = _end(text, match[0], start, min(block.end, start + _LONGEST_QUOTATION))
            if end:
                yield start, end
            elif _runs_on(text, start, block):
                yield start, block.end
                break
            match = opening.search(text, end or start + 1, block.end)


def _end(text: str, mark: str, start: int, limit: int) -> int:
    """Where the quotation ends that `mark` opens at `start`; 0 where it does not before `limit`."""
    if mark not in _SINGLE:
        close = _QUOTES[mark].search(text, start + 1, limit)
        return close.end() if close else 0
    sure, odd, opening = _SINGLE[mark]
    close, early = sure.search(text, start + 1, limit), odd.search(text, start + 1, limit)
    if not early or (close and early.end() == close.end()):
        return close.end() if close else 0
    if close and not opening.search(text, early.end(), close.start()):
        return close.end()  # the apostrophe of "the boys' boats" stands before the end
    return early.end() if close or mark == "‘" or early.end() - start <= _LONGEST_ODD else 0


def _closes(text: str, block: Block, first: int) -> int:
    """Where a quotation ends that the block has not opened, or 0; the first opening mark of the block is `first`."""
    match = _CLOSING.search(text, block.start, first)
    at = match.end() - 1 if match else -1
    return at + 1 if block.start < at < block.start + _LONGEST_QUOTATION else 0


@cache
def _any(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{marks}]")


@cache
def _opening(marks: str) -> re.Pattern[str]:
    """The marks that can open a quotation; a straight one that follows a word or a full stop closes one."""
    curly = marks.replace('"', "").replace("'", "")
    patterns = [f"[{curly}]"] if curly else []
    if "'" in marks:
        patterns.append(f"(?i:{_APOSTROPHE_OPENS})")
    if '"' in marks:
        patterns.append(r'(?<![\w.,;!?…’])"(?=\S)')
    return re.compile("|".join(patterns))


def _runs_on(text: str, start: int, block: Block) -> bool:
    """Does the quotation opened at `start` run to the end of its block? A straight mark may stand for inches."""
    if block.end - start > _LONGEST_QUOTATION or text[start] in _SINGLE:
        return False
    before, behind = text[start - 1 : start], text[start + 1 : start + 2]
    return not before.strip() and behind.isalnum() and (text[start] != '"' or start == block.start)
