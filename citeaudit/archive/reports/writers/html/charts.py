"""Bars and columns, as SVG that stands in the page; the table says the same in numbers."""

from html import escape

from citeaudit.archive.reports.section import Section
from citeaudit.archive.reports.written import shown

_LEVELS = ("error", "warning", "note")
_COLUMN, _HEIGHT = 10, 100


def bar(section: Section, number: int) -> str:
    """The bar of one row, to stand behind its number."""
    chart = section.chart
    if chart is None:
        return ""
    values = [float(value or 0) for value in section.column(chart.value)]
    share = values[number] / (max(values) or 1)
    level = section.column("level")[number] if "level" in section.columns else ""
    look = f' class="is-{level}"' if level in _LEVELS else ""
    return f'<svg class="bar" aria-hidden="true"><rect{look} width="{100 * share:.1f}%" height="100%"/></svg>'


def columns(section: Section) -> str:
    """A column for each row, in their order: for months."""
    chart = section.chart
    if chart is None or not section.rows:
        return ""
    kind = section.columns[chart.value]
    names = [str(name) for name in section.column(chart.label)]
    values = [float(value or 0) for value in section.column(chart.value)]
    largest = max(values) or 1
    told = f"{chart.value} by {chart.label}, {names[0]} to {names[-1]}; the most: {shown(max(values), kind)}"
    drawn = "".join(
        f'<rect x="{_COLUMN * at + 1}" y="{_HEIGHT - _HEIGHT * value / largest:.1f}" width="{_COLUMN - 2}" '
        f'height="{_HEIGHT * value / largest:.1f}"><title>{escape(name)}: {escape(shown(value, kind))}</title></rect>'
        for at, (name, value) in enumerate(zip(names, values, strict=True))
    )
    return (
        f'<figure><svg class="columns" role="img" aria-label="{escape(f"{section.title}: {told}")}" '
        f'viewBox="0 0 {_COLUMN * len(values)} {_HEIGHT}" preserveAspectRatio="none">{drawn}</svg>\n'
        f"<figcaption>{escape(told)}</figcaption></figure>\n"
    )
