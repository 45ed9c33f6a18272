"""To whom a sentence is attributed: the source, the word that attributes, and what kind of source it is.

The subject of a verb of saying is a source whatever it is; that of a verb of thinking or finding only where it can
think or find. A source that a sentence only describes ("a person close to the talks") is not one that it names.
"""

import re
from collections.abc import Sequence
from functools import cache

from citeaudit.judges import formulas, holders, nouns, verbs
from citeaudit.judges.clause import Clause
from citeaudit.judges.lexicon import lexicon
from citeaudit.judges.line import Line
from citeaudit.judges.nounphrases import NO_VEIL
from citeaudit.judges.words import Phrases, Prose, phrases
from citeaudit.model import Sentence
from citeaudit.model.judged import Attribution
from citeaudit.patterns import lazy

_ALNUM = re.compile(r"[^\W_]")
_LABEL = lazy(r"\W{0,4}(?:[A-Z][\w.'-]{0,20}\s?){1,4}:\s")
_CANNOT = frozenset(("cannot", "can't"))
_LABEL_WITHIN = 4 + 4 * 22 + 1
"""Characters within which its colon stands."""
_LABEL_ENDS = 60
"""Characters within which a name before a colon ends."""


def attribute(prose: Prose, sentence: Sentence, words: frozenset[str], language: str) -> Attribution | None:
    """The attribution of a sentence, or None; `words` are its own words, quotations left out."""
    known = lexicon(language)
    start, end = sentence.start, sentence.end
    opens = holders.may_hold(prose, start, end, words)
    if not opens and words.isdisjoint(known.any) and ":" not in prose.own[start : start + _LABEL_ENDS]:
        return None
    line = Line(prose.own[start:end], prose.plain[start:end], start)
    keeps = _held_back(known.anonymous, words, line)
    if keeps and not words.isdisjoint(_CANNOT) and not words.isdisjoint(known.by_law):
        keeps = NO_VEIL  # "who cannot be named for legal reasons" is a witness, and hides from nobody
    clause = Clause(line, known, prose, keeps, _held_back(known.privy, words, line))
    if (opens or not words.isdisjoint(known.holds)) and (found := holders.held(clause)):
        return found
    hidden = _hidden(clause, words)
    found = formulas.labelled(clause) or verbs.by_verb(clause)
    if hidden and (found is None or found.stance or _outweighs(clause, hidden, found)):
        return hidden
    if (found is None or found.stance) and not words.isdisjoint(known.nouns):
        held = nouns.by_noun(clause)
        found = held if held and not (found and held.stance) else found
    return found or formulas.expected(clause)


def _held_back(tells: Phrases, words: frozenset[str], line: Line) -> range:
    """The words of the first phrase that keeps back the name of a source, or describes it; none where there is none."""
    for phrase, _ in tells.hits(words, line.low):
        wanted = phrase.split()
        for first in range(len(line.low) - len(wanted) + 1):
            if line.low[first : first + len(wanted)] == wanted:
                return range(first, first + len(wanted))
    return NO_VEIL


def _hidden(clause: Clause, words: frozenset[str]) -> Attribution | None:
    """What is said by nobody that the sentence names."""
    known = clause.known
    if phrases_found := known.sourceless.hits(words, clause.line.low):
        return formulas.sourceless(clause, phrases_found[-1][0])
    return None if words.isdisjoint(known.hidden_adverb) else formulas.widely(clause)


def _outweighs(clause: Clause, hidden: Attribution, found: Attribution) -> bool:
    """Does the hidden source stand first: "It is believed that Lund said", "Lund reportedly said"?"""
    if hidden.cue is None or found.cue is None:
        return False
    start = hidden.cue.start - clause.line.offset
    adverb = " " not in clause.line.own[start : hidden.cue.end - clause.line.offset]
    if adverb and start and found.source and hidden.cue < found.source:
        return False  # "They allegedly ran it, Lund said"
    first = found.cue if adverb or found.source is None else min(found.source, found.cue)
    return hidden.cue < first


def continues(prose: Prose, sentences: Sequence[Sentence], i: int) -> bool:
    """Is sentence `i` nothing but a quotation, behind one with a quotation in the same paragraph?"""
    if not i or sentences[i].block != sentences[i - 1].block:
        return False
    start, end = sentences[i].start, sentences[i].end
    if _ALNUM.search(prose.own, start, end) or not _ALNUM.search(prose.written, start, end):
        return False
    start, end = sentences[i - 1].start, sentences[i - 1].end
    return prose.own[start:end] != prose.written[start:end]


def opens_with_label(prose: Prose, start: int) -> bool:
    """Does a paragraph open, at `start`, with what may be the name of who speaks in it?"""
    return prose.own.find(":", start, start + _LABEL_WITHIN) >= 0 and _LABEL.match(prose.own, start) is not None


def asked(prose: Prose, sentence: Sentence, language: str) -> Attribution | None:
    """To whom the answer belongs that follows a short question such as "Her verdict?"."""
    start, end = sentence.start, sentence.end
    if end - start > _LABEL_ENDS or not prose.own[start:end].rstrip().endswith("?"):
        return None
    clause = Clause(
        Line(prose.own[start:end], prose.plain[start:end], start), lexicon(language), prose, NO_VEIL, NO_VEIL
    )
    return carried(nouns.asked(clause))


def is_label(said: Attribution, prose: Prose) -> bool:
    """Is it an attribution by a name and a colon?"""
    return said.cue is not None and prose.own[slice(*said.cue)] == ":"


def carried(said: Attribution | None) -> Attribution | None:
    """The attribution of a quotation that goes on: to whoever said what stands before it, by no word of its own."""
    if said is None or said.stance or said.source is None:
        return None
    return Attribution(said.kind, said.source, None)


@cache
def unnamed_of(language: str) -> Phrases:
    """The phrases of which a sentence must have one to have a source that is vague, anonymous or hidden."""
    families = "vague", "vague documents", "quantity", "anonymous", "privy", "unnamed", "of weight", "one"
    return phrases(language, "attribution", *families, "sourceless", "hidden adverb")
