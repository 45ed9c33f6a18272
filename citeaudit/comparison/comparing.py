"""What changed between two versions of a document, as an editor asks: what lost its source, what says something new."""

from collections.abc import Iterator, Sequence

from citeaudit.comparison import statements
from citeaudit.comparison.alignment import Pair, align
from citeaudit.comparison.change import Change, Weight
from citeaudit.comparison.citations import Cited
from citeaudit.comparison.version import Version
from citeaudit.model import Document


def compare(old: Document, new: Document) -> tuple[Change, ...]:
    """The changes, those of one sentence together: the sentence with the gravest change first.

    New numbers for the same sources, sentences in another place, reflow and typography are no changes, and neither is
    a source or a cited sentence that came or a sentence that went.
    """
    before, after = Version(old), Version(new)
    pairs = align(before, after)
    cited = Cited(before, after, pairs)
    changes: list[Change] = []
    for pair in pairs:
        changes += cited.changes(pair)
        changes += statements.changes(before, after, pair, stayed=cited.stayed(pair))
    changes += _new_claims(before, after, pairs, cited)
    gravest: dict[int, Weight] = {}
    for change in changes:
        gravest[change.new] = min(change.weight, gravest.get(change.new, change.weight))
    return tuple(sorted(changes, key=lambda change: (gravest[change.new], change.new, change.weight)))


def _new_claims(old: Version, new: Version, pairs: Sequence[Pair], cited: Cited) -> Iterator[Change]:
    """Claims that no old sentence makes and that have no marker: nothing reaches them, or one that was there before."""
    partners = {i: pair.old for pair in pairs for i in pair.new}
    for i, sentence in enumerate(new.sentences):
        if i in partners or not new.words[i]:
            continue
        what = ""
        if sentence.status == "uncited":
            what = "is new, and cites nothing"
        elif sentence.status == "borrowed" and (lender := new.lenders.get(i)) in partners and lender is not None:
            labels = ", ".join(new.sentences[lender].labels)
            if cited.unchanged(lender, partners[lender]):
                what = f"is new, and leans on [{labels}] of a later sentence that was there before"
        if what and new.needs_source(i) and new.words[i] not in old.apart:
            yield Change("new uncited claim", None, i, what, Weight.NEW)
