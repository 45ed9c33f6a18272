"""The tables over several documents: copies, standing lines, syndication, reuse, claims and figures that differ.

Everything rests on equal digests of words: it can be counted in any number of pieces and put together, and what was
found can be shown. Nothing here says that something is wrong: an agency's text stands in many papers with good reason.
"""

from collections.abc import Sequence
from typing import Any

from citeaudit.archive.reports.base import Base
from citeaudit.archive.reports.section import Asked, Kind, Section

LONG = 20
"""Words of a paragraph that two documents hardly write alike by chance."""
_PAIR = 2
"""Long paragraphs that two documents share before they are shown as a pair."""
_HEADLINE = 4
_READINGS = 4
"""More different figures in one frame than this are a form that is filled in again and again: results, prices."""
_THOUSANDS = "[^0-9]*[1-9][0-9]{0,2}(,[0-9]{3})+([.][0-9]+)?[^0-9]*"
_PAIRS = """
    WITH often AS (
        SELECT hash FROM lines WHERE kind = 'paragraph' AND words >= {long} GROUP BY hash HAVING count(*) > 1),
    long AS (SELECT DISTINCT hash, doc, words FROM lines SEMI JOIN often USING (hash) WHERE kind = 'paragraph'),
    few AS (SELECT hash FROM long GROUP BY hash HAVING count(*) BETWEEN 2 AND {most}),
    shared AS (SELECT hash, doc, words FROM long SEMI JOIN few USING (hash)),
    pairs AS (
        SELECT one.doc AS first, other.doc AS second, count(*) AS paragraphs, sum(one.words) AS words
        FROM shared one JOIN shared other ON one.hash = other.hash AND one.doc < other.doc
        GROUP BY 1, 2 HAVING count(*) >= {pair}),
    every AS (
        SELECT doc, count(DISTINCT hash) AS number FROM lines
        WHERE kind = 'paragraph' AND words >= {long} AND doc IN (SELECT unnest([first, second]) FROM pairs)
        GROUP BY doc)
    SELECT trim(a.source || ' ' || a.position) AS one, trim(b.source || ' ' || b.position) AS other, paragraphs,
        least(x.number, y.number) AS of_all, words, coalesce(a.title, b.title) AS title,
        CASE WHEN a.author = b.author THEN 'same author'
            WHEN a.site = b.site THEN 'same site'
            WHEN a.content = b.content THEN 'exact copy'
            WHEN a.author <> b.author OR a.site <> b.site THEN 'others'
            ELSE 'not told' END AS who
    FROM pairs JOIN documents a ON a.doc = first JOIN documents b ON b.doc = second
    JOIN every x ON x.doc = first JOIN every y ON y.doc = second
"""
_PAIR_COLUMNS: dict[str, Kind] = {
    "document": "place", "and": "place", "shared paragraphs": "count", "of": "count", "words": "count", "title": "text",
    "who": "text",
}  # fmt: skip


def copies(base: Base, asked: Asked) -> Section:
    """Documents that are the same byte for byte."""
    rows, more = base.first(
        asked.top,
        """SELECT count(*) AS number, min(title), min(trim(source || ' ' || position)),
            max(trim(source || ' ' || position)), bytes
        FROM documents WHERE status = 'ok' AND bytes > 0 GROUP BY content, bytes HAVING count(*) > 1
        ORDER BY number DESC, 3""",
    )
    columns: dict[str, Kind] = {
        "documents": "count",
        "title": "text",
        "one of them": "place",
        "another": "place",
        "bytes": "count",
    }
    note = "Byte for byte the same; they are counted in every other table as often as they stand in the input."
    return Section("copies", "Exact copies", note, columns, rows, more)


def boilerplate(base: Base, asked: Asked) -> Section:
    """Lines that stand in very many documents."""
    rows, more = base.first(
        asked.top,
        """WITH often AS (SELECT hash FROM lines GROUP BY hash HAVING count(*) > $1)
        SELECT min(text), min(kind), count(DISTINCT doc) AS number, count(DISTINCT site), min(words)
        FROM lines SEMI JOIN often USING (hash) JOIN documents USING (doc)
        GROUP BY hash HAVING count(DISTINCT doc) > $1 ORDER BY number DESC, 1""",
        asked.boilerplate,
    )
    columns: dict[str, Kind] = {
        "line": "text",
        "kind": "text",
        "documents": "count",
        "sites": "count",
        "words": "count",
    }
    note = (
        f"Lines that stand in more than {asked.boilerplate} documents: sign-offs, notes on the paper, names of columns."
    )
    return Section("boilerplate", "Standing lines", note, columns, rows, more)


def headlines(base: Base, asked: Asked) -> Section:
    """Headlines that several documents have."""
    rows, more = base.first(
        asked.top,
        """WITH often AS (SELECT hash FROM lines WHERE kind = 'headline' GROUP BY hash HAVING count(*) > 1)
        SELECT min(text), count(DISTINCT doc) AS number, count(DISTINCT content),
            min(trim(source || ' ' || position)), max(trim(source || ' ' || position))
        FROM lines SEMI JOIN often USING (hash) JOIN documents USING (doc) WHERE kind = 'headline' AND words >= ?
        GROUP BY hash HAVING count(DISTINCT doc) BETWEEN 2 AND ? ORDER BY number DESC, 1""",
        _HEADLINE, asked.boilerplate,
    )  # fmt: skip
    columns: dict[str, Kind] = {
        "headline": "text", "documents": "count", "different texts": "count", "one of them": "place",
        "another": "place",
    }  # fmt: skip
    note = f"Headlines of {_HEADLINE} words or more, in 2 to {asked.boilerplate} documents."
    return Section("headlines", "Headlines used again", note, columns, rows, more)


