"""Which stretches of a document may say the same: those that share several words that are long and rare in it.

Nearly all pairs are told apart by that, and never compared in full.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain, combinations

from citeaudit.model import Document, Sentence
from citeaudit.parse.cover import bare

_LONG_WORD = 6
_OFTEN = 3
"""A word that comes more often in one article is its subject, and tells nothing."""
_SHARED = 3
"""Rare words that two stretches must share to be compared."""


def candidates(document: Document, stretches: Sequence[Sequence[int]]) -> Iterator[tuple[int, int]]:
    """(earlier, later) of `stretches` that share several rare long words: few, to be compared in full.

    Each stretch is the indexes of its sentences.
    """
    rare = _rare(document.prose, document.sentences)
    holders: defaultdict[str, list[int]] = defaultdict(list)
    own = [
        rare[members[0]] if len(members) == 1 else frozenset().union(*[rare[i] for i in members])
        for members in stretches
    ]
    for row, found in enumerate(own):
        for word in found:
            holders[word].append(row)
    shared = Counter(chain.from_iterable([combinations(rows, 2) for rows in holders.values() if len(rows) > 1]))
    for (a, b), count in sorted([pair for pair in shared.items() if pair[1] >= _SHARED]):
        if 3 * count >= 2 * min(len(own[a]), len(own[b])):
            yield a, b


@lru_cache(maxsize=1)
def _rare(prose: str, sentences: Sequence[Sentence]) -> list[frozenset[str]]:
    """Of each sentence the long words that come more than once in the document, and not often."""
    low = bare(prose)
    # Cut at spaces: a pattern would try every letter in turn.
    words = [[word for word in low[s.start : s.end].split() if len(word) >= _LONG_WORD] for s in sentences]
    rare = frozenset(word for word, count in Counter(chain.from_iterable(words)).items() if 1 < count <= _OFTEN)
    return [rare.intersection(line) for line in words]
