"""What is compared across documents: their lines and statements, as hashes of their words."""

from hashlib import blake2b

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
_DIGIT = lazy(r"\d")
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


def bare(document: Document) -> str:
    """The prose in small letters without punctuation, markers and leftovers, at the same length."""
    spans = [(marker.start, marker.end) for marker in document.markers]
    if document.leftovers:
        spans = sorted([*spans, *((piece.start, piece.end) for piece in document.leftovers)])
    return plain(cover(document.prose, spans))


def lines(doc: str, document: Document, low: str) -> tuple[LineRow, ...]:
    """The headline, the headings and the paragraphs that have a word; `low` is what `bare` makes of the document."""
    text, title = document.text, document.title
    rows = []
    for kind, start, end, _ in document.blocks:
        if kind in _SILENT:
            continue
        words = low[start:end].split()
        if words:
            what = (
                "headline" if title and start <= title.start < end else "heading" if kind == "heading" else "paragraph"
            )
            rows.append(LineRow(doc, what, start, hashed(words), len(words), cropped(text[start:end], _LINE_TEXT)))
    return tuple(rows)


def statements(doc: str, document: Document, keys: dict[str, str], low: str) -> tuple[StatementRow, ...]:
    """The body sentences that cite a source or have a figure, and are long enough to be nobody else's by chance."""
    text = document.text
    rows = []
    for start, end, _, labels, status, _ in document.sentences:
        if status == "exempt":
            continue
        stretch = low[start:end]
        has_figures = _DIGIT.search(stretch)
        if not (labels or has_figures):
            continue
        words = stretch.split()
        figures = tuple(word for word in words if not word.isalpha() and _DIGIT.search(word)) if has_figures else ()
        if len(words) - len(figures) < _FEWEST_WORDS:
            continue
        frame = hashed([_FIGURE if word in figures else word for word in words]) if figures else None
        cites = tuple(sorted({keys[label] for label in labels if label in keys}))
        shown = cropped(text[start:end], _STATEMENT_TEXT)
        rows.append(StatementRow(doc, start, hashed(words), frame, figures, bool(labels), cites, shown))
    return tuple(rows)


def hashed(words: list[str]) -> int:
    """64 bits of the words, signed, as databases have them; the same on every machine."""
    digest = blake2b(" ".join(words).encode(errors="surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def cropped(written: str, most: int) -> str:
    """`written` on one line, at most so many code points."""
    line = " ".join(written[: most * 2].split())
    return line if len(line) <= most else line[: most - 1] + "…"
