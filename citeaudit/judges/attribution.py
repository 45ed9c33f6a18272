"""To whom a sentence is attributed: the source, the word that attributes, and what kind of source it is.

The subject of a verb of saying is a source whatever it is; that of a verb of thinking or finding only where it can
think or find. A source that a sentence only describes ("a person close to the talks") is not one that it names.
"""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from citeaudit.judges.words import Phrases, Prose, forms, phrases
from citeaudit.model import Attribution, AttributionKind, Sentence, Span

_TOKEN = re.compile(r"[^\W_]+(?:[-'.&][^\W_]+)*")
_ACCORDING = re.compile(r"\b[Aa]ccording to\b|\b[Ii]n the (?:words|view|opinion) of\b")
_END_OF_SOURCE = re.compile(r"[,;:!?]|\.(?:\s|$)|\s[–—-]\s|\s(?:who|which|that|while|but)\s")
_LONGEST_SOURCE = 14
"""Words; what is longer is no subject."""
_SHORT_SUBJECT = 4
_PASSIVE = frozenset(("been", "is", "are", "was", "were", "be"))
_PRONOUNS = frozenset(("they", "he", "she", "it", "there"))
_NOBODY = frozenset(("nobody", "somebody", "anyone", "everyone", "someone", "one", "i", "we", "you", "what", "which", "this", "that"))
_NO_VERB_AFTER = frozenset(
    "to the a an his her its their this that these those any some no new own such by of for in on with without and's".split()
)
_PAST = frozenset("said told wrote thought felt found saw knew testified replied denied swore".split())


class Lexicon(NamedTuple):
    said: frozenset[str]
    opined: frozenset[str]
    with_clause: frozenset[str]
    noun_too: frozenset[str]
    opens_clause: frozenset[str]
    auxiliary: frozenset[str]
    adverb: frozenset[str]
    clause: frozenset[str]
    relative: frozenset[str]
    pronoun: frozenset[str]
    groups: frozenset[str]
    vague: frozenset[str]
    vague_documents: frozenset[str]
    quantity: frozenset[str]
    document: frozenset[str]
    role: frozenset[str]
    organisation: frozenset[str]
    anonymous: tuple[str, ...]
    sourceless: Phrases
    verbs: frozenset[str]
    """Said and opined, and "according"."""


@cache
def lexicon(language: str) -> Lexicon:
    def family(name: str) -> frozenset[str]:
        return forms(language, "attribution", name)

    said, opined, with_clause = family("said"), family("opined"), family("with clause")
    return Lexicon(
        said, opined, with_clause, family("noun too"), family("opens clause"), family("auxiliary"), family("adverb"), family("clause"), family("relative"), family("pronoun"),
        family("group pronoun"), family("vague"), family("vague documents"), family("quantity"), family("document"),
        family("role"), family("organisation"), tuple(family("anonymous")),
        phrases(language, "attribution", "sourceless"), said | opined | with_clause | {"according", "words", "view", "opinion"},
    )  # fmt: skip


class _Word(NamedTuple):
    low: str
    start: int
    end: int


def attribute(prose: Prose, sentence: Sentence, words: frozenset[str], line: str, language: str) -> Attribution | None:
    """The attribution of a sentence, or None.

    `words` are the sentence's own words, quotations left out, and `line` the same in order.
    """
    known = lexicon(language)
    hidden = known.sourceless.hits(words, line)
    if not hidden and not (known.verbs & words):
        return None
    start, end = sentence.start, sentence.end
    own = prose.own[start:end]
    if "according" in words or "words" in words or "view" in words or "opinion" in words:
        found = _according(own, start, known, prose)
        if found:
            return found
    if hidden:
        return _sourceless(own, start, hidden[-1][0])
    tokens = [_Word(m[0].lower().removesuffix("'s"), *m.span()) for m in _TOKEN.finditer(own)]
    best: Attribution | None = None
    said = False
    for i, token in enumerate(tokens):
        if token.low in known.said or token.low in known.opined or token.low in known.with_clause:
            found = _of_verb(own, tokens, i, start, known, prose)
            # A verb of saying outweighs one of thinking: "who asked not to be named ... said".
            if found and (best is None or (token.low in known.said and not said)):
                best, said = found, token.low in known.said
    return best


def _according(own: str, offset: int, known: Lexicon, prose: Prose) -> Attribution | None:
    match = _ACCORDING.search(own)
    if match is None:
        return None
    start = match.end() + len(own[match.end() :]) - len(own[match.end() :].lstrip())
    stop = _END_OF_SOURCE.search(own, start)
    end = start + len(own[start : stop.start() if stop else len(own)].rstrip(" .\n"))
    if end <= start:
        return None
    kind = kind_of(own[start:end], own, known, prose) or "document"
    return Attribution(kind, Span(offset + start, offset + end), Span(offset + match.start(), offset + match.end()))


