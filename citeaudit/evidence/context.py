"""The words about a figure: a figure of another text tells something only where that text speaks of the same."""

import re

from citeaudit.parse.figures import Figure, Index, compare

_WORD = re.compile(r"[^\W\d_]{4,}")
_COMMON = frozenset(
    "about above according account after again against almost along already also although always among another "
    "around because been before began being below between both came cent come could does down during each either "
    "else even ever every first five followed following four from further given gave goes going good great have "
    "having here high however into itself just kind known large last later least less like made make making many "
    "more most much must near nearly never nine number only other others over part people percent place point "
    "rather really reported roughly said same says second seven several shall should since some still such take "
    "taken than that their them then there these they third this those though thousand three through time times "
    "today together total toward under until upon used using very well went were what when where whether which "
    "while whole whose will with within without would year years your million billion hundred days months weeks "
    "january february march april june july august september october november december".split()
)
_AROUND = 160
"""Code points on each side of a figure, about 25 words."""
_SHARED = 2
_TRIED = 40
"""Places of one figure that are looked at."""


def stems(text: str) -> frozenset[str]:
    """The words of `text` that say what it is about, without their endings."""
    words = (word.lower() for word in _WORD.findall(text))
    return frozenset(word[:6].removesuffix("s") for word in words if word not in _COMMON)


class Context:
    """The words of the sentence about a figure of it."""

    def __init__(self, own: str, figure: Figure) -> None:
        self._figure = figure
        self._stems = stems(own[: figure.start] + " " + own[figure.end :])
        self._needed = min(_SHARED, len(self._stems))

    def found(self, source: Index) -> Figure | None:
        """The figure of a text that stands among words of the sentence."""
        if not self._needed or compare(self._figure, source).state != "found":
            return None
        return next((place for place in source.like(self._figure)[:_TRIED] if self.shares(source, place)), None)

    def shares(self, source: Index, place: Figure, needed: int = _SHARED) -> bool:
        """Do `needed` words of the sentence, or all where it has fewer, stand about a place of a text?"""
        around = source.text[max(0, place.start - _AROUND) : place.end + _AROUND]
        return len(self._stems & stems(around)) >= min(needed, self._needed)

    def contradicted(self, source: Index) -> Figure | None:
        """What a text counts otherwise: the same noun, another small number, and words of the sentence beside it."""
        counted = source.counting(self._figure)
        same = {"found", "converted", "rounded"}
        if not counted or source.of("number", self._figure.value) or compare(self._figure, source).state in same:
            return None
        others = [figure for figure in counted if figure.kind == "number" and figure.value < 100]
        noun = self._figure.noun
        return next((place for place in others[:_TRIED] if self._stands_beside(source, place, noun)), None)

    def _stands_beside(self, source: Index, place: Figure, noun: str) -> bool:
        behind = source.text[place.end : place.end + 60]
        return len((self._stems - stems(noun)) & stems(behind)) >= 1
