"""What is compared across documents: their lines and statements, as hashes of their words."""

from citeaudit.across.summary import digest, idle
from citeaudit.archive.schema import LineRow, StatementRow
from citeaudit.model import BlockKind, Document
from citeaudit.model.listed import Source
from citeaudit.parse.addresses import comparable
from citeaudit.parse.similar import plain
from citeaudit.patterns import lazy

_LINE_TEXT, _STATEMENT_TEXT, _KEY = 120, 200, 160
_FEWEST_WORDS = 6
"""Of a statement, without figures and words that carry no content: shorter ones are phrases that anybody writes."""
_FIGURE = "#"
_DIGIT = lazy(r"\d")
_INSIDE = lazy(r"(?<=\d)[.,](?=\d)")
_THOUSANDS = lazy(r"\D*[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?\D*")
_SWAPPED = str.maketrans(".,", ",.")
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
    text, stop, has_digit = document.text, idle(document.language), _DIGIT.search
    low = _figures_whole(low, text)
    rows = []
    for start, end, _, labels, status, _ in document.sentences:
        if status == "exempt":
            continue
        stretch = low[start:end]
        has_figures = has_digit(stretch)
        if not (labels or has_figures):
            continue
        words = [word for word in stretch.split() if word not in stop]
        figures = tuple([word for word in words if not word.isalpha() and has_digit(word)]) if has_figures else ()
        if len(words) - len(figures) < _FEWEST_WORDS:
            continue
        frame = hashed([_FIGURE if word in figures else word for word in words]) if figures else None
        if figures:
            figures = tuple([_written(figure, document.language) for figure in figures])
        cites = tuple(sorted({keys[label] for label in labels if label in keys}))
        shown = cropped(text[start:end], _STATEMENT_TEXT)
        rows.append(StatementRow(doc, start, hashed(words), frame, figures, bool(labels), cites, shown))
    return tuple(rows)


def _figures_whole(low: str, text: str) -> str:
    """`low` with the marks inside figures, which otherwise fall apart: "1,500", "2.5"."""
    inside = [match.start() for match in _INSIDE.finditer(text)]
    if not inside:
        return low
    signs = list(low)
    for at in inside:
        if signs[at - 1].isdigit() and signs[at + 1].isdigit():  # not in what is no prose, such as a marker
            signs[at] = text[at]
    return "".join(signs)


def _written(figure: str, language: str) -> str:
    """A figure as English writes it; a mark between thousands tells that it is no year, and stays."""
    comma, point = figure.rfind(","), figure.rfind(".")
    if comma < 0 and point < 0:
        return figure
    swapped = figure.translate(_SWAPPED)
    if comma >= 0 and point >= 0:  # the last one is that before a fraction
        return swapped if comma > point else figure
    if language == "en" or figure.count(",") > 1:
        return figure
    return swapped if comma >= 0 or _THOUSANDS.fullmatch(swapped) else figure


def hashed(words: list[str]) -> int:
    """The digest by which `check` compares documents too, with a sign, as databases have it."""
    made = digest(" ".join(words))
    return made - (1 << 64) if made >> 63 else made


def cropped(written: str, most: int) -> str:
    """`written` on one line, at most so many code points."""
    if len(written) <= most and "  " not in written and written.isprintable() and written == written.strip():
        return written  # spaces that stand alone are all of its white space
    line = " ".join(written[: most * 2].split())
    return line if len(line) <= most else line[: most - 1] + "…"
