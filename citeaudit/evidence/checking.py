"""Look for what a sentence says in the saved texts of the sources that it cites, and of the others."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from citeaudit.checked import Checked, EvidenceState
from citeaudit.evidence import independence, names, quotations
from citeaudit.evidence.saved import Saved, SavedText
from citeaudit.evidence.words import Words, folded
from citeaudit.judges.quoted import quotations as quoted_in
from citeaudit.model import Document
from citeaudit.parse import figures
from citeaudit.parse.cover import cover
from citeaudit.parse.figures import Figure

THIN = 150
"""Words; a saved text with fewer may be a teaser, and that something is not in it says little."""
_PASSAGE = 40
"""Words of the passage that is shown."""
_WORST: tuple[EvidenceState, ...] = (
    "nothing checkable", "found", "found elsewhere", "altered", "not found", "no saved text",
)  # fmt: skip
_RANK = {"found": 0, "elided": 1, "altered": 2, "not found": 3}
_BESIDE_TITLE = re.compile(
    r"\b(?:[Nn]o|[Nn]umber|Article|Section|Chapter|Route|Highway|Room|[Pp]age|Part|[Gg]roup|[Tt]ype|Phase|Grade|Level|"
    r"Season|Episode|Volume|Title|Round|Line)\.?\s$"
)


class Checking:
    """The evidence for one document; see `citeaudit.model.Evidence`. Worked out when asked, and kept."""

    def __init__(self, document: Document, saved: Saved) -> None:
        self._document = document
        self._texts: dict[str, SavedText | None] = {
            source.label: saved.of(source.label, source.url) for source in document.sources
        }
        self._others = saved.by_label
        self._checked: dict[int, tuple[Checked, ...]] = {}
        self._figures: dict[str, list[Figure]] = {}
        starts = [(marker.start, marker.end) for marker in document.markers]
        self._written = cover(document.prose, starts, " ")
        self._spoken = list(quoted_in(self._written, document.blocks))

    def _words(self, label: str) -> Words | None:
        text = self._texts.get(label) or self._others.get(label)
        return text.words if text else None

    def _figures_of(self, label: str) -> list[Figure]:
        if label not in self._figures:
            words = self._words(label)
            self._figures[label] = figures.figures(words.text) if words else []
        return self._figures[label]

    def checked(self, sentence: int) -> Sequence[Checked]:
        if sentence not in self._checked:
            self._checked[sentence] = tuple(self._check(sentence))
        return self._checked[sentence]

    def _check(self, sentence: int) -> list[Checked]:
        start, end, *_ = self._document.sentences[sentence]
        labels = self._labels(sentence)
        if not labels:
            return []
        cited = [label for label in labels if self._words(label)]
        others = [label for label in (*self._texts, *self._others) if label not in labels and self._words(label)]
        others = list(dict.fromkeys(others))
        spoken = self._quotations_in(start, end)
        found = [self._quotation(a, b, cited, others) for a, b in spoken]
        own = self._written[start:end]
        inside = [(a - start, b - start) for a, b in spoken]
        found += [
            self._figure(figure, start, cited, others)
            for figure in figures.figures(own)
            if not _inside(figure.start, inside) and _is_claimed(own, figure)
        ]
        found += [
            self._name(name, start, cited, others) for name in names.names(own) if not _inside(name.start, inside)
        ]
        return sorted(found, key=lambda each: (each.start, each.kind))

    def _labels(self, sentence: int) -> tuple[str, ...]:
        """The sources that a sentence cites, or that the next marker of its paragraph names for it."""
        sentences = self._document.sentences
        here = sentences[sentence]
        if here.labels or here.status != "borrowed":
            return here.labels
        return next((later.labels for later in sentences[sentence:] if later.labels), ())

    def _quotations_in(self, start: int, end: int) -> list[tuple[int, int]]:
        """The quotations of a sentence that have enough words to be looked for, marks included."""
        low = bisect_right(self._spoken, start, key=lambda span: span[1])
        high = bisect_left(self._spoken, (end,))
        spans = [(max(a, start), min(b, end)) for a, b in self._spoken[low:high]]
        return [(a, b) for a, b in spans if len(folded(self._written[a:b])) >= quotations.FEWEST]

    def _quotation(self, start: int, end: int, cited: Sequence[str], others: Sequence[str]) -> Checked:
        words = self._written[start:end].strip().strip("“”\"‘’'„«»")
        if not cited:
            return Checked("quotation", start, end, "no saved text")
        matches = [(label, quotations.check(words, self._words(label) or Words(""))) for label in cited]
        label, match = min(matches, key=lambda pair: (_RANK[pair[1].state], bool(pair[1].polarity)))
        if match.state == "not found":
            for other in others:
                elsewhere = quotations.check(words, self._words(other) or Words(""))
                if elsewhere.state in ("found", "elided"):
                    return Checked("quotation", start, end, "found elsewhere", "", other, elsewhere.passage)
            return Checked("quotation", start, end, "not found")
        state: EvidenceState = "altered" if match.state == "altered" else "found"
        how = match.state if match.state != "found" else ""
        return Checked("quotation", start, end, state, how, label, match.passage, match.changes, match.polarity)

    def _figure(self, figure: Figure, offset: int, cited: Sequence[str], others: Sequence[str]) -> Checked:
        start, end = offset + figure.start, offset + figure.end
        if not cited:
            return Checked("figure", start, end, "no saved text")
        compared = [(label, *figures.compare(figure, self._figures_of(label))) for label in cited]
        order = ("found", "rounded", "unit differs", "power of ten", "not found")
        label, state, other = min(compared, key=lambda each: order.index(each[1]))
        if state == "found":
            return Checked("figure", start, end, "found", "", label, self._around(label, other))
        for elsewhere in others:
            if figures.compare(figure, self._figures_of(elsewhere))[0] == "found":
                return Checked("figure", start, end, "found elsewhere", "", elsewhere)
        if state == "not found":
            return Checked("figure", start, end, "not found")
        nearest = (f"the source has {other.written}",) if other else ()
        return Checked("figure", start, end, "altered", state, label, self._around(label, other), nearest)

    def _around(self, label: str, figure: Figure | None) -> str:
        words = self._words(label)
        if words is None or figure is None:
            return ""
        return " ".join(words.text[max(0, figure.start - 60) : figure.end + 60].split())

    def _name(self, name: names.Name, offset: int, cited: Sequence[str], others: Sequence[str]) -> Checked:
        start, end = offset + name.start, offset + name.end
        if not cited:
            return Checked("name", start, end, "no saved text")
        for label in cited:
            if names.mentions(name, self._words(label) or Words("")):
                return Checked("name", start, end, "found", "", label)
        for label in others:
            if names.mentions(name, self._words(label) or Words("")):
                return Checked("name", start, end, "found elsewhere", "", label)
        return Checked("name", start, end, "not found")

    def state(self, sentence: int) -> EvidenceState:
        return max((each.state for each in self.checked(sentence)), key=_WORST.index, default="nothing checkable")

    def best_passage(self, sentence: int) -> tuple[str, str] | None:
        start, end, _, labels, *_ = self._document.sentences[sentence]
        wanted = set(folded(self._written[start:end]))
        best: tuple[int, str, int] | None = None
        for label in labels:
            words = self._words(label)
            if words is None:
                continue
            known = sorted((word for word in wanted if word in words.index), key=lambda w: len(words.index[w]))
            votes: dict[int, int] = {}
            for word in known[:12]:
                for place in words.index[word][:100]:
                    votes[place // _PASSAGE] = votes.get(place // _PASSAGE, 0) + 1
            for bucket, count in votes.items():
                if best is None or (count, -bucket) > (best[0], -best[2]):
                    best = count, label, bucket
        if best is None:
            return None
        _, label, bucket = best
        shown = self._words(label)
        return (label, shown.passage(bucket * _PASSAGE, (bucket + 1) * _PASSAGE, 0)) if shown else None

    def copies(self) -> Sequence[tuple[str, str, str]]:
        cited = [source.label for source in self._document.sources if source.cited_by and self._words(source.label)]
        texts = {label: words for label in dict.fromkeys(cited) if (words := self._words(label))}
        return independence.copies(texts)

    def thin(self) -> Mapping[str, int]:
        cited = {source.label for source in self._document.sources if source.cited_by}
        sizes = {label: len(words.words) for label in self._texts if label in cited and (words := self._words(label))}
        return {label: size for label, size in sizes.items() if size < THIN}

    def missing(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for source in self._document.sources:
            text = self._texts.get(source.label)
            if source.cited_by and (text is None or text.words is None):
                found[source.label] = (text.error if text else None) or "has no saved text"
        return found


def _inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _is_claimed(own: str, figure: Figure) -> bool:
    """Is the figure one that a source should have? "One" and "first" are words, "Route 66" is a name."""
    if figure.spelled and (figure.value <= 3 or figure.value != int(figure.value)):
        return False
    return not _BESIDE_TITLE.search(own[: figure.start])
