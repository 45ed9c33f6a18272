"""Attribution by nouns of saying: "Lund's promise to", "her argument is that", "criticism from Lund"."""

from citeaudit.judges import nounphrases, owners, subjects
from citeaudit.judges.clause import Clause
from citeaudit.judges.subjects import Subject
from citeaudit.model.judged import Attribution

_OF = frozenset("to that of about for against on over with from".split())
"""What follows such a noun where it says what is said."""
_HELD = frozenset(("that", "about", "over", "against"))
_MADE_WITHIN = 5
"""Words from "made" to the noun: "made several comments", "gave a short and angry speech"."""
_THAT_WITHIN = 4
"""Words behind "is" within which "that" follows: "is the old one that"."""
_BEFORE_COLON = 3
"""Words behind "is" before a colon: "was short and blunt:"."""
_BE = frozenset(("is", "was", "are", "were", "remains", "remained", "has", "had"))
_HAD_WITHIN = 5
"""Words from "has" to the noun: "has never had any doubt"."""
_PEOPLE = ("named", "role", "organisation")
_BY = ("made", "put", "advanced", "offered", "raised", "voiced", "expressed")


def by_noun(clause: Clause) -> Attribution | None:
    """A noun of saying with somebody it belongs to or comes from, or with what is said."""
    line, known = clause.line, clause.known
    for i, word in enumerate(line.low):
        if word not in known.nouns:
            continue
        if word in known.made and (found := _made(clause, i)):
            return found
        if word in known.stated_noun and (found := _stated(clause, i) or _had(clause, i)):
            return found
        if word in known.plain and clause.before_colon(i) and (found := _plain(clause, i)):
            return found
        if word not in known.said_noun:
            continue
        follows = clause.follows(i)
        if i and line.joined(i - 1, known.title) and follows in _OF and (owner := _owner(clause, i)):
            return clause.said(clause.kind(owner) or "role", owner, i, i, stance=follows != "that")
        if follows in known.from_whom and (found := _from(clause, i)):
            return found
        if follows in _HELD and word in known.held_noun:
            return clause.said("unsourced", None, i, i, stance=True)
    return None


def _stated(clause: Clause, i: int) -> Attribution | None:
    """Whose statement follows a noun: "Her verdict: a sham", "the union's message was blunt: it is a sham".

    Where it is nobody's, "the complaint was that", the sentence hides who says so.
    """
    line, known = clause.line, clause.known
    whose = _owner(clause, i)
    last = i
    if whose is None and (behind := _whose_behind(clause, i)):
        whose, last = behind, behind.last
    if not _is_stated(clause, last, named=whose is not None):
        return None
    if whose is None:
        before = line.low[max(0, i - 2) : i]
        hides = line.low[i] in known.voiced_noun and not known.opens_noun.isdisjoint(before)
        return clause.said("unsourced", None, i, i) if hides else None
    return clause.said(clause.kind(whose) or "role", whose, i, i)


def _had(clause: Clause, i: int) -> Attribution | None:
    """Who has noun `i`, and what is said behind it: "Lund has no doubt that", "is of the firm belief that".

    Or whose it is, behind what is said: "that is the view of Lund".
    """
    line, known = clause.line, clause.known
    if f"of {line.low[i]}" in known.views and line.low[max(0, i - 1) : i] == ["the"] and clause.follows(i) == "of":
        behind = _whose_behind(clause, i) if i > 1 and line.low[i - 2] in _BE else None
        return clause.said(clause.kind(behind) or "role", behind, i, i + 1) if behind else None
    held = line.low[i] in known.held_noun or line.low[i] in known.had_noun
    if not held or (clause.follows(i) != "that" and not clause.before_colon(i, _BEFORE_COLON + 1)):
        return None
    for verb in range(i - 1, max(0, i - 1 - _HAD_WITHIN), -1):
        word = line.low[verb]
        if not line.joined(verb, known.title) or (word in known.clause and verb < i - 1):
            return None
        if word in known.has or (word in _BE and line.low[verb + 1] in ("of", "in", "under")):
            found = subjects.before(line, verb - 1, known, veil=nounphrases.NO_VEIL)
            kind = clause.kind(found) if found else None
            return clause.said(kind, found, verb, i) if kind in _PEOPLE and found else None
    return None


def asked(clause: Clause) -> Attribution | None:
    """Whose noun a sentence asks for: "Her verdict?"; what follows is hers."""
    line, known = clause.line, clause.known
    last = len(line.low) - 1
    owner = owners.owner(line, last, known) if last > 0 and line.low[last] in known.stated_noun else None
    return clause.said(clause.kind(owner) or "role", owner, last, last) if owner and not owner.first else None


