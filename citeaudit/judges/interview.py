"""Who speaks in an interview: what follows a question in a paragraph of its own is an answer, and not the writer's.

It is that of the one person who is named before the first question, where the questions say "you" and the answers "I"
or "we"; else, where it has the label "A", that of the label.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain, groupby, takewhile
from typing import NamedTuple

from citeaudit.judges.words import Prose
from citeaudit.model import Block, Document
from citeaudit.model.judged import Attribution
from citeaudit.model.span import Span
from citeaudit.parse import people
from citeaudit.patterns import lazy

_QUESTIONS = 2
"""Questions that make an interview."""
_ANSWERS_EACH = 6
"""Paragraphs of answers for each question, at most: a column asks now and then."""
_LONGEST_QUESTION = 80
"""Words of a paragraph that asks."""
_Q = lazy(r"\W{0,4}Q(?:uestion)?\s?\d{0,2}[.:]\s")
_A = lazy(r"\W{0,4}A(?:nswer)?\s?\d{0,2}[.:]\s")
_YOU = lazy(r"(?<!\w)you(?:r|rs|rself|'\w+)?(?!\w)")
_I = lazy(r"(?<!\w)(?:i|i'\w+|me|my|mine|myself|we|we'\w+|us|our|ours)(?!\w)")
_CLOSING = " *_”\"')"
_BOLD = ("**", "__")
_ANSWER = ("A", "Answer", "ANSWER")
_TAIL = 8
"""Characters in which the end of a block is looked at."""
# It begins with what it is looked for by, which is found at once.
_ANY_Q = lazy(r"Q(?<!\wQ)(?:uestion)?\s?\d{0,2}[.:]\s")
_ASKING = ("paragraph", "heading")
_LAST_BYLINE = 6
"""Blocks in which the line with the name of the writer stands."""
_ANSWERING = ("paragraph", "list item", "quotation")


class _Turn(NamedTuple):
    """A question, by the places of its words in the text, and what answers it."""

    asked: Span
    answers: list[list[int]]
    """The sentences of each paragraph, by their indexes."""


def speakers(document: Document, prose: Prose) -> Mapping[int, Attribution]:
    """To whom each answer is attributed, by the index of its sentence; empty where it is no interview."""
    if document.text.count("?") < _QUESTIONS and not _ANY_Q.search(prose.own):
        return {}
    if sum(_may_ask(document, prose, block) for block in document.blocks) < _QUESTIONS:
        return {}
    turns = list(_turns(document, prose))
    if len(turns) < _QUESTIONS:
        return {}
    whom = _interviewee(document, prose, turns[0].asked.start) if _converse(document, prose, turns) else None
    if whom is None:
        return dict(chain.from_iterable(map(partial(_labelled, document, prose), turns)))
    turns[-1] = _without_coda(document, prose, turns[-1], whom)
    answered = chain.from_iterable(chain.from_iterable(turn.answers for turn in turns))
    return dict.fromkeys(answered, Attribution("named", whom, None))


def is_answer(label: str) -> bool:
    """Does a name before a colon say no more than that it is an answer?"""
    return label.rstrip(" 0123456789") in _ANSWER


def _may_ask(document: Document, prose: Prose, block: Block) -> bool:
    """Can a block be a question? Spares a look at its sentences."""
    if block.kind not in _ASKING:
        return False
    ends = prose.written[max(block.start, block.end - _TAIL) : block.end].rstrip(_CLOSING).endswith("?")
    return ends or document.text.startswith(_BOLD, block.start) or _Q.match(prose.own, block.start) is not None


def _labelled(document: Document, prose: Prose, turn: _Turn) -> Iterator[tuple[int, Attribution]]:
    """The answers that have the label "A", each attributed to it."""
    for paragraph in turn.answers:
        start = document.sentences[paragraph[0]].start
        label = _A.match(prose.own, start)
        if label:
            sign = label.end() - 2
            source = Span(sign - len(label[0][:-2].lstrip("*_ ")), sign)
            yield paragraph[0], Attribution("role", source, Span(sign, sign + 1))
            yield from ((i, Attribution("role", source, None)) for i in paragraph[1:])


def _turns(document: Document, prose: Prose) -> Iterator[_Turn]:
    sentences = document.sentences
    turn: _Turn | None = None
    for number, group in groupby(range(len(sentences)), key=lambda i: sentences[i].block):
        members, block = list(group), document.blocks[number]
        answer = next((k for k, i in enumerate(members) if _A.match(prose.own, sentences[i].start)), None)
        asked = _asked(document, prose, members)
        if asked:
            if turn:
                yield turn
            answer = answer or asked
            turn = _Turn(Span(block.start, sentences[members[asked - 1]].end), [])
        if turn and (answer is not None or block.kind in _ANSWERING) and members[answer or 0 :]:
            turn.answers.append(members[answer or 0 :])
        elif turn and not asked:
            yield turn  # a heading, a caption: the interview stops until the next question
            turn = None
    if turn:
        yield turn


def _asked(document: Document, prose: Prose, members: list[int]) -> int:
    """How many sentences of a paragraph, from its first on, are a question of the interviewer's; 0 for none."""
    sentences = document.sentences
    block = document.blocks[sentences[members[0]].block]
    opens, *_, last = (prose.written[slice(*sentences[i][:2])].rstrip(_CLOSING) for i in (members[0], members[-1]))
    if _Q.match(prose.own, block.start):
        return next((k for k, i in enumerate(members) if _A.match(prose.own, sentences[i].start)), len(members))
    if not _may_ask(document, prose, block):
        return 0
    short = len(prose.written[block.start : block.end].split()) <= _LONGEST_QUESTION
    if last.endswith("?") and short and block.level != 1:
        return len(members)
    return int(opens.endswith("?") and document.text.startswith(_BOLD, block.start))


