"""Whom a pronoun stands for that says something: the one source in the sentences before it that can be meant."""

import re
from collections.abc import Sequence

from citeaudit import lexicons
from citeaudit.ledger.register import Key, Register
from citeaudit.ledger.speakers import Speaker

_ONE = frozenset(("he", "she"))
_REACH = 3
"""Sentences in which "he" and "she" look for a name; those without one are passed over."""
_UNCLEAR = "unclear"
UNCLEAR = "(not clear who)"
"""What stands behind a pronoun of which it is not clear whom it stands for."""
_PRONOUNS = frozenset("he she they it we i you those these this both one another all".split())
_FORMS = {
    "his": "he",
    "her": "she",
    "its": "it",
    "their": "they",
    "our": "we",
    "my": "i",
    "him": "he",
    "them": "they",
    "us": "we",
}
_SUBJECT = re.compile(r"(?:(?:But|And|Yet|Still|Meanwhile|However),? )?(The |Its |)((?:[\w'’&.-]+ ){1,4})")
"""The words in which a body stands that opens a sentence: "The harbour board met"."""


def is_clear(speaker: Speaker) -> bool:
    """Is it told whom the source stands for?"""
    return speaker.key[0] != _UNCLEAR


def meant(speaker: Speaker, i: int, said: Sequence[Speaker | None], register: Register) -> Speaker:
    """The source that speaks in sentence `i`; `said` has those of the sentences before.

    A pronoun of which it is not clear whom it stands for is kept as such.
    """
    word = (speaker.name or "").lower().replace("’", "'").partition("'")[0]
    pronoun = _FORMS.get(word, word)
    if pronoun not in _PRONOUNS:
        return speaker
    found = None
    if pronoun in _ONE:
        found = _person(pronoun, i, said, register)
    elif pronoun in ("they", "it") and i:
        found = _source(pronoun, said[i - 1])
        if pronoun == "it" and said[i - 1] is None:
            found = _body(register, i - 1)
    return found or Speaker((_UNCLEAR, pronoun), f"{pronoun} {UNCLEAR}", "role")


def _person(pronoun: str, i: int, said: Sequence[Speaker | None], register: Register) -> Speaker | None:
    """The person who "he" or "she" in sentence `i` is: of the last sentence with people, its only subject that fits."""
    for k in range(i - 1, max(-1, i - 1 - _REACH), -1):
        before = said[k]
        if before and not is_clear(before):
            if before.key[1] == pronoun:
                return None
            before = None
        subjects = _subjects(before, register.subjects(k))
        people = {mention.key for mention in register.mentions(k) if not mention.placed}.union(subjects)
        fit = {key for key in people if register.gender(key) in ("", pronoun)}
        if not fit:
            continue
        sure = [key for key in subjects if key in fit and (len(fit) == 1 or register.gender(key) == pronoun)]
        if len(sure) != 1:
            return None
        return before if before and before.key == sure[0] else Speaker(sure[0], None, "named")
    return None


def _subjects(speaker: Speaker | None, plain: list[Key]) -> list[Key]:
    """Who may be meant: who speaks in the sentence, where that is one person, and its plain subject."""
    speaks = speaker and speaker.kind in ("named", "role", "anonymous") and not speaker.plural
    return list(dict.fromkeys([*([speaker.key] if speaker and speaks else []), *plain]))


def _source(pronoun: str, before: Speaker | None) -> Speaker | None:
    """The source of the sentence before, where "they" or "it" can stand for it."""
    if before is None or not is_clear(before):
        return None
    if pronoun == "it":
        return before if before.kind in ("organisation", "document") else None
    return before if before.plural else None


def _body(register: Register, i: int) -> Speaker | None:
    """The body that opens sentence `i`: "The harbour board met", or "Datatide sold the yard" where it spoke before."""
    document = register.document
    match = _SUBJECT.match(document.prose, *document.sentences[i][:2])
    if match is None:
        return None
    bodies = lexicons.forms(document.language, "attribution", "organisation")
    words = match[2].split()
    for n, word in enumerate(words, 1):
        key = "source", " ".join(words[:n]).lower()
        if word.lower() in bodies or (key in register.heard and words[0][0].isupper()):
            return Speaker(key, f"{match[1]}{' '.join(words[:n])}", "organisation", plural=True)
    return None
