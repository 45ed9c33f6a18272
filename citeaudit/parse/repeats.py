"""Find what an article says twice: the headline inside the body, lines that stand in it already, lines that restate.

Generated and hastily edited copy is full of such lines: a headline pasted into the body, cut or in capitals, and pull
quotes that put a sentence of the text in other words. They tell nothing new and rarely keep their citation.
"""

from citeaudit.model import Repeat
from citeaudit.model.span import Span
from citeaudit.parse import headline, restated
from citeaudit.parse.page import Page
from citeaudit.parse.stretches import stretches


def find_repeats(page: Page) -> tuple[Repeat, ...]:
    """The repeats in order of position; each names one place and the place that it repeats."""
    echoes = headline.echoes(page)
    taken = set(echoes)
    found = list(echoes.values())
    for first, last, of in stretches(page, taken):
        origin = page.blocks[of]
        found.append(
            Repeat(
                page.blocks[first].start,
                page.blocks[last].end,
                "verbatim",
                Span(origin.start, origin.end),
                of_title=False,
                role="lines" if last > first else page.role(first),
                lines=last - first + 1,
            )
        )
        taken.update(range(first, last + 1))
    for block, repeat in headline.inside(page, sorted(Span(repeat.start, repeat.end) for repeat in found)):
        found.append(repeat)
        taken.add(block)
    found += restated.restatements(page, taken)
    return tuple(sorted(found))
