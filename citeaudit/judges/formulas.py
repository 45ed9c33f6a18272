"""Attribution by set phrases: "it is believed", a name before a colon, "in a poll"."""

from citeaudit.judges import before_colon
from citeaudit.judges.clause import Clause
from citeaudit.judges.subjects import Subject
from citeaudit.model.judged import Attribution
from citeaudit.model.span import Span

_LONGEST_LABEL = 4
"""Words of a name before a colon."""
_AS = ("as", "to", "that")
_SURVEY_WITHIN = 7
"""Words after "in" within which "poll" must follow."""


def sourceless(clause: Clause, phrase: str, *, stance: bool = False) -> Attribution | None:
    """The passive that hides its source: "it is believed"; not where "by" tells it."""
    wanted, low = phrase.split(), clause.line.low
    for at in range(len(low) - len(wanted) + 1):
        i = at
        last = i + len(wanted) - 1
        if low[i : last + 1] == wanted and clause.follows(last) != "by":
            while i and low[i - 1] in clause.known.auxiliary and clause.line.joined(i - 1, clause.known.title):
                i -= 1
            return clause.said("unsourced", None, i, last, stance=stance)
    return None


def widely(clause: Clause) -> Attribution | None:
    """The passive of everybody and nobody: "is widely seen as", "it is commonly believed"."""
    low, known = clause.line.low, clause.known
    for i in range(1, len(low) - 1):
        word, follows = low[i + 1], clause.follows(i + 1)
        if low[i] not in known.hidden_adverb or low[i - 1] not in known.passive or follows == "by":
            continue
        if word in known.hidden_verb or (word in known.hidden_as and follows in _AS):
            first = i - 2 if low[i - 2 : i - 1] == ["it"] and i > 1 else i - 1
            return clause.said("unsourced", None, first, i + 1)
    return None


def labelled(clause: Clause) -> Attribution | None:
    """Read "Lund: We shall see", where a name and a colon open the sentence."""
    line = clause.line
    for last in range(min(_LONGEST_LABEL, len(line.low) - 1)):
        if not line.capital(last):
            return None
        if line.gap(last).startswith(":"):
            kind = before_colon.speaker(clause, last)
            if kind is None or not (line.capital(last + 1) or line.gap(last) != ":"):
                return None
            at = line.offset + line.own.index(":", line.end(last))
            return Attribution(kind, line.span(0, last), Span(at, at + 1))
        if not line.joined(last, clause.known.title):
            return None
    return None


def expected(clause: Clause) -> Attribution | None:
    """What a poll has, and what is expected by nobody that the sentence names."""
    line, known = clause.line, clause.known
    words = frozenset(line.low)
    if not words.isdisjoint(known.survey):
        for i, word in enumerate(line.low):
            if word == "in" and (head := _survey(clause, i)):
                return clause.said("document", Subject(i + 1, head, head), i, i, stance=True)
    for phrase, _ in known.expected.hits(words, line.low):
        if hidden := sourceless(clause, phrase, stance=True):
            return hidden
    return None


def _survey(clause: Clause, i: int) -> int:
    """The poll that "in", word `i`, stands before; 0 for "rose in the polls", "in 2011 it was used to survey"."""
    line, known = clause.line, clause.known
    for head in range(i + 1, min(i + 1 + _SURVEY_WITHIN, len(line.low))):
        if not line.joined(head - 1, known.title) or line.low[head] == "to":
            return 0
        if line.low[head] in known.survey:
            return head if head > i + 1 and line.low[i + 1 : head] != ["the"] else 0
    return 0
