"""Find what an article says twice: the headline inside the body, a line that stands alone and repeats or restates.

Generated and hastily edited copy is full of such lines: a headline pasted into the body, cut or in capitals, and pull
quotes that put a sentence of the text in other words. They tell nothing new and rarely keep their citation.
"""

from collections.abc import Sequence

from citeaudit.model import Block, Repeat, RepeatKind, Sentence, Span
from citeaudit.parse import similar

_FEWEST = 3
"""Words of the headline that a line must repeat to be its beginning."""
_FEWEST_INSIDE = 5
"""Words of a headline from which finding it inside a sentence is no chance."""
_LEAD_WORDS = 6
"""Words of the lead, where there is no headline, that a line must repeat."""
_SHORT = 5
"""A line of fewer words may come twice without being noticed."""
_RESTATED = 0.7
"""Share of the content of a line that one earlier sentence must hold."""
_RUN = 5
"""Words in a row that a line must share with a sentence that has the same name in it."""


def find_repeats(
    covered: str, blocks: Sequence[Block], sentences: Sequence[Sentence], title: Span | None, language: str
) -> tuple[Repeat, ...]:
    """The repeats in order of position; each names the later place and the place that it repeats.

    `covered` is the prose with its markers covered, so that a marker more or less makes no difference.
    """
    body = [
        i for i, s in enumerate(sentences)
        if blocks[s.block].kind in ("paragraph", "quotation") and not (title and s.start < title.end)
    ]  # fmt: skip
    if not body:
        return ()
    counts: dict[int, int] = {}
    for i in body:
        counts[sentences[i].block] = counts.get(sentences[i].block, 0) + 1
    lead = sentences[body[0]]
    headline = title or Span(lead.start, lead.end)
    wanted = similar.words(covered[headline.start : headline.end])
    # Where most paragraphs are one sentence long, as in wire copy, a line that stands alone is just a paragraph.
    stand_out = sum(n > 1 for n in counts.values()) * 2 >= len(counts)
    found: list[Repeat] = []
    seen: dict[tuple[str, ...], Span] = {
        tuple(similar.words(covered[s.start : s.end])): Span(s.start, s.end)
        for s in sentences
        if blocks[s.block].kind == "heading" and not (title and s.start < title.end)
    }
    for i in body:
        sentence = sentences[i]
        if counts[sentence.block] > 1 or sentence.block == lead.block:
            continue
        line = similar.words(covered[sentence.start : sentence.end])
        span = Span(sentence.start, sentence.end)
        key = tuple(line)
        kind = _of_headline(covered, span, line, headline, wanted, own=title is not None)
        if kind:
            found.append(Repeat(*span, kind, headline, title is not None))
        elif len(line) >= _SHORT and key in seen:
            found.append(Repeat(*span, "verbatim", seen[key], of_title=False))
        elif len(line) >= _SHORT and (original := _same(covered, line, sentences, body, i, counts)):
            found.append(Repeat(*span, "verbatim", original, of_title=False))
        elif (
            stand_out and not sentence.labels and (original := _restated(covered, sentence, sentences, body, language))
        ):
            found.append(Repeat(*span, "restated", original, of_title=False))
        seen.setdefault(key, span)
    if title:
        found += _inside(covered, sentences, body, lead, title, wanted, found)
    return tuple(sorted(found))


def _of_headline(
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
    if own and len(wanted) >= _FEWEST_INSIDE and line[: len(wanted)] == wanted and not written.endswith("."):
        return "extended"
    # Cut in the middle of a word: "… as river bur".
    if len(line) > fewest and line[:-1] == wanted[: len(line) - 1] and len(line) <= len(wanted):
        return "truncated" if wanted[len(line) - 1].startswith(line[-1]) else None
    return None


def _same(
    covered: str, line: list[str], sentences: Sequence[Sentence], body: Sequence[int], i: int, counts: dict[int, int]
) -> Span | None:
    """A sentence inside a paragraph before line `i` that has just its words."""
    for k in body:
        if k >= i:
            return None
        start, end = sentences[k].start, sentences[k].end
        # The letters are counted first, because it is cheap and settles nearly every sentence.
        if counts[sentences[k].block] > 1 and abs((end - start) - (sentences[i].end - sentences[i].start)) < 60:
            if covered[start : start + 12].lower() != covered[sentences[i].start : sentences[i].start + 12].lower():
                continue
            if similar.words(covered[start:end]) == line:
                return Span(start, end)
    return None


def _restated(
    covered: str, line: Sentence, sentences: Sequence[Sentence], body: Sequence[int], language: str
) -> Span | None:
    """The earlier sentence that a line puts in other words: its content, or its name and a turn of phrase."""
    written = covered[line.start : line.end]
    mine = similar.content(written, language)
    if len(mine) < _SHORT:
        return None
    names = _names(written)
    runs = _runs(similar.words(written))
    best: tuple[float, Span] | None = None
    for k in body:
        other = sentences[k]
        if other.start >= line.start:
            break
        theirs = covered[other.start : other.end]
        shared = mine & similar.content(theirs, language)
        share = len(shared) / len(mine)
        if share < _RESTATED and names & _names(theirs) and runs & _runs(similar.words(theirs)):
            share = _RESTATED
        if share >= _RESTATED and len(shared) >= 4 and (best is None or share > best[0]):
            best = share, Span(other.start, other.end)
    return best[1] if best else None


def _names(written: str) -> frozenset[str]:
    """Words with a capital that do not begin the sentence."""
    return frozenset(word for word in written.replace("’s", "").replace(",", " ").split()[1:] if word[:1].isupper())


def _runs(line: list[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(line[k : k + _RUN]) for k in range(len(line) - _RUN + 1))


def _inside(
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
