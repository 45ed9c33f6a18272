"""The figures of a sentence as an editor points at them: "£1.1bn", "3.4 per cent", "400".

A number may be none: part of a name ("the M25", "a Boeing 737", "Article 50"), a date, the score of a match.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from citeaudit import lexicons
from citeaudit.parse.dates import DAY, MONTH, MONTHS, WEEKDAY
from citeaudit.patterns import lazy

_CLOCK = r"\d{1,2}(?:[:.]\d\d)?(?: ?(?:[ap]m\b|[ap]\.m\.)|(?<=:\d\d)\b)"
_BEFORE_DAY = max(map(len, MONTHS)) + 1
"""Characters before the first digit of a date, at most: "September 3"."""
_DATE = lazy(rf"\b(?:(?:{DAY} {MONTH}|{MONTH} {DAY}\b)(?:,? (?:1[5-9]|20)\d\d\b)?|{_CLOCK})")
YEAR = lazy(r"(?:1[5-9]|20)(?<!\w..)\d\d\b")
_SCALE = r"(?i:hundred|thousand|million|billion|trillion|lakh|crore|bn|mn|tn)"
_SYMBOL = r"°[CF]|mAh|[kMGT]?(?:Wh|W|Hz)|[MGT]B"
_BEFORE_NUMBER = 4
"""The same of a figure: "CHF 3"."""
_DIGIT = lazy(r"\d")
_AMOUNT = lazy(
    r"(?P<sign>(?:US|AU|NZ|HK|[ACRS])?\$|[£€¥₹]|(?<!\w)(?:Rs\.?|USD|EUR|GBP|CHF|CAD|AUD|JPY|INR|CNY) ?)?"
    r"(?P<number>\d+(?:[.,:]\d+)*)"
    r"(?P<further>(?:[-–—/]\d+(?:[.,]\d+)*)*)"
    rf"(?P<unit> ?%|[ -](?:per cent|percent(?:age points?)?|{_SCALE})\b|(?:[a-z°]{{1,4}}|[MKB]|{_SYMBOL})(?!\w))?"
    r"(?P<tail>(?:-[a-z]+){1,3})?(?: in (?:every )?\d{1,3}(?!\w))?"  # "1 in 5", and not "3 in 2019"
)
_NUMBERED = lazy(r"\A\W*\d{1,2}[.)]\s+")
"""The number of an item of a list before a sentence."""
_LEFT = lazy(r"\d{1,2}[.)]\s*\Z")
_CALENDAR = lazy(rf"{MONTH}|{WEEKDAY}s?")
_ORDINAL = frozenset(("st", "nd", "rd", "th"))
_BEHIND_ORDINAL = lazy(r"[ -](?:[A-Z]|centur)")
_BEFORE = lazy(r"(?:[\w.'’&-]+ ){1,4}\Z")
_LOOK = 40
"""Characters before a number in which the name stands that it belongs to."""
_STREET = lazy(
    r" (?:[A-Z][\w'’]+ ){1,3}(?:Street|Road|Avenue|Lane|Square|Drive|Boulevard|Terrace|Place|Court|St|Ave|Rd)\b"
)
_NEAR = 100
"""Characters before and behind 5-4 in which it says that there was a vote."""
_NEXT = lazy(r"\s([a-z][\w'’]*)")
_DASHES = lazy(r"[-–—]")


def days(written: str) -> list[tuple[int, int]]:
    """The spans of the days and times of day in a sentence, in order."""
    return [match.span() for match in _from_digits(_DATE, written, _BEFORE_DAY)]


def first(written: str, days: Sequence[tuple[int, int]], language: str) -> str:
    """The first figure of a sentence as it stands there, with sign, scale and unit; "" where there is none."""
    item = _NUMBERED.match(written)
    for match in _from_digits(_AMOUNT, written, _BEFORE_NUMBER, item.end() if item else 0):
        row = bisect_right(days, (match.start(), len(written))) - 1
        if row >= 0 and match.start() < days[row][1]:
            continue
        if match["further"] and not _is_range(match, language):
            continue
        if _is_sure(match) or not (_is_part_of_a_word(match) or _is_time(match) or _is_name(match, language)):
            return "" if _is_left(match) else match[0]
    return ""


def _from_digits(pattern: re.Pattern[str], written: str, before: int, at: int = 0) -> Iterator[re.Match[str]]:
    """The matches from `at` on, of which none begins more than `before` characters before its first digit.

    Digits are found twenty times sooner than what may stand before them.
    """
    while digit := _DIGIT.search(written, at):
        match = pattern.search(written, max(at, digit.start() - before))
        if match is None:
            break
        yield match
        at = match.end()


def _is_left(match: re.Match[str]) -> bool:
    """Is it the number of the next item, left behind the full stop of this one?"""
    before = match.string[: match.start()].rstrip(' \n"”’)')
    return before.endswith((".", "!", "?")) and _LEFT.match(match.string, match.start()) is not None


def _is_sure(match: re.Match[str]) -> bool:
    """Is it money, a share or a large number, whatever stands beside it?"""
    unit = (match["unit"] or "").strip(" -")
    return bool(match["sign"]) or "," in match["number"] or (len(unit) > 1 and unit not in _ORDINAL) or unit == "%"


def _is_part_of_a_word(match: re.Match[str]) -> bool:
    """Is it in one of "A69", "Covid-19", "under-21s", "5G"?"""
    before = match.string[max(0, match.start() - 2) : match.start()]
    behind = match.string[match.end() : match.end() + 1]
    glued = before[-1:].isalnum() or before[-1:] in tuple("/_#@.")
    return glued or (before[-1:] in tuple("-–") and before[:1].isalpha()) or (behind.isupper() and not match["unit"])


def _is_time(match: re.Match[str]) -> bool:
    """Is it a year or a decade?"""
    number, unit = match["number"], match["unit"] or ""
    if YEAR.fullmatch(number):
        return unit in ("", "s")
    return unit == "s" and number.endswith("0")


def _is_range(match: re.Match[str], language: str) -> bool:
    """Is "10-15" from ten to fifteen of something, or "5-4" a vote, and not a season or the score of a match?"""
    low, *high = _DASHES.split(f"{match['number']}{match['further']}")
    if len(high) > 1 or "/" in match["further"] or YEAR.fullmatch(low):
        return False
    if match["sign"] or match["unit"] or match["tail"]:
        return True
    words = frozenset(match.string[max(0, match.start() - _NEAR) : match.end() + _NEAR].lower().split())
    if not words.isdisjoint(lexicons.words(language, "figures", "vote")):
        return True
    rises = _value(low) < _value(high[0])
    return rises and (_counts(match, language) or _word_before(match) in _words(language, "beside a range"))


def _is_name(match: re.Match[str], language: str) -> bool:
    """Does it number a thing, and not count any: "Article 50", "the FTSE 100", "42nd Street", "9 Lund Street"?"""
    if (match["unit"] or "") in _ORDINAL:
        return _BEHIND_ORDINAL.match(match.string, match.end()) is not None
    if _STREET.match(match.string, match.end()):
        return True
    found = _BEFORE.search(match.string, max(0, match.start() - _LOOK), match.start())
    if found is None or match["tail"]:
        return False
    words = found[0].split()
    numbered = _numbers(words, match, language)
    if numbered is not None:
        return numbered
    return _is_proper_name(
        words, match, language, opens=found.start() < _LOOK and not match.string[: found.start()].strip()
    )


def _numbers(words: list[str], match: re.Match[str], language: str) -> bool | None:
    """Does the last of the `words` before the number take one behind it, as "section" does? None where it does not."""
    last, capital = words[-1].lower(), words[-1][0].isupper()
    if last in _words(language, "numbered"):
        return capital or _following(match) not in _words(language, "measured")
    if last in _words(language, "numbered, or a verb"):
        return capital or not _counts(match, language)
    if last in _words(language, "numbered time"):
        return capital or "".join(words[-2:-1]).lower() not in _words(language, "before a time")
    return None


def _is_proper_name(words: list[str], match: re.Match[str], language: str, *, opens: bool) -> bool:
    """Does the number belong to a name before it? `opens` says that the `words` open the sentence."""
    last = words[-1]
    if not _is_proper(last) or last.endswith("s") or _CALENDAR.fullmatch(last):
        return False
    run = next((i for i, word in enumerate(reversed(words)) if not _is_proper(word)), len(words))
    before = "".join(words[-run - 1 : -run]).lower()
    if opens and run >= len(words) - 1:
        if words[0].lower() in _words(language, "place before"):
            return False
        if len(words) == 1:  # the capital is that of the sentence
            return not last[1:].islower()
    return before in ("a", "an", "the") or not _counts(match, language)


def _words(language: str, family: str) -> frozenset[str]:
    return lexicons.words(language, "figures", family)


def _is_proper(word: str) -> bool:
    """Has it a capital, and is no possessive?"""
    return any(letter.isupper() for letter in word) and not word.endswith(("'s", "’s"))


def _word_before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - _LOOK) : match.start()].rpartition(" ")[0].rpartition(" ")[2].lower()


def _counts(match: re.Match[str], language: str) -> bool:
    """Is the word behind the number one for what is counted?"""
    following = _following(match)
    return bool(following) and following not in _words(language, "small words")


def _following(match: re.Match[str]) -> str:
    """The word behind the number; "" where a sign or a word with a capital follows."""
    found = _NEXT.match(match.string, match.end())
    return found[1] if found else ""


def _value(number: str) -> float:
    return float(number.replace(",", "").replace(":", "."))
