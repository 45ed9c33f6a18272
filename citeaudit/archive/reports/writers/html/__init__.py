"""One page that holds everything it needs: no network, no scripts; charts are drawn in the page."""

from html import escape
from typing import TextIO

from citeaudit.archive.reports.section import Report, Section
from citeaudit.archive.reports.writers.html.charts import bars
from citeaudit.archive.reports.writers.html.style import STYLE
from citeaudit.archive.reports.written import cells, is_number


def write(report: Report, out: TextIO, width: int = 100, *, color: bool = False) -> None:  # noqa: ARG001
    """The page."""
    title = f"citeaudit: {report.results}"
    out.write(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n"
        f"<h1>{escape(report.results)}</h1>\n<p>{_about(report)}</p>\n</header>\n"
    )
    out.write('<nav aria-label="Tables"><ul>\n')
    out.writelines(f'<li><a href="#{escape(s.name)}">{escape(s.title)}</a></li>\n' for s in report.sections)
    out.write("</ul></nav>\n<main>\n")
    for section in report.sections:
        _section(section, out)
    out.write("</main>\n</body>\n</html>\n")


def _about(report: Report) -> str:
    told = [f"Run {report.run}, begun {report.began}", f"citeaudit {report.about.get('citeaudit', '')}"]
    told.append(f"rules {str(report.about.get('rules', ''))[:19]}")
    return escape("; ".join(told) + ". This is evidence to be read by a person, and no verdict on any article.")


def _section(section: Section, out: TextIO) -> None:
    name = escape(section.name)
    out.write(f'<section id="{name}">\n<h2>{escape(section.title)}</h2>\n')
    if section.chart and section.rows:
        out.write(bars(section))
    out.write(f'<div class="wide" role="region" aria-label="{escape(section.title)}" tabindex="0">\n<table>\n')
    out.write(f"<caption>{escape(section.note)}</caption>\n<thead><tr>")
    out.writelines(
        f'<th scope="col"{_right(is_number(kind))}>{escape(column)}</th>' for column, kind in section.columns.items()
    )
    out.write("</tr></thead>\n<tbody>\n")
    kinds = list(section.columns.values())
    for row in section.rows:
        out.write("<tr>")
        for i, (text, kind) in enumerate(zip(cells(section, row), kinds, strict=True)):
            tag = ('th scope="row"', "th") if i == 0 else (f"td{_right(is_number(kind))}", "td")
            out.write(f"<{tag[0]}>{escape(text)}</{tag[1]}>")
        out.write("</tr>\n")
    out.write("</tbody>\n</table>\n</div>\n")
    if not section.rows:
        out.write("<p>None.</p>\n")
    if section.more:
        out.write(f"<p>… and {section.more:,} more.</p>\n")
    out.write("</section>\n")


def _right(number: bool) -> str:  # noqa: FBT001
    return ' class="n"' if number else ""
