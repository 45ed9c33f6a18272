"""Whose verb it is: who stands before it, or behind it, or shares it with another."""

from typing import NamedTuple

from citeaudit.judges import inversion, mainclause, subjects, verbgroup
from citeaudit.judges.clause import Clause
from citeaudit.judges.kinds import known_name
from citeaudit.judges.labels import labels
from citeaudit.judges.nounphrases import NUMBERS, head_of
from citeaudit.judges.subjects import Subject
from citeaudit.judges.verbgroup import Group
from citeaudit.model.judged import AttributionKind

_SHORT_SUBJECT = 4
"""Words; a verb that is a noun too has no longer subject: "the two reports that warned of it"."""
_AND = frozenset(("and", "but", "then", "also", "or", "yet"))
_TAKES = frozenset("took takes taken used uses using wrote posted".split())
_MEANS = 8
"""Words of what somebody uses to say something: "used a post on the site of the board to call"."""
_ONE = ("a", "an")
_OF_WHICH = ("accused", "suspected")
"""Participles of whoever is accused, where "of" follows at once."""
_ON = ("on", "in", "by", "at")
_PLURAL = frozenset(("police", "men", "women", "people", "children", "staff", "many", "others"))


class Source(NamedTuple):
    found: Subject
    kind: AttributionKind | None
    shared: bool = False
    """The verb shares it with another, or stands behind it as a participle; it then has to hold a statement."""
    quoted: bool = False
    """A quotation stands before it, or the verb: “...,” Lund added."""


def of_verb(clause: Clause, verb: Group) -> Source | None:
    """Whose verb it is."""
    line, known, i = clause.line, clause.known, verb.at
    word = line.low[i]
    if verb.passive and word == "told" and (found := _was_told(clause, verb)):
        return Source(found, clause.kind(found))
    if verb.passive and (word not in known.minded or clause.follows(i) == "by"):
        minded = word in known.minded and word not in known.stance
        active = word in known.participle and word != "written" and not minded
        found = subjects.agent(line, i, known) if active else None
        return Source(found, clause.kind(found)) if found else None
    if word in _OF_WHICH and not verb.helped and clause.follows(i) == "of":
        return None  # "a man accused of theft"
    if word.endswith("ing") and line.low[0] == "by" and line.low[1].endswith("ing"):
        return None  # "By refusing, it is signalling ...": the writer's reading of what it does
    if word.endswith("ing") and not verb.helped:
        return _of_participle(clause, verb)
    if verb.infinitive:
        return _of_infinitive(clause, verb)
    reduced = not verb.helped and word in known.participle and word not in known.said and word != "written"
    if reduced and _by(clause, i):
        found = subjects.agent(line, i, known)
        return Source(found, clause.kind(found)) if found else None
    if (found := inversion.told_before(clause, verb)) and (kind := clause.kind(found)):
        return Source(found, kind, quoted=True)
    if verb.before >= 0 and (word not in known.unfinished or verb.helped):
        found = subjects.before(line, verb.before, known, veil=clause.veil)
        if found and _agrees(clause, verb, found, kind := clause.kind(found)):
            return Source(found, kind, quoted=subjects.spoken_before(line, found.first))
        joined = line.joined(verb.before, known.title)
        if found is None and joined and line.low[verb.before] in _AND and word in known.finite and not verb.helped:
            found = mainclause.main(line, verb.before, known)
            if found is None or line.low[found.last + 1] in known.passive:
                return None  # "She was named a judge and promoted"
            return Source(found, clause.kind(found), shared=True)
    found = inversion.behind(clause, verb)
    return Source(found, clause.kind(found), quoted=True) if found else None


def _was_told(clause: Clause, verb: Group) -> Subject | None:
    """The body that keeps on record what it was told: "the inquest was told that"."""
    found = subjects.before(clause.line, verb.before, clause.known, veil=clause.veil) if verb.before >= 0 else None
    return found if found and clause.line.low[found.last] in clause.known.on_record else None


def _of_infinitive(clause: Clause, verb: Group) -> Source | None:
    """Who is to say what follows: "Lund used her speech to say that"; not "it would be wrong to say that"."""
    line, i = clause.line, verb.at
    word, known = line.low[i], clause.known
    if not verb.first or not (word in known.said or word in known.opined or labels(clause, i)):
        return None
    holds = clause.follows(i) == "that" or clause.quotes(i) or _takes_to(clause, verb.first)
    found = mainclause.main(line, verb.first, clause.known) if holds else None
    return Source(found, clause.kind(found), shared=True) if found and line.low[found.last] != "it" else None


def _takes_to(clause: Clause, to: int) -> bool:
    """Does somebody use a means to say something, "to" being word `to`: "took to the radio to call it a sham"?"""
    low = clause.line.low[max(0, to - _MEANS) : to]
    return any(word in _TAKES for word in low) and clause.known.clause.isdisjoint(low)