def _sourceless(own: str, offset: int, phrase: str) -> Attribution | None:
    match = re.search(r"\b" + r"\W+".join(map(re.escape, phrase.split())) + r"\b", own, re.IGNORECASE)
    return Attribution("unsourced", None, Span(offset + match.start(), offset + match.end())) if match else None


def _of_verb(
    own: str, tokens: list[_Word], i: int, offset: int, known: Lexicon, prose: Prose
) -> Attribution | None:
    """The attribution that the verb `tokens[i]` makes, with its subject before it or, after a quotation, behind it."""
    verb = tokens[i]
    if not _is_verb(own, tokens, i, known):
        return None
    first, before = i, i - 1
    while before >= 0 and _joined(own, tokens, before):
        low = tokens[before].low
        if low in known.auxiliary:
            first = before
        elif low not in known.adverb and not low.endswith("ly"):
            break
        before -= 1
    if first < i and tokens[i - 1].low in _PASSIVE:
        return None
    cue = Span(offset + tokens[first].start, offset + verb.end)
    if before >= 0 and (subject := _subject(own, tokens, before, known)):
        start, end = subject
        kind = kind_of(own[start:end], own, known, prose)
        if kind is None and verb.low in known.said and own[start : start + 1] and not _is_bare(verb.low):
            kind = "role" if tokens[before].low not in _NOBODY else None
        # "Two reports that warned": before a word that is a noun too, only a short subject is one.
        fits = verb.low not in known.noun_too or len(own[start:end].split()) <= _SHORT_SUBJECT
        if kind and fits and not (kind in ("named", "document") and _is_bare(verb.low)):
            return Attribution(kind, Span(offset + start, offset + end), cue)
    if verb.low in known.said and (subject := _behind(own, tokens, i)):
        start, end = subject
        kind = kind_of(own[start:end], own, known, prose) or "role"
        return Attribution(kind, Span(offset + start, offset + end), cue)
    return None


def _is_verb(own: str, tokens: list[_Word], i: int, known: Lexicon) -> bool:
    """Is the word a verb here, and one that attributes? "The United States", "its demands" and "to say" do not."""
    word = tokens[i]
    before = tokens[i - 1].low if i else ""
    if before in _NO_VERB_AFTER or (own[word.start].isupper() and i):
        return False
    follows = tokens[i + 1].low if i + 1 < len(tokens) and not own[word.end : tokens[i + 1].start].strip(" ,:\n") else ""
    opens = follows in known.opens_clause or not own[word.end :].strip(" ,.") or "  " in own[word.end : word.end + 4]
    if word.low in known.noun_too and not opens:
        return False
    if word.low in known.with_clause and word.low not in known.said:
        return follows == "that" or (opens and follows in _PRONOUNS) or (follows == "the" and word.low in known.noun_too)
    if word.low.endswith("ing"):
        return follows == "that" and word.low not in ("including", "according")
    return True


def _is_bare(low: str) -> bool:
    """Is it the form that goes with a plural: "experts say"?"""
    return not low.endswith(("s", "ed", "ing")) and low not in _PAST


def _joined(own: str, tokens: list[_Word], i: int) -> bool:
    """Nothing but space between token `i` and the next."""
    return not own[tokens[i].end : tokens[i + 1].start].strip()


def _subject(own: str, tokens: list[_Word], last: int, known: Lexicon) -> tuple[int, int] | None:
    """The noun phrase that ends at token `last`, a clause between commas left out: "Lund, who chairs it, told"."""
    if not _joined(own, tokens, last):
        gap = own[tokens[last].end : tokens[last + 1].start]
        if gap.strip(" \n'") != ",":
            return None
        opening = last
        while opening > 0 and "," not in own[tokens[opening - 1].end : tokens[opening].start]:
            opening -= 1
        if opening == 0 or last - opening > _LONGEST_SOURCE + 6:
            return None
        whole = tokens[last].end
        low = tokens[opening].low
        inner = own[tokens[opening].start : whole].split()
        if 2 <= len(inner) <= 4 and all(word[:1].isupper() for word in inner) and tokens[opening - 1].low not in known.organisation:
            return tokens[opening].start, whole  # "the head of property, Imran Castell, told"
        last = opening - 1
        anonymous = any(phrase in own.lower() for phrase in known.anonymous)
        named = low not in known.relative and low not in ("a", "an", "whose") and tokens[last].low in known.organisation
        end = whole if anonymous or named else tokens[last].end
    else:
        end = tokens[last].end
    if tokens[last].low in known.relative:
        if last == 0:
            return None
        last -= 1
        end = tokens[last].end
    first = last
    kept = any(phrase in own.lower() for phrase in known.anonymous)
    while first > 0:
        gap = own[tokens[first - 1].end : tokens[first].start]
        # "An official who spoke on condition of anonymity": the clause is all there is of a name.
        if gap.strip(" \n'") or (tokens[first - 1].low in known.clause and not (kept and tokens[first - 1].low == "who")):
            break
        first -= 1
        if tokens[first].low in known.auxiliary:
            return None  # a clause, and no noun
    first = _without_adjunct(own, tokens, first, last)
    if last - first >= _LONGEST_SOURCE:
        return None
    return tokens[first].start, end


