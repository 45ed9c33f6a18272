"""Attribution by verbs: of saying, of thinking, and of what somebody wants, favours or attacks."""

from citeaudit.judges import apart, sources, verbgroup
from citeaudit.judges.acts import is_act
from citeaudit.judges.clause import Clause
from citeaudit.judges.kinds import is_nobody
from citeaudit.judges.labels import labels
from citeaudit.judges.sources import Source
from citeaudit.judges.subjects import Subject
from citeaudit.judges.verbgroup import Group
from citeaudit.judges.wants import WHAT, is_minded, wants
from citeaudit.model.judged import Attribution, AttributionKind

_HIDDEN = frozenset(("vague", "anonymous", "unsourced"))
_SPEAKERS = frozenset(("named", "role", "organisation", "vague", "anonymous"))
_COLON_WITHIN = 3
"""Words in which a colon follows a state of mind: "is blunt about it:"."""
_THEN = frozenset(("they", "he", "she", "it", "there"))
_PREPOSITIONS = frozenset(("regarding", "concerning", "considering"))
"""Forms of verbs that are none: "questions regarding the sale"."""
_OUGHT = frozenset(("must", "should", "ought", "need", "needs", "shouldn't", "mustn't"))
_CROWDS = ("scores", "dozens", "hundreds", "thousands")
_WRITTEN = frozenset(
    "report reports study studies survey surveys audit audits review reviews inquiry paper papers letter book".split()
)
"""Documents that "highlight" something as who wrote them does; "the findings highlight" is the writer's gloss."""


def by_verb(clause: Clause) -> Attribution | None:
    """The first verb that attributes; one of saying outweighs one of thinking: "who asked for time, said"."""
    best: Attribution | None = None
    stance: Attribution | None = None
    known = clause.known
    for i, word in enumerate(clause.line.low):
        if word not in known.cue or word in _PREPOSITIONS or i in clause.keeps:
            continue
        says = word in known.said or word in known.said_phrase
        if (best and not says) or (stance and not says and word not in known.verbs) or not _may(clause, i, word):
            continue
        found = _attribution(clause, i)
        if found is None:
            continue
        if found.stance:
            stance = stance or found
        elif says:
            return found
        elif clause.follows(i) == "that":
            return best or found  # whoever says something behind it is quoted by this source
        else:
            best = best or found
    return best or stance


def _may(clause: Clause, i: int, word: str) -> bool:
    """Has a word that attributes only with others these beside it? Spares the search for a subject."""
    known, low = clause.known, clause.line.low
    if word in known.alone:
        return True
    if word in known.plans and low[i + 1 : i + 2] == ["to"]:
        return True
    if word in known.minded and i:
        return True
    return clause.tail(i, known.stance_phrase) > i or clause.tail(i, known.said_phrase) > i


def _attribution(clause: Clause, i: int) -> Attribution | None:
    """The attribution that the verb `i` makes, with its subject before it or, after a quotation, behind it."""
    verb = verbgroup.read(clause, i)
    if verb is None:
        return None
    source = sources.of_verb(clause, verb)
    if source is None:
        return None
    end = _states(clause, verb, source)
    kind = _kind(clause, verb, source)
    if end >= i:
        told = clause.follows(i) == "by" and not verb.helped and clause.line.low[i] in clause.known.speaks
        return clause.said(kind or "role", source.found, verb.first, end, stance=told)  # "the deal claimed by Lund"
    end = wants(clause, verb, source)
    if end < i or kind is None:
        return None
    # "Many want": no source that an article leans on.
    return clause.said("role" if kind in _HIDDEN else kind, source.found, verb.first, end, stance=True)


def _kind(clause: Clause, verb: Group, source: Source) -> AttributionKind | None:
    """The kind of the source: people of whom the sentence speaks, and crowds that are heard, are no vague ones."""
    kind, line = source.kind, clause.line
    if kind != "vague":
        return kind
    of_whom = verb.before >= 0 and line.low[verb.before] == "who" and "there" not in line.low[: source.found.first]
    if line.low[source.found.first] in clause.known.quantity:
        marches = source.shared and line.low[source.found.first] in _CROWDS  # "thousands marched, demanding"
        bodies = line.low[source.found.last] in clause.known.organisation
        if marches or (bodies and line.low[verb.at] in clause.known.hails_as):  # "several states have condemned"
            return "role"
    if of_whom or line.low[verb.at] in clause.known.crowd or _on_record(clause, verb.at):
        return "role"  # "rebuked critics who say that"
    return kind


