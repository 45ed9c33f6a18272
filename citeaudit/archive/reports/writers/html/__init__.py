"""One page that holds everything it needs: no network, no scripts; charts are drawn in the page."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from typing import TextIO

from citeaudit.archive.reports.section import Report, Section
from citeaudit.archive.reports.writers.html.charts import bar, columns
from citeaudit.archive.reports.writers.html.headlines import headlines
from citeaudit.archive.reports.writers.html.style import STYLE
from citeaudit.archive.reports.written import cells, is_number, is_wordy

_GROUPS = {
    **dict.fromkeys(("overview", "statuses"), "What was looked at"),
    **dict.fromkeys(("levels", "rules", "documents"), "What was found"),
    **dict.fromkeys(("folder", "site", "section", "desk", "author", "month"), "Where it was found"),
    **dict.fromkeys(("sources", "outlets", "speakers"), "Who is relied on"),
    **dict.fromkeys(
        ("copies", "headlines", "syndication", "reuse", "boilerplate", "claims", "figures", "reworded"),
        "Across documents",
    ),
}
_SHORT = 24
"""Letters that no line of a narrow screen has to break."""


def write(report: Report, out: TextIO, width: int = 100, *, color: bool = False) -> None:  # noqa: ARG001
    """The page."""
    name = escape(report.results or "Results")
    out.write(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>Citation audit: {name}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n"
        f"<h1>Citation audit: {name}</h1>\n"
    )
    out.writelines(headlines(report.sections))
    out.write(f"<p>{_about(report)}</p>\n</header>\n")
    if len(report.sections) > 1:
        out.writelines(_contents(report.sections))
    out.write("<main>\n")
    for section in report.sections:
        out.writelines(_section(section))
    out.write("</main>\n</body>\n</html>\n")


def _about(report: Report) -> str:
    told = [f"Run {report.run}, begun {report.began}", f"citeaudit {report.about.get('citeaudit', '')}"]
    told.append(f"rules {str(report.about.get('rules', ''))[:19]}")
    words = "; ".join(told) if report.run else "Tables and columns of results"
    return escape(f"{words}. This is evidence to be read by a person, and no verdict on any article.")


def _contents(sections: Sequence[Section]) -> Iterator[str]:
    yield '<nav aria-label="Tables">\n'
    for group, some in groupby(sections, lambda each: _GROUPS.get(each.name, "More")):
        links = "".join(f'<li><a href="#{escape(each.name)}">{escape(each.title)}</a></li>' for each in some)
        yield f"<div><p>{escape(group)}</p><ul>{links}</ul></div>\n"
    yield "</nav>\n"


def _section(section: Section) -> Iterator[str]:
    name = escape(section.name)
    yield f'<section id="{name}" aria-labelledby="{name}-title">\n<h2 id="{name}-title">{escape(section.title)}</h2>\n'
    yield f'<p class="note">{escape(section.note)}</p>\n'
    if section.chart and section.chart.label == "month":
        yield columns(section)
    if not section.rows:
        yield "<p>None.</p>\n"
    elif is_wordy(section):
        yield from _list(section)
    else:
        yield from _table(section)
    if section.more:
        yield f'<p class="note">… and {section.more:,} more; <code>--top N</code> shows more of them.</p>\n'
    yield "</section>\n"


def _table(section: Section) -> Iterator[str]:
    rows = [cells(section, row) for row in section.rows]
    looks = [
        "n" if is_number(kind) else "s" if max(map(len, column)) <= _SHORT else "w"
        for kind, column in zip(section.columns.values(), zip(*rows, strict=True), strict=True)
    ]
    title = escape(section.title)
    yield f'<div class="wide" role="region" aria-label="{title}" tabindex="0">\n<table>\n<caption>{title}</caption>\n'
    charted = list(section.columns).index(section.chart.value) if section.chart else -1
    heads = "".join(
        f'<th scope="col" class="{look}{" c" if at == charted else ""}">{escape(column)}</th>'
        for at, (column, look) in enumerate(zip(section.columns, looks, strict=True))
    )
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>\n"
    for number, row in enumerate(rows):
        yield "<tr>"
        for at, (text, look) in enumerate(zip(row, looks, strict=True)):
            tag, scope = ("th", ' scope="row"') if at == 0 else ("td", "")
            drawn = bar(section, number) if at == charted else ""
            yield f'<{tag}{scope} class="{look}">{escape(text)}{drawn}</{tag}>'
        yield "</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"


def _list(section: Section) -> Iterator[str]:
    names = list(section.columns)
    yield "<ol>\n"
    for row in section.rows:
        first, *others = cells(section, row)
        told = "".join(
            f"<dt>{escape(name)}</dt><dd>{escape(cell)}</dd>"
            for name, cell in zip(names[1:], others, strict=True)
            if cell
        )
        yield f"<li><p>{escape(first)}</p><dl>{told}</dl></li>\n"
    yield "</ol>\n"
