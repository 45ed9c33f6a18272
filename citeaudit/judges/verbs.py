"""Attribution by verbs: of saying, of thinking, and of what somebody wants, favours or attacks."""

from typing import NamedTuple

from citeaudit.judges import subjects, verbgroup
from citeaudit.judges.clause import Clause
from citeaudit.judges.kinds import is_nobody
from citeaudit.judges.subjects import Subject
from citeaudit.judges.verbgroup import Group
from citeaudit.model import Attribution, AttributionKind

_LONG_SUBJECT = 9
"""Words; what wants something has no longer name, but a clause has."""
_SHORT_SUBJECT = 4
"""Words; a verb that is a noun too has no longer subject: "the two reports that warned of it"."""
_AND = frozenset(("and", "but", "then", "also", "or", "yet"))
_REMAIN = frozenset(
    "remain remains remained remaining feel feels felt feeling seem seems seemed become became becomes grew appeared "
    "more most so very too as just".split()
)
_HIDDEN = frozenset(("vague", "anonymous", "unsourced"))
_SPEAKERS = frozenset(("named", "role", "organisation", "vague", "anonymous"))
_SEES = frozenset(("see", "sees", "saw", "seeing", "view", "regard", "regards"))
_AS_WITHIN = 8
"""Words within which "as" follows in "see him as a risk"."""
_THEN = frozenset(("they", "he", "she", "it", "there"))

_PLURAL = frozenset(("police", "men", "women", "people", "children", "staff", "many", "others", "data"))
_WHAT = frozenset(("what", "whatever", "how", "why", "where"))


class _Source(NamedTuple):
    found: Subject
    kind: AttributionKind | None
    shared: bool = False
    """The verb shares it with another, or stands behind it as a participle; it then has to hold a statement."""
    quoted: bool = False
    """A quotation stands before it, or the verb: “...,” Lund added."""


def by_verb(clause: Clause) -> Attribution | None:
    """The first verb that attributes; one of saying outweighs one of thinking: "who asked for time, said"."""
    best: Attribution | None = None
    stance: Attribution | None = None
    known = clause.known
    for i, word in enumerate(clause.line.low):
        if word not in known.cue:
            continue
        says = word in known.said or word in known.said_phrase
        if best and not says:
            continue
        found = _attribution(clause, i)
        if found is None:
            continue
        if found.stance:
            stance = stance or found
        elif says:
            return found
        else:
            best = best or found
    return best or stance


def _attribution(clause: Clause, i: int) -> Attribution | None:
    """The attribution that the verb `i` makes, with its subject before it or, after a quotation, behind it."""
    verb = verbgroup.read(clause, i)
    if verb is None:
        return None
    source = _source(clause, verb)
    if source is None:
        return None
    end = _states(clause, verb, source)
    kind = source.kind
    if end >= i:
        return clause.said(kind or "role", source.found, verb.first, end)
    end = _wants(clause, verb, source)
    if end < i or kind is None:
        return None
    # "Many want": no source that an article leans on.
    return clause.said("role" if kind in _HIDDEN else kind, source.found, verb.first, end, stance=True)


def _source(clause: Clause, verb: Group) -> _Source | None:
    """Whose verb it is."""
    line, known, i = clause.line, clause.known, verb.at
    word = line.low[i]
    if verb.passive and word not in known.minded:
        found = subjects.agent(line, i, known) if word in known.participle else None
        return _Source(found, clause.kind(found)) if found else None
    if word.endswith("ing") and not verb.helped:
        return _of_participle(clause, verb)
    if verb.infinitive:
        found = subjects.main(line, verb.first, known) if verb.first else None
        holds = word in known.said and (clause.follows(i) == "that" or clause.quotes(i))
        return (
            _Source(found, clause.kind(found), shared=True)
            if found and holds and line.low[found.last] != "it"
            else None
        )
    if not verb.helped and word in known.participle and _by(clause, i):
        found = subjects.agent(line, i, known)
        return _Source(found, clause.kind(found)) if found else None
    if verb.before >= 0 and (word not in known.unfinished or verb.helped):
        found = subjects.before(line, verb.before, known, nameless=clause.nameless)
        if found and _agrees(clause, verb, found, kind := clause.kind(found)):
            return _Source(found, kind, quoted=_quoted(clause, found.first))
        if found is None and line.low[verb.before] in _AND and word in known.finite and not verb.helped:
            found = subjects.main(line, verb.before, known)
            return _Source(found, clause.kind(found), shared=True) if found else None
    found = (
        subjects.behind(line, i, known, nameless=clause.nameless)
        if not verb.helped and word not in known.minded
        else None
    )
    return _Source(found, clause.kind(found), quoted=True) if found else None