def _on_record(clause: Clause, i: int) -> bool:
    """Is something told to a body that keeps a record of it: "several witnesses told police", "told the inquest"?"""
    follows = clause.follows(i)
    whom = clause.follows(i + 1) if follows in clause.known.article else follows
    return clause.line.low[i] in ("told", "tell", "telling") and whom in clause.known.on_record


def _states(clause: Clause, verb: Group, source: Source) -> int:
    """The last word of the verb where it holds a statement of its source; -1 where it does not."""
    line, known, i = clause.line, clause.known, verb.at
    word = line.low[i]
    if not _OUGHT.isdisjoint(line.low[verb.first : i]):
        return -1  # "the board must prove that": the writer says so
    if verb.negated or _objects(clause, i, source) or is_nobody(line, source.found.first, source.found.last, known):
        return -1
    if is_act(clause, verb, source):
        return -1
    end = clause.tail(i, known.said_phrase)
    if end > i and source.kind:
        return end
    if source.kind and (labels(clause, i, passive=verb.passive) or _apart_from_all(clause, verb, source)):
        return i
    head = line.low[source.found.last]
    minded = word in known.minded and source.kind in _SPEAKERS and is_minded(clause, verb)
    if minded and head not in known.stated_noun and (clause.holds(i) or clause.before_colon(i, _COLON_WITHIN)):
        return i  # "is adamant that", "is blunt about it: ..."
    if word in known.said and not (source.shared and source.kind is None):
        return i if clause.follows(i) != "with" else -1  # "argued with the driver"
    if word in known.opined and source.kind and (not source.shared or (word.endswith("ing") and clause.follows(i))):
        return i
    if word not in known.verbs and word not in known.told:
        return -1
    return i if _holds(clause, verb, source) else -1


def _holds(clause: Clause, verb: Group, source: Source) -> bool:
    """Does a verb that may hold a statement hold one? "Lund added that", "the study found", not "it added rooms"."""
    line, known, i = clause.line, clause.known, verb.at
    word, kind = line.low[i], source.kind
    follows, opens = clause.follows(i), clause.opens(i)
    if source.quoted or clause.holds(i) or clause.quotes(i):
        return kind is not None or source.quoted
    if source.shared or kind is None:
        speaks = kind in _SPEAKERS and line.low[source.found.last] != "it"
        return speaks and word in known.finite and (follows in _THEN or clause.clause_behind(i))
    head = line.low[source.found.last]
    if word in known.points_up and head in _WRITTEN:
        return True
    if clause.before_colon(i) or (kind in _SPEAKERS and head != "it" and clause.clause_behind(i)):
        return True
    if word in known.shows and (kind == "document" or head in known.vague_documents):
        return True
    if kind in _SPEAKERS and head != "it" and word in known.speaks and _can_speak(clause, source.found):
        return True
    if apart.stands(clause, i, source.found):
        return True
    return (opens and follows in _THEN) or (follows == "the" and word in known.noun_too and word in known.verbs)


def _apart_from_all(clause: Clause, verb: Group, source: Source) -> bool:
    """Does a verb of a view stand where one of saying does: "..., Lund rued."?"""
    word = clause.line.low[verb.at]
    return word in clause.known.stance and apart.stands(clause, verb.at, source.found, sure=False)


def _objects(clause: Clause, i: int, source: Source) -> bool:
    """Is it said of a thing that stands before, and nothing is said here: "what it thinks of it", "the yard he named"?

    "What Lund called a sham" says something.
    """
    line, known = clause.line, clause.known
    first = source.found.first
    if not first or not line.joined(first - 1, known.title):
        return False
    before, follows = line.low[first - 1], clause.follows(i)
    if before in WHAT:
        return not follows or follows in known.behind_noun - known.auxiliary
    return not follows and not clause.quotes(i) and before not in known.clause


def _can_speak(clause: Clause, found: Subject) -> bool:
    """Is the last word of the subject a name, a person or a body? "The board's decision" reveals, and says nothing."""
    line, known = clause.line, clause.known
    word = line.low[found.last]
    if line.capital(found.last) or word in known.role or word in known.organisation or word in known.vague:
        return True
    return word in known.pronoun or word in known.group_pronoun or word in known.counted
