"""Split the prose of one block into sentences, each with the markers that close it.

The text comes with every marker covered by `COVER`, so that the splitter knows one thing about markers: where they
stand. A marker after a full stop belongs to the sentence before it; one that is the subject of what follows ("It is
small. [3] reports that ...") belongs to the sentence that it begins; and a marker glued to an abbreviation is itself
a sign that the sentence ends there ("in the U.S.[2] He ...").

The plain case, a lower-case word, a full stop, a space and a capital, is settled by slicing and a look-up; the full
pattern and the long list of questions are for the rest.
"""

import re

from citeaudit.parse import stops
from citeaudit.parse.cover import COVER
from citeaudit.patterns import lazy

_SPACE = "[ \u00a0\u2009\u200a\u202f]"
_CLOSERS = "[\"\u201d\u2019\u00bb\u201c'\u300d\u300f\uff09)\\]*_]"
_ENDS = ".!?\u2026"
_CJK_ENDS = "\u3002\uff01\uff1f"
# One set of characters first: it is what the engine can look for without trying the pattern at every place.
_CANDIDATE = lazy(
    rf"[{_ENDS}{_CJK_ENDS}](?:\s+(?=[A-Z])|(?=[\s\"\u201d\u2019\u00bb\u201c')\]*_{_ENDS}\[A-Z{COVER}])|(?<=[{_CJK_ENDS}]))"
)
# 1 terminators  2 closers  3 markers  4 closers after the markers, then the gap before the next sentence
_END = lazy(
    rf"([{_ENDS}]++(?:{_SPACE}[.!?](?![A-Za-z0-9]))*+)({_CLOSERS}*+)((?:[,;]?{_SPACE}{{0,2}},?{COVER}++)*+)({_CLOSERS}*+)"
    rf"(?:\s+|\Z|(?<={COVER})(?=[\"\u201cA-Z\[(])|(?<={COVER}\.)(?=[A-Z])|(?<=[a-z]{{3}}[.])(?=[A-Z][a-z]+[ ,]))"
)
# The plain case of markers behind a full stop: one space and a capital follow them.
_MARKERS_AND_CAPITAL = lazy(rf"{COVER}++(?= [A-Z])")
# Chinese and Japanese have no gap between sentences.
_END_CJK = lazy(rf"([{_CJK_ENDS}]++)({_CLOSERS}*+)({COVER}*+)({_CLOSERS}*+)\s*")
_OPENERS = "[\"\u201c\u201e\u2018\u00ab\u00bf\u00a1'(\\[*_\u300c]"
_NEXT = lazy(rf"(?:{_OPENERS}|[-\u2013\u2014\u2022]\s?)*([^\W_]+(?:['\u2019][a-z]+)?|[$\u00a3\u20ac#@]|\S)?")
_LAST_MARKERS = lazy(rf"[,;]?({_SPACE}*),?({COVER}+)\Z")


def split(covered: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """The sentences of `covered[start:end]`, in order, disjoint, without white space at their edges.

    `covered` is the document's prose with its markers covered; positions are those of the document.
    """
    while start < end and covered[start].isspace():
        start += 1
    while end > start and covered[end - 1].isspace():
        end -= 1
    found: list[tuple[int, int]] = []
    for stop, following in _boundaries(covered, start, end, stops.words_of(language)):
        if stop > start and following < end:
            found.append((start, stop))
            start = following
    if start < end:
        found.append((start, end))
    return found


def _boundaries(text: str, start: int, end: int, words: stops.Words) -> list[tuple[int, int]]:
    """(end of a sentence, start of the next), in order; what one says of the end of the block is for the caller."""
    found: list[tuple[int, int]] = []
    add = found.append
    match_end, match_markers = _END.match, _MARKERS_AND_CAPITAL.match
    short, tails = words.short, words.tails
    passed = 0
    for candidate in _CANDIDATE.finditer(text, start, end):
        at, after = candidate.span()
        if at < passed:
            continue
        if text[at] == "." and text[at - 1] != ".":
            if text[at + 1 : at + 2] == COVER:
                behind = match_markers(text, at + 1, end)
                if behind:
                    passed = behind.end()
                    add((passed, passed + 1))
                    continue
            elif after > at + 1 and text[at - 1] == COVER and _plain_before(text, start, at, words):
                add((at + 1, after))
                continue
        if after > at + 1 and text[at] == ".":
            tail = text[max(at - 4, start) : at]
            if tail.islower():
                if not tail.isalpha():
                    tail = tail.rpartition(" ")[2]
                    plain = len(tail) > 1 and tail.isalpha() and tail not in short
                else:
                    plain = len(tail) == 4 and tail not in tails
                if plain:
                    add((at + 1, after))
                    continue
        match = match_end(text, at, end) if text[at] in _ENDS else _END_CJK.match(text, at, end)
        if match is None:
            continue
        if match.end() >= end:
            break
        passed = match.end(1)
        boundary = _judge(text, start, match, words)
        if boundary:
            add(boundary)
    return found


def _plain_before(text: str, start: int, at: int, words: stops.Words) -> bool:
    """Does a word that is no title, or a number, stand before the markers that end at `at`?"""
    gap = text.rfind(" ", start, at)
    if gap < 0:
        return False
    word = text.rfind(" ", start, gap) + 1 or start
    first = text[word]
    if "a" <= first <= "z" or first.isdigit():
        return True
    return text[gap + 1] == COVER and text[word:gap].isalpha() and text[word:gap].lower() not in words.titles


def _judge(text: str, start: int, match: re.Match[str], words: stops.Words) -> tuple[int, int] | None:
    """Does a sentence end at this terminator? Then where, and where the next one begins."""
    at, following = match.span()
    stop = match.end(4)
    terminators, closers, markers = match[1], match[2], match[3]
    if terminators[0] in _CJK_ENDS:
        return stop, following
    after = _NEXT.match(text, following)
    word = (after[1] if after else None) or ""
    first = word[:1]
    if not first or first in "|,;:)":
        return None
    if first.islower() and first < "\u0250" and not word[1:2].isupper():
        return _noun_marker(text, match, word, words) if markers and not match[4] and following > stop else None
    if terminators[0] == ".":
        if len(terminators) > 1:  # an ellipsis made of full stops
            if not (first.isupper() or first.isdigit() or first in "$\u00a3\u20ac"):
                return None
            return None if word == "I" and not markers and not closers else (stop, following)
        if markers[:1] == COVER or (markers and text[at - 2 : at] == "al"):  # "et al. [4] analysed" has gone on above
            return stop, following
        goes_on = stops.abbreviates(text, start, match, after.end(1) if after else following, words)
    elif terminators == "!":
        goes_on = not closers and markers[:1] != COVER and stops.token(text, start, at) in words.exclaimed
    else:
        goes_on = terminators[0] == "\u2026" and not first.isupper()
    return None if goes_on else (stop, following)


def _noun_marker(text: str, match: re.Match[str], word: str, words: stops.Words) -> tuple[int, int] | None:
    """A lower-case word after markers: the last marker, when it stands apart, is the subject of a new sentence."""
    last = _LAST_MARKERS.search(match[3])
    if last is None or not last[1]:
        return None
    at = match.start()
    if match[1][0] != "." and word not in words.reporting:  # "Yahoo! [3] bought"
        return None
    if last.start() == 0:
        glued = match[2] and match[1][0] != "."
        if len(match[1]) > 1 or glued or stops.is_abbreviation(stops.token(text, 0, at), words):
            return None
    offset = match.start(3)
    return offset + last.start(), offset + last.start(2)
