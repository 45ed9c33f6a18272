"""Say of each sentence whether a marker reaches it, or why it needs none. Mechanical: it judges nothing."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from citeaudit.model import Repeat, Sentence
from citeaudit.parse import exempt
from citeaudit.parse.cover import COVER
from citeaudit.parse.echoes import Echoes
from citeaudit.parse.page import Page

# What a block is, is reason enough.
_BY_KIND: Mapping[str, str] = {kind: kind for kind in ("heading", "byline", "label", "caption", "reference entry")}
_QUOTES = {"”": "“", '"': '"', "»": "«", "’": "‘"}
_CLOSING = frozenset(_QUOTES)
_BEFORE_QUESTION = f"{COVER} \u00a0\n*_(“\"«‘'"
_AFTER_QUESTION = f"{COVER} \u00a0\n\"”’')]*_"


def with_status(page: Page, repeats: Sequence[Repeat]) -> tuple[Sentence, ...]:
    """The sentences of a page, of which those with labels are cited so far, with status and exemption.

    What has a marker is never exempt, but for what its block is.
    """
    covered, blocks, title, language = page.covered, page.blocks, page.title, page.language
    methods = exempt.under_methods(covered, blocks, language)
    echoes = Echoes(page)
    done: list[Sentence] = []
    reached = -1  # the block in which a marker has been seen, going backwards
    for sentence in reversed(page.sentences):
        start, end, block, labels, _, _ = sentence
        kind = blocks[block].kind
        why = _BY_KIND.get(kind)
        if why == "heading" and title and start >= title.start and end <= title.end:
            why = "title"
        elif why is None and not labels:
            if repeats and _is_echo(start, end, repeats):
                why = "echo"
            elif covered[end - 1] not in ".," and _asks(covered[start:end]):
                why = "question"
            elif kind == "table row":
                why = kind
            else:
                why = exempt.by_form(covered, start, end, blocks[block], language)
                if why is None and block in methods and exempt.tells_how(covered, sentence, blocks[block], language):
                    why = "method"
                if why is None and reached != block:
                    why = echoes.reason(sentence)
        if why:
            done.append(Sentence(start, end, block, labels, "exempt", why))
        elif labels:
            reached = block
            done.append(sentence)
        else:
            done.append(sentence if reached != block else Sentence(start, end, block, labels, "borrowed", None))
    done.reverse()
    return tuple(done)


def _asks(written: str) -> bool:
    """Is it a question, and no statement that ends in somebody’s, or in a name such as “Who Goes There?”."""
    asked = written.rstrip(_AFTER_QUESTION)
    if not asked.endswith("?"):
        return False
    closed = _CLOSING.intersection(written[len(asked) :])
    opens = max((written.rfind(_QUOTES[mark], 0, len(asked)) for mark in closed), default=-1)
    return opens < 0 or not written[:opens].strip(_BEFORE_QUESTION)


def _is_echo(start: int, end: int, repeats: Sequence[Repeat]) -> bool:
    """A whole line that repeats another; a headline inside a running sentence leaves the sentence a sentence."""
    row = bisect_right(repeats, start, key=lambda repeat: repeat.start) - 1
    return row >= 0 and end <= repeats[row].end + 1
