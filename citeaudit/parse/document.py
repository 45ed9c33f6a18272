"""Put a document together: blocks, markers, sentences, sources and repeats, each read once, in this order."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from citeaudit.model import Block, Document, Leftover, Lines, Marker, Sentence
from citeaudit.model.listed import Source
from citeaudit.model.written import Text
from citeaudit.parse import agreement, listing, markers, repeats, sentences, status
from citeaudit.parse import blocks as blocks_
from citeaudit.parse import language as language_
from citeaudit.parse.cover import NO_WIDTH, cover, lowered
from citeaudit.parse.page import Page
from citeaudit.patterns import lazy

_WRAP = lazy(r"[ \t]*[\r\n][\s>]*")
# A heading, a table row or an entry of the source list is one piece, however many full stops it has.
_WHOLE = frozenset(("heading", "byline", "label", "table row", "reference entry"))


def parse(
    text: Text,
    path: str,
    fmt: str,
    *,
    language: str | None = None,
    fallback: str = "en",
    extra: Sequence[Source] = (),
) -> Document:
    """Read the structure of `text`.

    Args:
        text: what the reader made of the file.
        path: the name to report it under.
        fmt: the name of the reader.
        language: the language to take it for; None to tell it from the words.
        fallback: the language of a text that is too short to tell.
        extra: sources that are listed outside the file.
    """
    language = language or language_.detect(text.prose, text.language, fallback)
    refined = blocks_.refine(text, language)
    text = text._replace(prose=_unwrapped(text.text, text.prose, refined.blocks))
    scan = markers.scan(text.prose, text.marks)
    found, leftovers = _outside_lists(scan, refined.blocks)
    covers = [(marker.start, marker.end) for marker in found]
    if leftovers:
        covers = sorted([*covers, *((piece.start, piece.end) for piece in leftovers)])
    covered = cover(text.prose, covers)
    spans = _split(covered, text.text, refined.blocks, language)
    attached, labels = _attach(found, spans)
    plain = [
        Sentence(*span, tuple(dict.fromkeys(labels[i])), "cited") if i in labels else Sentence(*span)
        for i, span in enumerate(spans)
    ]
    low = cover(lowered(text.prose), covers)
    page = Page(covered, low, refined.blocks, plain, refined.title, language, structured=text.structured)
    again = repeats.find_repeats(page)
    stated = status.with_status(page, again)
    entries = listing.read_entries(text.text, text.prose, refined.blocks, text.links)
    if text.sources or extra:
        entries = agreement.joined([*entries, *text.sources, *extra])
    return Document(
        path=path,
        format=fmt,
        language=language,
        text=text.text,
        prose=text.prose,
        blocks=refined.blocks,
        sentences=stated,
        markers=attached,
        leftovers=leftovers,
        sources=listing.with_citations(entries, stated),
        lines=text.lines or lines_of(text.text),
        title=refined.title,
        meta=refined.meta,
        notes=text.notes,
        repeats=again,
        list_faults=text.list_faults,
        targets=text.targets,
        comments=text.comments,
    )


def _unwrapped(text: str, prose: str, blocks: Sequence[Block]) -> str:
    """`prose` with its blocks on one line each: a space for each break between lines, and NO_WIDTH for what is left."""
    pieces: list[str] = []
    last = 0
    for block in blocks:
        if prose.find("\n", block.start, block.end) >= 0:
            for wrap in _WRAP.finditer(text, block.start, block.end):
                start, end = wrap.span()
                if prose[start:end].isspace():
                    pieces += (prose[last:start], " ", NO_WIDTH * (end - start - 1))
                    last = end
    return "".join((*pieces, prose[last:])) if pieces else prose


def lines_of(text: str) -> Lines:
    """The lines of a text that is the file's own; they end as in Unix, Windows or old Mac OS, and nowhere else."""
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    return Lines((0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])))


def _outside_lists(scan: markers.Scan, blocks: Sequence[Block]) -> tuple[list[Marker], tuple[Leftover, ...]]:
    """The markers and leftovers of the running text: the `[1]` that opens an entry of the source list is its name."""
    listed = [block for block in blocks if block.kind == "reference entry"]
    if not listed:
        return scan.markers, tuple(scan.leftovers)
    starts = [block.start for block in listed]

    def inside(position: int) -> bool:
        row = bisect_right(starts, position) - 1
        return row >= 0 and position < listed[row].end

    kept = [marker for marker in scan.markers if not inside(marker.start)]
    return kept, tuple(x for x in scan.leftovers if x.kind == "ai debris" or not inside(x.start))


def _split(covered: str, text: str, blocks: Sequence[Block], language: str) -> list[tuple[int, int, int]]:
    """(start, end, block) of every sentence, in order; markup that was blanked at its edges belongs to it."""
    spans: list[tuple[int, int, int]] = []
    for number, (kind, start, end, _) in enumerate(blocks):
        if kind in _WHOLE:
            spans.append((start, end, number))
        elif kind != "code":
            low = start
            for first, last in sentences.split(covered, start, end, language):
                a, b = first, last
                while a > low and not text[a - 1].isspace():
                    a -= 1
                while b < end and not text[b].isspace() and covered[b] == " ":
                    b += 1
                spans.append((a, b, number))
                low = b
    return spans


def _attach(
    found: Sequence[Marker], spans: Sequence[tuple[int, int, int]]
) -> tuple[tuple[Marker, ...], dict[int, list[str]]]:
    """The markers with their sentences, and the labels of each sentence that has any, in order.

    A note, `[a]` or `[note 2]`, is a marker and cites nothing.
    """
    starts = [span[0] for span in spans]
    attached: list[Marker] = []
    labels: dict[int, list[str]] = {}
    for marker in found:
        start, end, cited, style = marker[:4]
        row = bisect_right(starts, start) - 1
        if row < 0 or start >= spans[row][1]:
            attached.append(marker)
            continue
        attached.append(Marker(start, end, cited, style, row, *marker[5:]))
        if style != "note":
            labels.setdefault(row, []).extend(cited)
    return tuple(attached), labels
