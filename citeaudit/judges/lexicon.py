"""The words of attribution in one language, as sets."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from citeaudit import lexicons
from citeaudit.judges.words import Phrases, phrases

Tails = Mapping[str, tuple[tuple[str, ...], ...]]
"""The words that follow a verb, by each form of it, the longest first: "point" -> (("out",),)."""


class Lexicon(NamedTuple):
    """The families of `rules/lexicons/<language>/attribution.txt`; the file says what each is for."""

    said: frozenset[str]
    opined: frozenset[str]
    crowd: frozenset[str]
    on_record: frozenset[str]
    with_clause: frozenset[str]
    speaks: frozenset[str]
    shows: frozenset[str]
    points_up: frozenset[str]
    stance: frozenset[str]
    said_phrase: Tails
    stance_phrase: Tails
    act: frozenset[str]
    sees_as: frozenset[str]
    hails_as: frozenset[str]
    names: frozenset[str]
    terms: frozenset[str]
    likens: frozenset[str]
    inverts: frozenset[str]
    told: frozenset[str]
    plans: frozenset[str]
    minded: frozenset[str]
    chain: frozenset[str]
    unsaid: frozenset[str]
    said_noun: frozenset[str]
    stated_noun: frozenset[str]
    voiced_noun: frozenset[str]
    opens_noun: frozenset[str]
    has: frozenset[str]
    had_noun: frozenset[str]
    plain: frozenset[str]
    held_noun: frozenset[str]
    makes: frozenset[str]
    voices: frozenset[str]
    made: frozenset[str]
    from_whom: frozenset[str]
    survey: frozenset[str]
    expected: Phrases
    noun_too: frozenset[str]
    opens_clause: frozenset[str]
    opens_subject: frozenset[str]
    no_verb_after: frozenset[str]
    auxiliary: frozenset[str]
    passive: frozenset[str]
    adverb: frozenset[str]
    no_adverb: frozenset[str]
    time: frozenset[str]
    time_opens: frozenset[str]
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
    honorific: frozenset[str]
    vague: frozenset[str]
    by_trade: frozenset[str]
    vague_documents: frozenset[str]
    quantity: frozenset[str]
    document: frozenset[str]
    utterance: frozenset[str]
    role: frozenset[str]
    organisation: frozenset[str]
    mute: frozenset[str]
    anonymous: Phrases
    by_law: frozenset[str]
    privy: Phrases
    unnamed: frozenset[str]
    figure: frozenset[str]
    of_weight: frozenset[str]
    in_office: frozenset[str]
    no_speaker: frozenset[str]
    answers: frozenset[str]
    sourceless: Phrases
    hidden_adverb: frozenset[str]
    hidden_verb: frozenset[str]
    hidden_as: frozenset[str]
    base: frozenset[str]
    """Forms of the verbs above as they stand behind a plural: "say"."""
    finite: frozenset[str]
    """Forms that have a subject of their own and are no nouns: "says", "wrote"."""
    participle: frozenset[str]
    """Forms behind "have" and "be": "said", "written"."""
    unfinished: frozenset[str]
    """Participles that are no past: "written"."""
    verbs: frozenset[str]
    """All that may attribute a statement."""
    views: frozenset[str]
    """Prepositions with nouns of a view: "in view", "by account"."""
    thing_too: frozenset[str]
    amounts: frozenset[str]
    camp: frozenset[str]
    holds: frozenset[str]
    """Words of which a sentence must have one to name the holder of a view, but in front."""
    alone: frozenset[str]
    """Verbs that may attribute without a phrase of words behind them."""
    nouns: frozenset[str]
    """Nouns of saying, and words that tell how something is said."""
    cue: frozenset[str]
    """All verbs and states of mind."""
    any: frozenset[str]
    """Words of which a sentence must have one to attribute anything, but by a name and a colon."""


LANGUAGE = "en"
"""The one that has words of attribution."""
_VERBS = ("said", "opined", "with clause", "stance", "plans")
_LABELS = ("sees as", "hails as", "names")
"""Verbs that tell a view with what follows them alone."""
_REGULAR = 4
"""Forms of a verb whose participle is its past."""
_PHRASES = ("anonymous", "privy", "sourceless", "expected")


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language that has one."""

    def family(name: str) -> frozenset[str]:
        return lexicons.forms(language, "attribution", name)

    sets: dict[str, Any] = {name: family(name.replace("_", " ")) for name in Lexicon._fields if name not in _PHRASES}
    sets |= {name: phrases(language, "attribution", name) for name in _PHRASES}
    sets["unsaid"] = family("not")
    for name in ("said_phrase", "stance_phrase"):
        sets[name] = _tails(lexicons.phrases(language, "attribution", name.replace("_", " ")))
    paradigms = _paradigms(language, _VERBS)
    sets["base"] = frozenset(each[0] for each in paradigms if each[0] not in each[1:])
    sets["finite"] = frozenset(form for each in paradigms for form in each[1:3]) - sets["noun_too"]
    sets["participle"] = frozenset(
        each[-1 if len(each) > _REGULAR else 2] for each in [*paradigms, *_paradigms(language, _LABELS)]
    )
    sets["unfinished"] = frozenset(each[-1] for each in paradigms if len(each) > _REGULAR)
    sets["holds"] |= frozenset(pair.split()[1] for pair in sets["views"])
    sets["verbs"] = sets["said"] | sets["opined"] | sets["with_clause"]
    alone = ("verbs", "stance", "sees_as", "hails_as", "names", "told")
    sets["alone"] = frozenset.union(*(sets[name] for name in alone))
    sets["nouns"] = frozenset.union(*(sets[name] for name in ("said_noun", "stated_noun", "made", "plain")))
    heads = frozenset((*sets["said_phrase"], *sets["stance_phrase"]))
    sets["cue"] = frozenset.union(heads, *(sets[name] for name in ("alone", "plans", "minded")))
    sets["any"] = frozenset.union(
        *(sets[name] for name in ("cue", "said_noun", "stated_noun", "made", "survey", "hidden_adverb")),
        *(sets[name].keys for name in ("expected", "sourceless")),
        sets["holds"] - {"per"},  # "per cent", "per head": told by the mark before it
    )
    return Lexicon(**sets)


def _paradigms(language: str, families: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The forms of each verb of some families."""
    lines = (line for name in families for line in lexicons.phrases(language, "attribution", name))
    return [tuple(lexicons.inflected(line)) for line in lines]


def _tails(lines: Iterable[str]) -> Tails:
    found: dict[str, set[tuple[str, ...]]] = {}
    for line in lines:
        for form in lexicons.inflected(line):
            head, *tail = form.split()
            found.setdefault(head, set()).add(tuple(tail))
    return {head: tuple(sorted(tails, key=lambda tail: (-len(tail), tail))) for head, tails in found.items()}