def _converse(document: Document, prose: Prose, turns: list[_Turn]) -> bool:
    """Do the questions speak to somebody, and do the answers speak for themselves?"""
    answers = [paragraph for turn in turns for paragraph in turn.answers]
    if not answers or len(answers) > _ANSWERS_EACH * len(turns):
        return False
    return any(_YOU.search(prose.plain, *turn.asked) for turn in turns) and any(
        _speaks(document, prose, paragraph) for paragraph in answers
    )


def _speaks(document: Document, prose: Prose, paragraph: list[int]) -> bool:
    sentences = document.sentences
    return _I.search(prose.plain, sentences[paragraph[0]].start, sentences[paragraph[-1]].end) is not None


def _without_coda(document: Document, prose: Prose, last: _Turn, whom: Span) -> _Turn:
    """The last turn, up to a paragraph that speaks of whom it asked, or is in italics: the writer's again."""
    surname = prose.own[slice(*whom)].rpartition(" ")[2]

    def is_coda(paragraph: list[int]) -> bool:
        start, end = document.sentences[paragraph[0]].start, document.sentences[paragraph[-1]].end
        slanted = document.text[start] in "*_" and not document.text.startswith(_BOLD, start)
        return slanted or surname in prose.own[start:end]

    kept = takewhile(lambda each: not is_coda(each), last.answers[1:])
    return _Turn(last.asked, [*last.answers[:1], *kept])


def _interviewee(document: Document, prose: Prose, before: int) -> Span | None:
    """Where the one person is named whom the headline, or the text up to the first question, names in full."""
    title = document.title or Span(0, 0)
    opening = {
        name: span
        for block in document.blocks
        if block.end <= before and block.kind != "byline" and block.start >= title.end
        for name, span in _names(document, prose, Span(block.start, block.end))
    }
    headline = prose.plain[slice(*title)].split()
    known_to = {name: span for name, span in opening.items() if name in headline}
    for found in (known_to, opening, dict(_names(document, prose, title))):
        if len(found) == 1:
            return next(iter(found.values()))
    return None


def _names(document: Document, prose: Prose, within: Span) -> Iterator[tuple[str, Span]]:
    """(surname in small letters, place) of each full name: "Marta Lund" of "When Mayor Marta Lund"."""
    bylines = (
        prose.plain[block.start : block.end] for block in document.blocks[:_LAST_BYLINE] if block.kind == "byline"
    )
    author = f"{document.meta.author or ''} {' '.join(bylines)}".lower().split()
    for begins, name in people.named(prose.own[slice(*within)], document.language):
        surname = people.surname(name, document.language)
        if len(name) > 1 and surname not in author:
            start = prose.own.index(name[0], within.start + begins)
            yield surname, Span(start, prose.own.index(name[-1], start) + len(name[-1]))
