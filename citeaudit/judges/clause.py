"""One sentence as attribution is read from it: its words, the lexicon, and whether it keeps its source's name back."""

from typing import NamedTuple

from citeaudit.judges.kinds import kind_of
from citeaudit.judges.lexicon import Lexicon, Tails
from citeaudit.judges.line import Line
from citeaudit.judges.nounphrases import head_of
from citeaudit.judges.subjects import Subject
from citeaudit.judges.words import Prose
from citeaudit.model.judged import Attribution, AttributionKind
from citeaudit.model.span import Span

_THAT_WITHIN = 9
"""Words behind a verb in which "that" stands."""
_AGE = 2
"""Digits."""
_A = ("a", "an")
_COLON_WITHIN = 80
"""Characters behind a verb in which the colon before a quotation stands."""
_SUBJECT_WITHIN = 8
"""Words of a subject behind a verb of saying: "the sale of the old yard was"."""
_OPENING = 4
"""Characters in which a quotation that follows begins."""
_THE = frozenset("the this that these those some many most few".split())
_NOT_FINITE = frozenset(("be", "been", "being", "having", "got", "gotten", "'s"))


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

    def speaks(self, found: Subject) -> bool:
        """Is a phrase about somebody, or something written, that the lexicon knows?"""
        known = self.known
        head = self.line.low[head_of(self.line, found.first, found.last, known)]
        return head in known.role or head in known.vague or head in known.document or head in known.organisation

    def said(
        self, kind: AttributionKind, found: Subject | None, first: int, last: int, *, stance: bool = False
    ) -> Attribution:
        """The attribution to `found` by the words `first` to `last`.

        The source is what names it; where nothing does, all that describes it.
        """
        source = self._name(found) if found else None
        return Attribution(kind, source, self.line.span(first, last), stance)

    def _name(self, found: Subject) -> Span:
        """The place of a source, without the mark of whose something is: "Lund" of "Lund's promise"."""
        start, end = self.line.phrase(found.first, found.end, self.known.title)
        word = self.line.low[found.end]
        return Span(start, end - (2 if word.endswith("'s") else word.endswith("s'")))

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

    def before_colon(self, i: int, within: int = 1) -> bool:
        """Is the first mark behind word `i` a colon, `within` so many words?"""
        line = self.line
        for k in range(i, min(i + within, len(line.low))):
            gap = line.gap(k) if k + 1 < len(line.low) else line.own[line.end(k) :].strip()
            if gap:
                return gap == ":"
        return False

    def clause_behind(self, i: int) -> bool:
        """Does a clause without "that" follow word `i`: "wrote the sale of the yard was a sham"?"""
        line, known = self.line, self.known
        if self.follows(i) not in _THE and self.follows(i) not in known.own_article:
            return False
        ends = known.clause | known.pronoun | known.group_pronoun | {"to"}
        for k in range(i + 2, min(i + 2 + _SUBJECT_WITHIN, len(line.low))):
            opens = line.low[k] in known.article and line.low[k - 1] not in known.behind_noun
            if line.gap(k - 1) or line.low[k] in ends or opens:
                return False
            if line.low[k] in known.auxiliary:
                return line.low[k - 1] not in known.behind_noun and line.low[k] not in _NOT_FINITE
        return False

    def quotes(self, i: int) -> bool:
        """Does a quotation follow word `i`, behind "that", a comma or a colon or nothing?"""
        line = self.line
        end = line.end(i)
        behind = line.own[end : end + 7]
        opens = behind.removeprefix(",").removeprefix(":").removeprefix(" that")
        if "  " in opens[:3]:
            return self._is_spoken(end + len(behind) - len(opens))
        colon = line.own.find(":   ", end, end + _COLON_WITHIN)  # "added of the plan: “It is a sham”"
        between = line.own[end : max(colon, 0)].lower().split()
        return colon >= 0 and self.known.cue.isdisjoint(between) and self._is_spoken(colon + 1)

    def _is_spoken(self, at: int) -> bool:
        """Is what is blank about `at`, in the sentence, a quotation, and no marker?"""
        at += self.line.offset
        return self.prose.own[at : at + _OPENING] != self.prose.written[at : at + _OPENING]

    def tail(self, i: int, tails: Tails) -> int:
        """The last of the words that make a phrase of verb `i`: "points out" ends one word on; -1 where none do."""
        low = self.line.low
        for tail in tails.get(low[i], ()):
            last = i + len(tail)
            if tuple(low[i + 1 : last + 1]) == tail and all(self.line.joined(k, frozenset()) for k in range(i, last)):
                return last
        return -1
