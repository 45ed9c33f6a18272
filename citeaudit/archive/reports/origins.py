"""The tables of whom the documents rely on: sources, sites and outlets, and those who speak."""

from citeaudit.archive.reports.base import Base
from citeaudit.archive.reports.section import Asked, Chart, Kind, Section
from citeaudit.ledger.pronouns import UNCLEAR


def sources(base: Base, asked: Asked) -> Section:
    """The sources that most documents rely on."""
    rows, more = base.first(
        asked.top,
        """WITH cited AS (
            SELECT doc, key, min(title) AS title, sum(citations) AS citations FROM sources
            WHERE citations > 0 AND key IS NOT NULL GROUP BY doc, key),
        alone AS (
            SELECT doc FROM sources WHERE citations > 0 GROUP BY doc HAVING count(DISTINCT coalesce(key, label)) = 1)
        SELECT key, min(title), count(*), sum(citations), count(alone.doc)
        FROM cited LEFT JOIN alone USING (doc) GROUP BY key ORDER BY count(*) DESC, sum(citations) DESC, key""",
    )
    note = (
        "One address without its ornaments is one source; one without an address is known by its words. A sentence "
        "that cites two entries counts as two citations."
    )
    columns: dict[str, Kind] = {
        "source": "text", "title": "text", "documents": "count", "citations": "count",
        "the only one cited in": "count",
    }  # fmt: skip
    return Section("sources", "Sources most relied on", note, columns, rows, more, Chart("source", "documents"))


def outlets(base: Base, asked: Asked) -> Section:
    """The sites and outlets that most documents rely on."""
    rows, more = base.first(
        asked.top,
        """SELECT coalesce(host, outlet) AS place, count(DISTINCT doc), count(DISTINCT key), sum(citations) AS number,
        sum(citations) / sum(sum(citations)) OVER () FROM sources WHERE citations > 0 AND coalesce(host, outlet) <> ''
        GROUP BY place ORDER BY count(DISTINCT doc) DESC, number DESC, place""",
    )
    note = "The share is that of all citations whose source tells its site or outlet."
    columns: dict[str, Kind] = {
        "site or outlet": "text", "documents": "count", "sources": "count", "citations": "count",
        "share": "share",
    }  # fmt: skip
    title = "Sites and outlets most relied on"
    return Section("outlets", title, note, columns, rows, more, Chart("site or outlet", "documents"))


def speakers(base: Base, asked: Asked) -> Section | None:
    """Who speaks in most documents; None where attributions were left out."""
    rows, more = base.first(
        asked.top,
        """SELECT coalesce(source, '(nobody is named)'), * EXCLUDE source FROM (
            SELECT source, kind, count(DISTINCT doc) AS number, sum(sentences) AS said, sum(quoted)
            FROM attributions GROUP BY source, kind)
        ORDER BY source IS NULL OR ends_with(source, ?), number DESC, said DESC, source, kind""",
        UNCLEAR,
    )
    note = (
        "Equal names are counted as one; two people of one name are, too. What nobody is named for, and what a pronoun "
        "says of which it is not clear whom it means, comes last."
    )
    columns: dict[str, Kind] = {
        "who": "text", "kind": "text", "documents": "count", "sentences": "count", "quoted": "count",
    }  # fmt: skip
    return Section("speakers", "Who speaks", note, columns, rows, more) if rows else None
