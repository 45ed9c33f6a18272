"""To whom a sentence is attributed: the source, the word that attributes, and what kind of source it is.

The subject of a verb of saying is a source whatever it is; that of a verb of thinking or finding only where it can
think or find. A source that a sentence only describes ("a person close to the talks") is not one that it names.
"""

from functools import cache

from citeaudit.judges import subjects
from citeaudit.judges.kinds import kind_of
from citeaudit.judges.lexicon import Lexicon, lexicon
from citeaudit.judges.line import Line
from citeaudit.judges.words import Phrases, Prose, phrases
from citeaudit.model import Attribution, Sentence

_SHORT_SUBJECT = 4
"""Words; a verb that is a noun too has no longer subject: "the two reports that warned of it"."""
_THEN = frozenset(("they", "he", "she", "it", "there"))


def attribute(prose: Prose, sentence: Sentence, words: frozenset[str], language: str) -> Attribution | None:
    """The attribution of a sentence, or None; `words` are its own words, quotations left out."""
    known = lexicon(language)
    if words.isdisjoint(known.verbs) and words.isdisjoint(known.sourceless.keys) and "according" not in words:
        return None
    start, end = sentence.start, sentence.end
    line = Line(prose.own[start:end], prose.plain[start:end], start)
    nameless = bool(known.anonymous.hits(words, line.low))
    reader = _Reader(line, known, prose, nameless)
    if not words.isdisjoint(known.according) and (found := reader.according()):
        return found
    if hidden := known.sourceless.hits(words, line.low):
        return reader.sourceless(hidden[-1][0])
    return reader.by_verb()


@cache
def unnamed_of(language: str) -> Phrases:
    """The phrases of which a sentence must have one to have a source that is vague, anonymous or hidden."""
    return phrases(language, "attribution", "vague", "vague documents", "quantity", "anonymous", "sourceless")


class _Reader:
    """One sentence, asked for its attribution in one way after the other."""

    __slots__ = ("known", "line", "nameless", "prose")

    def __init__(self, line: Line, known: Lexicon, prose: Prose, nameless: bool) -> None:  # noqa: FBT001 - private
        self.line, self.known, self.prose, self.nameless = line, known, prose, nameless

    def according(self) -> Attribution | None:
        """Read "according to X" and "in the words of X"."""
        low = self.line.low
        for i in range(len(low) - 2):
            if low[i] == "according" and low[i + 1] == "to":
                cue, last = (i, i + 1), i + 1
            elif (
                low[i : i + 2] == ["in", "the"] and low[i + 2] in self.known.according and low[i + 3 : i + 4] == ["of"]
            ):
                cue, last = (i, i + 3), i + 3
            else:
                continue
            if found := subjects.after(self.line, last):
                kind = kind_of(self.line, *found, self.known, self.prose, nameless=self.nameless) or "document"
                return Attribution(kind, self.line.span(*found), self.line.span(*cue))
        return None

    def sourceless(self, phrase: str) -> Attribution | None:
        """The passive that hides its source: "it is believed"."""
        wanted, low = phrase.split(), self.line.low
        for i in range(len(low) - len(wanted) + 1):
            if low[i : i + len(wanted)] == wanted:
                return Attribution("unsourced", None, self.line.span(i, i + len(wanted) - 1))
        return None

    def by_verb(self) -> Attribution | None:
        """The first verb that attributes; one of saying outweighs one of thinking: "who asked for time, said"."""
        best: Attribution | None = None
        known = self.known
        for i, word in enumerate(self.line.low):
            if word in known.verbs and (best is None or word in known.said) and (found := self._verb(i)):
                if word in known.said:
                    return found
                best = found
        return best

    def _verb(self, i: int) -> Attribution | None:
        """The attribution that the verb `i` makes, with its subject before it or, after a quotation, behind it."""
        line, known = self.line, self.known
        if not self._attributes(i):
            return None
        first, before = i, i - 1
        while before >= 0 and line.joined(before, known.title):
            word = line.low[before]
            if word == "not":
                return None  # what somebody has not said is attributed to nobody
            if word in known.auxiliary:
                first = before
            elif word not in known.adverb and not word.endswith("ly"):
                break
            before -= 1
        if first < i and line.low[i - 1] in known.passive:
            return None
        verb = line.low[i]
        bare = not verb.endswith(("s", "ed", "ing")) and verb not in known.past
        found = subjects.before(line, before, known, nameless=self.nameless) if before >= 0 else None
        if found:
            kind = kind_of(line, *found, known, self.prose, nameless=self.nameless)
            if kind is None and verb in known.said and not bare and line.low[before] not in known.nobody:
                kind = "role"
            fits = verb not in known.noun_too or found[1] - found[0] < _SHORT_SUBJECT
            if verb in known.opined and line.low[found[0]] in known.group_pronoun and not self._opens(i):
                return None  # "what it thinks of the plan"
            # "Experts say" and not "Lund say": the form of the verb belongs to a plural.
            if kind and fits and not (bare and kind in ("named", "document")):
                return Attribution(kind, line.span(*found), line.span(first, i))
        if verb in known.said and (found := subjects.behind(line, i)):
            kind = kind_of(line, *found, known, self.prose, nameless=self.nameless) or "role"
            return Attribution(kind, line.span(*found), line.span(first, i))
        return None

    def _attributes(self, i: int) -> bool:
        """Is the word a verb here, and one that attributes? "The United States", "its demands" and "to say" do not."""
        line, known = self.line, self.known
        word = line.low[i]
        if i and (line.low[i - 1] in known.no_verb_after or line.capital(i)):
            return False
        follows, opens = self._follows(i), self._opens(i)
        if word in known.noun_too and not opens:
            return False
        if word in known.with_clause and word not in known.said:
            return follows == "that" or (opens and follows in _THEN) or (follows == "the" and word in known.noun_too)
        return not word.endswith("ing") or follows == "that"

    def _follows(self, i: int) -> str:
        """The word behind word `i`; "" where a sentence mark stands between them."""
        line = self.line
        if i + 1 >= len(line.low) or line.own[line.end(i) : line.starts[i + 1]].strip(" ,:\n"):
            return ""
        return line.low[i + 1]

    def _opens(self, i: int) -> bool:
        """Does what is said begin behind word `i`: a clause, a quotation (which is blanked), or nothing more?"""
        end = self.line.end(i)
        last = i + 1 == len(self.line.low)
        return last or self._follows(i) in self.known.opens_clause or "  " in self.line.own[end : end + 4]
