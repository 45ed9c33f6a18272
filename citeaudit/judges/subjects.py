"""Find who stands before, or behind, a verb of attribution."""

from typing import NamedTuple

from citeaudit.judges.lexicon import Lexicon
from citeaudit.judges.line import Line
from citeaudit.patterns import lazy

_STOP = lazy(r"[,;:!?]|(?<![A-Z])\.(?:\s|$)|\s[–—-]\s|\s(?:who|which|that|while|but)\s")
LONGEST = 14
"""Words; what is longer is no subject."""
_LONGEST_ASIDE = 20
_NAME = range(2, 5)
"""Words of a name in an aside: "its head, Marta Lund, told"."""
_ASIDES = 3
"""Asides that may stand between a source and its verb: "Lund (D), a lawyer, said"."""
_WHO = ("who", "which", "that")
_AND = ("and", "or", "&")
_STOPS = frozenset("to as on during after before about over by".split())
TIGHT = _STOPS | frozenset("for in at with from against under through into".split())
_DASHES = "-–—"
_ALONE = frozenset(("some", "many", "others", "most"))
"""Words that stand for people, as pronouns do: "a plan that some call a sham"."""
_COUNTS = frozenset(("all", "both", "each", "only", "even", "just", "almost", "nearly"))
"""Adverbs that belong to the noun behind them: "all three", "only one"."""
_BY_WITHIN = 6
"""Words behind a passive within which "by" follows."""


class Subject(NamedTuple):
    """Words of a sentence, by their numbers, all included."""

    first: int
    last: int
    """The last word of what names the source: "Lund"."""
    end: int
    """The last word of all that describes it: "Lund, who chairs the board"."""


def before(line: Line, last: int, known: Lexicon, *, nameless: bool) -> Subject | None:
    """The noun phrase that ends at word `last`, or before the asides that end there and describe it.

    `nameless` says that the sentence keeps its source's name to itself; what describes the source then names it.
    """
    asides = _asides(line, last, known) if not line.joined(last, known.title) else ()
    if asides is None:
        return None
    end = last
    for opening in asides:
        if _names(line, opening, last, known):
            return Subject(opening, last, end)
        if not nameless and (line.low[opening] in known.relative or line.low[opening].endswith("ing")):
            end = opening - 1  # it tells of the source, and does not name it
        last = opening - 1
    if line.low[last] in known.clause:
        if asides or last == 0 or line.low[last] not in _WHO:
            return None  # "left the hall but said"
        if not line.joined(last - 1, known.title) and line.gap(last - 1) != ",":
            return None
        noun = line.low[last - 1]
        if line.low[last] == "that" and not (
            line.capital(last - 1) or noun in known.role or noun in known.organisation
        ):
            return None  # "two reports that warned of it"
        return antecedent(line, last - 1, known)
    first = _first(line, last, known, nameless=nameless)
    if first is None or (end if nameless else last) - first >= LONGEST + (_LONGEST_ASIDE if nameless else 0):
        return None
    return Subject(first, last, end)


def _asides(line: Line, last: int, known: Lexicon) -> list[int] | None:
    """The first words of the asides that end at word `last`, the last aside first; None where all is cut off."""
    found: list[int] = []
    while len(found) < _ASIDES:
        opening = _aside(line, last)
        if opening is None:
            break
        found.append(opening)
        last = opening - 1
        if not _is_aside(line, last, known):
            break
    return found or None


def _is_aside(line: Line, last: int, known: Lexicon) -> bool:
    """Is the phrase that ends at word `last` an aside itself: "Lund, a lawyer, 41, said"?"""
    first = last
    while first and last - first < LONGEST and line.joined(first - 1, known.title):
        first -= 1
    opens = line.low[first] in known.article or line.low[first] in known.relative or line.low[first].isdigit()
    return first > 0 and opens and line.gap(first - 1) == "," and line.capital(first - 1)


def _names(line: Line, first: int, last: int, known: Lexicon) -> bool:
    """Is an aside the name of what stands before it: "its head, Marta Lund,"? A body goes by what it is called."""
    if last - first + 1 not in _NAME or not all(line.capital(i) for i in range(first, last + 1)):
        return False
    return line.low[first - 1] not in known.organisation and not line.capital(first - 1)


def _aside(line: Line, last: int) -> int | None:
    """The first word of the aside that ends, with a comma, a dash or a bracket, at word `last`."""
    closing = line.gap(last)[:1]
    if not closing or closing not in ",)-–—":
        return None
    opening = last
    limit = max(0, last - _LONGEST_ASIDE)
    marks = "(" if closing == ")" else _DASHES if closing in _DASHES else closing
    while opening > limit:
        if any(mark in line.gap(opening - 1) for mark in marks):
            return opening
        opening -= 1
    return None


