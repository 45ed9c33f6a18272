"""Why a sentence needs no source, as far as its form tells for certain: how an article was made, who took the picture.

A doubt is no exemption: what a source must be asked for stays what it is, however it begins.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from citeaudit import lexicons
from citeaudit.model import Block, Sentence
from citeaudit.parse import amounts, common, similar
from citeaudit.parse.beside import AGENCIES
from citeaudit.patterns import lazy

QUOTES = frozenset('“”"„«»')
"""Marks of which a sentence has none that is all the writer's own."""
_BEGINNING = 60
"""Characters in which the form of a sentence shows."""
_GREETING_WORDS = 8
_METHOD_WORDS = 40
_BEFORE_VERB = 3
"""Words that may stand between "we" and what we did: "have also since"."""
_LONGEST_VERB = 3
_LONGEST_CREDIT = 80
_MONEY = frozenset("£$€%")
_ASIDE = lazy(r"\([^()]+\)[.\s]*|[^()]*")
"""A sentence that stands in brackets from end to end, or has none."""
_CREDIT = lazy(rf"\((?:[A-Z][\w.&]{{1,15}}/[A-Z][\w.’' -]{{2,40}}|(?:{AGENCIES}) (?:[Pp]hoto|[Ii]mages?))\)")

_NAME = r"[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4}"
_SIGNATURE = lazy(rf"(?:{AGENCIES})\s?/\s?{_NAME}(?:/{_NAME}){{0,2}}")
"""“REUTERS/Ros Lane/File Photo”."""


class _Said(NamedTuple):
    """A sentence that begins as one may that needs no source."""

    covered: str
    start: int
    end: int
    block: Block
    language: str

    @property
    def written(self) -> str:
        return self.covered[self.start : self.end]

    def has(self, family: str) -> bool:
        """Has it one of the words of a family?"""
        known = lexicons.words(self.language, "exempt", family)
        return not known.isdisjoint(similar.words(self.written))


def by_form(covered: str, start: int, end: int, block: Block, language: str) -> str | None:
    """The reason why the sentence `[start, end)` of `block` is exempt; None where its form gives none.

    `covered` is the prose with its markers covered.
    """
    if end - start <= common.LONGEST and common.is_known(covered[start:end], language):
        return "common knowledge"
    low = covered[start : start + _BEGINNING].lower()
    if "’" in low:
        low = low.replace("’", "'")
    if not low.startswith(_openings(language)):
        return None
    said = _Said(covered, start, end, block, language)
    for family, (reason, holds) in _FORMS.items():
        if low.startswith(_begins(language, family)) and holds(said):
            return reason
    return None


def under_methods(covered: str, blocks: Sequence[Block], language: str) -> frozenset[int]:
    """The blocks that stand under a heading such as "Methods", up to the next heading that is no part of that one."""
    headings = lexicons.phrases(language, "exempt", "heading of methods")
    found: set[int] = set()
    level: int | None = None
    inside = False
    for number, block in enumerate(blocks) if headings else ():
        if block.kind == "heading":
            here = block.level or 1
            if not inside or level is None or here <= level:
                written = covered[block.start : block.end].strip("#*_ \t\n:.0123456789").lower()
                inside, level = written in headings, here
        elif inside:
            found.add(number)
    return frozenset(found)


def tells_how(covered: str, sentence: Sentence, block: Block, language: str) -> bool:
    """Does a sentence under such a heading say how it was done, and not what was found?"""
    return _tells_how(_Said(covered, sentence.start, sentence.end, block, language))


@cache
def _begins(language: str, family: str) -> tuple[str, ...]:
    if family == "brackets":
        return ("(",)
    if family == "signature":
        return tuple(f"{agency.lower()}/" for agency in AGENCIES.split("|"))
    phrases = lexicons.phrases(language, "exempt", family)
    return tuple(f"{phrase} " for phrase in phrases) if family == "maker" else phrases


@cache
def _openings(language: str) -> tuple[str, ...]:
    """All beginnings: most sentences have none of them, and are done with."""
    return tuple(opening for family in _FORMS for opening in _begins(language, family))


