"""What happened to the words of a sentence: a figure, a denial, who says it, or the wording under the same citation."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from citeaudit import lexicons
from citeaudit.comparison import quantities
from citeaudit.comparison.alignment import Pair
from citeaudit.comparison.change import Change, Kind, Weight
from citeaudit.comparison.version import Version
from citeaudit.comparison.wording import Edit, Token, edits
from citeaudit.model.span import Span
from citeaudit.parse import negations
from citeaudit.parse.similar import content

_SMALL = 6
"""Words that came or went up to which a "not" among them turns the sentence around, and is no part of a new one."""
_REWRITTEN = 0.6
"""Share of the words from which nobody wants to read the list of those that differ."""
_SHOWN, _LONG = 3, 48
_QUOTATION_MARKS = "\"“”„«»‘’'"
_QUOTED = 3
"""Words in quotation marks from which they are somebody's words, and no name or title."""


class _Side(NamedTuple):
    figures: list[quantities.Quantity]
    tokens: list[Token]


def changes(old: Version, new: Version, pair: Pair, *, stayed: bool) -> Iterator[Change]:
    """What the sentence says otherwise; its wording is told only where its citation `stayed` the same."""
    if [old.words[k] for k in pair.old] == [new.words[i] for i in pair.new]:
        yield from _quotation(old, new, pair)
        return
    before, after = _side(old, pair.old), _side(new, pair.new)
    found = _edits(before, after, new.language, pair)
    differing = {t.start for edit in found for t in edit.old}, {t.start for edit in found for t in edit.new}
    replaced = quantities.replaced(before.figures, after.figures, (_following(before), _following(after)), differing)
    if replaced:
        yield _change(
            old, new, pair, "figure changed", quantities.shown(replaced), Weight.FIGURE, quantities.places(replaced)
        )
    found = [edit for edit in found if not _is_told(edit, replaced)]
    if not found:
        return
    places = tuple(edit.before for edit in found), tuple(edit.after for edit in found)
    what = _words(old, new, found, len(before.tokens) + len(after.tokens))
    if turned := _turned(found, new.language):
        yield _change(
            old, new, pair, "claim changed", f"{turned}: {what}" if len(found) > 1 else what, Weight.DENIAL, places
        )
    elif stayed and new.sentences[pair.new[0]].status != "exempt":
        speaker = _speaker(old, new, pair)
        weight = Weight.SPEAKER if speaker else Weight.WORDS
        yield _change(old, new, pair, "claim changed", speaker or what, weight, places)


def _side(version: Version, numbers: Sequence[int]) -> _Side:
    figures = [version.quantities(i) for i in numbers]
    words = [version.tokens(i, found) for i, found in zip(numbers, figures, strict=True)]
    return _Side(list(chain(*figures)), list(chain(*words)))


def _following(side: _Side) -> list[str]:
    """The word after each figure."""
    keys = {token.start: after.key for token, after in zip(side.tokens, side.tokens[1:], strict=False)}
    return [keys.get(figure.start, "") for figure in side.figures]


def _edits(before: _Side, after: _Side, language: str, pair: Pair) -> Sequence[Edit]:
    found = edits(before.tokens, after.tokens, language)
    if len(pair.old) == len(pair.new):
        return found
    joints = lexicons.words(language, "comparison", "joint")
    return [edit for edit in found if not all(token.key in joints for token in (*edit.old, *edit.new))]


def _is_told(edit: Edit, replaced: Sequence[quantities.Replaced]) -> bool:
    """Is it a figure that is told as changed, with at most the thing that was counted: "45 cranes", "45%"?"""
    gone = {each.old.start for each in replaced if each.old}
    came = {each.new.start for each in replaced if each.new}
    before = [token.start in gone for token in edit.old if _is_figure(token)]
    after = [token.start in came for token in edit.new if _is_figure(token)]
    words = len(edit.old) + len(edit.new) - len(before) - len(after)
    return all((*before, *after)) and any((*before, *after)) and words <= (1 if before and after else 0)


def _is_figure(token: Token) -> bool:
    return token.key.startswith("#")