def antecedent(line: Line, last: int, known: Lexicon) -> Subject:
    """The noun before "who": the nearest, for what it is said of stands right before it."""
    first = last
    while first and last - first < LONGEST and line.joined(first - 1, known.title):
        word = line.low[first - 1]
        if word in _AND and first > 1 and _pair(line, first - 2, first, known):
            first -= 2
            continue
        if word != "of" and any(word in family for family in (known.behind_noun, known.adjunct, known.clause)):
            break
        if any(word in family for family in (known.auxiliary, known.finite, known.base)):
            break
        first -= 1
        if word in known.article or word in known.own_article:
            break
    return Subject(first, last, last)


def _first(line: Line, last: int, known: Lexicon, *, nameless: bool) -> int | None:
    """Where the noun phrase begins that ends at word `last`; None where the words are a clause."""
    if any(line.low[last] in family for family in (known.pronoun, known.group_pronoun, _ALONE)):
        return last
    first = last
    limit = max(0, last - LONGEST - _LONGEST_ASIDE)  # what is longer is no subject anyway
    while first > limit and line.joined(first - 1, known.title):
        word = line.low[first - 1]
        if word in _AND and first > 1 and _pair(line, first - 2, first, known):
            first -= 2
            continue
        if word in _AND and line.low[first] in known.behind_noun:
            first -= 1  # "officials in the ministry and at the port"
            continue
        if word in known.clause and not (nameless and word == "who"):
            break
        if word in known.auxiliary or (word in known.finite and not line.capital(first - 1)):
            if _opens(line, first, known):
                break  # "He believes the board wants"
            if word in known.auxiliary:
                return None
        if _restarts(line, first, known):
            break  # "the things the board named"
        first -= 1
    return _behind_adjunct(line, first, last, known)


def _restarts(line: Line, first: int, known: Lexicon) -> bool:
    """Is the word an article, and what stands before it no part of its noun phrase?"""
    if line.low[first] not in ("the", "a", "an") and line.low[first] not in known.own_article:
        return False
    word = line.low[first - 1]
    return word not in known.behind_noun and word not in known.adjunct and word not in _COUNTS


def _pair(line: Line, one: int, other: int, known: Lexicon) -> bool:
    """Do two words with "and" between make one source: "Lund and Reed", "doctors and nurses"?"""
    if not line.joined(one, known.title) or not line.joined(one + 1, known.title):
        return False
    words = line.low[one], line.low[other]
    return (line.capital(one) and line.capital(other)) or all(word in known.role for word in words)


def _opens(line: Line, i: int, known: Lexicon) -> bool:
    """Can a noun phrase that is somebody begin with word `i`?"""
    word = line.low[i]
    return line.capital(i) or any(word in family for family in (known.article, known.pronoun, known.group_pronoun))


def _behind_adjunct(line: Line, first: int, last: int, known: Lexicon) -> int | None:
    """Where the noun phrase begins behind a time or a place: "On Monday the union", "This year Lund"."""
    low = line.low
    while first < last and _is_adverb(line, first, known):
        first += 1
    if first < last and (low[first] in known.time_opens and low[first + 1] in known.time):
        after = first + 2
        if after <= last and low[after] in ("ago", "later", "earlier", "before"):
            after += 1
        return after if after <= last else first
    if low[first] in known.time and first < last and _opens(line, first + 1, known):
        return first + 1
    if low[first] not in known.adjunct:
        return first
    if first + 1 < last and (low[first + 1] in known.time or low[first + 1][:1].isdigit()):
        return first + 2
    for i in range(first + 1, last + 1):
        if low[i] in known.article or low[i] in known.pronoun or low[i] in known.group_pronoun:
            if i > first + 1:
                return i
        elif line.capital(i) and i > first + 2 and not line.capital(i - 1) and low[i - 1] not in known.behind_noun:
            return i
    return None


def _is_adverb(line: Line, i: int, known: Lexicon) -> bool:
    """Is the word before a noun phrase no part of it: "Meanwhile residents", "Privately the board"?"""
    word = line.low[i]
    if word in _COUNTS:
        return False
    return word in known.adverb or (word.endswith("ly") and _opens(line, i + 1, known))


def behind(line: Line, verb: int, known: Lexicon, *, nameless: bool) -> Subject | None:
    """The phrase behind a verb that follows a quotation: “We measured it,” said Marta Lund, who chairs the board."""
    if verb + 1 >= len(line.low) or line.low[verb + 1] in known.time:
        return None
    spoken = not verb or spoken_before(line, verb)
    if not spoken and not line.gap(verb - 1).rstrip('"”’').endswith(","):
        return None
    if not (line.capital(verb + 1) or line.low[verb + 1] in known.opens_subject or line.low[verb + 1] in known.role):
        return None
    if not line.joined(verb, known.title):
        return None
    last = phrase(line, verb + 1, known)
    if not spoken and last + 1 < len(line.low) and line.joined(last, known.title):
        return None  # "..., said it would": what follows is a clause
    return Subject(verb + 1, last, _described(line, last, known, nameless=nameless)) if last - verb <= LONGEST else None