@cache
def _grave(language: str) -> frozenset[str]:
    """Words of accusations, events and the law: who makes such a statement must say where it is written."""
    known = (lexicons.forms(language, "claim", family) for family in ("accusation", "event", "law", "rule"))
    how = lexicons.words(language, "exempt", "making") | lexicons.words(language, "exempt", "method")
    return frozenset().union(*known, lexicons.forms(language, "exempt", "grave")) - how


def _is_harmless(said: _Said) -> bool:
    """Does it tell of no deed, no accusation, no law and no sum of money?"""
    return _MONEY.isdisjoint(said.written) and _grave(said.language).isdisjoint(similar.words(said.written))


def _states_nothing(said: _Said) -> bool:
    """Is it harmless, and without a figure?"""
    return _is_harmless(said) and not amounts.first(said.written, amounts.days(said.written), said.language)


def _is_short_and_states_nothing(said: _Said) -> bool:
    return len(said.written) <= _LONGEST_CREDIT and _states_nothing(said) and not said.has("finding")


def _corrects(said: _Said) -> bool:
    """A note of the editor's may say anything, as long as all of the sentence is one."""
    if _ASIDE.fullmatch(said.written) is None:
        return False  # "(Adds quotes) The firm lost ..."
    return said.has("words of a correction") or _states_nothing(said)


def _notes(said: _Said) -> bool:
    return said.has("words of a correction") and _corrects(said)


def _is_short(said: _Said) -> bool:
    return len(said.written.split()) <= _GREETING_WORDS and _states_nothing(said) and "," not in said.written[:-1]


def _names_its_maker(said: _Said) -> bool:
    """Is it an agency or a photographer in brackets, and nothing else?"""
    written = said.written.strip()
    return len(written) <= _LONGEST_CREDIT and _CREDIT.fullmatch(written) is not None


def _is_signature(said: _Said) -> bool:
    written = said.written.strip()
    return len(written) <= _LONGEST_CREDIT and _SIGNATURE.fullmatch(written) is not None


def _is_line(said: _Said) -> bool:
    """Is it a short line of its own that is no sentence?"""
    alone = (said.start, said.end) == (said.block.start, said.block.end)
    short = alone and said.end - said.start <= _LONGEST_CREDIT and said.written[-1] not in ".!?"
    return short and _states_nothing(said)


def _tells_how(said: _Said) -> bool:
    """Does it say how the article was made, and no more? What was found out that way is a claim like any other."""
    written = said.written
    if said.block.kind not in ("paragraph", "list item") or len(written.split()) > _METHOD_WORDS:
        return False
    if not QUOTES.isdisjoint(written) or ";" in written or ":" in written or said.has("finding"):
        return False
    if not _is_harmless(said):
        return False
    before = said.covered[said.block.start : said.start]
    # In a quotation that runs on from an earlier sentence, "we" is somebody else.
    return before.count("“") <= before.count("”") and before.count('"') % 2 == 0


def _tells_what_we_did(said: _Said) -> bool:
    words = similar.words(said.written)
    maker = max((m for m in _begins(said.language, "maker") if said.written.lower().startswith(m)), key=len, default="")
    rest = words[len(maker.split()) :]
    verbs = lexicons.phrases(said.language, "exempt", "making")
    behind = (" ".join([*rest[at : at + _LONGEST_VERB], ""]) for at in range(min(_BEFORE_VERB + 1, len(rest))))
    return any(each.startswith(f"{verb} ") for each in behind for verb in verbs) and _tells_how(said)


_FORMS: Mapping[str, tuple[str, Callable[[_Said], bool]]] = {
    "correction": ("correction", _corrects),
    "note": ("correction", _notes),
    "greeting": ("greeting", _is_short),
    "credit": ("credit", _is_short_and_states_nothing),
    "brackets": ("credit", _names_its_maker),
    "signature": ("credit", _is_signature),
    "origin": ("credit", _is_line),
    "picture": ("caption", _is_harmless),
    "method": ("method", _tells_how),
    "maker": ("method", _tells_what_we_did),
}
"""Of each family of beginnings in the lexicon, what it makes of a sentence, and what else must hold."""
