"""To whom a sentence is attributed: the source, the word that attributes, and what kind of source it is.

The subject of a verb of saying is a source whatever it is; that of a verb of thinking or finding only where it can
think or find. A source that a sentence only describes ("a person close to the talks") is not one that it names.
"""

from functools import cache

from citeaudit.judges import subjects
from citeaudit.judges.kinds import kind_of
from citeaudit.judges.lexicon import Lexicon, lexicon
from citeaudit.judges.line import Line
from citeaudit.judges.subjects import Subject
from citeaudit.judges.words import Phrases, Prose, phrases
from citeaudit.model import Attribution, AttributionKind, Sentence, Span

_SHORT_SUBJECT = 4
"""Words; a verb that is a noun too has no longer subject: "the two reports that warned of it"."""
_LONGEST_LABEL = 4
"""Words of a name before a colon."""
_LABEL_ENDS = 60
"""Characters within which it ends."""
_NOT = frozenset(("not", "n't", "never"))
_AND = frozenset(("and", "but", "then", "also"))
_REMAIN = frozenset(("remain", "remains", "remained", "feels", "felt", "seemed", "seems", "more", "so", "very", "too"))
_OF = frozenset("to that of about for against on over with from".split())
_SURVEY_WITHIN = 7
_HIDDEN = frozenset(("vague", "anonymous", "unsourced"))
_SPEAKERS = frozenset(("named", "role", "organisation"))
_SEES = frozenset(("see", "sees", "saw", "seeing"))
_AS_WITHIN = 8
"""Words within which "as" follows in "see him as a risk"."""
_THEN = frozenset(("they", "he", "she", "it", "there"))


