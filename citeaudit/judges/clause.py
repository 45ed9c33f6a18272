"""One sentence as attribution is read from it: its words, the lexicon, and whether it keeps its source's name back."""

from typing import NamedTuple

from citeaudit.judges.kinds import kind_of
from citeaudit.judges.lexicon import Lexicon, Tails
from citeaudit.judges.line import Line
from citeaudit.judges.nounphrases import head_of
from citeaudit.judges.subjects import Subject
from citeaudit.judges.words import Prose
from citeaudit.model import Attribution, AttributionKind

_THAT_WITHIN = 9
"""Words behind a verb in which "that" stands."""
_AGE = 2
"""Digits."""
_A = ("a", "an")
_COLON_WITHIN = 80
"""Characters behind a verb in which the colon before a quotation stands."""


class Clause(NamedTuple):
    line: Line
    known: Lexicon
    prose: Prose
    keeps: range
    """The words by which the sentence keeps the name of a source back: "asked not to be named"."""
    privy: range
    """The words that say what a source knows, in place of its name: "familiar with the talks"."""

    @property
    def veil(self) -> range:
        """The words that stand in place of the name of a source."""
        return self.keeps or self.privy

    def kind(self, found: Subject) -> AttributionKind | None:
        described = bool(self.keeps) or (bool(self.privy) and found.first <= self.privy[0] <= found.end + 1)
        kind = kind_of(self.line, found.first, found.last, self.known, self.prose, nameless=described)
        return "named" if kind == "organisation" and found.first == found.last and self._is_person(found) else kind

    def _is_person(self, found: Subject) -> bool:
        """Does what stands behind a single name tell of a person: "Janice, 60,", "Lund, who", "Reed, a welder,"?"""
        line, i = self.line, found.last + 1
        if i >= len(line.low) or line.gap(found.last) != "," or not line.capital(found.last):
            return False
        if line.low[i] == "who" or (line.low[i].isdigit() and len(line.low[i]) == _AGE and "," in line.gap(i)):
            return True
        described = line.low[i] in _A and found.last < found.end
        return described and line.low[head_of(line, i, found.end, self.known)] in self.known.role

    def said(
        self, kind: AttributionKind, found: Subject | None, first: int, last: int, *, stance: bool = False
    ) -> Attribution:
        """The attribution to `found` by the words `first` to `last`.

        The source is what names it; where nothing does, all that describes it.
        """
        source = self.line.phrase(found.first, found.end, self.known.title) if found else None
        return Attribution(kind, source, self.line.span(first, last), stance)

    def follows(self, i: int) -> str:
        """The word behind word `i`; "" where a sentence mark stands between them."""
        line = self.line
        if i + 1 >= len(line.low) or line.own[line.end(i) : line.starts[i + 1]].strip(" ,:\n\u00a0"):
            return ""
        return line.low[i + 1]

    def opens(self, i: int) -> bool:
        """Does what is said begin behind word `i`: a clause, a quotation (which is blanked), or nothing more?"""
        last = i + 1 == len(self.line.low)
        return last or self.follows(i) in self.known.opens_clause or self.quotes(i)

    def holds(self, i: int) -> bool:
        """Does "that" follow word `i`, at once or behind a place or a time: "found in May that the yard was empty"?"""
        follows = self.follows(i)
        if follows == "that" or follows not in self.known.adjunct:
            return follows == "that"
        line = self.line
        for k in range(i + 2, min(i + _THAT_WITHIN, len(line.low) - 1)):
            if line.low[k] == "that":
                return line.low[k + 1] in self.known.opens_clause or line.capital(k + 1)
            if line.low[k] in self.known.clause or not line.joined(k - 1, self.known.title):
                return False
        return False

    def quotes(self, i: int) -> bool:
        """Does a quotation follow word `i`, behind "that", a comma or a colon or nothing?"""
        line = self.line
        behind = line.own[line.end(i) : line.end(i) + 7]
        if "  " in behind.removeprefix(",").removeprefix(":").removeprefix(" that")[:3]:
            return True
        colon = line.own.find(":   ", line.end(i), line.end(i) + _COLON_WITHIN)  # "added of the plan: “It is a sham”"
        between = line.own[line.end(i) : max(colon, 0)].lower().split()
        return colon >= 0 and self.known.cue.isdisjoint(between)

    def tail(self, i: int, tails: Tails) -> int:
        """The last of the words that make a phrase of verb `i`: "points out" ends one word on; -1 where none do."""
        low = self.line.low
        for tail in tails.get(low[i], ()):
            last = i + len(tail)
            if tuple(low[i + 1 : last + 1]) == tail and all(self.line.joined(k, frozenset()) for k in range(i, last)):
                return last
        return -1
