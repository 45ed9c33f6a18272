"""How a line says a headline again: word for word, cut, in other capitals, with the name of the site behind it."""

from collections.abc import Sequence

from citeaudit.model import Repeat, RepeatKind, Sentence, Span

_FEWEST = 3
"""Words of the headline that a line must repeat to be its beginning."""
_FEWEST_INSIDE = 5
"""Words of a headline from which finding it inside a sentence is no chance."""
_LEAD_WORDS = 6
"""Words of the lead, where there is no headline, that a line must repeat."""
_SITE = 60
"""Characters of the names behind a headline."""


def kind_of(
    covered: str, span: Span, line: list[str], headline: Span, wanted: list[str], *, own: bool
) -> RepeatKind | None:
    """How a line repeats the headline, or the lead where there is none; None where it does not."""
    fewest = _FEWEST if own else _LEAD_WORDS
    if len(line) < min(fewest, len(wanted)) or not line:
        return None
    written = _bare(covered[span.start : span.end])
    original = _bare(covered[headline.start : headline.end])
    if line == wanted[: len(line)]:
        if len(line) * 4 < len(wanted) and len(line) < _LEAD_WORDS:
            return None
        if original.startswith(written):
            return "verbatim" if len(line) == len(wanted) else "prefix"
        return "case" if original.lower().startswith(written.lower()) else "punctuation"
    if (
        own
        and line[: len(wanted)] == wanted
        and (_names_a_site(written, original) or (len(wanted) >= _FEWEST_INSIDE and not written.endswith(".")))
    ):
        return "extended"
    # Cut in the middle of a word: "… as river bur".
    if len(line) > fewest and line[:-1] == wanted[: len(line) - 1] and len(line) <= len(wanted):
        return "truncated" if wanted[len(line) - 1].startswith(line[-1]) else None
    return None


def _names_a_site(written: str, original: str) -> bool:
    """Is it the headline as browsers show it, with the name of the site behind a dash or a bar?"""
    rest = written[len(original) :].lstrip()
    return written.lower().startswith(original.lower()) and rest[:1] in ("|", "-", "–", "—", "·") and len(rest) < _SITE


def inside(
    covered: str,
    sentences: Sequence[Sentence],
    body: Sequence[int],
    lead: Sentence,
    title: Span,
    wanted: list[str],
    found: Sequence[Repeat],
) -> list[Repeat]:
    """The whole headline inside a running sentence, below the lead paragraph."""
    written = _bare(covered[title.start : title.end])
    if len(wanted) < _FEWEST_INSIDE:
        return []
    low, needle = covered.lower(), written.lower()
    if len(low) != len(covered):  # one letter in Unicode grows when it is lower-cased
        low, needle = covered, written
    taken = {repeat.start for repeat in found}
    repeats: list[Repeat] = []
    for i in body:
        sentence = sentences[i]
        if sentence.block == lead.block or sentence.start in taken:
            continue
        at = low.find(needle, sentence.start, sentence.end)
        # A sentence that is the headline and no more is a refrain: writers do that on purpose.
        if at >= 0 and len(_bare(covered[sentence.start : sentence.end])) > len(needle):
            kind: RepeatKind = "verbatim" if covered.startswith(written, at) else "case"
            repeats.append(Repeat(at, at + len(needle), kind, title, of_title=True))
    return repeats


def _bare(written: str) -> str:
    return written.strip(" \t\n*_.\ufdd0")
