"""Figures as values with units: "1,200" is 1200, "a dozen" is 12, "£1.2m" is 1.2 million pounds, "3 p.m." is 15:00.

    digits, wording (spelled, shares) -> reading -> figures(text) -> Index(text) -> compare(figure, index)

`reading` puts together what stands about a number: its scale, its unit, its month; `joined` reads two of them as a
range, a score or a share; `calendar` knows days and clocks, `units` units and currencies; `bounds` reads the words
that say how near a figure is. What is written in digits is read in any language; the words are English.
"""

from citeaudit.parse.figures.compare import compare
from citeaudit.parse.figures.comparison import STATES, Comparison, State
from citeaudit.parse.figures.figure import Figure, Kind
from citeaudit.parse.figures.index import Index
from citeaudit.parse.figures.reading import figures

__all__ = ["STATES", "Comparison", "Figure", "Index", "Kind", "State", "compare", "figures"]