def _of_participle(clause: Clause, verb: Group) -> Source | None:
    """Whose participle it is: the sentence's, behind a comma or "by"; or the noun's before it, "a sign saying"."""
    line, known = clause.line, clause.known
    if verb.first != verb.at and not verb.infinitive:
        return None
    i = verb.first
    free = verb.before < 0 or not line.joined(verb.before, known.title)
    if free or line.low[verb.before] in verbgroup.WITH_ING or line.low[verb.before] in _AND:
        opens = not i and ((line.low[i] in known.opined and clause.follows(i)) or labels(clause, i))
        found = mainclause.main(line, len(line.low) - 1 if opens else i, known) if i or opens else None
        return Source(found, clause.kind(found), shared=True) if found else None
    if not line.joined(verb.before, known.title):
        return None
    found = subjects.before_who(line, verb.before, known)
    if line.low[found.first] in known.time:
        return None  # "an article on April 28 revealing that"
    speaker = mainclause.main(line, found.first, known) if line.low[found.last] in known.utterance else None
    made = found.first and line.low[found.first - 1] not in known.adjunct
    if speaker and made and speaker.last < found.first and (kind := clause.kind(speaker)):
        return Source(speaker, kind, shared=True)
    kind = clause.kind(found)
    return Source(found, kind, shared=True) if kind else None


def _by(clause: Clause, i: int) -> bool:
    """Does "by" follow: "favoured by", "favoured strongly by"?"""
    follows = clause.follows(i)
    return follows == "by" or (follows.endswith("ly") and clause.follows(i + 1) == "by")


def _agrees(clause: Clause, verb: Group, found: Subject, kind: AttributionKind | None) -> bool:
    """Can the words be the subject of the verb? "Experts say" and not "Lund say": the form of it tells a plural."""
    line, known, i = clause.line, clause.known, verb.at
    word = line.low[i]
    if line.low[found.last].endswith(("'s", "s'")) and not verb.helped and word not in known.said:
        return False  # "Lund's promised cuts"
    if word in known.participle and not verb.helped and kind in ("document", "vague") and clause.follows(i) in _ON:
        return line.low[found.last] not in known.document  # "figures published on Sunday suggest"
    if word in known.noun_too and not verb.helped and not _is_verb(clause, verb, found):
        return False
    if word in known.base and not verb.helped:
        plural = "and" in line.low[max(0, found.first - 1) : found.last]
        head = line.low[head_of(line, found.first, found.last, known)]
        several = plural or head.endswith("s") or head in known.counted
        several = several or (head in NUMBERS and line.low[found.last].endswith("s"))
        if line.low[found.first] in _ONE and not several:
            return False  # "an NBC show"
        if kind in ("named", "document") and not plural and not head.endswith("s"):
            return head == "data"
        if kind is None and not (line.low[found.last].endswith("s") or line.low[found.last] in known.counted):
            return False
    return True


def _is_verb(clause: Clause, verb: Group, found: Subject) -> bool:
    """Is a word that may be a noun a verb, and `found` its subject? A clause behind it or its form tells."""
    line, known, i = clause.line, clause.known, verb.at
    pronoun = found.first == found.last and line.low[found.last] in known.pronoun | known.group_pronoun
    if pronoun or verb.before < verb.first - 1:
        return _fits(clause, i, found) if pronoun else True  # "he claims", "Lund often questions"
    long = found.last - found.first >= _SHORT_SUBJECT
    if long and line.low[found.first] not in known.article and not line.capital(found.last):
        return clause.follows(i) == "that" and clause.speaks(found)
    follows = clause.follows(i)
    if follows in known.auxiliary or follows == "of" or line.low[found.last] in known.article:
        return False
    taken = follows and (clause.opens(i) or clause.tail(i, known.stance_phrase) > i)
    return bool(taken) or clause.quotes(i) or _fits(clause, i, found)


def _fits(clause: Clause, i: int, found: Subject) -> bool:
    """Does a word that may be a noun agree with what stands before it: "Lund calls", "residents support", "he vows"?"""
    line, known = clause.line, clause.known
    word, last = line.low[i], line.low[head_of(line, found.first, found.last, known)]
    third = word.endswith("s") and not word.endswith("ss")
    if found.first == found.last and last in known.pronoun:
        return third
    if found.first == found.last and last in known.group_pronoun:
        return third == (last == "it")
    closes = found.first and line.gap(found.first - 1).endswith(",")
    if last.endswith("'s") or not (closes or clause.follows(i)):
        return False
    if found.first == found.last and line.starts[found.first] == 0 and not known_name(clause.prose, last):
        return False  # "Subsequent appeals failed": a capital that tells nothing
    name = found.first + (line.low[found.first] == "the" and closes and found.first < found.last)
    if all(line.capital(k) for k in range(name, found.last + 1)) and (name == found.first or not clause.follows(i)):
        return third != last.endswith("s")
    if last == "data":
        return True
    if third and line.low[found.first] not in known.article:
        return False
    return clause.speaks(found) and third != _is_plural(last)


def _is_plural(noun: str) -> bool:
    return noun in _PLURAL or (noun.endswith("s") and not noun.endswith(("ss", "is", "us")))
