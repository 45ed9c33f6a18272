"""Look for the quotations of a document in the saved texts of the sources that it cites for them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from citeaudit.checked import Checked, EvidenceState
from citeaudit.evidence import quotations
from citeaudit.evidence.shelf import Shelf
from citeaudit.evidence.words import Words, folded
from citeaudit.judges.quoted import quotations as quoted_in
from citeaudit.model import Document

_RANK = {"found": 0, "elided": 1, "altered": 2, "not found": 3}


class Speech:
    """The quotations of one document; `written` is its prose with its markers covered."""

    def __init__(self, document: Document, written: str, shelf: Shelf) -> None:
        self._written = written
        self._shelf = shelf
        self._spoken = list(quoted_in(written, document.blocks))

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """The quotations of a sentence that have enough words to be looked for, marks included."""
        low = bisect_right(self._spoken, start, key=lambda span: span[1])
        high = bisect_left(self._spoken, (end,))
        spans = [(max(a, start), min(b, end)) for a, b in self._spoken[low:high]]
        return [(a, b) for a, b in spans if len(folded(self._written[a:b])) >= quotations.FEWEST]

    def checked(
        self, spans: Sequence[tuple[int, int]], cited: Sequence[str], others: Sequence[str]
    ) -> Iterator[Checked]:
        """How each of the quotations of a sentence stands in the texts `cited`, or else in one of the `others`."""
        for start, end in spans:
            yield self._check(start, end, cited, others)

    def _check(self, start: int, end: int, cited: Sequence[str], others: Sequence[str]) -> Checked:
        words = self._written[start:end].strip().strip("“”\"‘’'„«»")
        if not cited:
            return Checked("quotation", start, end, "no saved text")
        matches = [(label, quotations.check(words, self._shelf.words(label) or Words(""))) for label in cited]
        label, match = min(matches, key=lambda pair: (_RANK[pair[1].state], bool(pair[1].polarity)))
        if match.state == "not found":
            for other in others:
                elsewhere = quotations.check(words, self._shelf.words(other) or Words(""))
                if elsewhere.state in ("found", "elided"):
                    return Checked("quotation", start, end, "found elsewhere", "", other, elsewhere.passage)
            return Checked("quotation", start, end, "not found")
        state: EvidenceState = "altered" if match.state == "altered" else "found"
        how = match.state if match.state != "found" else ""
        return Checked("quotation", start, end, state, how, label, match.passage, match.changes, match.polarity)
