"""The tables over one document at a time: statuses, rules, folders, authors, the worst documents; and the runs."""

from citeaudit.archive.reports.base import PLACE, Base
from citeaudit.archive.reports.section import Asked, Chart, Kind, Section

_COUNTS: dict[str, Kind] = {
    "documents": "count", "errors": "count", "warnings": "count", "notes": "count", "per document": "rate",
    "with marker": "count", "of": "count", "share": "share",
}  # fmt: skip
"""The columns of a table by a field, behind the field."""
_SUMS = """count(*), sum(errors), sum(warnings), sum(notes), sum(errors + warnings + notes) / count(*),
    sum(cited), sum(cited + borrowed + uncited), sum(cited) / nullif(sum(cited + borrowed + uncited), 0)"""
FIELDS = ("folder", "site", "section", "desk", "author", "month")


def overview(base: Base, _asked: Asked) -> Section:
    """What came in, and what of it was looked at."""
    row = base.rows(
        """SELECT count(*), count(*) FILTER (status = 'ok'), sum(bytes), sum(sentences), sum(exempt), sum(cited),
        sum(borrowed), sum(uncited), sum(listed),
        count(*) FILTER (status = 'ok' AND sentences > 0 AND errors + warnings + notes = 0 AND len(unchecked) = 0
            AND not_judged IS NULL),
        count(*) FILTER (status = 'ok' AND sentences = 0),
        count(*) FILTER (len(unchecked) > 0), count(not_judged), sum(claims), sum(claims_uncited), sum(verdicts)
        FROM documents"""
    )[0]
    documents, ok, size, sentences, exempt, cited, borrowed, uncited, listed, clean, empty, unchecked, foreign = (
        n or 0 for n in row[:13]
    )
    body = cited + borrowed + uncited
    found: list[tuple[str, int, int | None]] = [
        ("documents in", documents, None),
        ("audited", ok, documents),
        ("audited, with nothing found", clean, ok),
        ("audited, but there is no sentence in it", empty, ok),
        ("audited, but a rule gave up", unchecked, ok),
        ("audited in part: no word lists for the language", foreign, ok),
        ("bytes", size, None),
        ("sentences", sentences, None),
        ("sentences that need no source (headings, questions, ...)", exempt, sentences),
        ("other sentences with a marker", cited, body),
        ("... that only a later marker of their paragraph reaches", borrowed, body),
        ("... without a marker", uncited, body),
        ("sources in lists", listed, None),
    ]
    claims, uncited_claims, verdicts = row[13:]
    if claims is not None:
        found += [
            ("sentences that need a source", claims, body),
            ("... and have no marker of their own", uncited_claims, claims),
            ("sentences that read as the writer’s verdict", verdicts, body),
        ]
    rows = [(what, number, of, number / of if of else None) for what, number, of in found]
    columns: dict[str, Kind] = {"what": "text", "count": "count", "of": "count", "share": "share"}
    return Section("overview", "In all", "Each share says of what it is one.", columns, rows)


def statuses(base: Base, asked: Asked) -> Section:
    """What became of the documents."""
    rows, more = base.first(
        asked.top,
        """SELECT status, count(*), count(*) / sum(count(*)) OVER (), arg_min(detail, doc) FILTER (status <> 'ok')
        FROM documents GROUP BY status ORDER BY status <> 'ok', count(*) DESC, status""",
    )
    note = "Documents in are the sum over the statuses. Those that are not ok were not audited, and each has a row."
    columns: dict[str, Kind] = {"status": "text", "documents": "count", "share": "share", "for example": "detail"}
    return Section("statuses", "What became of the documents", note, columns, rows, more, Chart("status", "documents"))


def levels(base: Base, asked: Asked) -> Section:
    """Findings by level."""
    rows, more = base.first(
        asked.top,
        """SELECT level, count(*) FILTER (suppressed IS NULL) AS open, count(DISTINCT doc) FILTER (suppressed IS NULL),
        count(suppressed) FROM findings GROUP BY level
        ORDER BY CASE level WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END""",
    )
    note = "Findings that a comment allows or a baseline lists are counted apart."
    columns: dict[str, Kind] = {"level": "text", "findings": "count", "documents": "count", "suppressed": "count"}
    return Section("levels", "Findings by level", note, columns, rows, more, Chart("level", "findings"))


