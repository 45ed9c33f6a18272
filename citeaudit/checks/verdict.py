"""The writer's own verdict where readers expect a report: a paragraph of it, or a single sentence."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from citeaudit.judges.wording import strongest
from citeaudit.model import Block, Document, Hit
from citeaudit.model.judged import Editorial, Judgement
from citeaudit.model.span import Span

_MEANING = frozenset(("significance", "moral", "motive"))
_STYLE = frozenset(("opinion", "balance", "consequence"))
_MODALS = ("will", "could", "may", "might")
_OPENINGS = ("if", "unless", "without", "should")
_ARTICLES = ("a", "an", "the")
_FIRST_PERSON = frozenset(
    "i i'd i'll i'm i've me mine my myself our ours ourselves us we we'd we'll we're we've".split()
)
_MOST_SHOWN = 2
"""Sentences of a paragraph whose cues are shown."""


class Params(NamedTuple):
    unit: Literal["paragraph", "sentence"]
    score: float = 0.5
    """Editorial score, 0 to 1, from which a sentence is a verdict."""
    share: float = 0.6
    """Share of the verdicts among the sentences of a paragraph that are verdicts or facts."""
    claim: float = 0.5
    """Claim score, 0 to 1, from which a sentence states a fact."""
    alone: float = 0.6
    """Editorial score from which a verdict is reported that stands outside such a paragraph."""
    sure: float = 0.8
    """Editorial score from which a verdict is reported that no phrase of the lexicon shows."""


def check(document: Document, params: Params) -> Iterator[Hit]:
    """Yield each paragraph of verdicts, or each verdict outside one; nothing in a piece that is labelled as opinion."""
    judge = document.judgement
    if judge is None or document.meta.genre:
        return
    sentences = document.sentences
    wanted = {sentences[i].block for i in judge.verdicts() if judge.editorial(i).score >= params.score}
    by_block: dict[int, list[int]] = {}
    for i, sentence in enumerate(sentences if wanted else ()):
        if sentence.block in wanted and sentence.status != "exempt":
            by_block.setdefault(sentence.block, []).append(i)
    for number, members in by_block.items():
        block = document.blocks[number]
        if block.kind != "paragraph":
            continue
        judged = [(i, judge.editorial(i)) for i in members]
        verdicts = [(i, found) for i, found in judged if found.score >= params.score]
        whole = _is_editorial(judge, judged, params)
        if whole and params.unit == "paragraph":
            yield _paragraph(document, judge, block, members, verdicts)
        elif not whole and params.unit == "sentence":
            for i, found in verdicts:
                sentence = sentences[i]
                told = found.score >= params.alone and _tells(found, params)
                if told and sentence.status == "uncited" and not _says(judge, i):
                    span = Span(sentence.start, sentence.end)
                    shown = _shown(document, judge, i, found)
                    yield Hit(span, {"cue": shown}, because=_because(document, judge, i, found))


def _is_editorial(judge: Judgement, judged: list[tuple[int, Editorial]], params: Params) -> bool:
    """Is the paragraph a verdict on the whole? One that says who speaks is a report, whatever is said in it.

    What is neither a verdict nor a statement of fact, such as a metaphor that carries the verdict on, counts for
    neither side; a sentence with words of style alone counts half.
    """
    verdicts = [found for _, found in judged if found.score >= params.score]
    if not any(_tells(found, params) for found in verdicts) or 2 * len(verdicts) < len(judged):
        return False
    if len(judged) == 1 and not any(cue.family in _MEANING for cue in verdicts[0].cues):
        return False  # in wire copy every sentence is a paragraph, and a forecast is often news
    attributed = [_says(judge, i) for i, _ in judged]
    if 3 * sum(attributed) > len(judged):
        return False
    leaning = facts = 0
    for (i, found), reported in zip(judged, attributed, strict=True):
        if found.score < params.score:
            if found.cues and not reported:
                leaning += 1
            elif reported or judge.claim(i).score >= params.claim:
                facts += 1
    return len(verdicts) + leaning / 2 >= params.share * (len(verdicts) + leaning + facts)


def _tells(found: Editorial, params: Params) -> bool:
    """Is there more than a matter of style to show? "Deeply" and "of course" stand in reports too."""
    return _has_meaning(found) or (not found.cues and found.score >= params.sure)


def _has_meaning(found: Editorial) -> bool:
    return any(cue.family not in _STYLE for cue in found.cues)


def _says(judge: Judgement, i: int) -> bool:
    """Does the sentence say who says so? What somebody wants is the writer's own account of them."""
    found = judge.attribution(i)
    return found is not None and not found.stance


def _paragraph(
    document: Document, judge: Judgement, block: Block, members: list[int], verdicts: list[tuple[int, Editorial]]
) -> Hit:
    telling = [(i, found) for i, found in verdicts if _has_meaning(found)] or verdicts
    clearest = sorted(telling, key=lambda item: (-item[1].score, item[0]))[:_MOST_SHOWN]
    shown = dict.fromkeys(_shown(document, judge, i, found) for i, found in sorted(clearest, key=lambda item: item[0]))
    count, of = len(verdicts), len(members)
    reads = f"{count} of {of} sentences here read{'s' if count == 1 else ''}" if of > 1 else "This reads"
    return Hit(
        Span(block.start, block.end),
        {"reads": reads, "count": count, "of": of, "cue": ", ".join(shown)},
        because=tuple(reason for i, found in verdicts for reason in _because(document, judge, i, found)),
    )


def _shown(document: Document, judge: Judgement, i: int, found: Editorial) -> str:
    """The first cue that is more than a matter of style; without any, the words that weigh most."""
    if found.cues:
        cue = next((cue for cue in found.cues if cue.family not in _STYLE), found.cues[0])
        written = document.text[cue.start : cue.end]
        if written.lower() in _MODALS:
            return f"a forecast, “{_opening(document.text[document.sentences[i].start : cue.start])} … {written}”"
        return f"“{_trimmed(written)}”"
    words = strongest(document, judge, i)
    shown = ", ".join(f"“{word}”" for word in words)
    if words and _FIRST_PERSON.issuperset(word.lower().replace("’", "'") for word in words):
        return f"in the first person, {shown}"
    return shown or "the tone of the whole sentence"


def _opening(before: str) -> str:
    """The word by which the forecast opens: "If"."""
    return next((word for word in before.split() if word.lower() in _OPENINGS), before.partition(" ")[0])


def _trimmed(cue: str) -> str:
    """A cue without the article that it ends with: "highlights a"."""
    head, _, tail = cue.rpartition(" ")
    return head if head and tail.lower() in _ARTICLES else cue


def _because(document: Document, judge: Judgement, i: int, found: Editorial) -> tuple[str, ...]:
    if found.cues:
        return tuple(f"{cue.family}: {document.text[cue.start : cue.end]}" for cue in found.cues)
    return tuple(f"tone: {word}" for word in strongest(document, judge, i)) or ("tone: the whole sentence",)
