"""Attribution by verbs: of saying, of thinking, and of what somebody wants, favours or attacks."""

from typing import NamedTuple

from citeaudit.judges import subjects
from citeaudit.judges.clause import Clause
from citeaudit.judges.subjects import Subject
from citeaudit.model import Attribution, AttributionKind

_SHORT_SUBJECT = 4
"""Words; a verb that is a noun too has no longer subject: "the two reports that warned of it"."""
_NOT = frozenset(("not", "n't", "never"))
_AND = frozenset(("and", "but", "then", "also"))
_REMAIN = frozenset(("remain", "remains", "remained", "feels", "felt", "seemed", "seems", "more", "so", "very", "too"))
_HIDDEN = frozenset(("vague", "anonymous", "unsourced"))
_SPEAKERS = frozenset(("named", "role", "organisation"))
_SEES = frozenset(("see", "sees", "saw", "seeing"))
_AS_WITHIN = 8
"""Words within which "as" follows in "see him as a risk"."""
_THEN = frozenset(("they", "he", "she", "it", "there"))


class _Verb(NamedTuple):
    """A word that may attribute, with the words that belong to it."""

    at: int
    first: int
    """The first of its auxiliaries: "had" in "had long since warned"."""
    before: int
    """The word before them, where its subject ends."""
    word: str
    stance: bool
    """It tells a view and holds no statement: "wants", "is opposed"."""
    minded: bool
    """A state of mind, which needs a form of "be"."""


def by_verb(clause: Clause) -> Attribution | None:
    """The first verb that attributes; one of saying outweighs one of thinking: "who asked for time, said"."""
    best: Attribution | None = None
    stance: Attribution | None = None
    known = clause.known
    for i, word in enumerate(clause.line.low):
        if word in known.verbs:
            if (best is None or word in known.said) and (found := _attribution(clause, i)):
                if word in known.said:
                    return found
                best = found
        elif best is None and stance is None and (word in known.stance or word in known.minded):
            stance = _attribution(clause, i)
    return best or stance


def by_shared_subject(clause: Clause) -> Attribution | None:
    """A verb that shares the subject of the sentence: "He left, saying that it was late", "and said"."""
    line, known = clause.line, clause.known
    for i, word in enumerate(line.low):
        stance = word not in known.verbs
        if (stance and word not in known.stance) or not i or word in known.noun_too:
            continue
        shares = word.endswith("ing") and (line.gap(i - 1).endswith((",", "-", "–", "—")) or i == 1)
        joined = word in known.said and not word.endswith("ing") and line.low[i - 1] in _AND
        if (shares or joined) and (found := subjects.main(line, i, known)):
            return clause.said(clause.kind(found) or "role", found, i, i, stance=stance)
    return None


def _attribution(clause: Clause, i: int) -> Attribution | None:
    """The attribution that the verb `i` makes, with its subject before it or, after a quotation, behind it."""
    line, known = clause.line, clause.known
    verb = _read(clause, i)
    if verb is None or not _is_active(clause, verb):
        return None
    if verb.before >= 0 and (found := subjects.before(line, verb.before, known, nameless=clause.nameless)):
        if verb.word in known.opined and line.low[found.first] in known.group_pronoun and not clause.opens(i):
            return None  # "what it thinks of the plan"
        if kind := _kind(clause, verb, found):
            return clause.said(kind, found, verb.first, i, stance=verb.stance)
    speaks = verb.word in known.said or (verb.word in known.with_clause and subjects.spoken_before(line, i))
    if speaks and (found := subjects.behind(line, i, known)):
        return clause.said(clause.kind(found) or "role", found, verb.first, i)
    return None


def _read(clause: Clause, i: int) -> _Verb | None:
    """The verb `i` with its auxiliaries; None where the word is a noun or a name, or where nothing was said."""
    line, known = clause.line, clause.known
    word = line.low[i]
    stance = word not in known.verbs
    minded = word in known.minded and i > 0 and (line.low[i - 1] in known.passive or word not in known.stance)
    if i and (line.low[i - 1] in known.no_verb_after or (line.capital(i) and not line.titled())):
        return None
    first, before = i, i - 1
    while before >= 0 and line.joined(before, known.title):
        helper = line.low[before]
        if helper in _NOT and not stance:
            return None  # what somebody has not said is attributed to nobody
        belongs = helper in known.auxiliary or helper in _NOT or (minded and helper in _REMAIN)
        if belongs or (helper == "to" and first == before + 1 and stance):
            first = before
        elif helper not in known.adverb and not helper.endswith("ly"):
            break
        before -= 1
    return _Verb(i, first, before, word, stance, minded)


