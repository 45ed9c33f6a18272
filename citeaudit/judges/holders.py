"""Whose view a sentence gives without a verb of saying: "according to Lund", "in Lund's view", "to the union, it is a".

"In my view" is the writer's own, and so is what has no holder: "in the eyes of the law".
"""

from citeaudit.judges import nounphrases, owners, subjects
from citeaudit.judges.asides import DASHES
from citeaudit.judges.clause import Clause
from citeaudit.judges.line import BLANKED, Line
from citeaudit.judges.subjects import Subject
from citeaudit.judges.words import Prose
from citeaudit.model.judged import Attribution, AttributionKind
from citeaudit.patterns import lazy

_OPENINGS = ("to ", "for ", "per ", "the way ")
"""How a sentence opens that may name the holder of a view first."""
_ASIDE = ", to "
"""How a holder stands in the middle: "it is, to Lund, a sham"."""
_PER = lazy(r"[,(–—\"”'’-]\s?per\s")
"""How one stands behind a mark: "..., per Lund", and not "ten per passenger"."""
_TO = ("to", "for")
_BODY = frozenset(("eye", "eyes", "ear", "ears", "mind"))
_AS_SEEN = (["the", "way"], ["to", "hear"])
_AND = ("and", "but", "yet")
_FAR = (["as", "far", "as"], ["so", "far", "as"])
_LONGEST_HOLDER = 6
"""Words of a holder in front: "to the engineers of the port, it is a sham"."""
_COPULA_WITHIN = 8
"""Words of the subject before its verb: "for Lund, the sale of the yard is"."""
_VERDICT_WITHIN = 3
"""Words before the article of a verdict: "is not quite the end"."""
_VERDICT = frozenset(("a", "an", "the", "nothing", "no", "proof", "about", "that"))
_SPEAKERS = frozenset(("named", "role", "organisation", "vague", "anonymous"))


def may_hold(prose: Prose, start: int, end: int, words: frozenset[str]) -> bool:
    """May the sentence `[start, end)` of these words name the holder of a view in a way that no verb tells?"""
    if prose.plain.startswith(_OPENINGS, start) or prose.own.find(_ASIDE, start, end) >= 0:
        return True
    return "per" in words and _PER.search(prose.written, start, end) is not None


def held(clause: Clause) -> Attribution | None:
    """The holder of what a sentence says, and the words that tell that it is held."""
    line, known = clause.line, clause.known
    if line.low and line.low[0] in _TO and (found := _to_whom(clause)):
        return found
    if line.low[:2] in _AS_SEEN and (found := _as_seen(clause)):
        return found
    for i, word in enumerate(line.low):
        if word in _TO and (found := _within(clause, i)):
            return found
        if word not in known.holds:
            continue
        if word == "according":
            found = _behind(clause, i, i + 1) if line.low[i + 1 : i + 2] == ["to"] else None
        elif word == "per":
            found = _behind(clause, i, i) if _set_off(line, i) and not _is_called_per(clause, i) else None
        elif word == "concerned":
            found = _concerned(clause, i)
        elif word == "believed":
            found = _if_believed(clause, i)
        else:
            found = _in_view(clause, i)
        if found:
            return found
    return None


def _behind(clause: Clause, first: int, last: int) -> Attribution | None:
    """Who follows "according to" or "per"."""
    found = owners.after(clause.line, last, clause.known)
    return clause.said(clause.kind(found) or "document", found, first, last) if found else None


def _is_called_per(clause: Clause, i: int) -> bool:
    """Is it the first name of somebody: "Per Berg said"? Whoever stands behind the word is set off by a comma."""
    line = clause.line
    source = owners.after(line, i, clause.known) if i == 0 else None
    return source is not None and source.end + 1 < len(line.low) and line.gap(source.end)[:1] != ","


def _in_view(clause: Clause, i: int) -> Attribution | None:
    """Whose view it is: "in Lund's considered view", "in the opinion of the union", "from his point of view"."""
    line, known = clause.line, clause.known
    low = line.low
    end = i + 2 if low[i + 1 : i + 3] == ["of", "view"] else i
    if owner := owners.owner(line, i, known):
        prep = owner.first - 1
        found: Subject | None = owner
        last = end
    elif low[end + 1 : end + 2] == ["of"] and "the" in low[max(0, i - 2) : i]:
        prep = i - (2 if low[i - 1] == "the" else 3)
        found = owners.after(line, end + 1, known)
        last = found.last if found else end
        end += 1
    else:
        return None
    if found is None or prep < 0 or f"{low[prep]} {low[i]}" not in known.views:
        return None
    apart = line.gap(last)[:1] in (",", *DASHES) if last + 1 < len(low) else True
    opens = _set_off(line, prep) or low[prep - 1] in _AND
    if not (opens and (apart or low[i] not in known.thing_too)) and low[prep - 1] not in known.passive:
        return None
    kind = clause.kind(found)
    if kind is None or (kind == "document" and low[i] in _BODY):
        return None  # "in the eyes of the law"
    return clause.said(kind, found, i if owner else prep, end)