def _whose_behind(clause: Clause, i: int) -> Subject | None:
    """Whose noun `i` is, behind it: "the view of the union", "the argument made by Lund"."""
    line, known = clause.line, clause.known
    at = i + 1
    if clause.follows(i) in _BY:
        at += 1 + (line.low[at + 1 : at + 2] == ["forward"])
    elif clause.follows(i) != "of" and clause.follows(i) not in known.from_whom:
        return None
    if at + 1 >= len(line.low) or (at > i + 1 and line.low[at] != "by"):
        return None
    found = Subject(at + 1, last := nounphrases.phrase(line, at + 1, known, nounphrases.TIGHT), last)
    return found if clause.kind(found) in ("named", "role", "organisation", "vague", "document") else None


def _is_stated(clause: Clause, last: int, *, named: bool) -> bool:
    """Does a statement follow word `last`: a colon, "is that", "is simple:"?"""
    line, known = clause.line, clause.known
    if named and line.own[line.end(last) : line.end(last) + 2] in (": ", ":"):
        return True
    if clause.follows(last) not in _BE:
        return False
    for k in range(last + 2, min(last + 2 + _THAT_WITHIN, len(line.low) + 1)):
        if k == len(line.low) or not line.joined(k - 1, known.title):
            return named and clause.before_colon(k - 1) and _is_plain(clause, last + 2, k)
        if line.low[k] == "that":
            return k + 1 < len(line.low)
        if line.low[k] in known.clause:
            return False
    return False


def _plain(clause: Clause, i: int) -> Attribution | None:
    """Who, or what that is written, is plain about what follows: "The report is damning: it was a sham"."""
    line, known = clause.line, clause.known
    if i < 2 or line.low[i - 1] not in known.passive or not line.joined(i - 1, known.title):
        return None
    found = subjects.before(line, i - 2, known, veil=nounphrases.NO_VEIL)
    kind = clause.kind(found) if found else None
    return clause.said(kind, found, i - 1, i) if found and kind in (*_PEOPLE, "document") and kind else None


def _is_plain(clause: Clause, first: int, end: int) -> bool:
    """Do the words say how something is said: "simple", "short and blunt", "a damning one"? Not "weak"."""
    return not clause.known.plain.isdisjoint(clause.line.low[first:end])


def _owner(clause: Clause, i: int) -> Subject | None:
    """Whose noun `i` is: "Lund's", "his", an adjective between or not; "Pentagon" in "Pentagon estimates of"."""
    line, known = clause.line, clause.known
    if found := owners.owner(line, i, known):
        return found
    last = i - 1
    if last <= 0 or not line.joined(last, known.title) or not line.capital(last) or line.capital(i):
        return None
    return Subject(owners.name(line, last, known), last, last)


def _from(clause: Clause, i: int) -> Attribution | None:
    """Whom a noun comes from: "criticism from Lund", "a demand by the union"."""
    line, known = clause.line, clause.known
    if i + 2 >= len(line.low) or line.low[i + 2].endswith("ing") or not line.joined(i + 1, known.title):
        return None
    found = Subject(i + 2, last := nounphrases.phrase(line, i + 2, known, nounphrases.TIGHT), last)
    kind = clause.kind(found)
    speaks = kind in ("named", "role", "organisation", "vague")
    return clause.said("role" if kind == "vague" else kind, found, i, i, stance=True) if kind and speaks else None


def _made(clause: Clause, i: int) -> Attribution | None:
    """Who makes what is said: "Lund made several comments", "the board issued a statement"."""
    line, known = clause.line, clause.known
    for verb in range(i - 1, max(-1, i - 1 - _MADE_WITHIN), -1):
        if verb and line.low[verb] in known.makes:
            first = verb
            while (
                first and line.low[first - 1] in known.auxiliary | known.adverb and line.joined(first - 1, known.title)
            ):
                first -= 1
            if not first or line.low[verb - 1] in known.passive:
                return None
            found = subjects.before(line, first - 1, known, veil=nounphrases.NO_VEIL)
            kind = clause.kind(found) if found else None
            if found and kind:
                stance = clause.follows(i) != "that" and line.low[verb] not in known.voices
                return clause.said("role" if kind == "vague" else kind, found, first, i, stance=stance)
            return None
        if line.low[verb] in known.clause or not line.joined(verb, known.title):
            return None
    return None
