"""Tell the language of a text by its commonest words, from the stop-word lists of `rules/lexicons/`."""

from collections.abc import Iterable
from functools import cache

from citeaudit import lexicons
from citeaudit.parse.cover import lowered

ENOUGH = 30
"""A text of fewer words tells nothing."""
SAMPLE = 300
"""Words read: more would not change the answer."""
UNKNOWN = "und"
"""ISO 639-2 for "undetermined": none of the languages that we know."""


def detect(prose: str, declared: str | None, fallback: str) -> str:
    """The ISO 639-1 code of the language of `prose`, or `UNKNOWN`.

    A short text has the declared language, or else `fallback`. In a longer one the words decide, because templates
    declare "en" over articles in every language.
    """
    words = lowered(prose)[: SAMPLE * 16].replace("’", "'").split(None, SAMPLE)[:SAMPLE]
    if len(words) < ENOUGH:
        return declared or fallback
    stop = list(filter(_stop_words().__contains__, words))  # most words are none, in any of the languages
    count = {code: sum(map(lexicons.words(code, "stopwords").__contains__, stop)) for code in lexicons.languages()}
    # The first guess wins ties, so that a text of names and numbers keeps the language that it says it has.
    order = sorted(count, key=lambda code: (-count[code], code != declared, code != fallback, code))
    best = count[order[0]] / len(words)
    if best >= 0.12:
        return order[0]
    if best < 0.04 and len(words) >= 2 * ENOUGH:
        return UNKNOWN
    return declared or (order[0] if count[order[0]] > count.get(fallback, 0) + 2 else fallback)


def commonest(words: Iterable[str], first: str) -> str:
    """The language of most of a few words in small letters, by their stop words; of equals `first`."""
    count = dict.fromkeys((first, *lexicons.languages()), 0)
    for word in filter(_stop_words().__contains__, words):
        for code in lexicons.languages():
            count[code] += word in lexicons.words(code, "stopwords")
    return max(count, key=lambda code: count[code])


@cache
def _stop_words() -> frozenset[str]:
    return frozenset().union(*(lexicons.words(code, "stopwords") for code in lexicons.languages()))