def _without_adjunct(own: str, tokens: list[_Word], first: int, last: int) -> int:
    """Where the subject begins when a time or place stands before it: "On Monday the union", "In May Lund"."""
    if tokens[first].low not in ("on", "in", "at", "by", "after", "before", "during", "for", "from"):
        return first
    for i in range(first + 1, last + 1):
        word = own[tokens[i].start : tokens[i].end]
        if tokens[i].low in ("the", "a", "an", "some", "many", "several", "he", "she", "they") and i > first + 1:
            return i
        if word[:1].isupper() and i > first + 2 and not own[tokens[i - 1].start].isupper():
            return i
    return first


def _behind(own: str, tokens: list[_Word], i: int) -> tuple[int, int] | None:
    """The subject behind a verb that follows a quotation: “We measured it,” said Marta Lund, who chairs the board."""
    before = own[: tokens[i].start].strip()
    if i + 1 >= len(tokens) or (before and not before.endswith(",")):
        return None
    if before.endswith(",") or not before:
        start = tokens[i + 1].start
        stop = _END_OF_SOURCE.search(own, start)
        end = stop.start() if stop else len(own.rstrip(" ."))
        words = own[start:end].split()
        if words and len(words) <= _LONGEST_SOURCE and (words[0][:1].isupper() or words[0] in ("the", "a", "an", "one")):
            return start, start + len(own[start:end].rstrip())
    return None


def kind_of(source: str, own: str, known: Lexicon, prose: Prose) -> AttributionKind | None:
    """What kind of source the words name; None where they name nothing that can say anything."""
    written = source.split()
    low = [word.strip(",.'\"()").lower().removesuffix("'s") for word in written]
    if not low or low[0] in _NOBODY:
        return None
    if len(low) == 1 and low[0] in known.pronoun:
        return "named"
    if len(low) == 1 and low[0] in known.groups:
        return {"it": "organisation", "they": "role"}.get(low[0])  # type: ignore[return-value]
    sentence = own.lower()
    if any(phrase in sentence for phrase in known.anonymous) and not _is_name(written, low, known):
        return "anonymous"
    head = _head(low)
    described = len(low) > head + 1
    if low[head] in known.vague or low[0] in known.quantity:
        if described and low[head + 1] not in ("in", "of", "on", "at", "and", "from") and low[0] not in known.quantity:
            return "role"
        return "vague"
    if low[head] in known.vague_documents and low[0] not in ("the", "a", "an", "its", "their", "his", "her", "this", "that"):
        return "vague" if not any(word[:1].isupper() for word in written[1 : head + 1]) or described else "document"
    if len(low) == 1 and written[0][:1].isupper() and low[0] not in known.role:
        return "named" if written[0].strip(",.'") in surnames(prose) else "organisation"
    if _is_name(written, low, known):
        return "named"
    if low[head] in known.document:
        return "document"
    if low[head] in known.role:
        return "role"
    if low[head] in known.organisation or any(word in known.organisation for word in low if word != low[0]):
        return "organisation"
    if any(word[:1].isupper() for word in written[1:]) or (written[0][:1].isupper() and low[0] not in ("the", "a", "an", "this")):
        return "organisation"
    return None


def _head(low: list[str]) -> int:
    """The index of the noun that the phrase is about: the last before a preposition or a clause."""
    for i, word in enumerate(low[1:], 1):
        if word in ("for", "from", "of", "in", "at", "on", "with", "who", "which", "that", "surveyed", "displaced", "familiar", "close", "to", "near"):
            return i - 1
    return len(low) - 1


def _is_name(written: list[str], low: list[str], known: Lexicon) -> bool:
    """Two words with a capital at the end, or one after a title, and none of them the name of a body."""
    capital = [word[:1].isupper() for word in written]
    head = _head(low)
    if any(low[i] in known.organisation for i in range(len(low)) if capital[i] and i):
        return False
    if head and capital[head] and capital[head - 1] and low[head - 1] not in ("the", "a", "an"):
        return low[head] not in known.role and low[head] not in known.organisation
    return False


_FULL_NAME = re.compile(r"\b[A-Z][\w'-]+\.? (?:[A-Z]\. )?(?:(?:de|van|von|der|bin|al|el|la) )?([A-Z][\w'-]+)")


@lru_cache(maxsize=1)
def surnames(prose: Prose) -> frozenset[str]:
    """The last words of full names in the document: "Lund", after "Marta Lund"."""
    return frozenset(name.removesuffix("'s") for name in _FULL_NAME.findall(prose.own))
