"""What the judges say of the sentences of one document: worked out when asked, and kept."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import chain, islice
from operator import itemgetter

from citeaudit import lexicons
from citeaudit.judges import attribution, claim, editorial, features, interview, position, scores
from citeaudit.judges.features import Features
from citeaudit.judges.words import Phrases, Prose, phrases, prepare
from citeaudit.model import Document
from citeaudit.model.judged import Attribution, Claim, Editorial
from citeaudit.model.span import Span
from citeaudit.patterns import lazy

_start, _end = itemgetter(0), itemgetter(1)
# Small words that are somebody's or something's name with a capital: "in May", "the US", "Seti I".
_SPOKEN_OF = {
    "may": lazy(r"\A\W*May\b|\bmay\b"),
    "us": lazy(r"\bus\b"),
    "i": lazy(r"(?:\A|[^\w\s]\s*|\b[a-z][\w'’]*\s+)I\b"),
}


class Judged:
    """The judgements of one document; see `citeaudit.model.judged.Judgement`."""

    __slots__ = (
        "_answers",
        "_attributions",
        "_claims",
        "_document",
        "_editorials",
        "_known",
        "_lines",
        "_prose",
        "_rests",
        "_unnamed",
        "_verdicts",
        "_words",
    )

    def __init__(self, document: Document) -> None:
        self._document = document
        self._prose: Prose | None = None
        self._lines: dict[int, tuple[frozenset[str], list[str]]] = {}
        self._answers: Mapping[int, Attribution] | None = None
        self._attributions: dict[int, Attribution | None] = {}
        self._editorials: dict[int, Editorial] = {}
        self._known: dict[int, Features] = {}
        self._rests: dict[int, Features] = {}
        self._claims: dict[int, Claim] = {}
        self._words: list[list[str]] | None = None
        self._unnamed: Sequence[int] | None = None
        self._verdicts: Sequence[int] | None = None

    @property
    def prose(self) -> Prose:
        if self._prose is None:
            self._prose = prepare(self._document)
        return self._prose

    @property
    def words(self) -> list[list[str]]:
        """Of each sentence its own words, quotations left out, in order and in small letters."""
        if self._words is None:
            plain = self.prose.plain
            self._words = [plain[sentence.start : sentence.end].split() for sentence in self._document.sentences]
        return self._words

    def _read(self, sentence: int) -> tuple[frozenset[str], list[str]]:
        """The sentence's own words: the set of them, and all in order."""
        known = self._lines.get(sentence)
        if known is None:
            words = self.words[sentence]
            own = frozenset(words)
            start, end = self._document.sentences[sentence][:2]
            for word, spoken in _SPOKEN_OF.items():
                if word in own and not spoken.search(self.prose.own[start:end]):
                    own -= {word}
            known = self._lines[sentence] = own, words
        return known

    def attribution(self, sentence: int) -> Attribution | None:
        known = self._attributions
        if sentence not in known:
            document = self._document
            first = sentence
            while first not in known and attribution.continues(self.prose, document.sentences, first):
                first -= 1
            for i in range(first, sentence + 1):
                if i not in known:
                    said = attribution.attribute(self.prose, document.sentences[i], self._read(i)[0], document.language)
                    if i > first and said is None:
                        known[i] = attribution.carried(known[i - 1])
                    else:
                        known[i] = self._speaker(i, said)
        return known[sentence]

    def _speaker(self, sentence: int, said: Attribution | None) -> Attribution | None:
        """Whose words a sentence is where a label or a question before it tells; `said` is what it tells itself.

        Whom an answer says to want something is no holder of the answer.
        """
        if self._answers is None:
            self._answers = interview.speakers(self._document, self.prose)
        if said and not said.stance:
            label = said.source and attribution.is_label(said, self.prose) and self.prose.own[slice(*said.source)]
            return self._answers.get(sentence, said) if label and interview.is_answer(label) else said
        labelled = self._labelled(sentence)
        if labelled and labelled.source and not interview.is_answer(self.prose.own[slice(*labelled.source)]):
            return labelled
        return self._answers.get(sentence) or labelled or said or self._asked(sentence)

    def _asked(self, sentence: int) -> Attribution | None:
        """Whose words a sentence is behind "Her verdict?"."""
        sentences = self._document.sentences
        if not sentence or sentences[sentence].block != sentences[sentence - 1].block:
            return None
        return attribution.asked(self.prose, sentences[sentence - 1], self._document.language)

    def _labelled(self, sentence: int) -> Attribution | None:
        """To whom the paragraph of a sentence is attributed by what it opens with: "A: ...", "Lund: ..."."""
        sentences = self._document.sentences
        start = self._document.blocks[sentences[sentence].block].start
        if not attribution.opens_with_label(self.prose, start):
            return None
        first = bisect_left(sentences, start, key=_start)
        said = self.attribution(first) if first < sentence else None
        return attribution.carried(said) if said and attribution.is_label(said, self.prose) else None

    def _features(self, sentence: int) -> Features:
        if sentence not in self._known:
            document = self._document
            words, low = self._read(sentence)
            found = features.of(
                self.prose, document.sentences[sentence], words, low, self.attribution(sentence), document.language
            )
            found |= position.of(document, sentence)
            self._known[sentence] = found
        return self._known[sentence]

    def editorial(self, sentence: int) -> Editorial:
        if sentence not in self._editorials:
            document = self._document
            words, low = self._read(sentence)
            self._editorials[sentence], self._rests[sentence] = editorial.judge(
                self.prose, document.sentences[sentence], self._features(sentence), words, low, document.language
            )
        return self._editorials[sentence]

    def claim(self, sentence: int) -> Claim:
        if sentence not in self._claims:
            features, words = self.features(sentence, "claim")
            document = self._document
            self._claims[sentence] = claim.judge(
                self.prose, document.sentences[sentence], features, words, document.language, document.prose
            )
        return self._claims[sentence]

    def needs(self, sentence: int, score: float) -> Claim | None:
        if sentence not in self._claims:
            # To read as a verdict never makes a claim stronger, and takes longest to tell.
            words, _ = self._read(sentence)
            table = scores.weights(self._document.language, "claim")
            if scores.score(self._features(sentence), words, table) < score:
                return None
        found = self.claim(sentence)
        return found if found.score >= score else None

    def moved(self, sentence: int) -> dict[str, tuple[tuple[str, float], ...]]:
        return {
            name: scores.moved(*self.features(sentence, name), scores.weights(self._document.language, name))
            for name in ("claim", "editorial")
        }

    def features(self, sentence: int, name: str) -> tuple[Features, frozenset[str]]:
        """The features and the words that a score rests on; `name` is "claim" or "editorial"."""
        words, _ = self._read(sentence)
        verdict = self.editorial(sentence).score
        return (claim.weighed(self._features(sentence), verdict) if name == "claim" else self._rests[sentence]), words

    def verdicts(self) -> Sequence[int]:
        if self._verdicts is None:
            found = phrases(self._document.language, "editorial")
            shaped = editorial.shaped(self.prose, self._document.sentences)
            self._verdicts = sorted({*self._with(found), *shaped})
        return self._verdicts

    def unnamed(self) -> Sequence[int]:
        if self._unnamed is None:
            found = attribution.unnamed_of(self._document.language)
            self._unnamed = self._with(found)
        return self._unnamed

    def _with(self, found: Phrases) -> list[int]:
        """The sentences that have one of the phrases; most have not even one of the words."""
        apart = found.keys.isdisjoint
        return [i for i, low in enumerate(self.words) if not apart(low) and found.occur(low)]

    def quoted(self) -> Sequence[int]:
        if not self.prose.spoken:
            return ()
        starts = [sentence.start for sentence in self._document.sentences]
        ends = [sentence.end for sentence in self._document.sentences]
        rows = (range(bisect_right(ends, a), bisect_left(starts, b)) for a, b in self.prose.spoken)
        return list(dict.fromkeys(chain.from_iterable(rows)))

    def quotations(self, sentence: int) -> tuple[Span, ...]:
        spoken = self.prose.spoken
        if not spoken:
            return ()
        start, end = self._document.sentences[sentence][:2]
        first = bisect_right(spoken, start, key=_end)
        return tuple(Span(max(a, start), min(b, end)) for a, b in islice(spoken, first, bisect_left(spoken, (end,))))


def judge(document: Document) -> Judged | None:
    """The judgement of a document; None where its language has no lexicon to judge by."""
    return Judged(document) if lexicons.families(document.language, "claim-weights") else None
