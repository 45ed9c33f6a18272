"""Where a text quotes: what stands in quotation marks, which in English may be apostrophes as well."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, zip_longest

from citeaudit.model import Block
from citeaudit.patterns import lazy

_QUOTES = {
    "“": lazy('”|(?<=[,.!?…])"'),
    "„": lazy("[“”]"),
    "«": lazy("»"),
    '"': lazy(r'(?<![\s(\[])"'),
    "＂": lazy("＂"),
    "”": lazy(r"(?<!\s)”"),
    "»": lazy("«"),
    "‹": lazy("›"),
    "›": lazy("‹"),
    "‚": lazy("[‘’]"),
    "「": lazy("」"),
    "『": lazy("』"),
}
_EITHER = "”»›"
"""Marks that close a quotation in some languages and open one in others: there a word stands behind them."""
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
_LOOSE_MARK = r'(?<=\s)"(?=\s|\Z)'
_LOOSE = lazy(_LOOSE_MARK)
"""A straight mark with blanks on both sides: the others of its paragraph tell whether it opens or closes."""
_CLOSING = lazy(r"[,.!?…][”\"]")
_PAIRED = frozenset("“„«‹‚「『")
"""Marks that open only; the quotation may be as long as its paragraph."""
_LONGEST_QUOTATION = 1200
"""Characters of a quotation between marks that open and close alike."""
_LONGEST_ODD = 80
"""Characters of a quotation that ends with an apostrophe behind "s" and a word behind it: the 'bad old days' of."""


def quotations(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int]]:
    """The quotations of `text`, marks included, in order; none crosses the end of its block.

    One that runs over several paragraphs is opened again in each and closed in the last; what its paragraphs hold from
    an opening mark on, or up to a closing one, is quotation.
    """
    marks = "".join(mark for mark in (*_QUOTES, "‘") if mark in text)
    if "”" in marks and ("“" in marks or "„" in marks):  # there it closes
        marks = marks.replace("”", "")
    if "'" in text and _STRAIGHT.search(text):
        marks += "'"
    if not marks:
        return
    opening = _opening(marks)
    places = sorted(chain.from_iterable(_places(text, mark) for mark in {*marks, "”", '"'}))
    for block, following in zip_longest(blocks, blocks[1:]):
        row = bisect_left(places, block.start)
        if block.kind == "code" or row == len(places) or places[row] >= block.end:
            continue
        match = opening.search(text, block.start, block.end)
        closed = _closes(text, block, match.start() if match else block.end)
        if closed:
            yield block.start, closed
            match = opening.search(text, closed, block.end)
        closing: dict[str, int] = {}
        while match:
            start = match.start()
            if _LOOSE.match(text, start, block.end) and _even(text, start + 1, block.end):
                match = opening.search(text, start + 1, block.end)
                continue
            end = _pair(text, start, block.end, closing) if match[0] in _PAIRED else _end(text, start, block.end)
            if end:
                yield start, end
            elif _runs_on(text, start, block, following):
                yield start, block.end
                break
            match = opening.search(text, end or start + 1, block.end)


def _pair(text: str, start: int, last: int, closing: dict[str, int]) -> int:
    """Where the quotation ends that is opened at `start` by a mark that opens only; 0 where it does not before `last`.

    `closing` keeps where each mark closes next: no stretch is searched twice.
    """
    mark = text[start]
    if closing.get(mark, -1) <= start:
        close = _QUOTES[mark].search(text, start + 1, last)
        closing[mark] = close.end() if close else last + 1
    end = closing[mark]
    if end > last:
        return 0
    # In a long one that is opened again, the first mark may have lost its own.
    return 0 if end - start > _LONGEST_QUOTATION and text.find(mark, start + 1, end) >= 0 else end


def _end(text: str, start: int, last: int) -> int:
    """Where the quotation ends that is opened at `start` by any other mark."""
    mark, limit = text[start], min(last, start + _LONGEST_QUOTATION)
    if mark not in _SINGLE:
        close = _QUOTES[mark].search(text, start + 1, limit)
        loose = _LOOSE.search(text, start + 1, close.start() if close else limit) if mark == '"' else None
        if loose and _even(text, loose.end(), last):
            return loose.end()
        return close.end() if close else 0
    sure, odd, opening = _SINGLE[mark]
    close, early = sure.search(text, start + 1, limit), odd.search(text, start + 1, limit)
    if not early or (close and early.end() == close.end()):
        return close.end() if close else 0
    if close and not opening.search(text, early.end(), close.start()):
        return close.end()  # the apostrophe of "the boys' boats" stands before the end
    return early.end() if close or mark == "‘" or early.end() - start <= _LONGEST_ODD else 0


def _even(text: str, start: int, end: int) -> bool:
    """Are as many straight marks left as pair off? A loose one before them then closes, or opens nothing."""
    return text.count('"', start, end) % 2 == 0


def _closes(text: str, block: Block, first: int) -> int:
    """Where a quotation ends that the block has not opened, or 0; the first opening mark of the block is `first`."""
    match = _CLOSING.search(text, block.start, first)
    at = match.end() - 1 if match else -1
    return at + 1 if block.start < at < block.start + _LONGEST_QUOTATION else 0


def _places(text: str, mark: str) -> Iterator[int]:
    """Where a mark stands: marks are rare, and one sign is found ten times sooner than one of several."""
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


@cache
def _opening(marks: str) -> re.Pattern[str]:
    """The marks that can open a quotation; a straight one that follows a word or a full stop closes one."""
    curly = "".join(mark for mark in marks if mark not in f"\"'{_EITHER}")
    patterns = [f"[{curly}]"] if curly else []
    if either := "".join(mark for mark in marks if mark in _EITHER):
        patterns.append(rf"(?<![^\s(\[—–:-])[{either}](?=\w)")
    if "'" in marks:
        patterns.append(f"(?i:{_APOSTROPHE_OPENS})")
    if '"' in marks:
        patterns.append(r'(?<![\w.,;!?…’])"(?=\S)|(?<=,)"(?=[^\W\d_])')
        patterns.append(_LOOSE_MARK)
    return re.compile("|".join(patterns))


def _runs_on(text: str, start: int, block: Block, following: Block | None) -> bool:
    """Does the quotation opened at `start` run to the end of its block, into the block `following`?

    A straight mark may stand for inches: it does where it begins the block, where the next block opens it again, and
    behind "She said:".
    """
    if block.end - start > _LONGEST_QUOTATION or text[start] in _SINGLE or text[start] in _EITHER:
        return False
    before, behind = text[start - 1 : start], text[start + 1 : start + 2]
    again = start == block.start or (following is not None and text.startswith('"', following.start))
    led = behind.isupper() and text[block.start : start].rstrip()[-1:] in (":", ",")
    return not before.strip() and behind.isalnum() and (text[start] != '"' or again or led)