def _of_participle(clause: Clause, verb: Group) -> _Source | None:
    """Whose participle it is: the sentence's, behind a comma or "by"; or the noun's before it, "a sign saying"."""
    line, known = clause.line, clause.known
    if verb.first != verb.at and not verb.infinitive:
        return None
    i = verb.first
    free = verb.before < 0 or not line.joined(verb.before, known.title)
    if line.low[0] == "by" and len(line.low) > 1 and line.low[1].endswith("ing"):
        return None  # "By refusing, it is signalling ...": the writer's reading of what it does
    if free or line.low[verb.before] in verbgroup.WITH_ING or line.low[verb.before] in _AND:
        found = subjects.main(line, i, known) if i else None
        return _Source(found, clause.kind(found), shared=True) if found else None
    if not line.joined(verb.before, known.title):
        return None
    found = subjects.antecedent(line, verb.before, known)
    speaker = subjects.main(line, found.first, known) if line.low[found.last] in known.utterance else None
    if speaker and speaker.last < found.first and (kind := clause.kind(speaker)):
        return _Source(speaker, kind, shared=True)
    kind = clause.kind(found)
    return _Source(found, kind, shared=True) if kind else None


def _agrees(clause: Clause, verb: Group, found: Subject, kind: AttributionKind | None) -> bool:
    """Can the words be the subject of the verb? "Experts say" and not "Lund say": the form of it tells a plural."""
    line, known, i = clause.line, clause.known, verb.at
    word = line.low[i]
    if line.low[found.last].endswith(("'s", "s'")) and not verb.helped:
        return False  # "Lund's promised cuts"
    if word in known.noun_too and not verb.helped:
        long = found.last - found.first >= _SHORT_SUBJECT
        if long and line.low[found.first] not in known.article and not line.capital(found.last):
            return False
        taken = clause.follows(i) and (clause.opens(i) or clause.tail(i, known.stance_phrase) > i)
        if not taken and not clause.quotes(i) and not _fits(clause, i, found):
            return False
    if word in known.base and not verb.helped:
        plural = "and" in line.low[found.first : found.last]
        if kind in ("named", "document") and not plural and not line.low[found.last].endswith("s"):
            return line.low[found.last] in known.document and line.low[found.last] in ("data", "findings", "figures")
        if kind is None and not (line.low[found.last].endswith("s") or line.low[found.last] in known.counted):
            return False
    return True


def _states(clause: Clause, verb: Group, source: _Source) -> int:
    """The last word of the verb where it holds a statement of its source; -1 where it does not."""
    line, known, i = clause.line, clause.known, verb.at
    word = line.low[i]
    if verb.negated or _objects(clause, i, source) or is_nobody(line, source.found.first, source.found.last, known):
        return -1
    end = clause.tail(i, known.said_phrase)
    if end > i and clause.kind(source.found):
        return end
    if word in known.said and not (source.shared and source.kind is None):
        return i
    if word in known.opined and source.kind and not source.shared:
        return i
    if word not in known.verbs:
        return -1
    return i if _holds(clause, verb, source) else -1


