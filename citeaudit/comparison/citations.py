"""What happened to the citations of a sentence: it lost one, or another source stands in its place."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from citeaudit.comparison.alignment import Pair
from citeaudit.comparison.change import Change, Weight
from citeaudit.comparison.identity import differ, own_entries, same_entries
from citeaudit.comparison.usage import by_use
from citeaudit.comparison.version import Version
from citeaudit.model.listed import Source
from citeaudit.model.span import Span
from citeaudit.parse.sources import describe

_TITLE = 40
"""Characters of a title."""
_NAMED = 4
"""Sources that are named in one line."""


class Cited:
    """What the sentences of both versions cite, as names that are equal where the source is the same."""

    def __init__(self, old: Version, new: Version, pairs: Sequence[Pair]) -> None:
        self.versions = old, new
        self._partners = {k: pair.new for pair in pairs for k in pair.old}
        self._origins = {i: pair.old for pair in pairs for i in pair.new}
        self._old, self._new = _names(old, new, pairs)
        self._listed = tuple(
            {source.label: source for source in reversed(version.document.sources) if source.listed}
            for version in self.versions
        )

    def stayed(self, pair: Pair) -> bool:
        """Does a source reach the sentence in both versions?"""
        old, new = self.versions
        before = {self._old[label] for k in pair.old for label in old.reaching(k)}
        return any(self._new[label] in before for i in pair.new for label in new.reaching(i))

    def unchanged(self, lender: int, partners: Sequence[int]) -> bool:
        """Does a sentence of the new version cite nothing that its `partners` of the old one do not?"""
        before = {self._old[label] for k in partners for label in self.versions[0].sentences[k].labels}
        return before.issuperset(self._new[label] for label in self.versions[1].sentences[lender].labels)

    def changes(self, pair: Pair) -> Iterator[Change]:
        """What a sentence lost; what it gained is no loss, and what stands at the end of the paragraph reaches it."""
        old, new = self.versions
        had = {self._old[label]: label for k in pair.old for label in old.sentences[k].labels}
        has = {self._new[label]: label for i in pair.new for label in new.sentences[i].labels}
        moved = {self._new[label] for i in pair.new for label in self._moved(i)}
        lost = [label for name, label in had.items() if name not in has and name not in moved]
        added = [label for name, label in has.items() if name not in had]
        if not had:
            yield from self._borrowed(pair)
        elif lost and not has:
            yield self._lost(pair, lost, f"cited {self._said(0, lost)}, {self._left(pair)}")
        elif lost and added:
            before, now = self._said(0, lost), self._said(1, added)
            what = f"cited {before}, cites {now} now"
            if before == now:
                what = f"still says {now}, which other sentences that said it gave a new number"
                if not set(added).isdisjoint(self._listed[1]):
                    what = f"cited {before}, cites another source of that name now"
            yield self._lost(pair, lost, what)._replace(
                kind="source swapped", weight=Weight.SWAPPED, after=self._markers(1, pair.new, added)
            )
        elif lost:
            yield self._lost(pair, lost, f"no longer cites {self._said(0, lost)}")
        else:
            yield from self._split_off(pair, had)

    def _moved(self, i: int) -> Iterator[str]:
        """The labels that a sentence borrows from a later one, which did not have them: they were gathered there."""
        old, new = self.versions
        lender = new.lenders.get(i)
        if lender is not None:
            before = {self._old[label] for k in self._origins.get(lender, ()) for label in old.sentences[k].labels}
            yield from (label for label in new.sentences[lender].labels if self._new[label] not in before)

    def _lost(self, pair: Pair, lost: Collection[str], what: str) -> Change:
        old = self.versions[0]
        k = next(k for k in pair.old if not set(lost).isdisjoint(old.sentences[k].labels))
        i = pair.new[min(pair.old.index(k), len(pair.new) - 1)]
        return self._told(k, i, what, self._markers(0, (k,), lost))

    def _left(self, pair: Pair) -> str:
        new = self.versions[1]
        borrowed = dict.fromkeys(label for i in pair.new for label in new.reaching(i))
        return (
            f"and only {self._said(1, borrowed)} of a later sentence reaches it now"
            if borrowed
            else "cites nothing now"
        )

    def _split_off(self, pair: Pair, had: Mapping[str, str]) -> Iterator[Change]:
        """A part that became a sentence of its own, out of reach of the marker that its whole has."""
        new = self.versions[1]
        for i in pair.new if len(pair.new) > 1 else ():
            if new.sentences[i].status == "uncited":
                what = f"was part of a sentence that cited {self._said(0, had.values())}, cites nothing by itself"
                yield self._told(pair.old[0], i, what, self._markers(0, pair.old, had.values()))

    def _borrowed(self, pair: Pair) -> Iterator[Change]:
        """A sentence that leaned on the marker of a later one, which was cut or moved out of reach."""
        old, new = self.versions
        k, i = pair.old[0], pair.new[0]
        lender = old.lenders.get(k)
        if lender is None or new.sentences[i].status != "uncited" or not new.needs_source(i):
            return
        partners = self._partners.get(lender)
        if partners and not any(new.sentences[j].labels for j in partners):
            return  # that the lender lost it is told there
        labels = old.sentences[lender].labels
        what = f"leaned on {self._said(0, labels)} of a later sentence, and no marker reaches it now"
        yield self._told(k, i, what, self._markers(0, (lender,), labels))

    def _told(self, k: int, i: int, what: str, before: tuple[Span, ...]) -> Change:
        end = self.versions[1].sentences[i].end
        return Change("citation lost", k, i, what, Weight.LOST, before, (Span(end, end),))

    def _markers(self, side: int, sentences: Collection[int], labels: Collection[str]) -> tuple[Span, ...]:
        version = self.versions[side]
        return tuple(span for i in sentences for span in version.markers(i, frozenset(labels)))

    def _said(self, side: int, labels: Collection[str]) -> str:
        listed = self._listed[side]
        said = [f"[{label}]{_title(listed[label]) if label in listed else ''}" for label in labels]
        more = f" and {len(said) - _NAMED} more" if len(said) > _NAMED else ""
        return ", ".join(said[:_NAMED]) + more


def _title(source: Source) -> str:
    told = describe(source)
    words = " ".join((told.title or told.outlet or source.url or "").split())
    return f" {words if len(words) <= _TITLE else words[: _TITLE - 1].rstrip() + '…'}" if words else ""


class _Names(NamedTuple):
    """By label of each version, what the source is called here."""

    old: Mapping[str, str]
    new: Mapping[str, str]


def _names(old: Version, new: Version, pairs: Sequence[Pair]) -> _Names:
    """Entries of the lists are told apart by what they are; other labels by the sentences that cite them."""
    before, olds = own_entries(old.document.sources)
    after, news = own_entries(new.document.sources)
    same = same_entries(olds, news)
    known = set(same.values())

    def possible(a: str, b: str) -> bool:
        listed = a in olds and b in news
        return a not in known and b not in same and not (listed and differ(olds[a], news[b]))

    cited = [
        (
            tuple(dict.fromkeys(before[label] for k in pair.old for label in old.sentences[k].labels)),
            tuple(dict.fromkeys(after[label] for i in pair.new for label in new.sentences[i].labels)),
        )
        for pair in pairs
    ]
    same |= {b: a for a, b in by_use(cited, possible)}
    kept = set(same.values())
    # Where no sentence tells, a name that both have is one source.
    same |= {b: b for b in after.values() if b not in same and b not in kept and b in before and possible(b, b)}
    return _Names(before, {label: same.get(first, f"new {first}") for label, first in after.items()})