def _is_active(clause: Clause, verb: _Verb) -> bool:
    """Does the subject do it? "Was told" and a participle of another verb do not count; a state of mind needs "be"."""
    low, known, i = clause.line.low, clause.known, verb.at
    if verb.minded:
        return any(word in known.passive or word in _REMAIN for word in low[max(0, verb.first - 1) : i])
    if not verb.word.endswith("ing"):
        return verb.first == i or low[i - 1] not in known.passive
    if low[0] == "by" and low[1].endswith("ing"):
        return False  # "By refusing, it is signalling ...": the writer's reading of what it does
    return verb.first < i or clause.follows(i) == "that"


def _kind(clause: Clause, verb: _Verb, found: Subject) -> AttributionKind | None:
    """The kind of the source that `found` names; None where it is no source of this verb."""
    line, known = clause.line, clause.known
    bare = not verb.word.endswith(("s", "ed", "ing")) and verb.word not in known.past and verb.first == verb.at
    kind = clause.kind(found)
    if not _attributes(clause, verb, kind, found):
        return None
    if kind is None and verb.word in known.said and line.low[verb.before] not in known.nobody:
        many = line.low[found.last].endswith("s") or line.low[found.last] in known.counted
        kind = "role" if not bare or many else None
    if verb.word in known.noun_too and found.last - found.first >= _SHORT_SUBJECT:
        return None
    # "Experts say" and not "Lund say": the form of the verb belongs to a plural.
    plural = "and" in line.low[max(0, found.first - 1) : found.last]
    if bare and not plural and kind in ("named", "document"):
        return None
    return "role" if verb.stance and kind in _HIDDEN else kind  # "many want": no source that an article leans on


def _attributes(clause: Clause, verb: _Verb, kind: AttributionKind | None, found: Subject) -> bool:
    """Is the word a verb here, and one that attributes? "The United States", "its demands" and "to say" do not."""
    line, known, i, word = clause.line, clause.known, verb.at, verb.word
    follows, opens = clause.follows(i), clause.opens(i)
    if kind == "document" and word in known.shows:
        return True
    if word in known.noun_too and not opens and not _agrees(clause, i, found):
        return False
    if word in known.said or word in known.opined or verb.stance:
        return True
    if kind in _SPEAKERS:
        sees = word in _SEES and "as" in line.low[i + 1 : i + _AS_WITHIN]
        if sees or (word in known.speaks and _can_speak(clause, found)):
            return True
    quoted = subjects.spoken_before(line, found.first) or (found.first and line.gap(found.first - 1).endswith(","))
    quotes = "   " in line.own[line.end(i) : line.end(i) + 6] or ":    " in line.own[line.end(i) :]
    return (
        follows == "that"
        or quotes
        or (opens and (follows in _THEN or (not follows and bool(quoted))))
        or (follows == "the" and word in known.noun_too)
    )


def _can_speak(clause: Clause, found: Subject) -> bool:
    """Is the last word of the subject a name, a person or a body? "The board's decision" reveals, and says nothing."""
    line, known = clause.line, clause.known
    word = line.low[found.last]
    people = (known.role, known.organisation, known.pronoun, known.group_pronoun, known.vague, known.counted)
    return line.capital(found.last) or any(word in family for family in people)


def _agrees(clause: Clause, i: int, found: Subject) -> bool:
    """Does a word that may be a noun agree with a name before it, as a verb does? "Lund calls", "Greens support"."""
    line = clause.line
    last = line.low[found.last]
    if last.endswith("'s") or not all(line.capital(k) for k in range(found.first, found.last + 1)):
        return False
    return line.low[i].endswith("s") != last.endswith("s")
