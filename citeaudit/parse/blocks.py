"""Tell headings, bylines, labels, captions and source lists from paragraphs, by their wording and their place.

Markdown and HTML mark headings themselves; plain text does not, and no format marks a byline or a source list well.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from citeaudit import lexicons
from citeaudit.model import Block, BlockKind, Meta
from citeaudit.model.span import Span
from citeaudit.model.written import Text
from citeaudit.parse import genre, headline
from citeaudit.parse.markers import unmarked
from citeaudit.patterns import lazy

_ENDED = lazy(r"[.!?…:;,。！？][\"'”’»)\]*_]*$")
_ENTRY = lazy(r"(?:\[\^?[\w. ]{1,12}\]:?|\d{1,3}[.):]|\(\d{1,3}\)|[-*•])\s+\S|\[\^?\w{1,12}\]\s*\S|https?://")
_ROW = lazy(r"\|?\s*\[?\^?\d{1,3}\]?[.):]?\s*\|")
_BRACKETED = lazy(r"\[\^?\w{1,12}\]:?\s+\S")
_DATELINE = lazy(r"[A-Z][\w.' -]{2,40}(?:,\s[\w.' -]{2,30})*,?\s*(?:\([A-Z][\w ]{1,20}\)\s*)?[—–-]+$")
_NAMES = lazy(r"(?:[A-Z][\w.’'-]+\s?){1,4}$")
_CAPITAL = lazy(r"[A-Z][a-z]")
_EMPHASIS = "*_ \t\n"
_LONGEST_HEADING = 120
_MOST_WORDS = 14
"""Words of a section heading."""
_NEAR, _FAR = 4, 12
"""How many blocks below it the article may begin."""
_SURE_WORDS = 6
"""Words of a first line that is a headline though other lines stand between it and the article."""
_FEW_WORDS = 3
"""A heading of so few words may come again: "Read more"."""
_LONGEST_LABEL = 40
_LONGEST_BYLINE = 100
_LONGEST_NOTE = 240
_LAST_BYLINE = 3
"""How many blocks below the headline a byline may stand."""
_FEWEST_BODY = 60
"""Characters of the paragraph that a headline needs below it."""


class Refined(NamedTuple):
    blocks: tuple[Block, ...]
    title: Span | None
    meta: Meta


class _Labels(NamedTuple):
    sources: frozenset[str]
    bylines: tuple[str, ...]
    roles: tuple[str, ...]
    captions: tuple[str, ...]


def _labels(language: str) -> _Labels:
    def family(name: str) -> tuple[str, ...]:
        return lexicons.phrases(language, "labels", name)

    sources = frozenset((*family("sources"), *family("notes")))
    return _Labels(sources, family("byline"), family("role"), family("caption"))


def refine(text: Text, language: str) -> Refined:
    """`text.blocks` with the kinds that wording tells, the title, and what a label says of the genre."""
    words = _labels(language if language in lexicons.languages() else "en")
    prose, blocks = text.prose, list(text.blocks)
    title = text.title
    if not text.structured:
        labelled = bool(blocks) and genre.is_label(_written(prose, blocks[0]), language)
        title = _headline(prose, blocks[labelled:])
        seen: set[str] = set()
        blocks = [_heading(prose, blocks, i, title, words, seen) for i in range(len(blocks))]
    first = next((i for i, block in enumerate(blocks) if title and block.start >= title.end), 0)
    for i, block in enumerate(blocks):
        guessed = block.kind == "paragraph" or (not text.structured and block.kind == "heading" and block.level != 1)
        if not guessed or block.end - block.start > _LONGEST_NOTE:
            continue
        written = prose[block.start : block.end].strip(_EMPHASIS)
        low = _bare(prose, block)
        if low in words.sources or (
            first - 2 <= i <= first + 1
            and genre.is_label(written, language)
            and not _in_menu(prose, blocks, i + 1 if i >= first else i - 1)
        ):
            blocks[i] = block._replace(kind="label", level=None)
        elif i - first <= _LAST_BYLINE and _is_aside(text, block):
            blocks[i] = block._replace(kind="byline", level=None)
        elif len(written) <= _LONGEST_BYLINE and (kind := _apart(written, i - first, words)):
            blocks[i] = block._replace(kind=kind, level=None)
    _mark_entries(prose, blocks, words.sources)
    told = genre.told(prose, text.meta, blocks, title, language)
    return Refined(tuple(blocks), title, text.meta._replace(genre=told))


def _in_menu(prose: str, blocks: Sequence[Block], neighbour: int) -> bool:
    """Is a label one of several lines, as in the menu of a page: "News", "Opinion", "Sport"? It stands by one word."""
    if not 0 <= neighbour < len(blocks) or blocks[neighbour].kind not in ("paragraph", "heading"):
        return False
    block = blocks[neighbour]
    return len(_written(prose, block).split()) == 1 and not _ended(prose, block)


def _is_aside(text: Text, block: Block) -> bool:
    """All of the block is in italics, near the headline: a note on the writer. Bold is a question or a cry."""
    signs = text.text[block.start], text.text[block.end - 1]
    if text.text[block.start : block.start + 2] in ("**", "__"):
        return False
    return text.structured and signs in (("*", "*"), ("_", "_")) and text.prose[block.start] == " "


def _apart(written: str, place: int, words: _Labels) -> BlockKind | None:
    """A byline, dateline or caption; `place` counts the blocks from the first below the title."""
    low = written.lower()
    if low.startswith(words.captions):
        return "caption"
    if place > _LAST_BYLINE or unmarked(written) != written:
        return None
    name = written.split(",", 1)[0].split("(", 1)[0]
    for opening in words.bylines:
        if low.startswith(f"{opening} ") and _CAPITAL.match(written, len(opening) + 1) and not low.endswith("."):
            return "byline"
    if "," in written and _NAMES.fullmatch(name) and low.rstrip(".").endswith(words.roles):
        return "byline"
    return "byline" if _DATELINE.fullmatch(written) else None


def _headline(prose: str, blocks: Sequence[Block]) -> Span | None:
    """The first block of a plain text, where it reads like a headline and an article follows."""
    if len(blocks) < 2:
        return None
    if headline.comes_again(prose, blocks[0]):
        return Span(blocks[0].start, blocks[0].end)
    if not _is_line(prose, blocks[0]):
        return None
    words = len(prose[blocks[0].start : blocks[0].end].split())
    if words >= _FEW_WORDS and f"{_plain(_written(prose, blocks[1]))} ".startswith(
        f"{_plain(_written(prose, blocks[0]))} "
    ):
        return Span(blocks[0].start, blocks[0].end)  # nothing but a headline is said again by the very next line
    rest = blocks[1 : _FAR if words >= _SURE_WORDS else _NEAR]
    if not any(block.end - block.start >= _FEWEST_BODY and _ended(prose, block) for block in rest):
        return None
    return Span(blocks[0].start, blocks[0].end)


def _heading(prose: str, blocks: Sequence[Block], i: int, title: Span | None, words: _Labels, seen: set[str]) -> Block:
    """Block `i` of a plain text, made a heading where it stands as one: a short line with an article below it.

    A line that says the title, the lead or an earlier line again stays a paragraph: it heads nothing, and the repeat
    is reported. `seen` are the lines so far.
    """
    block = blocks[i]
    if title and block.start == title.start:
        return block._replace(kind="heading", level=1)
    if block.kind != "paragraph" or not _is_line(prose, block):
        return block
    if i + 1 >= len(blocks) or (i + 2 >= len(blocks) and _is_line(prose, blocks[i + 1])):
        return block  # nothing stands below it that it could head
    written = prose[block.start : block.end]
    if _bare(prose, block) in words.sources:
        return block
    lead = blocks[0]
    again = _plain(unmarked(written))
    count = len(again.split())
    if count > _MOST_WORDS or (again in seen and count > _FEW_WORDS):
        return block
    seen.add(again)
    first = _plain(_written(prose, lead))
    if i and count > 2 and f"{first} ".startswith(f"{again} "):
        return block
    if i and len(first.split()) >= _FEW_WORDS and f"{again} ".startswith(f"{first} "):
        return block
    return block._replace(kind="heading", level=2)


def _is_line(prose: str, block: Block) -> bool:
    """One short line that ends like no sentence."""
    length = block.end - block.start
    if block.kind != "paragraph" or length > _LONGEST_HEADING or "\n" in prose[block.start : block.end]:
        return False
    written = unmarked(_written(prose, block))
    if "\t" in written or "|" in written or (_ENTRY.match(written) and not written[0].isdigit()):
        return False
    return not _ENDED.search(written) or (written.endswith("?") and len(written.split()) <= 8)


def _ended(prose: str, block: Block) -> bool:
    return _ENDED.search(unmarked(_written(prose, block))) is not None


def _bare(prose: str, block: Block) -> str:
    """A short line as a label is looked up: small letters, without emphasis and colon."""
    return prose[block.start : block.end].strip(_EMPHASIS).lower().rstrip(": ")


def _written(prose: str, block: Block) -> str:
    return prose[block.start : block.end]


def _plain(written: str) -> str:
    return " ".join(re.findall(r"\w+", written.lower()))


def _mark_entries(prose: str, blocks: list[Block], labels: frozenset[str]) -> None:
    """Make source entries of the list below "Sources", and of a bracketed list that closes the document."""
    i = 0
    while i < len(blocks):
        block = blocks[i]
        i += 1
        if block.kind not in ("label", "heading") or block.end - block.start > _LONGEST_LABEL:
            continue
        if _bare(prose, block) not in labels:
            continue
        first = i
        while i < len(blocks) and blocks[i].kind in ("paragraph", "list item", "reference entry", "table row"):
            if blocks[i].kind == "table row" and not _is_source_row(prose, blocks[i]):
                i += 1  # the heads of the columns
                continue
            entry = blocks[i].kind != "paragraph" or _ENTRY.match(prose, blocks[i].start, blocks[i].end)
            if not entry and i > first:
                break
            if not entry and "http" not in prose[blocks[i].start : blocks[i].end]:
                break
            blocks[i] = blocks[i]._replace(kind="reference entry", start=_entry_start(prose, blocks, i))
            i += 1
    last = len(blocks)
    while last and blocks[last - 1].kind == "paragraph" and _BRACKETED.match(prose, blocks[last - 1].start):
        last -= 1
    if len(blocks) - last >= 2:
        blocks[last:] = [block._replace(kind="reference entry") for block in blocks[last:]]


def _is_source_row(prose: str, row: Block) -> bool:
    return _ROW.match(prose, row.start, row.end) is not None or "http" in prose[row.start : row.end]


def _entry_start(prose: str, blocks: Sequence[Block], i: int) -> int:
    """Where an entry begins, with the number that a list item has in front: "3. Minutes of the council"."""
    start = blocks[i].start
    low = blocks[i - 1].end if i else 0
    match = re.search(r"(?:\d{1,3}[.)]|\[\^?\w{1,12}\]:?)[ \t]+$", prose[max(low, start - 12) : start])
    return start - len(match[0]) if match else start
