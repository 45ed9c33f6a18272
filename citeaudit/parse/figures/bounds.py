"""The words before a figure that say how near it is."""

import re

from citeaudit.parse.figures.figure import Bound

_WORDS: dict[Bound, str] = {
    "over": "more than|over|at least|above|exceeding|exceeds|exceeded|upwards of|in excess of|no fewer than|"
    "no less than|greater than|"
    "not less than|surpassing|surpassed|well over|just over|beyond|topping|topped|past",
    "under": "nearly|almost|just under|under|less than|fewer than|up to|at most|below|close to|as many as|as much as|"
    "no more than|not more than|approaching|virtually|maximum of",
    "about": "about|around|some|roughly|approximately|an estimated|estimated|circa|ca|or so|approx|approximates|nearer",
}
_BOUNDS: dict[str, Bound] = {word: bound for bound, words in _WORDS.items() for word in words.split("|")}
_BEFORE = re.compile(
    rf"\b({'|'.join(sorted(_BOUNDS, key=len, reverse=True)).replace(' ', chr(92) + 's')})\.?\s(?:the\s|an?\s)?$"
)
_TIMES: dict[str, Bound] = {
    "past": "over", "after": "over", "since": "over", "before": "under", "by": "under", "until": "under",
    "around": "about", "about": "about", "nearly": "under", "almost": "under", "near": "about",
}  # fmt: skip
_BEFORE_TIME = re.compile(rf"\b({'|'.join(_TIMES)})\s$")


def bound_of_time(low: str, start: int) -> Bound:
    """What stands before the time of day at `start` in a text in small letters: "past midnight", "by 6pm"."""
    found = _BEFORE_TIME.search(low, max(0, start - 8), start) if low[start - 1 : start].isspace() else None
    return _TIMES[found[1]] if found else ""


def bound(low: str, start: int) -> Bound:
    """What stands before `start` in a text in small letters."""
    found = _BEFORE.search(low, max(0, start - 22), start) if low[start - 1 : start].isspace() else None
    return _BOUNDS[" ".join(found[1].split())] if found else ""