def rules(base: Base, asked: Asked) -> Section:
    """Findings by rule."""
    rows, more = base.first(
        asked.top,
        """SELECT rule, rule_group, level, count(*) AS number, count(DISTINCT doc) AS documents,
        1000 * count(DISTINCT doc) / (SELECT count(*) FROM documents WHERE status = 'ok')
        FROM findings WHERE suppressed IS NULL GROUP BY rule, rule_group, level
        ORDER BY number DESC, rule, level""",
    )
    note = "Of 1,000 audited documents, how many have at least one."
    columns: dict[str, Kind] = {
        "rule": "text", "group": "text", "level": "text", "findings": "count", "documents": "count",
        "of 1,000 documents": "rate",
    }  # fmt: skip
    return Section("rules", "Findings by rule", note, columns, rows, more, Chart("rule", "findings"))


def by_field(base: Base, asked: Asked, field: str) -> Section | None:
    """The counts for each value of a field; None where the input does not have it, or has one value only."""
    order, most = ("value DESC", max(asked.top, 36)) if field == "month" else ("count(*) DESC, value", asked.top)
    rows, more = base.first(
        most,
        f"""SELECT {field} AS value, {_SUMS} FROM documents WHERE status = 'ok' AND {field} IS NOT NULL
        GROUP BY value ORDER BY {order}""",  # noqa: S608 - `field` is one of FIELDS
    )
    if len(rows) + more < 2:
        return None
    without = base.rows(f"SELECT count(*) FROM documents WHERE status = 'ok' AND {field} IS NULL")[0][0]  # noqa: S608
    note = (
        "Audited documents, with their findings; “with marker” are the sentences that cite a source, “of” so many that "
        "may need one."
    )
    if without:
        note += f" {without:,} documents do not tell their {field} and are not here."
    columns: dict[str, Kind] = {field: "place" if field == "folder" else "text", **_COUNTS}
    if field == "month":
        rows.reverse()
    return Section(field, f"By {field}", note, columns, rows, more, Chart(field, "per document"))


def documents(base: Base, asked: Asked) -> Section:
    """The documents with most findings."""
    rows, more = base.first(
        asked.top,
        f"""SELECT {PLACE}, title, coalesce(id, url), errors, warnings, notes, uncited, cited + borrowed + uncited
        FROM documents WHERE errors + warnings + notes > 0
        ORDER BY errors DESC, warnings DESC, notes DESC, source, position, doc""",  # noqa: S608
    )
    columns: dict[str, Kind] = {
        "document": "place", "title": "text", "id or address": "text", "errors": "count", "warnings": "count",
        "notes": "count", "no marker": "count", "of": "count",
    }  # fmt: skip
    if not any(row[2] for row in rows):
        del columns["id or address"]
        rows = [(*row[:2], *row[3:]) for row in rows]
    note = (
        "By errors, then warnings, then notes; “no marker” are the sentences that no marker reaches, “of” so many that "
        "may need one."
    )
    return Section("documents", "Documents with most findings", note, columns, rows, more)


def runs(base: Base, asked: Asked) -> Section:
    """The runs of the folder."""
    rows, more = base.first(
        asked.top,
        """SELECT run, strftime(make_timestamp((began * 1000000)::BIGINT), '%Y-%m-%d %H:%M'), state,
        json_extract_string(about, '$.citeaudit'), json_extract_string(about, '$.rules') FROM runs
        ORDER BY touched DESC""",
    )
    columns: dict[str, Kind] = {
        "run": "text",
        "begun (UTC)": "text",
        "state": "text",
        "citeaudit": "text",
        "rules": "text",
    }
    note = "Each has its own folder; a report is on the one that was touched last, or on that of --run."
    return Section("runs", "Runs", note, columns, rows, more)
