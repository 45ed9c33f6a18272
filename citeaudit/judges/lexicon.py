"""The words of attribution in one language, as sets."""

from functools import cache
from typing import Any, NamedTuple

from citeaudit.judges.words import Phrases, forms, phrases


class Lexicon(NamedTuple):
    """The families of `rules/lexicons/<language>/attribution.txt`; the file says what each is for."""

    said: frozenset[str]
    opined: frozenset[str]
    with_clause: frozenset[str]
    speaks: frozenset[str]
    shows: frozenset[str]
    stance: frozenset[str]
    minded: frozenset[str]
    said_noun: frozenset[str]
    held_noun: frozenset[str]
    survey: frozenset[str]
    expected: Phrases
    noun_too: frozenset[str]
    opens_clause: frozenset[str]
    opens_subject: frozenset[str]
    no_verb_after: frozenset[str]
    past: frozenset[str]
    auxiliary: frozenset[str]
    passive: frozenset[str]
    adverb: frozenset[str]
    clause: frozenset[str]
    relative: frozenset[str]
    pronoun: frozenset[str]
    group_pronoun: frozenset[str]
    nobody: frozenset[str]
    article: frozenset[str]
    counted: frozenset[str]
    own_article: frozenset[str]
    adjunct: frozenset[str]
    behind_noun: frozenset[str]
    title: frozenset[str]
    vague: frozenset[str]
    vague_documents: frozenset[str]
    quantity: frozenset[str]
    document: frozenset[str]
    role: frozenset[str]
    organisation: frozenset[str]
    anonymous: Phrases
    sourceless: Phrases
    verbs: frozenset[str]
    """All that may attribute."""
    according: frozenset[str]
    """The content words of "according to", "in the words of"."""
    any: frozenset[str]
    """Words of which a sentence must have one to attribute anything, but by a name and a colon."""


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language that has one."""

    def family(name: str) -> frozenset[str]:
        return forms(language, "attribution", name)

    sets: dict[str, Any] = {name: family(name.replace("_", " ")) for name in Lexicon._fields}
    sets["anonymous"] = phrases(language, "attribution", "anonymous")
    sets["sourceless"] = phrases(language, "attribution", "sourceless")
    sets["expected"] = phrases(language, "attribution", "expected")
    sets["verbs"] = sets["said"] | sets["opined"] | sets["with_clause"]
    sets["any"] = frozenset.union(
        *(sets[name] for name in ("verbs", "stance", "minded", "said_noun", "survey")),
        *(sets[name].keys for name in ("expected", "sourceless")),
        ("according",),
    )
    return Lexicon(**sets)
