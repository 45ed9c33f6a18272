"""Read what stands between the brackets of a marker: "1, 3-5", "4, p. 12", "1 ,2"."""

from functools import lru_cache
from typing import NamedTuple

from citeaudit.patterns import lazy

MAX_RANGE = 200
"""A range that spans more labels than this is an interval of values, `[100-900]`, and no citation."""

DASH = "-\u2010-\u2015\u2212~"
NUMBER = r"\d{1,3}[a-z]?"
_ITEM = rf"{NUMBER}(?:\s?[{DASH}]\s?{NUMBER})?"
_LOCATOR = (
    r"(?:(?:,\s?|:\s?|\s)(?:(?:pp?|S|ch|chap|vol|sec|figs?|pls?|para|art)\.|§+|[Tt]able|[Pp]ages?|[Cc]hapter)\s?\w"
    r"|:\s?\d\d|:\s\d)[^\[\]]{0,40}"
)
_LEAD = r"(?:[Rr]efs?\.?:?|[Ss]ources?:?|e\.g\.,?|cf\.|[Ss]ee(?:\salso)?)\s"
_PLAIN = lazy(r"\d{1,3}(?:,\s?\d{1,3})*+")
_GROUP = lazy(rf"(?:{_LEAD})?({_ITEM}(?:(?:\s?[;&]\s?|,\s?(?:and\s)?|\s(?:and|und|et|y)\s){_ITEM})*+)({_LOCATOR})?")
# Readable, and not as anybody means to write it: "[ 3 ]", "[1 ,2]", "[1.]", "[1,,2]", "[1 2]".
_SLIPPED = lazy(rf"[\s.,;]*+({_ITEM}(?:[\s,;]++{_ITEM})*+)[\s.,;]*+")
_ITEMS = lazy(rf"({NUMBER})(?:\s?[{DASH}]\s?({NUMBER}))?")
_SPACE_BEFORE_COMMA = lazy(r"\s[,;]")
_STRAY = lazy(r"^[.,;]|[.,;]$|[,;.]\s*[,;.]")


class Group(NamedTuple):
    labels: tuple[str, ...]
    """In written order, ranges expanded, without leading zeros."""
    reversed: bool = False
    fault: str | None = None
    """What is malformed, as words that complete "this marker ..."."""
    locator: str | None = None


@lru_cache(maxsize=4096)
def read(inner: str) -> Group | None:
    """The group that `inner` writes; None where it is no list of source numbers, such as "sic", "2010" or "0, 1".

    An article writes the same few groups again and again, and so does the next article.
    """
    if _PLAIN.fullmatch(inner):
        group = Group(tuple(number.strip().lstrip("0") or "0" for number in inner.split(",")))
    elif match := _GROUP.fullmatch(inner):
        labels, backwards = expand(match[1])
        group = Group(labels, backwards, None, match[2].lstrip(",: \u00a0") if match[2] else None)
    elif match := _SLIPPED.fullmatch(inner):
        labels, backwards = expand(match[1])
        group = Group(labels, backwards, _fault(inner))
    else:
        return None
    return group if group.labels and "0" not in group.labels else None


def expand(items: str) -> tuple[tuple[str, ...], bool]:
    """The labels of "4, 6-8", ranges expanded, and whether one runs backwards; none where a range is too wide."""
    labels: list[str] = []
    backwards = False
    for first, last in _ITEMS.findall(items):
        if not (first.isdigit() and last.isdigit()):
            labels += [label.lstrip("0") or "0" for label in (first, last) if label]
            continue
        low, high = int(first), int(last)
        if abs(high - low) > MAX_RANGE:
            return (), False
        backwards |= high < low
        step = -1 if high < low else 1
        labels += [str(number) for number in range(low, high + step, step)]
    return tuple(labels), backwards


def _fault(inner: str) -> str:
    if inner != inner.strip():
        return "has a space inside its brackets"
    if _SPACE_BEFORE_COMMA.search(inner):
        return "has a space before a comma"
    if _STRAY.search(inner):
        return "has a stray punctuation mark"
    return "has no comma between its numbers"
