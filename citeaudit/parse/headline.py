"""How a line says a headline again: word for word, cut, in other capitals, with the name of the site behind it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from citeaudit.model import Block, Repeat, RepeatKind, RepeatRole, Sentence
from citeaudit.model.span import Span
from citeaudit.parse import similar
from citeaudit.parse.cover import NO_WIDTH, places, small
from citeaudit.parse.page import Page

_FEWEST = 3
"""Words of the headline that a line must repeat to be its beginning."""
_FEWEST_INSIDE = 5
"""Words of a headline from which finding it inside a sentence, or a part of it as a line, is no chance."""
_FEWEST_FRAMED = 2
"""Words of a headline from which finding it between bars is none."""
_LONGEST = 30
"""Words of the longest headline."""
_LEAD_WORDS = 6
"""Words of the lead, where there is no headline, that a line must repeat."""
_LONG = 500
"""Characters of the longest headline."""
_SIGHT = 40
"""Characters in which the first word of a line stands."""
_SITE = 60
"""Characters of the names behind a headline."""
_BARS = "|-–—·•:>»›/"
"""What stands between a headline and the names of a site or of its sections."""
_WHOLE = ("verbatim", "case", "punctuation", "part", "truncated")
"""What a line that may be a heading must do: a heading may begin as the headline, "Talks collapse: why"."""
_TWICE = ("verbatim", "case", "punctuation", "extended")
"""A lead may begin as its headline does; one that says no more, or only adds a name, is the headline twice."""


def comes_again(prose: str, first: Block) -> bool:
    """Does the first line stand in the text again, as it is or with the name of a site behind it?

    Web pages have menus between the headline and the article. A sentence that is pasted twice is no headline.
    """
    written = prose[first.start : first.end]
    if not _FEWEST_FRAMED <= len(written.split()) <= _LONGEST or "\n" in written:
        return False
    at = prose.find(f"\n{written}", first.end)
    while at >= 0:
        end = at + 1 + len(written)
        stop = prose.find("\n", end)
        rest = prose[end : stop if stop >= 0 else None]
        if rest[:1] == " " and rest[1:2] in tuple("|-–—·") and rest[2:3] == " ":
            return True
        if not rest.strip() and not written.endswith("."):  # a line break of Windows is a space and a break
            return True
        at = prose.find(f"\n{written}", end)
    return False


def echoes(page: Page) -> dict[int, Repeat]:
    """The blocks that say the headline again, or the lead where there is none; each with the repeat."""
    if not page.body:
        return {}
    opening = page.sentences[page.first[page.body[0]]]
    headline = page.title or Span(opening.start, opening.end)
    original = page.covered[headline.start : headline.end]
    if len(original) > _LONG:
        return {}  # no headline and no lead, and every line would be held against all of it
    own = page.title is not None
    wanted = similar.words(original)
    first = page.plain[headline.start : headline.end].split()[:1]
    whole = f" {' '.join(page.plain[headline.start : headline.end].split())} "
    longest = len(original) + 2 * _SITE
    found: dict[int, Repeat] = {}
    for i, (kind, start, end, _) in enumerate(page.blocks):
        if start < headline.end or end - start > longest or not _may_echo(page, i):
            continue
        how: RepeatKind | None = None
        if page.plain[start : start + _SIGHT].split()[:1] == first:
            how = _kind_of(page.covered[start:end], original, wanted, own=own)
        if not how and own and end - start < len(original):
            tokens = page.tokens(i)
            how = "part" if len(tokens) >= _FEWEST_INSIDE and f" {' '.join(tokens)} " in whole else None
        if how and kind == "heading" and how not in _WHOLE:
            continue
        if how and (i != page.body[0] or not own or how in _TWICE):
            found[i] = Repeat(start, end, how, headline, own, _role(page, i))
    return found


def _role(page: Page, block: int) -> RepeatRole:
    return "caption" if block in page.captions else "line"


def _may_echo(page: Page, block: int) -> bool:
    kind = page.blocks[block].kind
    if kind == "heading":
        return not page.structured
    return kind in ("paragraph", "quotation", "caption") and (page.line(block) or page.title is not None)


def _kind_of(written: str, original: str, wanted: list[str], *, own: bool) -> RepeatKind | None:
    """How a line repeats the headline, or the lead; None where it does not."""
    line = similar.words(written)
    fewest = _FEWEST if own else _LEAD_WORDS
    if len(line) < min(fewest, len(wanted)) or not line:
        return None
    written, original = _bare(written), _bare(original)
    if line == wanted[: len(line)]:
        if len(line) * 4 < len(wanted) and len(line) < _LEAD_WORDS:
            return None
        if original.startswith(written):
            return "verbatim" if len(line) == len(wanted) else "prefix"
        return "case" if _folded(original).startswith(_folded(written)) else "punctuation"
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
    return _folded(written).startswith(_folded(original)) and rest[:1] in _BARS and len(rest) < _SITE


def inside(page: Page, taken: Sequence[Span]) -> Iterator[tuple[int, Repeat]]:
    """Yield each block with the whole headline inside a line, or in a sentence below the lead paragraph.

    `taken` are, in order, the places of which something else has been said.
    """
    if not page.title or not page.body:
        return
    written = _bare(page.covered[page.title.start : page.title.end].replace(NO_WIDTH, ""))
    words = len(similar.words(written))
    low, needle = _straight(page.low), _folded(written)
    starts = [sentence.start for sentence in page.sentences]
    begins = [span.start for span in taken]
    opening = page.body[0]
    for at, end in places(low, needle, page.title.end) if words >= _FEWEST_FRAMED else ():
        sentence = page.sentences[bisect_right(starts, at) - 1]
        row = bisect_right(begins, at) - 1
        known = row >= 0 and at < taken[row].end
        if end <= sentence.end and not known and _may_hold(page, sentence.block):
            # A sentence that is the headline and no more is a refrain: writers do that on purpose.
            near = page.covered[max(sentence.start, at - _SIGHT) : min(sentence.end, end + _SIGHT)]
            more = len(_bare(near.replace(NO_WIDTH, ""))) > len(needle)
            long = words >= _FEWEST_INSIDE and sentence.block != opening
            if more and (long or _framed(page, sentence, at, end)):
                same = page.covered[at:end].replace(NO_WIDTH, "") == written
                how: RepeatKind = "verbatim" if same else "case"
                role = _role(page, sentence.block)
                yield sentence.block, Repeat(at, end, how, page.title, of_title=True, role=role)


def _may_hold(page: Page, block: int) -> bool:
    return page.blocks[block].kind in ("paragraph", "quotation", "caption") or (
        page.blocks[block].kind == "heading" and not page.structured
    )


def _framed(page: Page, line: Sentence, start: int, end: int) -> bool:
    """Does the headline stand between bars in a line of its own, as in "Home | News | Talks collapse"?"""
    before, after = page.covered[max(line.start, start - 3) : start], page.covered[end : min(line.end, end + 3)]
    return (
        page.line(line.block)
        and not page.ended(line.block)
        and (not before or (before[-1] == " " and before.rstrip()[-1:] in _BARS))
        and (not after or (after[0] == " " and after.lstrip()[:1] in _BARS))
    )


def _folded(written: str) -> str:
    """In small letters and with straight quotation marks, at the same length."""
    return _straight(small(written))


def _straight(written: str) -> str:
    for sign in "‘’“”":
        if sign in written:
            written = written.replace(sign, "'" if sign in "‘’" else '"')
    return written


def _bare(written: str) -> str:
    return written.strip(" \t\n*_.\ufdd0")
