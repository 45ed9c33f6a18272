"""One sentence as a row of words with their places."""

from citeaudit.model.span import Span
from citeaudit.parse.cover import NO_WIDTH

_WIDEST_GAP = 3
"""Characters; what is wider was a quotation, or a marker."""
BLANKED = "   "
"""What of a quotation is left at least: a wrapped line leaves no such thing."""
_BLANK = " \n\t\u00a0\u2009\u202f'"
_MARKS = ("-", "--", "---", "'")
"""What stands alone and is no word: dashes, and what is left of a quotation within another."""
_INSIDE = (",", ".", "/")
"""Marks inside a figure or an abbreviation, where no space stands beside them."""


class Line:
    """The writer's own words of a sentence; positions inside count from its beginning."""

    __slots__ = ("low", "offset", "own", "starts")

    def __init__(self, own: str, plain: str, offset: int) -> None:
        """Read a sentence from `own` and `plain`, which are equally long; see `Prose`."""
        self.own = own
        self.offset = offset
        self.low = plain.split()
        if " -" in plain or "' " in plain:
            self.low = [word for word in self.low if word not in _MARKS]
        starts: list[int] = []
        at = 0
        find = plain.find
        for word in self.low:
            at = find(word, at)
            starts.append(at)
            at += len(word)
        self.starts = starts

    def end(self, i: int) -> int:
        return self.starts[i] + len(self.low[i])

    def gap(self, i: int) -> str:
        """What stands between word `i` and the next, without spaces and possessive marks; nothing inside a figure."""
        raw = self.own[self.starts[i] + len(self.low[i]) : self.starts[i + 1]]
        return "" if raw == "," else raw.strip(_BLANK)

    def joined(self, i: int, titles: frozenset[str]) -> bool:
        """Does the next word follow without punctuation or a quotation between? The full stop of "Dr." is none."""
        raw = self.own[self.starts[i] + len(self.low[i]) : self.starts[i + 1]].replace(NO_WIDTH, "")
        if raw == " ":
            return True
        if len(raw) > _WIDEST_GAP and raw.isspace():
            return False
        gap = raw.strip(_BLANK)
        if raw in _INSIDE and raw:
            return True
        return not gap or (gap == "." and (len(self.low[i]) == 1 or self.low[i] in titles))

    def capital(self, i: int) -> bool:
        """Has word `i` a capital? That of "al-Assad" stands behind the article."""
        start = self.starts[i]
        first = self.own[start]
        if first in "ae" and self.own.startswith("l-", start + 1):
            return self.own[start + 3 : start + 4].isupper()
        return first.isupper()

    def acronym(self, i: int) -> bool:
        """Is the word in capitals throughout: "UNICEF"?"""
        return self.own[self.starts[i] : self.end(i)].isupper() and len(self.low[i]) > 1

    def written(self, i: int) -> str:
        """Word `i` as it is written, with the full stop behind an initial."""
        end = self.end(i)
        return self.own[self.starts[i] : end + (len(self.low[i]) == 1 and self.own[end : end + 1] == ".")]

    def titled(self) -> bool:
        """Do most words have a capital, as in a headline?"""
        return 5 * sum(map(self.capital, range(len(self.low)))) >= 3 * len(self.low)

    def span(self, first: int, last: int) -> Span:
        """The place in the document of the words `first` to `last`, both included."""
        return Span(self.offset + self.starts[first], self.offset + self.end(last))

    def phrase(self, first: int, last: int, titles: frozenset[str]) -> Span:
        """The place of the words `first` to `last`, with the full stop of an abbreviation at their end: "Inc."."""
        start, end = self.span(first, last)
        word = self.low[last]
        short = word in titles or len(word) == 1
        stop = short and last + 1 < len(self.low) and self.own[self.end(last)] == "."
        return Span(start, end + stop)
