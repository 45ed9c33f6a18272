"""What a reader wants to know first, in a few large numbers."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from citeaudit.archive.reports.section import Section
from citeaudit.archive.reports.written import shown


def headlines(sections: Sequence[Section]) -> Iterator[str]:
    """A list of numbers; nothing where the tables that have them are left out."""
    by = {section.name: section for section in sections}
    told = list(_told(by["overview"], by.get("levels"))) if "overview" in by else []
    if told:
        yield '<dl class="headlines">\n'
        for look, name, number, more in told:
            small = f" <small>{escape(more)}</small>" if more else ""
            yield f'<div class="is-{look}"><dt>{escape(name)}</dt><dd>{escape(number)}{small}</dd></div>\n'
        yield "</dl>\n"


def _told(overview: Section, levels: Section | None) -> Iterator[tuple[str, str, str, str]]:
    counts: dict[Any, Any] = {row[0]: row for row in overview.rows}
    documents, audited = counts["documents in"][1], counts["audited"][1]
    yield "plain", "documents audited", shown(audited, "count"), f"of {documents:,}"
    if audited < documents:
        yield "error", "could not be audited", shown(documents - audited, "count"), ""
    found = {row[0]: row for row in levels.rows} if levels else {}
    for level in ("error", "warning", "note"):
        if levels:
            _, number, where = (*found.get(level, (level, 0, 0)),)[:3]
            yield (
                level,
                f"{level}s",
                shown(number, "count"),
                f"in {where:,} document{'' if where == 1 else 's'}" if number else "",
            )
    _, cited, body, share = counts["other sentences with a marker"]
    if body:
        yield "plain", "sentences with a marker", shown(share, "share"), f"{cited:,} of {body:,} that may need one"
