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
    if hidden := known.sourceless.hits(words, line.low):
        return formulas.sourceless(clause, hidden[-1][0])
    return (
        formulas.labelled(clause)
        or verbs.by_verb(clause)
        or verbs.by_shared_subject(clause)
        or nouns.by_noun(clause)
        or formulas.expected(clause)
    )


@cache
def unnamed_of(language: str) -> Phrases:
    """The phrases of which a sentence must have one to have a source that is vague, anonymous or hidden."""
    return phrases(language, "attribution", "vague", "vague documents", "quantity", "anonymous", "sourceless")
