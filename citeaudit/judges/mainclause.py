"""The subject of a whole sentence, for a verb that has none of its own: "He left, saying that", "and said"."""

from citeaudit.judges import nounphrases
from citeaudit.judges.asides import DASHES
from citeaudit.judges.lexicon import Lexicon
from citeaudit.judges.line import Line
from citeaudit.judges.nounphrases import COUNTS, LONGEST
from citeaudit.judges.subjects import Subject

_AND_SO = ("and", "but", "so", "or")
_DATELINE = 10
"""Words in which the dash of a dateline stands."""
_SHORTEST_PLACE = 3
"""Letters of a place in capitals."""
_HEAD_WITHIN = 3
"""Words within which the head of a phrase follows its first word."""
_LONGEST_OPENING = 60
"""Words before the subject."""


def main(line: Line, verb: int, known: Lexicon) -> Subject | None:
    """The subject of the sentence, for a verb that has none of its own: "He left, saying that ...", "and said"."""
    i = _behind_opening(line, verb, known)
    verb = min(verb, i + _LONGEST_OPENING)
    while i < verb and not (
        nounphrases.opens(line, i, known) or line.low[i] in known.role or line.low[i] in known.counted
    ):
        i += 1
    if i >= verb:
        return None
    last = i
    if line.capital(i) and line.low[i] not in known.article and line.low[i] not in known.own_article:
        while last + 1 < verb and line.joined(last, known.title) and _belongs(line, last, known):
            last += 1
        if not line.starts[i] and last == i and line.low[i] not in known.pronoun | known.group_pronoun:
            last = _whole(line, last, verb, known)
    elif line.low[i] not in known.pronoun and line.low[i] not in known.group_pronoun:
        while last + 1 < verb and line.joined(last, known.title) and not _is_verb(line, last + 1, known):
            if (
                line.low[last] != "of"
                and not line.capital(last + 1)
                and _is_head(line, last, known)
                and not _is_head(line, last + 1, known)
            ):
                break
            last += 1
        if line.low[last] in known.article and last - 2 >= i:
            last -= 2  # "The notice of a certified letter, announcing"
    return Subject(i, last, last) if last - i < LONGEST else None


def _behind_opening(line: Line, verb: int, known: Lexicon) -> int:
    """Where a sentence goes on behind what opens it: "In May, Lund", "Shortly after the vote, Lund", "Asked, Lund"."""
    low = line.low
    verb = min(verb, _LONGEST_OPENING)
    i = _dateline(line, verb)
    while i < verb and low[i] in known.adverb and low[i] not in COUNTS:
        i += 1
    while i < verb and low[i] in _AND_SO:
        i += 1
    opens = (
        low[i] in known.adjunct
        or low[i] in known.behind_noun
        or low[i] == "just"
        or low[i] in known.clause - {"and", "but", "so"}
    )
    if opens or low[i] in known.participle or low[i].endswith("ing"):
        while i < verb and "," not in line.gap(i):
            i += 1
        return i + 1
    if low[i] in known.time_opens and low[i + 1] in known.time:  # "This year Lund", "A month later, he"
        i += 2
        while i < verb and low[i] in known.adverb:
            i += 1
    return i


def _dateline(line: Line, verb: int) -> int:
    """Where a sentence begins behind the place of an agency's report: "SKARN (AP) - "."""
    if not line.own[: line.end(0)].isupper() or len(line.low[0]) < _SHORTEST_PLACE:
        return 0
    return next((i + 1 for i in range(min(verb, _DATELINE)) if any(dash in line.gap(i) for dash in DASHES)), 0)


def _belongs(line: Line, last: int, known: Lexicon) -> bool:
    """Does the word behind a capital belong to the same name: "Marta Lund", "Skarn officials", "Lund's office"?"""
    word = line.low[last + 1]
    if line.capital(last + 1) and word not in known.time:
        return True
    if line.capital(last) and last + 2 < len(line.low) and line.low[last + 2] in known.role:
        return not _is_verb(line, last + 1, known)  # "Skarn prime minister Lund"
    owned = line.low[last].endswith(("'s", "s'")) and not _is_verb(line, last + 1, known)
    return word in known.role or word in known.organisation or owned


def _whole(line: Line, last: int, verb: int, known: Lexicon) -> int:
    """The head of a phrase whose first word has a capital as every sentence has: "Human rights advocates"."""
    for i in range(last + 1, min(verb, last + 1 + _HEAD_WITHIN)):
        head = line.low[i] != "of" and (_is_head(line, i, known) or line.low[i] in known.vague)
        verb_too = _is_verb(line, i, known) and not (head and i > last + 1)  # "Human rights advocates"
        if not line.joined(i - 1, known.title) or verb_too or line.capital(i):
            break
        if head:
            return i
    return last


def _is_head(line: Line, i: int, known: Lexicon) -> bool:
    """Is the word a noun for whom or what speaks, or "of" behind one?"""
    word = line.low[i]
    return word == "of" or word in known.role or word in known.organisation or word in known.document


def _is_verb(line: Line, i: int, known: Lexicon) -> bool:
    word = line.low[i]
    if word in known.auxiliary or word in known.finite or word in known.clause or word in known.behind_noun - {"of"}:
        return True
    return word.endswith("ed") or word == "to"