def _holds(clause: Clause, verb: Group, source: _Source) -> bool:
    """Does a verb that may hold a statement hold one? "Lund added that", "the study found", not "it added rooms"."""
    line, known, i = clause.line, clause.known, verb.at
    word, kind = line.low[i], source.kind
    follows, opens = clause.follows(i), clause.opens(i)
    if source.quoted or follows == "that" or clause.quotes(i):
        return kind is not None or source.quoted or follows == "that"
    if source.shared or kind is None:
        return False
    if kind == "document" and word in known.shows:
        return True
    if kind in _SPEAKERS:
        sees = word in _SEES and "as" in line.low[i + 1 : i + _AS_WITHIN]
        if sees or (word in known.speaks and _can_speak(clause, source.found)):
            return True
    ends = source.found.first and line.gap(source.found.first - 1).endswith(",")
    return (opens and (follows in _THEN or (not follows and bool(ends)))) or (
        follows == "the" and word in known.noun_too
    )


def _wants(clause: Clause, verb: Group, source: _Source) -> int:
    """The last word of the verb where it tells a view of its source; -1 where it does not."""
    line, known, i = clause.line, clause.known, verb.at
    word, kind = line.low[i], source.kind
    if source.found.last - source.found.first >= _LONG_SUBJECT:
        return -1
    if kind is None or (source.found.first and line.low[source.found.first - 1] in _WHAT):
        return -1
    if word in known.minded and word not in known.stance:
        low = line.low[max(0, verb.first - 1) : i]
        return (
            i if any(each in known.passive or each in _REMAIN or each.endswith(("'s", "'re")) for each in low) else -1
        )
    if kind == "document" and word not in known.shows:
        return -1
    end = clause.tail(i, known.stance_phrase)
    if end > i:
        return end
    if word in known.plans and i + 1 < len(line.low) and line.low[i + 1] == "to":
        return i
    return i if word in known.stance or (word in known.opined and verb.negated) else -1


def _objects(clause: Clause, i: int, source: _Source) -> bool:
    """Is it said of a thing that stands before, and nothing is said here: "what it thinks of it", "the yard he named"?

    "What Lund called a sham" says something.
    """
    line, known = clause.line, clause.known
    first = source.found.first
    if not first or not line.joined(first - 1, known.title):
        return False
    before, follows = line.low[first - 1], clause.follows(i)
    if before in _WHAT:
        return not follows or follows in known.behind_noun
    return not follows and not clause.quotes(i) and before not in known.clause


def _by(clause: Clause, i: int) -> bool:
    """Does "by" follow: "favoured by", "favoured strongly by"?"""
    follows = clause.follows(i)
    return follows == "by" or (follows.endswith("ly") and clause.follows(i + 1) == "by")


def _quoted(clause: Clause, first: int) -> bool:
    return subjects.spoken_before(clause.line, first)


def _can_speak(clause: Clause, found: Subject) -> bool:
    """Is the last word of the subject a name, a person or a body? "The board's decision" reveals, and says nothing."""
    line, known = clause.line, clause.known
    word = line.low[found.last]
    people = (known.role, known.organisation, known.pronoun, known.group_pronoun, known.vague, known.counted)
    return line.capital(found.last) or any(word in family for family in people)


def _fits(clause: Clause, i: int, found: Subject) -> bool:
    """Does a word that may be a noun agree with what stands before it: "Lund calls", "residents support", "he vows"?"""
    line, known = clause.line, clause.known
    word, last = line.low[i], line.low[found.last]
    third = word.endswith("s") and not word.endswith("ss")
    if found.first == found.last and last in known.pronoun:
        return third
    if found.first == found.last and last in known.group_pronoun:
        return third == (last == "it")
    closes = found.first and line.gap(found.first - 1).endswith(",")
    if last.endswith("'s") or not (closes or clause.follows(i)):
        return False
    if all(line.capital(k) for k in range(found.first, found.last + 1)):
        return third != last.endswith("s")
    speaker = any(last in family for family in (known.role, known.vague, known.document, known.organisation))
    return (
        speaker
        and third != (last.endswith("s") or last in _PLURAL)
        and (not third or line.low[found.first] in known.article)
    )
