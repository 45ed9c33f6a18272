"""Find what stands in more than one document of a run: by digests, in one pass, whatever the order of the work."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from citeaudit.model.shared import LEAST, STANDING, Origin, Pieces, Shared, SharedKind, Summary

_PASTED = 0.8
"""Share of the entries of the longer of two lists that must be in the other."""
_ONE_ARTICLE = 0.5
"""Share of the paragraphs of the shorter of two documents, from which they are one article: its sources come along."""


class _Holder(NamedTuple):
    """A document that holds a digest, and the first piece of it that does."""

    document: int
    row: int


def shared(documents: Sequence[tuple[str, Summary | None]], articles: Sequence[int]) -> list[tuple[Shared, ...]]:
    """What each document, by its path and its summary, has in common with the others, in the order of its text.

    `articles` says of each document which article it is a form of, by a number; forms of one are not compared. A piece
    that stands in more than `STANDING` articles, or in most of three or more, is nobody's slip and is left out.
    """
    found = _Found(documents, articles)
    for kind in ("headline", "paragraph"):
        found.same(kind)
    found.claims()
    found.lists()
    return [tuple(sorted(each, key=lambda one: (one.start, one.kind, one.end))) for each in found.of]


class _Found:
    def __init__(self, documents: Sequence[tuple[str, Summary | None]], articles: Sequence[int]) -> None:
        self.of: list[list[Shared]] = [[] for _ in documents]
        self._paths = [path for path, _ in documents]
        self._summaries = [summary or Summary() for _, summary in documents]
        self._articles = articles
        self._many = len(set(self._articles))

    def same(self, kind: SharedKind) -> None:
        """Pieces whose words are the same."""
        columns = [each.headline if kind == "headline" else each.paragraphs for each in self._summaries]
        held = _held(columns)
        tails = [_tail(pieces, held) for pieces in columns] if kind == "paragraph" else []
        for holders in held.values():
            articles = {self._articles[holder.document] for holder in holders}
            if len(articles) == 1 or self._stands(len(articles)):
                continue
            for mine in holders:
                theirs = next((other for other in holders if self._told_of(mine, other, tails)), None)
                if theirs:
                    self._add(kind, columns, mine, theirs, len(articles))

    def _told_of(self, mine: _Holder, other: _Holder, tails: Sequence[int]) -> bool:
        """Is it told that the two hold the same? What ends two articles that share little else is a sign-off."""
        if not self._apart(mine.document, other.document):
            return False
        ends = tails and mine.row >= tails[mine.document] and other.row >= tails[other.document]
        return not ends or self._one_article(mine.document, other.document)

    def claims(self) -> None:
        """Claims whose words are the same, and whose sources are all different."""
        columns = [each.claims for each in self._summaries]
        for holders in _held(columns).values():
            articles = {self._articles[holder.document] for holder in holders}
            if len(articles) == 1 or self._stands(len(articles)):
                continue
            for mine in holders:
                cited = self._cited(mine)
                others = [
                    each for each in holders
                    if self._apart(mine.document, each.document) and _differ(cited, self._cited(each))
                ]  # fmt: skip
                if others:
                    many = 1 + len({self._articles[each.document] for each in others})
                    told = (_told(cited), _told(self._cited(others[0])))
                    self._add("claim", columns, mine, others[0], many, told)

    def lists(self) -> None:
        """Lists of sources that have nearly all entries in common, under articles that have not."""
        entries = [frozenset(origin.page or origin.title for origin in each.sources) - {0} for each in self._summaries]
        holders: defaultdict[int, list[int]] = defaultdict(list)
        for document, digests in enumerate(entries):
            for digest in digests if len(digests) >= LEAST["sources"] else ():
                holders[digest].append(document)
        common = Counter(
            pair for held in holders.values() if 1 < len(held) <= 2 * STANDING for pair in combinations(held, 2)
        )
        alike: defaultdict[int, list[int]] = defaultdict(list)
        for (one, other), _ in sorted(item for item in common.items() if item[1] >= LEAST["sources"]):
            longer = max(len(entries[one]), len(entries[other]))
            if self._apart(one, other) and len(entries[one] & entries[other]) >= _PASTED * longer:
                alike[one].append(other)
                alike[other].append(one)
        many = {one: 1 + len({self._articles[other] for other in others}) for one, others in alike.items()}
        for mine, others in sorted(alike.items()):
            apart = (each for each in sorted(others) if not self._one_article(mine, each))
            theirs = next((each for each in apart if not (self._stands(many[mine]) or self._stands(many[each]))), None)
            if theirs is not None:
                start, end, _ = self._summaries[mine].place
                line = self._summaries[theirs].place[2] or None
                counts = [str(len(self._summaries[each].sources)) for each in (mine, theirs)]
                both = len(entries[mine] & entries[theirs])
                told_here = Shared("sources", start, end, self._paths[theirs], line, many[mine], both, *counts)
                self.of[mine].append(told_here)

    def _add(
        self, kind: SharedKind, columns: Sequence[Pieces], mine: _Holder, theirs: _Holder, many: int,
        told: tuple[str, str] = ("", ""),
    ) -> None:  # fmt: skip
        here, there = columns[mine.document], columns[theirs.document]
        self.of[mine.document].append(
            Shared(
                kind, here.starts[mine.row], here.ends[mine.row], self._paths[theirs.document],
                there.lines[theirs.row] or None, many, here.sizes[mine.row], *told,
            )
        )  # fmt: skip

    def _stands(self, articles: int) -> bool:
        return articles > STANDING or (articles > 2 and 2 * articles > self._many)

    def _apart(self, one: int, other: int) -> bool:
        return self._articles[one] != self._articles[other]

    def _one_article(self, one: int, other: int) -> bool:
        first, second = (frozenset(self._summaries[each].paragraphs.digests) for each in (one, other))
        return bool(first and second) and len(first & second) >= _ONE_ARTICLE * min(len(first), len(second))

    def _cited(self, holder: _Holder) -> list[Origin]:
        of = self._summaries[holder.document]
        return [of.sources[row] for row in of.cited[holder.row]]


def _held(columns: Sequence[Pieces]) -> dict[int, list[_Holder]]:
    """The documents that hold each digest which more than one of them holds, in their order."""
    every = array("Q")
    for pieces in columns:
        every.extend(set(pieces.digests))
    every = array("Q", sorted(every))
    twice = {one for one, other in pairwise(every) if one == other}
    holders: dict[int, list[_Holder]] = {}
    for document, pieces in enumerate(columns):
        for row, digest in enumerate(() if twice.isdisjoint(pieces.digests) else pieces.digests):
            if digest in twice:
                held = holders.setdefault(digest, [])
                if not held or held[-1].document != document:
                    held.append(_Holder(document, row))
    return holders


def _tail(pieces: Pieces, held: Mapping[int, object]) -> int:
    """The row from which all pieces, to the end, stand in other documents too."""
    row = len(pieces.digests)
    while row and pieces.digests[row - 1] in held:
        row -= 1
    return row


def _differ(one: Iterable[Origin], other: Sequence[Origin]) -> bool:
    """Is none of the sources the same? Where only one of two has an address, or a title, nobody can tell."""
    for mine in one:
        for theirs in other:
            pages, titles = mine.page and theirs.page, mine.title and theirs.title
            if not (pages or titles) or (pages and mine.page == theirs.page):
                return False
            if titles and mine.title == theirs.title:
                return False
    return True


def _told(sources: Iterable[Origin]) -> str:
    return ", ".join(f"[{source.label}] {source.name}".rstrip() for source in sources)
