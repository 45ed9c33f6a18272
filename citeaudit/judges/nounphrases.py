"""Noun phrases in a row of words: where they begin, and where they end."""

from citeaudit.judges.lexicon import Lexicon
from citeaudit.judges.line import Line

LONGEST = 14
"""Words; what is longer names nobody."""
LONGEST_ASIDE = 30
"""Words of what describes a source, between commas."""
AND = ("and", "or", "&")
NO_VEIL = range(0)
COUNTS = frozenset(("all", "both", "each", "only", "even", "just", "almost", "nearly"))
"""Adverbs that belong to the noun behind them: "all three", "only one"."""
NUMBERS = ("number", "handful", "host", "range", "string", "chorus")
"""Nouns that with "of" make many of those behind them: "a growing number of economists"."""
STOPS = frozenset("to as on during after before about over by".split())
"""Behind a source, these begin something else."""
TIGHT = STOPS | frozenset("for in at with from against under through into".split())
"""And these, behind "by" or "from": "was attacked by Lund for the sale"."""
_LOOSE = frozenset(("of", "than"))
"""Before a source, they belong to what stands before it: "what they think of Lund saying"."""
_ALONE = frozenset(("some", "many", "others", "most"))
"""Words that stand for people, as pronouns do: "a plan that some call a sham"."""


def first_word(line: Line, last: int, known: Lexicon, *, veil: range) -> int | None:
    """Where the noun phrase begins that ends at word `last`; None where the words are a clause."""
    head = line.low[last]
    if head in known.pronoun or head in known.group_pronoun or head in _ALONE:
        return last
    first = last
    limit = max(0, last - LONGEST - LONGEST_ASIDE)  # what is longer is no subject anyway
    while first > limit and line.joined(first - 1, known.title):
        word = line.low[first - 1]
        if word in AND and first > 1 and pair(line, first - 2, first, known):
            first -= 2
            continue
        if word in AND and line.low[first] in known.behind_noun:
            first -= 1  # "officials in the ministry and at the port"
            continue
        if word in known.clause and not (veil and word == "who"):
            break
        if word in known.auxiliary or (word in known.finite and not line.capital(first - 1)):
            if opens(line, first, known):
                break  # "He believes the board wants"
            if word in known.auxiliary:
                return None
        if _restarts(line, first, known):
            break  # "the things the board named"
        first -= 1
    if line.low[first].endswith("ed") and not line.capital(first) and not _describes(line, first, last, known):
        return None  # "and invested in a loan guarantee"
    return behind_adjunct(line, first, last, known)


def antecedent(line: Line, last: int, known: Lexicon) -> int:
    """Where the nearest noun phrase begins that ends at word `last`, as what "who" is said of does."""
    first = last
    while first and last - first < LONGEST and line.joined(first - 1, known.title):
        word = line.low[first - 1]
        if word in AND and first > 1 and pair(line, first - 2, first, known):
            first -= 2
            continue
        if word == "to" and first < last:
            return first + 1  # "asked to sign documents saying"
        named = line.capital(first) and first > 1 and line.capital(first - 2)  # "Union for Conservation of Nature"
        if word != "of" and not named and (word in known.behind_noun or word in known.adjunct or word in known.clause):
            break
        if word in known.auxiliary or word in known.finite or word in known.base:
            break
        if first > 1 and word.endswith("ed") and _speaks(line.low[first - 2], known):
            break  # "she answered experts who"
        first -= 1
        if word in known.article or word in known.own_article:
            break
    return first + (line.low[first] == "of" and first < last)


def _speaks(word: str, known: Lexicon) -> bool:
    return word in known.pronoun or word in known.group_pronoun or word in known.role or word in known.organisation


def phrase(line: Line, first: int, known: Lexicon, stops: frozenset[str] = STOPS) -> int:
    """The last word of the noun phrase that begins with word `first`, with what follows "of" and the like."""
    last = first
    while last + 1 < len(line.low) and line.joined(last, known.title):
        word = line.low[last + 1]
        paired = word in AND and last + 2 < len(line.low) and pair(line, last, last + 2, known)
        if (word in known.clause and not paired) or word in known.auxiliary or word in stops:
            break
        if word in known.time and last > first:
            break
        if stops is TIGHT and line.capital(last) and not line.capital(last + 1) and not _goes_on(word, known):
            break  # "the rejection by Lund leaves the board"
        last += 1
    return last


def _goes_on(word: str, known: Lexicon) -> bool:
    """May a word without a capital belong to the name before it: "Lund of the board", "Skarn officials"?"""
    return word in AND or word in known.behind_noun or word in known.role or word in known.organisation


def head_of(line: Line, first: int, last: int, known: Lexicon) -> int:
    """The noun that the words `first` to `last` are about: "data" of "data from the Land Register"."""
    for i in range(first + 1, last + 1):
        if line.low[i] in known.behind_noun:
            return i - 1
    return last


def opens(line: Line, i: int, known: Lexicon) -> bool:
    """Can a noun phrase that is somebody begin with word `i`?"""
    word = line.low[i]
    return word in known.article or word in known.pronoun or word in known.group_pronoun or line.capital(i)


def pair(line: Line, one: int, other: int, known: Lexicon) -> bool:
    """Do two words with "and" between make one source: "Lund and Reed", "doctors and nurses"?"""
    if not line.joined(one, known.title) or not line.joined(one + 1, known.title):
        return False
    words = line.low[one], line.low[other]
    return (line.capital(one) and line.capital(other)) or all(word in known.role for word in words)


def _describes(line: Line, first: int, last: int, known: Lexicon) -> bool:
    """Does a participle stand before its noun: "retired officials"?"""
    return first < last and line.low[first + 1] not in known.behind_noun and line.low[first + 1] not in known.article


def _restarts(line: Line, first: int, known: Lexicon) -> bool:
    """Is the word an article, and what stands before it no part of its noun phrase?"""
    if line.low[first] not in ("the", "a", "an") and line.low[first] not in known.own_article:
        return False
    if line.capital(first) and line.capital(first - 1):
        return False  # an initial: "John A. Lund"
    word = line.low[first - 1]
    return word not in known.behind_noun and word not in known.adjunct and word not in COUNTS


def behind_adjunct(line: Line, first: int, last: int, known: Lexicon) -> int | None:
    """Where the noun phrase begins behind a time or a place: "On Monday the union", "This year Lund"."""
    low = line.low
    while first < last and (_is_adverb(line, first, known) or low[first] in _LOOSE):
        first += 1
    if first < last and (low[first] in known.time_opens and low[first + 1] in known.time):
        after = first + 2
        if after <= last and low[first] == "the" and line.capital(first + 1) and line.capital(after):
            return first  # "The Sunday Times"
        if after <= last and low[after] in ("ago", "later", "earlier", "before"):
            after += 1
        return after if after <= last else first
    if low[first] in known.time and first < last and opens(line, first + 1, known):
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
    if word in COUNTS:
        return word == "even" and line.capital(i + 1)
    return word in known.adverb or (word.endswith("ly") and word not in known.no_adverb and opens(line, i + 1, known))
