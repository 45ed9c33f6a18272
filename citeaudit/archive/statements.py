"""What is compared across documents: their lines and statements, as hashes of their words."""

from hashlib import blake2b
from typing import Literal

from citeaudit.archive.schema import LineRow, StatementRow
from citeaudit.listed import Source
from citeaudit.model import BlockKind, Document
from citeaudit.parse.addresses import comparable
from citeaudit.parse.cover import cover
from citeaudit.parse.similar import plain
from citeaudit.patterns import lazy

_LINE_TEXT, _STATEMENT_TEXT, _KEY = 120, 200, 160
_FEWEST_WORDS = 8
"""Of a statement: shorter ones are phrases that anybody writes."""
_FIGURE = "#"
_WITH_DIGIT = lazy(r"[^\s\d]*\d\S*")
_SILENT: frozenset[BlockKind] = frozenset(("code", "reference entry", "table row"))
"""Blocks that may stand in many documents with good reason."""


def keys(document: Document) -> dict[str, str]:
    """Of each source, by its label, what it is known by in other documents; those that tell nothing have no key."""
    found = {source.label: _key(source) for source in document.sources}
    return {label: key for label, key in found.items() if key}


def _key(source: Source) -> str:
    if source.url:
        return comparable(source.url)
    return " ".join(plain(source.words or source.text or "").split())[:_KEY]


def lines(doc: str, document: Document) -> tuple[LineRow, ...]:
    """The headline, the headings and the paragraphs that have a word."""
    low, text, title = _bare(document), document.text, document.title
    rows = []
    for block in document.blocks:
        words = low[block.start : block.end].split() if block.kind not in _SILENT else ()
        if words:
            kind: Literal["headline", "heading", "paragraph"]
            if title and block.start <= title.start < block.end:
                kind = "headline"
            else:
                kind = "heading" if block.kind == "heading" else "paragraph"
            shown = cropped(text[block.start : block.end], _LINE_TEXT)
            rows.append(LineRow(doc, kind, block.start, hashed(words), len(words), shown))
    return tuple(rows)


def statements(doc: str, document: Document, keys: dict[str, str]) -> tuple[StatementRow, ...]:
    """The body sentences that cite a source or have a figure, and are long enough to be nobody else's by chance."""
    low, text = _bare(document), document.text
    rows = []
    for start, end, _, labels, status, _ in document.sentences:
        if status == "exempt":
            continue
        stretch = low[start:end]
        figures = tuple(_WITH_DIGIT.findall(stretch))
        words = stretch.split()
        if len(words) - len(figures) < _FEWEST_WORDS or not (figures or labels):
            continue
        frame = hashed(_WITH_DIGIT.sub(_FIGURE, stretch).split()) if figures else None
        cites = {keys[label] for label in labels if label in keys}
        shown = cropped(text[start:end], _STATEMENT_TEXT)
        rows.append(StatementRow(doc, start, hashed(words), frame, figures, bool(labels), tuple(sorted(cites)), shown))
    return tuple(rows)


def _bare(document: Document) -> str:
    """The prose in small letters without punctuation, markers and leftovers, at the same length."""
    spans = sorted([*((m.start, m.end) for m in document.markers), *((x.start, x.end) for x in document.leftovers)])
    return plain(cover(document.prose, spans))


def hashed(words: list[str]) -> int:
    """64 bits of the words, signed, as databases have them; the same on every machine."""
    digest = blake2b(" ".join(words).encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def cropped(written: str, most: int) -> str:
    """`written` on one line, at most so many code points."""
    line = " ".join(written[: most * 2].split())
    return line if len(line) <= most else line[: most - 1] + "…"
