"""Comments by which an editor allows what citeaudit would report, as readers find them in a file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from citeaudit.patterns import lazy

GROUP = "suppressions"
RULES: Mapping[str, str] = {
    "unknown-allow": "A comment, or an entry of the file of allowed findings, names a rule that there is not: what it "
    "was meant to allow is reported all the same. Write the name of the rule as the report has it.",
    "expired-allow": "The day is past until which something was allowed. Mend what it allowed, or say anew until when, "
    "and why.",
    "unused-allow": "What it allows is not found any more, or not where it stands. Take it away: it would hide the "
    "next finding of that rule from everybody.",
    "allow-without-reason": "Nobody can tell later whether it is still right. Write the reason behind two hyphens: "
    "<!-- citeaudit: allow uncited-claim -- the reporter was there -->.",
    "unclosed-allow": "An allow-start without an allow-end holds to the end of the file. Write the allow-end where it "
    "should end, or allow-file where it should not.",
}
"""What may be wrong with what somebody allows. These are no rule files: they look at findings and not at a text."""
# A colon that was forgotten, and what other programs would understand, are told: they must not do nothing in silence.
_SIGN = r"citeaudit(?:\s*:|(?=\s+allow\b)|(?=-(?:allow|disable|ignore)\b))"
_ADDRESSED = lazy(_SIGN, re.IGNORECASE)
_WORDS = lazy(rf"\s*{_SIGN}\s*(.*?)\s*", re.DOTALL | re.IGNORECASE)


class Comment(NamedTuple):
    """`<!-- citeaudit: words -->`."""

    start: int
    end: int
    """Its place in the text; of nothing in a format whose text has no comments."""
    words: str
    apart: bool
    """It stands between blocks and holds for the next; else behind or within words, and holds for those."""
    line: int | None = None
    """Its line in the file, where the text does not tell."""


class _Block(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def words_of(comment: str) -> str | None:
    """What a comment says to citeaudit, without its signs; None for one that is not meant for it."""
    match = _WORDS.fullmatch(comment)
    return match[1] if match else None


def is_addressed(text: str) -> bool:
    """May a text have any comment for citeaudit?"""
    return "<!--" in text and "citeaudit" in text.lower() and _ADDRESSED.search(text) is not None


def spans(text: str) -> Iterator[tuple[int, int]]:
    """The places of all comments in a text that has them as they are written."""
    start = text.find("<!--")
    # A pattern would look for the end of a comment that has none again at every further beginning.
    while start >= 0 and (end := text.find("-->", start + 4)) >= 0:
        yield start, end + 3
        start = text.find("<!--", end + 3)


def own(text: str) -> list[tuple[int, int]]:
    """The places of those for citeaudit."""
    if not is_addressed(text):
        return []
    return [(start, end) for start, end in spans(text) if words_of(text[start + 4 : end - 3]) is not None]


def comments(text: str, blocks: Sequence[_Block], code: Sequence[tuple[int, int]] = ()) -> tuple[Comment, ...]:
    """Those for citeaudit in a text that has them as they are written; what is code says nothing.

    `code` are the places of code that is no block.
    """
    found: list[Comment] = []
    for start, end in own(text):
        if any(low < start < high for low, high in code) or text[start - 1 : start] == "`" == text[end : end + 1]:
            continue
        words = words_of(text[start + 4 : end - 3]) or ""
        before = next((block for block in reversed(blocks) if block.start <= start), None)
        if before is not None and before.kind == "code" and start < before.end:
            continue
        line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        found.append(Comment(start, end, words, apart=before is None or before.end <= line))
    return tuple(found)
