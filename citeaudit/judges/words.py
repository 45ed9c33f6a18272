"""The words of a document as the judges read them, and the lexicons that they look for."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from citeaudit import lexicons
from citeaudit.judges.quoted import quotations
from citeaudit.model import Document
from citeaudit.parse.cover import NO_WIDTH, bare, cover
from citeaudit.patterns import lazy

_BESIDE = lazy(r"(?<=  )\n+|\n+(?= )")
_DOUBLED = lazy(r"''(?<!\S..)")


class Prose(NamedTuple):
    """A document's text made ready; every string is as long as the text, so that a place in one is a place in all."""

    written: str
    """Markers and leftovers blanked, apostrophes straight."""
    own: str
    """And what stands in quotation marks blanked, for it is somebody else's."""
    plain: str
    """`own` in small letters, its punctuation blanked: ready to be cut into words."""
    spoken: tuple[tuple[int, int], ...]
    """The quotations, marks included, in order."""


def prepare(document: Document) -> Prose:
    spans = [(marker.start, marker.end) for marker in document.markers]
    if document.leftovers:
        spans = sorted([*spans, *((piece.start, piece.end) for piece in document.leftovers)])
    covered = _one_quote(cover(document.prose, spans, " "))
    written = covered.replace("’", "'")
    spoken = tuple(quotations(covered, document.blocks))
    low = _one_quote(cover(bare(document.prose), spans, " ")).replace('"', " ").replace("’", "'")
    own, plain = (_joined(cover(each, spoken, " ")) for each in (written, low))
    return Prose(_joined(written), own, plain, spoken)


def _joined(text: str) -> str:
    """`text` with the end of a wrapped line made part of what is blanked beside it."""
    return _BESIDE.sub(lambda wrap: " " * len(wrap[0]), text) if NO_WIDTH in text else text


def _one_quote(text: str) -> str:
    """`text` with the quotation marks of typewriters, two apostrophes or two accents, made one mark and a space."""
    if "'" not in text or "''" not in text:  # one sign is found fifty times sooner than two
        return text
    return _DOUBLED.sub(' "', text.replace("``", "''")).replace("''", '" ')


class Phrases:
    """The phrases of some families, found in a list of words by way of the rarest word of each."""

    def __init__(self, families: Mapping[str, Iterable[str]], common: frozenset[str] = frozenset()) -> None:
        """Make `families` ready; `common` are words that nearly every sentence has."""
        self._single: dict[str, str] = {}
        self._longer: dict[str, list[tuple[tuple[str, str], frozenset[str], str]]] = {}
        """Phrases of several words by the rarest of them: with its family, as a set, and between spaces."""
        for family, phrases in families.items():
            for phrase in phrases:
                for form in lexicons.inflected(phrase):
                    parts = form.split()
                    if len(parts) > 1:
                        key = max(parts, key=lambda word: (word not in common, len(word)))  # long words are rare ones
                        self._longer.setdefault(key, []).append(((form, family), frozenset(parts), f" {form} "))
                    else:
                        self._single.setdefault(form, family)
        self.keys = frozenset((*self._single, *self._longer))

    def occur(self, low: list[str]) -> bool:
        """Does any phrase occur in the words `low`, which are in order?"""
        keys = self.keys.intersection(low)
        if not keys:
            return False
        if not self._single.keys().isdisjoint(keys):
            return True
        line = f" {' '.join(low)} "
        for word in keys:
            for _, _, spaced in self._longer[word]:
                if spaced in line:
                    return True
        return False

    def hits(self, words: frozenset[str], low: list[str]) -> list[tuple[str, str]]:
        """(phrase, family) of each phrase that occurs, sorted; `low` is the words in order, `words` the set of them."""
        keys = self.keys & words
        if not keys:
            return []
        single, longer = self._single, self._longer
        found = [(word, single[word]) for word in keys if word in single]
        likely = [each for word in keys if word in longer for each in longer[word] if each[1] <= words]
        if likely:
            line = f" {' '.join(low)} "
            found += [pair for pair, _, spaced in likely if spaced in line]
        found.sort()
        return found


@cache
def phrases(language: str, name: str, *families: str) -> Phrases:
    """The phrases of one lexicon file, of all families or of those named."""
    found = lexicons.families(language, name)
    wanted = {family: found.get(family, ()) for family in families or found}
    return Phrases(wanted, lexicons.words(language, "stopwords"))