def attribute(prose: Prose, sentence: Sentence, words: frozenset[str], language: str) -> Attribution | None:
    """The attribution of a sentence, or None; `words` are its own words, quotations left out."""
    known = lexicon(language)
    start, end = sentence.start, sentence.end
    if (
        words.isdisjoint(known.verbs)
        and words.isdisjoint(known.stance)
        and words.isdisjoint(known.minded)
        and words.isdisjoint(known.said_noun)
        and words.isdisjoint(known.survey)
        and words.isdisjoint(known.expected.keys)
        and words.isdisjoint(known.sourceless.keys)
        and "according" not in words
        and ":" not in prose.own[start : start + _LABEL_ENDS]
    ):
        return None
    line = Line(prose.own[start:end], prose.plain[start:end], start)
    nameless = bool(known.anonymous.hits(words, line.low))
    reader = _Reader(line, known, prose, nameless)
    if not words.isdisjoint(known.according) and (found := reader.according()):
        return found
    if hidden := known.sourceless.hits(words, line.low):
        return reader.sourceless(hidden[-1][0])
    return reader.labelled() or reader.by_verb()


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
                kind = self._kind(found) or "document"
                return Attribution(kind, self.line.span(found.first, found.end), self.line.span(*cue))
        return None

    def sourceless(self, phrase: str) -> Attribution | None:
        """The passive that hides its source: "it is believed"."""
        wanted, low = phrase.split(), self.line.low
        for i in range(len(low) - len(wanted) + 1):
            if low[i : i + len(wanted)] == wanted:
                return Attribution("unsourced", None, self.line.span(i, i + len(wanted) - 1))
        return None

    def labelled(self) -> Attribution | None:
        """Read "Lund: We shall see", where a name and a colon open the sentence."""
        line = self.line
        for last in range(min(_LONGEST_LABEL, len(line.low) - 1)):
            if not line.capital(last):
                return None
            if line.gap(last).startswith(":"):
                found = Subject(0, last, last)
                kind = self._kind(found)
                sure = kind not in (None, "organisation") or line.own[: line.end(last)].isupper()
                if not sure or last + 1 >= len(line.low) or not (line.capital(last + 1) or line.gap(last) != ":"):
                    return None
                return Attribution(kind or "role", line.span(0, last), Span(*_sign(line, last)))
            if not line.joined(last, self.known.title):
                return None
        return None

    def by_verb(self) -> Attribution | None:
        """The first verb that attributes; one of saying outweighs one of thinking: "who asked for time, said"."""
        best: Attribution | None = None
        stance: Attribution | None = None
        known = self.known
        for i, word in enumerate(self.line.low):
            if word in known.verbs:
                if (best is None or word in known.said) and (found := self._verb(i)):
                    if word in known.said:
                        return found
                    best = found
            elif best is None and stance is None and (word in known.stance or word in known.minded):
                stance = self._verb(i)
        return best or stance or self._without_subject() or self._by_noun() or self._expected()

    def _verb(self, i: int) -> Attribution | None:
        """The attribution that the verb `i` makes, with its subject before it or, after a quotation, behind it."""
        line, known = self.line, self.known
        verb = line.low[i]
        loose = verb not in known.verbs
        minded = verb in known.minded and i > 0 and (line.low[i - 1] in known.passive or verb not in known.stance)
        if i and (line.low[i - 1] in known.no_verb_after or (line.capital(i) and not line.titled())):
            return None
        first, before = i, i - 1
        while before >= 0 and line.joined(before, known.title):
            word = line.low[before]
            if word in _NOT and not loose:
                return None  # what somebody has not said is attributed to nobody
            if word in known.auxiliary or word in _NOT or (minded and word in _REMAIN) or (word == "to" and first == before + 1 and loose):
                first = before
            elif word not in known.adverb and not word.endswith("ly"):
                break
            before -= 1
        if minded and not any(word in known.passive or word in _REMAIN for word in line.low[max(0, first - 1) : i]):
            return None
        if not minded and first < i and line.low[i - 1] in known.passive and not verb.endswith("ing"):
            return None
        if verb.endswith("ing") and first == i and self._follows(i) != "that":
            return None
        bare = not verb.endswith(("s", "ed", "ing")) and verb not in known.past and first == i
        found = subjects.before(line, before, known, nameless=self.nameless) if before >= 0 else None
        if found:
            kind = self._kind(found)
            many = line.low[found.last].endswith("s") or line.low[found.last] in known.counted
            if not self._attributes(i, kind, found):
                kind = None
            elif kind is None and verb in known.said and (not bare or many) and line.low[before] not in known.nobody:
                kind = "role"
            fits = verb not in known.noun_too or found.last - found.first < _SHORT_SUBJECT
            if verb in known.opined and line.low[found.first] in known.group_pronoun and not self._opens(i):
                return None  # "what it thinks of the plan"
            # "Experts say" and not "Lund say": the form of the verb belongs to a plural.
            plural = "and" in line.low[max(0, found.first - 1) : found.last]
            if kind and fits and not (bare and not plural and kind in ("named", "document")):
                if loose and kind in _HIDDEN:
                    kind = "role"  # "many want": they are no source that an article leans on
                return Attribution(kind, line.span(found.first, found.end), line.span(first, i), loose)
        if (verb in known.said or verb in known.with_clause) and (found := subjects.behind(line, i, known)):
            if verb in known.said or subjects.spoken_before(line, i):
                kind = self._kind(found) or "role"
                return Attribution(kind, line.span(found.first, found.end), line.span(first, i))
        return None

    def _without_subject(self) -> Attribution | None:
        """A verb that shares the subject of the sentence: "He left, saying that it was late", "and said"."""
        line, known = self.line, self.known
        for i, word in enumerate(line.low):
            loose = word not in known.verbs
            if (loose and word not in known.stance) or not i or word in known.noun_too:
                continue
            shares = word.endswith("ing") and (line.gap(i - 1).endswith((",", "-", "–", "—")) or i == 1)
            joined = word in known.said and not word.endswith("ing") and line.low[i - 1] in _AND
            if (shares or joined) and (found := subjects.main(line, i, known)):
                kind = self._kind(found) or "role"
                return Attribution(kind, line.span(found.first, found.end), line.span(i, i), loose)
        return None

    def _kind(self, found: Subject) -> AttributionKind | None:
        return kind_of(self.line, found.first, found.last, self.known, self.prose, nameless=self.nameless)

    def _attributes(self, i: int, kind: AttributionKind | None, found: Subject) -> bool:
        """Is the word a verb here, and one that attributes? "The United States", "its demands" and "to say" do not.

        `kind` is that of its subject, `found`.
        """
        known = self.known
        word = self.line.low[i]
        follows, opens = self._follows(i), self._opens(i)
        if kind == "document" and word in known.shows:
            return True
        if word in known.noun_too and not opens and not self._agrees(i, found):
            return False
        if word in known.said or word in known.opined or word not in known.verbs:
            return True
        if kind in _SPEAKERS and (word in _SEES and "as" in self.line.low[i + 1 : i + _AS_WITHIN]):
            return True
        if kind in _SPEAKERS and word in known.speaks:
            return True
        line = self.line
        first = found.first
        quoted = subjects.spoken_before(line, first) or (first and line.gap(first - 1).endswith(","))
        quotes = "   " in line.own[line.end(i) : line.end(i) + 6] or ":    " in line.own[line.end(i) :]
        return (
            follows == "that"
            or quotes
            or (opens and (follows in _THEN or (not follows and bool(quoted))))
            or (follows == "the" and word in known.noun_too)
        )

    def _agrees(self, i: int, found: Subject) -> bool:
        """Does a word that may be a noun agree with a name before it, as a verb does? "Lund calls", "Greens support"."""
        line = self.line
        last = line.low[found.last]
        if last.endswith("'s") or not all(line.capital(k) for k in range(found.first, found.last + 1)):
            return False
        return line.low[i].endswith("s") != last.endswith("s")

    def _by_noun(self) -> Attribution | None:
        """A noun of saying with somebody it belongs to, "Lund's promise to", or with what is said, "the claim that"."""
        line, known = self.line, self.known
        for i, word in enumerate(line.low):
            if word not in known.said_noun:
                continue
            follows = self._follows(i)
            if i and line.joined(i - 1, known.title) and (found := self._owner(i)) and follows in _OF:
                kind = self._kind(found) or "role"
                return Attribution(kind, line.span(found.first, found.end), line.span(i, i), stance=True)
            if follows == "that" and word in known.held_noun:
                return Attribution("unsourced", None, line.span(i, i), stance=True)
        return None

    def _owner(self, i: int) -> Subject | None:
        """The possessive before word `i`: "Lund's", "his"; an adjective may stand between."""
        line, known = self.line, self.known
        for last in (i - 1, i - 2):
            if last < 0:
                return None
            if line.low[last] in known.own_article:
                return Subject(last, last, last)
            if line.low[last].endswith(("'s", "s'")):
                first = last
                while first and line.capital(first - 1) and line.joined(first - 1, known.title):
                    first -= 1
                return Subject(first, last, last)
        return None

    def _expected(self) -> Attribution | None:
        """What is expected, and what a poll has, by nobody that the sentence names."""
        line, known = self.line, self.known
        words = frozenset(line.low)
        if not words.isdisjoint(known.survey):
            for i, word in enumerate(line.low[:-1]):
                if word == "in" and (found := subjects.after(line, i)):
                    head = next((k for k in range(found.first, found.last + 1) if line.low[k] in known.survey), None)
                    if head is not None and head - i <= _SURVEY_WITHIN:
                        return Attribution("document", line.span(i + 1, head), line.span(i, i), stance=True)
        for phrase, _ in known.expected.hits(words, line.low):
            if found := self.sourceless(phrase):
                return found._replace(stance=True)
        return None

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


def _sign(line: Line, last: int) -> tuple[int, int]:
    """The place of the colon behind word `last`."""
    at = line.offset + line.own.index(":", line.end(last))
    return at, at + 1
