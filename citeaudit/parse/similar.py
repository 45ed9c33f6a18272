"""Compare stretches of text by the words that carry their content."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from citeaudit import lexicons

_WORD = re.compile(r"[^\W_]+(?:[-'’.,][^\W_]+)*")
_ENDINGS = re.compile(r"(?<=[a-zà-ÿ]{3})(?:ies|es|ed|ing|er|s|y|e)$")
_LONG = 5
"""Letters from which a word is rare enough to tell which paragraphs to compare."""


def words(text: str) -> list[str]:
    """The words of `text` in order, lower-cased, possessives cut off; `text` has its markers covered."""
    return [word.removesuffix("'s") for word in _WORD.findall(text.lower().replace("’", "'"))]


def content(text: str, language: str) -> frozenset[str]:
    """The words that carry content, without the endings that a change of tense or number brings."""
    stop = lexicons.words(language, "stopwords")
    return frozenset(_ENDINGS.sub("", word) for word in words(text) if word not in stop)


def alike(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of the smaller set that is in the larger, 0 to 1; 0 where one is more than twice the other."""
    small, large = sorted((len(first), len(second)))
    return len(first & second) / small if small and large <= 2 * small else 0.0


def candidates(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(earlier, later) of texts that share half of their long words: few enough to be compared in full."""
    holder: dict[str, int] = {}
    for number, text in enumerate(texts):
        long = {word for word in text.lower().split() if len(word) > _LONG}
        if len(long) > 2:
            shared = Counter(holder[word] for word in long if word in holder)
            for earlier, count in sorted(shared.items()):
                if 2 * count >= len(long):
                    yield earlier, number
        holder.update(dict.fromkeys(long, number))
