"""To whom a sentence is attributed: the source, the word that attributes, and what kind of source it is.

The subject of a verb of saying is a source whatever it is; that of a verb of thinking or finding only where it can
think or find. A source that a sentence only describes ("a person close to the talks") is not one that it names.
"""

from functools import cache

from citeaudit.judges import formulas, nouns, verbs
from citeaudit.judges.clause import Clause
from citeaudit.judges.lexicon import lexicon
from citeaudit.judges.line import Line
from citeaudit.judges.words import Phrases, Prose, phrases
from citeaudit.model import Attribution, Sentence

_LABEL_ENDS = 60
"""Characters within which a name before a colon ends."""


def attribute(prose: Prose, sentence: Sentence, words: frozenset[str], language: str) -> Attribution | None:
    """The attribution of a sentence, or None; `words` are its own words, quotations left out."""
    known = lexicon(language)
    start, end = sentence.start, sentence.end
    if words.isdisjoint(known.any) and ":" not in prose.own[start : start + _LABEL_ENDS]:
        return None
    line = Line(prose.own[start:end], prose.plain[start:end], start)
    clause = Clause(line, known, prose, bool(known.anonymous.hits(words, line.low)))
    if not words.isdisjoint(known.according) and (found := formulas.according(clause)):
        return found
    hidden = _hidden(clause, words)
    found = formulas.labelled(clause) or verbs.by_verb(clause)
    if hidden and (found is None or found.stance or _place(hidden) < _place(found)):
        return hidden  # "It is believed that Lund said", but not "Lund said it is believed"
    return found or nouns.by_noun(clause) or formulas.expected(clause)


def _hidden(clause: Clause, words: frozenset[str]) -> Attribution | None:
    """What is said by nobody that the sentence names."""
    known = clause.known
    if phrases_found := known.sourceless.hits(words, clause.line.low):
        return formulas.sourceless(clause, phrases_found[-1][0])
    return None if words.isdisjoint(known.hidden_adverb) else formulas.widely(clause)


def _place(found: Attribution) -> int:
    return min(span.start for span in (found.source, found.cue) if span)


@cache
def unnamed_of(language: str) -> Phrases:
    """The phrases of which a sentence must have one to have a source that is vague, anonymous or hidden."""
    return phrases(
        language, "attribution", "vague", "vague documents", "quantity", "anonymous", "sourceless", "hidden adverb"
    )
