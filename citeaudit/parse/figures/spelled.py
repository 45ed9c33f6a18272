"""Numbers in words: "two hundred and fifty", "half a million", "nineteen eighty-four", "the twentieth"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from citeaudit.parse.figures import shares
from citeaudit.parse.figures.figure import Spelled, Tokens
from citeaudit.parse.figures.vocabulary import (
    CARDINALS,
    DECADES,
    EVERY_WORD,
    GROUPS,
    HOURS,
    ONES,
    ORDINAL_SCALES,
    ORDINALS,
    PARTS,
    SCALES,
    SPANS,
    TENS,
    VAGUE,
)

RUN = re.compile(rf"\b(?:{EVERY_WORD})(?:(?:[\s-]|\sand\s)(?:{EVERY_WORD}))*\b")
_TOKEN = re.compile(r"[a-z]+")
_OF_THINGS = re.compile(r" of (?!\d)[a-z]")
_ARTICLE = re.compile(
    r"\b(half|(?:quarter|third|fifth|tenth)\sof)[\s-](?:an?)\s$|\b(an?|several|(?:a\s)?few|many|tens\sof|hundreds\sof)[\s-]$"
)


def spelled(low: str) -> Iterator[Spelled]:
    """The numbers in words of a text in small letters, in order."""
    for run in RUN.finditer(low):
        tokens = [(match[0], match.start(), match.end()) for match in _TOKEN.finditer(low, *run.span())]
        i = 0
        while i < len(tokens):
            number, i = _number(low, tokens, i)
            if number:
                yield shares.and_a_half(low, number)


def _number(low: str, tokens: Tokens, i: int) -> tuple[Spelled | None, int]:
    """The number that begins at token `i`, and the token behind it."""
    word, start, end = tokens[i]
    if word == "and":
        return None, i + 1
    if word in HOURS:
        return Spelled(start, end, HOURS[word], "hour"), i + 1
    if word in DECADES:
        return Spelled(start, end, 1900.0 + DECADES[word], "decade"), i + 1
    if word in VAGUE:
        return _vague(low, tokens, i)
    lead = _ARTICLE.search(low, max(0, start - 16), start)
    if word in SPANS:
        leads = lead is not None and lead[2] in ("a", "an")
        return (Spelled(lead.start(), end, SPANS[word], "span") if lead and leads else None), i + 1
    if word in SCALES or word in GROUPS:
        return _led(low, tokens, i, lead)
    if word in PARTS and (share := shares.share(low, tokens, i, lead)):
        return share
    if word in ORDINALS:
        return Spelled(start, end, float(ORDINALS[word]), "ordinal"), i + 1
    if word in PARTS:
        return None, i + 1
    return _cardinal(tokens, i)


def _vague(low: str, tokens: Tokens, i: int) -> tuple[Spelled | None, int]:
    """As in "dozens", "hundreds", "tens of thousands"."""
    word, start, end = tokens[i]
    first, last = VAGUE[word]
    lead = _ARTICLE.search(low, max(0, start - 12), start)
    if lead and lead[2] and lead[2].endswith("of"):
        times = 10 if lead[2].startswith("tens") else 100
        unit = first / 2
        return Spelled(lead.start(), end, 2 * times * unit, "vague", 1.0, 10 * times * unit - 1), i + 1
    if (
        low.startswith(" of thousands", end)
        or low.startswith(" of millions", end)
        or low.startswith(" of billions", end)
    ):
        return None, i + 1
    return Spelled(start, end, first, "vague", 1.0, last), i + 1


def _led(low: str, tokens: Tokens, i: int, lead: re.Match[str] | None) -> tuple[Spelled | None, int]:
    """A scale or a dozen without a number before it: "half a million", "a hundred and twenty", "several hundred"."""
    word, start, end = tokens[i]
    one = SCALES.get(word) or GROUPS[word]
    if lead is None:
        whole = word in SCALES and low.startswith("-", end)  # "million-dollar"
        return (Spelled(start, end, one, "number", one) if whole else None), i + 1
    if lead[1]:
        value = one / PARTS[lead[1].split()[0]]
        return Spelled(lead.start(), end, float(f"{value:.3g}"), "number", one), i + 1
    if lead[2] in ("a", "an"):
        things = _OF_THINGS.match(low, end)
        if word == "score" and (things is None or RUN.match(low, things.end() - 1)):
            return None, i + 1  # "a score of 46 to 29"
        number, behind = _cardinal(tokens, i, 1)
        return (number._replace(start=lead.start()) if number else None), behind
    return Spelled(lead.start(), end, 2 * one, "vague", 1.0, 99 * one if one > 100 else 9.9 * one), i + 1


class _State(NamedTuple):
    """What has been read of a number: "two million three hundred" has a total of two million, and 300 on top."""

    total: float = 0.0
    current: float = 0.0
    limit: float = float("inf")
    """Only smaller scales may follow."""

    def takes_and(self) -> bool:
        return bool(self.current and self.current % 100 == 0) or bool(self.total and not self.current)

    def after(self, word: str) -> "_State | None":
        """With one word more; None where it cannot follow: "five and six" are two numbers."""
        total, current, limit = self
        more = CARDINALS.get(word) or ORDINALS.get(word, 0)
        free = current % 100 == 0
        if 0 < more < 10:
            return _State(total, current + more, limit) if free or (current % 100 >= 20 and current % 10 == 0) else None
        if 10 <= more < 100:
            return _State(total, current + more, limit) if free else None
        size = SCALES.get(word) or ORDINAL_SCALES.get(word, 0)
        if size == 100:
            return _State(total, current * 100, limit) if 0 < current < 100 else None
        if size and current and size < limit:
            return _State(total + current * size, 0.0, size)
        return _State() if word == "zero" and self == _State() else None


def _cardinal(tokens: Tokens, i: int, current: float = 0.0) -> tuple[Spelled | None, int]:
    """The longest number from token `i` on; `current` is what an article before it stands for."""
    first, state, kind = i, _State(current=current), "number"
    while i < len(tokens):
        word = tokens[i][0]
        if word == "and":
            follows = i + 1 < len(tokens) and tokens[i + 1][0] not in SCALES and state.after(tokens[i + 1][0])
            if not state.takes_and() or not follows:
                break
            i += 1
            word = tokens[i][0]
        elif closed := _closed(tokens, first, i, state):
            return closed
        following = state.after(word)
        if following is None:
            break
        state, i = following, i + 1
        if word in ORDINALS:
            kind = "ordinal"
            break
    if i == first:
        return None, i + 1
    scale = state.limit if state.limit < float("inf") else 1.0
    return Spelled(tokens[first][1], tokens[i - 1][2], state.total + state.current, kind, scale), i


def _closed(tokens: Tokens, first: int, i: int, state: _State) -> tuple[Spelled, int] | None:
    """A number that ends with token `i`: "two dozen", "two-thirds", "nineteen eighty-four"."""
    word, start = tokens[i][0], tokens[first][1]
    count = state.current
    if state.total or not count:
        return None
    if word in GROUPS:
        return Spelled(start, tokens[i][2], count * GROUPS[word], "number"), i + 1
    parts = PARTS.get(word, 0)
    if count < parts and (count == 1 or (word.endswith("s") and (parts != 4 or count == 3))):
        return Spelled(start, tokens[i][2], count / parts * 100, "share"), i + 1
    if 11 <= count <= 20 and 10 <= CARDINALS.get(word, 0) < 100:
        return _year(tokens, first, i, count)
    return None


def _year(tokens: Tokens, first: int, i: int, century: float) -> tuple[Spelled, int]:
    """As in "nineteen eighty-four"."""
    value = century * 100 + CARDINALS[tokens[i][0]]
    if i + 1 < len(tokens) and tokens[i][0] in TENS and ONES.get(tokens[i + 1][0], 0) > 0:
        i, value = i + 1, value + ONES[tokens[i + 1][0]]
    return Spelled(tokens[first][1], tokens[i][2], value, "year"), i + 1