def phrase(line: Line, first: int, known: Lexicon, stops: frozenset[str] = _STOPS) -> int:
    """The last word of the noun phrase that begins with word `first`, with what follows "of" and the like."""
    last = first
    while last + 1 < len(line.low) and line.joined(last, known.title):
        word = line.low[last + 1]
        paired = word in _AND and last + 2 < len(line.low) and _pair(line, last, last + 2, known)
        if (word in known.clause and not paired) or word in known.auxiliary or word in stops:
            break
        if word in known.time and last > first:
            break
        last += 1
    return last


def _described(line: Line, last: int, known: Lexicon, *, nameless: bool) -> int:
    """The last word of what describes, behind a comma or not, the source that ends at word `last`."""
    end = last
    while end + 1 < len(line.low) and line.gap(end) in (",", "") and end - last < LONGEST + _LONGEST_ASIDE:
        following = line.low[end + 1]
        if following in known.relative and not nameless:
            break
        describes = any(following in family for family in (known.relative, known.article, known.role))
        if line.gap(end) == "," and not (describes or following in ("former", "director")):
            break
        end += 1
    return end


def spoken_before(line: Line, verb: int) -> bool:
    """Does a quotation, which is blanked, end right before the verb?"""
    return line.own[max(0, line.starts[verb] - 3) : line.starts[verb]].isspace() and line.starts[verb] >= 3


def agent(line: Line, verb: int, known: Lexicon) -> Subject | None:
    """Who does it, behind a passive: "was described as a sham by Lund"."""
    for i in range(verb + 1, min(verb + 1 + _BY_WITHIN, len(line.low) - 1)):
        if line.low[i] == "by" and not line.low[i + 1].endswith("ing") and line.joined(i, known.title):
            last = phrase(line, i + 1, known, TIGHT)
            return Subject(i + 1, last, last) if last - i <= LONGEST else None
        if not line.joined(i - 1, known.title) or line.low[i] in known.clause - {"as"}:
            return None
    return None


def main(line: Line, verb: int, known: Lexicon) -> Subject | None:
    """The subject of the sentence, for a verb that has none of its own: "He left, saying that ...", "and said"."""
    i = _behind_opening(line, verb, known)
    while i < verb and not (_opens(line, i, known) or line.low[i] in known.role or line.low[i] in known.counted):
        i += 1
    if i >= verb:
        return None
    last = i
    if line.capital(i) and line.low[i] not in known.article and line.low[i] not in known.own_article:
        while last + 1 < verb and line.joined(last, known.title) and _belongs(line, last, known):
            last += 1
    elif line.low[i] not in known.pronoun and line.low[i] not in known.group_pronoun:
        while last + 1 < verb and line.joined(last, known.title) and not _is_verb(line, last + 1, known):
            if _is_head(line, last, known) and not _is_head(line, last + 1, known):
                break
            last += 1
    return Subject(i, last, last) if last - i < LONGEST else None


def _behind_opening(line: Line, verb: int, known: Lexicon) -> int:
    """Where a sentence goes on behind what opens it: "In May, Lund", "Shortly after the vote, Lund", "Asked, Lund"."""
    low = line.low
    i = 0
    while i < verb and low[i] in known.adverb and low[i] not in _COUNTS:
        i += 1
    opens = low[i] in known.adjunct or low[i] in known.clause - {"and", "but", "so"}
    if opens or low[i] in known.participle or low[i].endswith("ing"):
        while i < verb and "," not in line.gap(i):
            i += 1
        return i + 1
    if low[i] in known.time_opens and low[i + 1] in known.time:  # "This year Lund", "A month later, he"
        i += 2
        while i < verb and low[i] in known.adverb:
            i += 1
    return i


def _belongs(line: Line, last: int, known: Lexicon) -> bool:
    """Does the word behind a capital belong to the same name: "Marta Lund", "Skarn officials", "Lund's office"?"""
    word = line.low[last + 1]
    if line.capital(last + 1) and word not in known.time:
        return True
    return word in known.role or word in known.organisation or line.low[last].endswith(("'s", "s'"))


def _is_head(line: Line, i: int, known: Lexicon) -> bool:
    """Is the word a noun for whom or what speaks, or "of" behind one?"""
    word = line.low[i]
    return word == "of" or word in known.role or word in known.organisation or word in known.document


def _is_verb(line: Line, i: int, known: Lexicon) -> bool:
    word = line.low[i]
    if word in known.auxiliary or word in known.finite or word in known.clause or word in known.behind_noun - {"of"}:
        return True
    return word.endswith("ed") or word == "to"


def after(line: Line, word: int) -> Subject | None:
    """The phrase that follows word `word`, up to the end of its clause: "according to the harbour board"."""
    if word + 1 >= len(line.low):
        return None
    stop = _STOP.search(line.own, line.starts[word + 1])
    limit = stop.start() if stop else len(line.own)
    last = word + 1
    while last + 1 < len(line.low) and line.starts[last + 1] < limit:
        last += 1
    return Subject(word + 1, last, last)
