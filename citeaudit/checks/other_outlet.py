"""“The Tarn Post reported that ... [1]”, and [1] is the page of another outlet."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import NamedTuple

from citeaudit.model import Document, Hit, Sentence
from citeaudit.model.listed import Source
from citeaudit.model.span import Span
from citeaudit.parse.outlets import folded, host
from citeaudit.parse.sources import describe
from citeaudit.patterns import lazy

_NAME = r"(?:[Tt]he\s{1,3})?((?:[A-Z][\w-]{0,30}\s{1,3}){0,4}[A-Z][\w-]{0,30})\b"
_WHEN = r"(?:(?:on|in|last|earlier|this)\s{1,3}\w{1,30}\s{1,3}){0,2}"
_ENDS = r"(?=\s{0,3}(?:[,.;:—–\[(]|$|(?:on|in|this|last)\s))"
_THAT = rf"\s{{1,3}}{_WHEN}that\s{{1,3}}(?!its?\b)"
_ACCORDING = "ccording to"
# What stands behind these words in each of the forms below: most sentences are told by it to have none of them.
_BEHIND_VERB = lazy(rf"{_THAT}|{_ENDS}")
_BEHIND_TO = lazy(rf"\s{{1,3}}{_NAME}")
_SHARED = frozenset("co com org net ac gov edu news".split())
"""Parts of hosts that name nobody."""


class Params(NamedTuple):
    verbs: tuple[str, ...]
    """What an outlet does when it publishes: reported, wrote."""
    nouns: tuple[str, ...]
    """Last words of names that only outlets have: Gazette, Herald."""
    titles: tuple[str, ...] = ()
    """Words of names that outlets share with others: Guardian, Weekly. They count where the list has such an outlet;
    what else it has, ministries and institutes, speaks through others every day."""
    agencies: tuple[str, ...] = ()
    """Their copy is printed by others, who are rightly cited for it."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each outlet that a cited sentence has its words from, and no cited entry names; `span` is the name.

    What an outlet says of itself is not meant, so that “said” and “reported a loss” do not count.
    """
    listed: dict[str, Source] = {source.label: source for source in document.sources if source.listed}
    known: set[str] | None = None
    for sentence in _saying(document, params.verbs) if listed else ():
        if sentence.status != "cited" or not all(label in listed for label in sentence.labels):
            continue
        for match in _pattern(params.verbs).finditer(document.prose, sentence.start, sentence.end):
            name = next(text for text in match.groups() if text)
            if known is None:
                known = {folded(outlet) for source in listed.values() if (outlet := describe(source).outlet)}
            is_outlet = _is_outlet(name.split(), params, listed=folded(name) in known)
            cited = [listed[label] for label in sentence.labels]
            words = folded(document.prose[sentence.start : sentence.end])
            is_outlet = is_outlet and folded(name) not in map(folded, params.agencies)
            if is_outlet and not any(_may_be(s, name, words) for s in cited):
                start = match.start(next(k for k, text in enumerate(match.groups(), 1) if text))
                names = ", ".join(f"[{source.label}]" for source in cited)
                yield Hit(Span(start, start + len(name)), {"name": " ".join(name.split()), "labels": names})


def _saying(document: Document, verbs: Sequence[str]) -> Iterator[Sentence]:
    """The sentences in which a verb of publishing, or "according to", is followed as by a form of `_pattern`."""
    places = chain(
        *(_places(document.prose, verb, _BEHIND_VERB) for verb in verbs),
        _places(document.prose, _ACCORDING, _BEHIND_TO),
    )
    for row in sorted({bisect_right(document.sentences, at, key=_start) - 1 for at in places}):
        if row >= 0:
            yield document.sentences[row]


def _places(prose: str, words: str, behind: re.Pattern[str]) -> Iterator[int]:
    """Where the `words` stand before what `behind` matches; words are found far sooner than a pattern."""
    at = prose.find(words)
    while at >= 0:
        if behind.match(prose, at + len(words)):
            yield at
        at = prose.find(words, at + 1)


def _start(sentence: Sentence) -> int:
    return sentence.start


def _is_outlet(words: Sequence[str], params: Params, *, listed: bool) -> bool:
    if len(words) > 1 and words[-1] in params.nouns:
        return True
    return listed and not {*params.nouns, *params.titles}.isdisjoint(words)


@cache
def _pattern(verbs: Sequence[str]) -> re.Pattern[str]:
    said = f"(?:{'|'.join(map(re.escape, verbs))})"
    forms = (
        rf"\b{_NAME}\s{{1,3}}(?:(?:has|had)\s{{1,3}})?{said}{_THAT}",
        rf"\b[Aa]{_ACCORDING}\s{{1,3}}{_NAME}{_ENDS}",
        rf",[”\"]?\s{{1,3}}{_NAME}\s{{1,3}}(?:(?:has|had)\s{{1,3}})?{said}{_ENDS}",
    )
    return re.compile("|".join(forms))


def _may_be(source: Source, name: str, sentence: str) -> bool:
    """May the entry be of the outlet `name`, or of one that the sentence names as well, or of one that is not told?"""
    told = describe(source)
    if not told.outlet and not source.url:
        return True
    if told.outlet and folded(told.outlet) != folded(name) and folded(told.outlet) in sentence:
        return True
    if folded(name) in folded(f"{source.words} {told.outlet} {told.author}"):
        return True
    squeezed = re.sub(r"\W", "", folded(name))
    return any(
        _within(part, squeezed) or squeezed in part for part in host(source).split(".")[:-1] if part not in _SHARED
    )


def _within(short: str, long: str) -> bool:
    """Is it the name with letters left out, as in "latimes", "wsj", "ft"?"""
    rest = iter(long)
    return all(letter in rest for letter in short.replace("-", ""))
