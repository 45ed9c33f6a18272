"""A verb with what belongs to it: "had not yet begun to say" is one, and says no."""

from typing import NamedTuple

from citeaudit.judges.clause import Clause
from citeaudit.judges.lexicon import Lexicon
from citeaudit.judges.line import Line

_PARTS = ("'s", "'re", "'ve", "'d", "'ll", "'m")
"""What is left of an auxiliary that is drawn together with a pronoun: "he's", "they've"."""
WITH_ING = frozenset("by in after before while when for from of about than as".split())
"""Behind these a participle has the subject of its sentence: "by saying that", "after telling them"."""
_NOT = frozenset(("not", "never", "hardly", "rarely", "neither", "nor"))
_WHOLE = ("all", "both", "each")
_THE = frozenset(("the", "a", "an", "no"))
_DEGREE = frozenset(("most", "more", "very", "so", "too", "less", "least"))
_PLACE = ("there", "here")
_IN = frozenset(("on", "in", "last", "this", "late", "early"))


class Group(NamedTuple):
    """Words of a sentence, by their numbers."""

    at: int
    """The verb itself."""
    first: int
    """The first of its auxiliaries: "had" in "had long since warned"."""
    before: int
    """The word before them, where its subject ends; -1 where the sentence begins with them."""
    helped: bool
    """It has an auxiliary, so that its own form says nothing of its subject."""
    passive: bool
    """It says what is done to its subject."""
    negated: bool
    infinitive: bool
    """"To" stands before it, and no verb before that which shares its subject with it."""


def read(clause: Clause, i: int) -> Group | None:
    """The verb `i` with its auxiliaries; None where the word is a noun or a name."""
    line, known = clause.line, clause.known
    low = line.low
    if line.capital(i) and not (low[i].endswith("ing") if not i else line.titled()):
        return None
    if i and low[i - 1] in known.no_verb_after and line.joined(i - 1, known.title) and not _gerund(low, i):
        return None
    if i and low[i].endswith("ing") and low[i - 1] in _DEGREE:
        return None  # "most telling was"
    first, before = i, i - 1
    helped = passive = negated = infinitive = False
    while before >= 0 and line.joined(before, known.title):
        word = low[before]
        if word == "to" and first == before + 1 and not infinitive:
            infinitive, first = True, before
        elif word in known.auxiliary and not infinitive and not (word == "may" and line.capital(before)):
            passive = passive or (not helped and word in known.passive)
            negated = negated or word.endswith("n't")
            helped, first = True, before
        elif (infinitive or (first == i and low[i].endswith("ing"))) and _chains(known, word):
            negated = negated or word in known.unsaid
            infinitive, helped, first = False, True, before
        elif word in _NOT and not infinitive:
            negated, first = True, before
        elif before and word in known.time and low[before - 1] in _IN:
            before -= 1  # "Lund on Monday said"
        elif before and word in _PLACE:
            pass  # "the harbourmaster there expects"
        elif word in _WHOLE and low[i] != "told" and (not before or not line.joined(before - 1, known.title)):
            break  # "Both said", not "All told"
        elif not _is_adverb(line, before, known):
            helped = helped or _drawn_together(known, word)
            break
        before -= 1
    if 0 <= before < first - 1 and low[before] in _THE and line.joined(before, known.title):
        return None  # "the only regret that he had"
    return Group(i, first, before, helped, passive and not low[i].endswith("ing"), negated, infinitive)


def _is_adverb(line: Line, i: int, known: Lexicon) -> bool:
    """Does word `i` belong to the verb behind it: "Lund angrily said"; not "the family said", "Emily said"?"""
    word = line.low[i]
    return word in known.adverb or (word.endswith("ly") and word not in known.no_adverb and not line.capital(i))


def _gerund(low: list[str], i: int) -> bool:
    """Is it a verb behind a preposition: "by saying", "for telling"?"""
    return low[i].endswith("ing") and low[i - 1] in WITH_ING


def _chains(known: Lexicon, word: str) -> bool:
    """Does the word bring the verb behind it, "went on to say", or keep it from being said, "declined to say"?"""
    return word in known.chain or (word in known.unsaid and word not in _NOT)


def _drawn_together(known: Lexicon, word: str) -> bool:
    """Is it a pronoun with its auxiliary: "he's", "they've"?"""
    stem, mark, rest = word.rpartition("'")
    return f"{mark}{rest}" in _PARTS and (stem in known.pronoun or stem in known.group_pronoun)