def _turned(found: Sequence[Edit], language: str) -> str:
    """In words, the denial that came or went; "" where there is none, or where so much differs that it says little."""
    gone, came = [t.key for edit in found for t in edit.old], [t.key for edit in found for t in edit.new]
    if len(gone) + len(came) > _SMALL:
        return ""
    before, after = ([word for word in words if _denies(word, language)] for words in (gone, came))
    if bool(before) == bool(after):
        return ""
    return f"“{after[0]}” is new" if after else f"“{before[0]}” is gone"


def _denies(word: str, language: str) -> bool:
    return negations.turns_around(word, language)


def _words(old: Version, new: Version, found: Sequence[Edit], many: int) -> str:
    """The words that differ: "“before” → “after”; “soon” is new"."""
    differing = sum(len(edit.old) + len(edit.new) for edit in found)
    if differing > _SMALL and differing > _REWRITTEN * many:
        return "is rewritten, and cites the same"
    said = [_edit(_written(old, edit.old), _written(new, edit.new)) for edit in found[:_SHOWN]]
    if len(found) > _SHOWN:
        said.append(f"{len(found) - _SHOWN} more")
    return "; ".join(said)


def _edit(gone: str, came: str) -> str:
    if gone and came:
        return f"“{gone}” → “{came}”"
    return f"“{gone}” is gone" if gone else f"“{came}” is new"


def _written(version: Version, words: Sequence[Token]) -> str:
    if not words:
        return ""
    line = " ".join(version.bare[words[0].start : words[-1].end].split())
    return line if len(line) <= _LONG else f"{line[: _LONG // 2].rstrip()} … {line[-_LONG // 2 :].lstrip()}"


def _marks(version: Version, i: int) -> int:
    sentence = version.sentences[i]
    return sum(version.bare.count(mark, sentence.start, sentence.end) for mark in _QUOTATION_MARKS)


def _speaker(old: Version, new: Version, pair: Pair) -> str:
    """In words, who said it and who says it; "" where that is the same, or one of them is only a "he"."""
    judges = old.document.judgement, new.document.judgement
    if judges[0] is None or judges[1] is None or len(pair.old) + len(pair.new) > 2:
        return ""
    before, after = judges[0].attribution(pair.old[0]), judges[1].attribution(pair.new[0])
    if before is None or before.source is None or before.cue is None:
        return ""
    who = _name(old, before.source)
    names = content(who, old.language)
    if not names:
        return ""
    if after is None:
        verb = old.bare[before.cue.start : before.cue.end].casefold()
        sentence = new.sentences[pair.new[0]]
        gone = not names & content(new.bare[sentence.start : sentence.end], new.language)
        gone = gone and verb not in new.bare[sentence.start : sentence.end].casefold()
        return f"was said by {who}, is said by the article itself" if gone else ""
    if after.source is None or after.cue is None:
        return ""
    other = content(_name(new, after.source), new.language)
    return f"was said by {who}, is said by {_name(new, after.source)}" if other and not names & other else ""


def _name(version: Version, span: Span) -> str:
    return " ".join(version.bare[span.start : span.end].split())[:_LONG]


def _quotation(old: Version, new: Version, pair: Pair) -> Iterator[Change]:
    """The same words, which were told and now are quoted, or the other way round."""
    k, i = pair.old[0], pair.new[0]
    if (k in old.quoted) == (i in new.quoted) or _marks(old, k) == _marks(new, i):
        return
    side, number = (old, k) if k in old.quoted else (new, i)
    judge = side.document.judgement
    marked = [
        span for span in (judge.quotations(number) if judge else ()) if side.bare.count(" ", *span) >= _QUOTED - 1
    ]
    if marked:
        what = "stands in quotation marks now" if side is new else "stands in quotation marks no more"
        before, after = ((), tuple(marked)) if side is new else (tuple(marked), ())
        yield Change("claim changed", k, i, what, Weight.SPEAKER, before, after)


def _change(
    old: Version,
    new: Version,
    pair: Pair,
    kind: Kind,
    what: str,
    weight: Weight,
    places: tuple[tuple[Span, ...], tuple[Span, ...]],
) -> Change:
    before, after = places
    return Change(kind, old.holding(pair.old, before), new.holding(pair.new, after), what, weight, before, after)
