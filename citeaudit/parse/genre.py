"""Find what a piece says that it is: opinion, a column, a review. Only a label counts, and never the name of a file.

A label is a line of its own, a word set before or behind the headline, the section of a page, a byline, or the note
at the end that the views are the writer's own. Prose is never read for it: "in her opinion" is no label.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from citeaudit import lexicons
from citeaudit.model import Block, Meta
from citeaudit.model.span import Span
from citeaudit.patterns import lazy

_BARS, _DASHES = "|/>»›·•:", "-–—"
_PARTS = lazy(rf"\s*(?:[{_BARS}]|\s[{_DASHES}]\s)\s*")
_PARTED = lazy(f"[{_BARS}{_DASHES}]")
_NAME = r"(?P<label>[^\W\d_][\w’'&/ -]{2,30}"
_LEAD = lazy(rf"{_NAME}?)(?P<sign>:|\s*\||\s[–—-])\s+(?=[\w“‘\"'¿¡])")
_TAIL = lazy(rf"\S(?P<sign>\s*\||\s[–—-])\s*{_NAME})$")
_BRACKETED = lazy(rf"(?:\A|\s)[\[(]{_NAME})[\])](?=:?\s|\Z)")
# "The Tarn Post view on quays", "Quays: the Gazette's view": a newspaper that speaks of itself.
_VIEW = lazy(
    r"(?:\A|[:|]\s|\s[–—-]\s)(?P<label>(?:[Tt]he\s)?(?:[A-Z]\w+\s){0,3}(?P<paper>[A-Z]\w+)(?:['’]s)?\s[Vv](?:iew|IEW))"
    r"(?:\s(?:on|of)\s|\s*[:|]|\Z)"
)
_TOLD = lazy(r"(?:[Bb][Yy]\s[^.!?]{3,60},\s)?(?P<told>(?i:as told to)\s[A-Z][\w'’-]+(?:\s[A-Z][\w.'’-]*){0,3})\.?\Z")
"""A byline, or a line of its own; "as told to the court" is prose."""
_EMPHASIS = "*_ \t\n"
_LONGEST_LINE = 60
_LONGEST_HEADLINE = 120
_LONGEST_NOTE = 300
_IS = lazy(r"[*_]*[A-Z][\w'’-]+ (?:[A-Z][\w.'’-]* )+is an? ")
_ENDS = (".", " for ", " at ", " with ")
"""What may stand behind what a writer is: "Marta Lund is a columnist for the Gazette"."""
# A note that says whose views they are is a sentence of its own; "Lund said that the views expressed" is none.
_SENTENCE = lazy(r"(?:\A|[.!?]\s)[*_(\s]*(?:the |all |any )?\Z")
_LAST = 3
"""How many blocks before the end of the article, its list of sources left out, may hold the note on its writer."""
_OWN_SECTION = 3
"""Names of sections that a piece may have at once, and still be what one of them says."""


class _Words(NamedTuple):
    labels: frozenset[str]
    leads: frozenset[str]
    papers: frozenset[str]
    paths: frozenset[str]
    bylines: tuple[str, ...]
    notes: tuple[str, ...]
    owners: tuple[str, ...]


@cache
def _words(language: str) -> _Words:
    def family(name: str) -> tuple[str, ...]:
        return lexicons.phrases(language if language in lexicons.languages() else "en", "labels", name)

    labels = frozenset(family("genre"))
    return _Words(
        labels,
        frozenset(family("genre before a headline")) or labels,
        frozenset(word for line in family("newspaper") for word in line.split()),
        frozenset(family("path")),
        family("genre in a byline"),
        family("note on the writer"),
        family("whose views"),
    )


def reports(genre: str, language: str) -> bool:
    """Is it a genre that judges, and states facts as a report does: an analysis, a profile?"""
    return any(part in lexicons.phrases(language, "labels", "genre of fact") for part in _parts(genre))


def is_label(line: str, language: str) -> bool:
    """Does a line say what the piece is and no more: "Opinion", "OPINION | GUEST ESSAY", "Analysis by Ros Lane"?"""
    if len(line) > _LONGEST_LINE:
        return False
    words, parts = _words(language), _parts(line)
    if any(part in words.labels for part in parts):
        return all(part in words.labels or part in words.paths for part in parts)
    written = line.strip(_EMPHASIS)
    if (told := _TOLD.match(written)) and not told.start("told"):
        return True
    opening, by, name = written.partition(" by ")
    return bool(by) and opening.lower() in words.leads and name[:1].isupper() and not name.endswith(".")


def told(prose: str, meta: Meta, blocks: Sequence[Block], title: Span | None, language: str) -> str | None:
    """The label of a piece as it is written; None for ordinary copy, whatever else its head calls it."""
    words = _words(language)
    if not words.labels:
        return None
    return (
        _of_head(meta, words)
        or _of_lines(prose, blocks, language)
        or _of_headline(_head(prose, blocks, title), words)
        or _of_writer(prose, blocks, words)
    )


def _of_head(meta: Meta, words: _Words) -> str | None:
    """What front matter or the head of a page says: "genre: column", "section: Opinion"."""
    for value in (meta.genre, meta.section):
        for name in value.split(",")[:_OWN_SECTION] if value else ():
            if any(part in words.labels for part in _parts(name)):
                return name.strip()
    return None


def _of_lines(prose: str, blocks: Sequence[Block], language: str) -> str | None:
    for block in blocks:
        if block.kind == "label" and is_label(prose[block.start : block.end], language):
            return prose[block.start : block.end].strip(f"{_EMPHASIS}:")
    return None


def _head(prose: str, blocks: Sequence[Block], title: Span | None) -> str:
    """The headline, or the first line that may be one."""
    if title:
        return prose[title.start : min(title.end, title.start + _LONGEST_NOTE)]
    first = prose[blocks[0].start : blocks[0].end] if blocks else ""
    return first if len(first) <= _LONGEST_HEADLINE else ""


def _of_headline(headline: str, words: _Words) -> str | None:
    """A label before the headline, behind it or in it: "Editorial: The yard deserves better", "[Opinion] The yard"."""
    written = headline.strip(_EMPHASIS)
    for match in filter(None, (_LEAD.match(written), _TAIL.search(written))):
        known = words.labels if match["sign"].endswith("|") else words.leads
        if known.issuperset(_parts(match["label"])):
            return match["label"]
    for match in _BRACKETED.finditer(written):
        at_edge = not written[: match.start()] or not written[match.end() :]
        if at_edge and match["label"].lower() in words.labels:
            return match["label"]
    if (view := _VIEW.search(written)) and view["paper"].lower() in words.papers and not written.endswith("."):
        return view["label"]
    return written if written.lower() in words.leads else None


def _of_writer(prose: str, blocks: Sequence[Block], words: _Words) -> str | None:
    """What a byline says of the writer, or the note that the views are theirs."""
    for note in _notes(prose, blocks):
        low = note.lower().replace("’", "'")
        if told := _TOLD.match(note.strip(_EMPHASIS)):
            return told["told"]
        if any(part in words.labels for part in _parts(note)):
            return note.strip(_EMPHASIS)
        for phrase in words.bylines:
            if _IS.match(note):
                if any(f" is {a} {phrase}{end}" in f"{low} " for a in ("a", "an") for end in _ENDS):
                    return phrase
            elif low.strip(f"{_EMPHASIS}.").endswith(phrase) and " is a" not in low:
                return phrase
        for phrase in words.notes:
            if (
                (at := low.find(phrase)) >= 0
                and _SENTENCE.search(low[:at])
                and any(low.find(owner, at) >= 0 for owner in words.owners)
            ):
                return note[at:].strip(f"{_EMPHASIS}.()")
    return None


def _notes(prose: str, blocks: Sequence[Block]) -> Iterator[str]:
    """The bylines, and the last short paragraphs of the article."""
    for block in blocks:
        if block.kind == "byline":
            yield prose[block.start : min(block.end, block.start + _LONGEST_NOTE)]
    body = [block for block in blocks[-40:] if block.kind in ("paragraph", "list item")]
    for block in body[-_LAST:] if len(body) > _LAST else ():
        if block.end - block.start <= _LONGEST_NOTE:
            yield prose[block.start : block.end]


def _parts(line: str) -> list[str]:
    """The names in a line such as "Home > Opinion > Columnists", in small letters."""
    low = line[:_LONGEST_NOTE].strip(_EMPHASIS).lower().rstrip(": ")
    return [part for part in (_PARTS.split(low) if _PARTED.search(low) else (low,)) if part]