def _concerned(clause: Clause, i: int) -> Attribution | None:
    """Who is concerned in "as far as Lund is concerned"."""
    line, known = clause.line, clause.known
    if i < 5 or line.low[i - 1] not in known.passive:
        return None
    for first in range(i - 2, max(2, i - 2 - nounphrases.LONGEST), -1):
        if line.low[first - 3 : first] in _FAR:
            found = Subject(first, i - 2, i - 2)
            return clause.said(kind, found, i - 1, i) if (kind := _holder(clause, found)) else None
    return None


def _if_believed(clause: Clause, i: int) -> Attribution | None:
    """Who is to be believed in "if Lund is to be believed"."""
    line, known = clause.line, clause.known
    if i < 5 or line.low[i - 2 : i] != ["to", "be"] or line.low[i - 3] not in known.passive:
        return None
    found = Subject(nounphrases.antecedent(line, i - 4, known), i - 4, i - 4)
    if not found.first or line.low[found.first - 1] != "if":
        return None
    return clause.said(kind, found, i - 3, i) if (kind := clause.kind(found)) else None


def _to_whom(clause: Clause) -> Attribution | None:
    """Who holds the verdict that follows: "To the union, it is a sham"; not "For members, the pool is free"."""
    line, known = clause.line, clause.known
    found = _named_behind(clause, 0)
    if found is None or found.last > _LONGEST_HOLDER or found.last + 2 >= len(line.low):
        return None
    mark = line.gap(found.last)
    follows = line.low[found.last + 1]
    if follows == "there":
        return None  # "For Lund, there is a hitch": the writer says so
    cut = not mark and any(follows in each for each in (known.article, known.pronoun, known.group_pronoun))
    if not (cut or mark == ",") or not _gives_verdict(clause, found.last + 1):
        return None
    kind = _holder(clause, found)
    return clause.said("role" if kind == "vague" else kind, found, 0, 0) if kind else None


def _within(clause: Clause, i: int) -> Attribution | None:
    """Who holds it in "it is, to Lund, a sham", "to" being word `i`."""
    line = clause.line
    if not i or line.low[i - 1] not in clause.known.amounts or line.gap(i - 1) != ",":
        return None
    found = _named_behind(clause, i)
    if found is None or found.last + 1 >= len(line.low) or line.gap(found.last) != ",":
        return None
    return clause.said(kind, found, i, i) if (kind := _holder(clause, found)) else None


def _named_behind(clause: Clause, i: int) -> Subject | None:
    """The phrase behind word `i`, where it begins as somebody's name does; "to stop it" names nobody."""
    line, known = clause.line, clause.known
    if i + 1 >= len(line.low):
        return None
    word = line.low[i + 1]
    names = line.capital(i + 1) or any(word in each for each in (known.article, known.own_article, known.role))
    return owners.after(line, i, known) if names else None


def _as_seen(clause: Clause) -> Attribution | None:
    """Who sees or tells it in "the way Lund sees it," and "to hear Lund tell it,"."""
    line, known = clause.line, clause.known
    for i in range(3, min(3 + _LONGEST_HOLDER, len(line.low) - 1)):
        if line.low[i + 1] == "it" and line.low[i] in known.cue:
            kind = clause.kind(found := Subject(2, i - 1, i - 1))
            return clause.said(kind, found, i, i + 1) if kind else None
    return None


def _gives_verdict(clause: Clause, first: int) -> bool:
    """Is the clause that begins with word `first` of the form "it is a sham"?"""
    line, known = clause.line, clause.known
    for i in range(first + 1, min(first + _COPULA_WITHIN, len(line.low) - 1)):
        if line.low[i] in known.amounts:
            return (
                not _VERDICT.isdisjoint(line.low[i + 1 : i + 1 + _VERDICT_WITHIN])
                or line.own[line.end(i) : line.end(i) + 3] == BLANKED
            )
        if not line.joined(i - 1, known.title):
            return False
    return False


def _holder(clause: Clause, found: Subject) -> AttributionKind | None:
    """The kind of somebody who can hold a view; a town or a firm is oftener what the view is about."""
    line, known = clause.line, clause.known
    kind = clause.kind(found)
    if kind == "organisation":
        return kind if line.low[found.first] == "it" or line.low[found.last] in known.camp else None
    return kind if kind in _SPEAKERS else None


def _set_off(line: Line, i: int) -> bool:
    """Does the sentence begin with word `i`, or a mark or a quotation stand before it?"""
    return not i or line.gap(i - 1)[-1:] in (",", "(", *DASHES) or subjects.spoken_before(line, i)
