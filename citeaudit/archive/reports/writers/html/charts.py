"""Bars, as SVG that stands in the page; the table below says the same in numbers."""

from html import escape

from citeaudit.archive.reports.section import Section
from citeaudit.archive.reports.written import shown

_ROW, _LABEL, _BARS, _VALUE = 22, 260, 420, 90
_MOST, _LETTERS = 24, 36


def bars(section: Section) -> str:
    """A bar for each row of a section that has a chart; of many rows the first, of months the last."""
    chart = section.chart
    if chart is None:
        return ""
    kind = section.columns[chart.value]
    pairs = list(zip(section.column(chart.label), section.column(chart.value), strict=True))
    pairs = pairs[-_MOST:] if chart.label == "month" else pairs[:_MOST]
    largest = max((float(value or 0) for _, value in pairs), default=0.0) or 1.0
    height = _ROW * len(pairs) + 4
    label = escape(f"{section.title}: {chart.value} by {chart.label}")
    lines = [
        f'<svg viewBox="0 0 {_LABEL + _BARS + _VALUE} {height}" width="{_LABEL + _BARS + _VALUE}" height="{height}" '
        f'role="img" aria-label="{label}">\n'
    ]
    for i, (name, value) in enumerate(pairs):
        top = _ROW * i + 2
        long = _BARS * float(value or 0) / largest
        said = str(name)
        said = said if len(said) <= _LETTERS else f"{said[: _LETTERS - 1]}…"
        lines.append(
            f'<text x="{_LABEL - 8}" y="{top + 14}" text-anchor="end">{escape(said)}</text>'
            f'<rect x="{_LABEL}" y="{top + 2}" width="{max(long, 1):.1f}" height="{_ROW - 6}"/>'
            f'<text x="{_LABEL + max(long, 1) + 6:.1f}" y="{top + 14}">{escape(shown(value, kind))}</text>\n'
        )
    return "".join([*lines, "</svg>\n"])