def syndication(base: Base, asked: Asked) -> Section:
    """Pairs of documents of different writers or sites that share long paragraphs."""
    rows, more = _pairs(base, asked, ("others", "not told", "exact copy"))
    note = _pair_note(asked) + " Of other authors or sites, or of which nothing is told: agencies, press releases."
    return Section("syndication", "Copy shared with others", note, _PAIR_COLUMNS, rows, more)


def reuse(base: Base, asked: Asked) -> Section:
    """Pairs of documents of one writer or site that share long paragraphs."""
    rows, more = _pairs(base, asked, ("same author", "same site"))
    note = _pair_note(asked) + " Of one author, or else of one site."
    return Section("reuse", "Own copy used again", note, _PAIR_COLUMNS, rows, more)


def _pair_note(asked: Asked) -> str:
    most = asked.boilerplate
    common = f"{_PAIR} paragraphs or more of {LONG} words in common, “of” as many in the shorter"
    return f"{common}; those that more than {most} documents have are left out."


def _pairs(base: Base, asked: Asked, who: Sequence[str]) -> tuple[list[tuple[Any, ...]], int]:
    table = base.once("alike", _PAIRS.format(long=LONG, pair=_PAIR, most=asked.boilerplate))
    query = f"SELECT * FROM {table} WHERE list_contains($1, who) ORDER BY paragraphs DESC, words DESC, 1, 2"  # noqa: S608
    return base.first(asked.top, query, list(who))


def claims(base: Base, asked: Asked) -> Section:
    """The same statement in several documents, with sources none of which is the same."""
    rows, more = base.first(
        asked.top,
        """WITH often AS (SELECT hash FROM statements WHERE len(sources) > 0 GROUP BY hash HAVING count(*) > 1),
        cited AS (
            SELECT s.hash, s.doc, min(s.text) AS text, list_sort(list_distinct(flatten(list(s.sources)))) AS cites,
                min(trim(d.source || ' ' || d.position)) AS place
            FROM statements s SEMI JOIN often USING (hash) JOIN documents d USING (doc) WHERE len(s.sources) > 0
            GROUP BY s.hash, s.doc),
        few AS (SELECT hash FROM cited GROUP BY hash HAVING count(*) BETWEEN 2 AND ?),
        pairs AS (
            SELECT a.hash, min(a.text) AS text, count(*) AS number,
                min([a.place, array_to_string(a.cites, ', '), b.place, array_to_string(b.cites, ', ')]) AS told
            FROM cited a JOIN cited b ON a.hash = b.hash AND a.place < b.place AND NOT list_has_any(a.cites, b.cites)
            SEMI JOIN few ON few.hash = a.hash GROUP BY a.hash)
        SELECT text, number, told[1], told[2], told[3], told[4] FROM pairs ORDER BY number DESC, text""",
        asked.boilerplate,
    )
    columns: dict[str, Kind] = {
        "statement": "text", "pairs": "count", "document": "place", "cites": "text", "other document": "place",
        "it cites": "text",
    }  # fmt: skip
    note = (
        f"The same words, but for those that carry no content, in 2 to {asked.boilerplate} documents, and no source in "
        "common: one of the citations may be wrong, or both may be right."
    )
    return Section("claims", "One claim, different sources", note, columns, rows, more)


def figures(base: Base, asked: Asked) -> Section:
    """Statements that are the same but for a figure."""
    rows, more = base.first(
        asked.top,
        """WITH often AS (SELECT frame FROM statements WHERE frame IS NOT NULL GROUP BY frame HAVING count(*) > 1),
        every AS (
            SELECT frame, doc, figures, min(text) AS text,
                list_transform(figures, lambda each: CASE WHEN regexp_full_match(each, $3) THEN replace(each, ',', '')
                    ELSE each END) AS amounts,
                list_filter(figures, lambda each: regexp_full_match(each, '(1[5-9]|20)[0-9][0-9]')) AS years
            FROM statements SEMI JOIN often USING (frame) GROUP BY frame, doc, figures),
        few AS (
            SELECT frame FROM every GROUP BY frame
            HAVING count(DISTINCT doc) BETWEEN 2 AND $1 AND count(DISTINCT amounts) BETWEEN 2 AND $2),
        told AS (
            SELECT e.*, trim(d.source || ' ' || d.position) AS place, d.date, d.content
            FROM every e JOIN documents d USING (doc) SEMI JOIN few USING (frame)),
        pairs AS (
            SELECT a.frame, min([a.text, a.place, coalesce(a.date, ''), b.text, b.place, coalesce(b.date, '')]) AS told
            FROM told a JOIN told b ON a.frame = b.frame AND a.doc <> b.doc AND a.place < b.place
                AND a.amounts <> b.amounts AND a.years = b.years
            GROUP BY a.frame)
        SELECT told[1], told[2], told[3], told[4], told[5], told[6] FROM pairs ORDER BY told[1], told[2]""",
        asked.boilerplate, _READINGS, _THOUSANDS,
    )  # fmt: skip
    columns: dict[str, Kind] = {
        "statement": "text", "document": "place", "date": "text", "other figures": "text", "other document": "place",
        "other date": "text",
    }  # fmt: skip
    note = (
        f"The same words with other figures, in at most {_READINGS} ways and with the same years, in 2 to "
        f"{asked.boilerplate} documents: one may be wrong, or the figure may have changed between the dates."
    )
    return Section("figures", "One statement, different figures", note, columns, rows, more)
