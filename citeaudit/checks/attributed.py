"""A sentence says that somebody says so, and does not say who."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from citeaudit import lexicons
from citeaudit.judges.words import phrases
from citeaudit.model import Document, Hit
from citeaudit.model.judged import Attribution, Judgement
from citeaudit.model.span import Span
from citeaudit.patterns import lazy

_SHOWN = 60
"""Characters of the words between a source and its verb, with both, that are shown whole."""
_BESIDE = 2
"""Sentences behind a vague source in which one of those people may be named."""
_INCLUDING = lazy(r"\b(?:including|such as|among them|led by)\s(?:the\s)?[A-Z]")
"""“Opponents, including the Skarn Chamber of Commerce, say”: one of them is named."""
_OR_ELSE = {
    (False, False): ", or say why it cannot be named and how it knows",
    (True, False): ", or say how it knows (why it is not named is said)",
    (False, True): ", or say why it cannot be named (how it knows is said)",
    (True, True): "; why it is not named and how it knows is said",
}
"""What else is asked for, by whether the sentence says why the source has no name, and how it knows."""


class Params(NamedTuple):
    kind: Literal["vague", "anonymous", "unsourced"]
    softer_when_cited: bool = False
    """Whether a marker in the sentence makes the finding a note."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each attribution of the kind; `span` is the source and the word that attributes."""
    judge = document.judgement
    if judge is None:
        return
    for i in judge.unnamed():
        sentence = document.sentences[i]
        if sentence.status == "exempt":
            continue
        found = judge.attribution(i)
        if found is None or found.stance or found.kind != params.kind or found.cue is None:
            continue
        start = min(found.source.start, found.cue.start) if found.source else found.cue.start
        end = max(found.source.end, found.cue.end) if found.source else found.cue.end
        if params.kind == "vague" and (
            _INCLUDING.search(document.prose, start, end) or _is_named_beside(document, judge, i, found)
        ):
            continue
        yield Hit(
            Span(start, end),
            {
                "source": document.text[found.source.start : found.source.end] if found.source else "",
                "cue": document.text[found.cue.start : found.cue.end],
                "words": _shown(document, found, start, end),
                "or_say_why_not": _wanted(document, i) if params.kind == "anonymous" else "",
            },
            level="note" if _is_soft(document, i, found, params) else None,
        )


def _is_soft(document: Document, i: int, found: Attribution, params: Params) -> bool:
    """Is it cited after all, or told by its number alone: "some areas may see" need not be anybody who speaks?"""
    if params.softer_when_cited and document.sentences[i].status != "uncited":
        return True
    if found.kind != "vague" or found.source is None:
        return False
    said = document.prose[found.source.start : found.source.end].lower().split()
    nouns = frozenset(said) - lexicons.words(document.language, "attribution", "quantity") if len(said) > 1 else said
    known = (lexicons.forms(document.language, "attribution", name) for name in ("vague", "vague documents"))
    return all(each.isdisjoint(nouns) for each in known)


def _shown(document: Document, found: Attribution, start: int, end: int) -> str:
    """The source and its verb with what stands between them, or with dots for it where that is long."""
    if end - start <= _SHOWN:
        return " ".join(document.prose[start:end].split())
    parts = (document.text[a:b] for a, b in sorted(filter(None, (found.source, found.cue))))
    return " … ".join(parts)


def _wanted(document: Document, i: int) -> str:
    low = _words(document, i)
    words = frozenset(low)
    why, how = (phrases(document.language, "attribution", name) for name in ("why nameless", "privy"))
    return _OR_ELSE[bool(why.hits(words, low)), bool(how.hits(words, low))]


def _is_named_beside(document: Document, judge: Judgement, i: int, found: Attribution) -> bool:
    """Does a sentence behind it name one of them: "Experts warn ... Asha Menon, an expert in timber, said ..."?"""
    if found.source is None:
        return False
    known = lexicons.forms(document.language, "attribution", "vague")
    said = document.prose[found.source.start : found.source.end].lower().split()
    nouns = {form for noun in known.intersection(said) for form in (noun, noun.removesuffix("s"))}
    nouns -= lexicons.words(document.language, "attribution", "quantity")
    for k in range(i + 1, min(i + 1 + _BESIDE, len(document.sentences)) if nouns else 0):
        other = judge.attribution(k) if document.sentences[k].status != "exempt" else None
        if other and other.kind == "named" and not nouns.isdisjoint(_words(document, k)):
            return True
    return False


def _words(document: Document, i: int) -> list[str]:
    """The words of a sentence in small letters, their punctuation cut off."""
    sentence = document.sentences[i]
    return [
        word.strip(".,;:()“”\"'").replace("’", "'")
        for word in document.prose[sentence.start : sentence.end].lower().split()
    ]
