"""Negations that a quotation has lost or won: the words that it cuts off, leaves out or changes."""

from collections.abc import Sequence

from citeaudit.evidence.words import Words
from citeaudit.parse import language, negations

_REACH = 8
"""Words before a quotation in which a negation of its clause may stand."""
_INSTEAD = 6
"""Words of "rather resign now than"."""
_SUBJECT = 3
"""Words between "denied that" and a quotation: "denied that [the old bridge] “was closed”"."""
_BEHIND = 6
"""Words behind a quotation in which its article may deny it."""
_OPPOSITES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_AFTER = frozenset(("not", "never"))
"""What turns around the words before it: "we knew | not"; more may, and is told by the next words alone."""
_ABOUT = 8
"""Words on each side of a negation that tell its language: "sin" is "without" in Spanish only."""
_TURNED = 3
"""Words that were changed, added or left out: a negation among more of them is of a clause of its own."""


def before(source: Words, first: int) -> str:
    """The words from a negation up to word `first`, which it turns around; "" where there is none, or one more."""
    low = first
    while low > max(0, first - _REACH) and not source.parted(low):
        low -= 1
    found = [k for k in range(low, first) if _negates(source, k) and _reaches(source.words[k + 1 : first])]
    if len(found) % 2:
        return source.written(found[0] - max(0, negations.instead(source.words[low : found[0] + 1]) - 1), first)
    return ""


def _negates(words: Words, k: int) -> bool:
    """Is word `k` a negation? The "not" of "not only" and of "not least" is none."""
    if not _turns_around(words, k):
        return negations.instead(words.words[max(0, k - _INSTEAD) : k + 1]) > 0
    behind = words.words[k + 1 : k + 2]
    return not (behind and negations.emphasises(behind[0]) and not words.parted(k + 1))


def _turns_around(words: Words, k: int) -> bool:
    """Is word `k` a negation in the language of the words about it? Somebody may be quoted in another one."""
    return negations.turns_around(words.words[k]) and negations.turns_around(words.words[k], _language(words, k, k + 1))


def _language(words: Words, first: int, last: int) -> str:
    """The language of the words about some, up to the next punctuation: beyond it another may be spoken."""
    low = next((k for k in range(first, max(0, first - _ABOUT), -1) if words.parted(k)), max(0, first - _ABOUT))
    end = min(len(words.words), last + _ABOUT)
    high = next((k for k in range(last, end) if words.parted(k)), end)
    return language.commonest((*words.words[low:first], *words.words[last:high]), words.language)


def _reaches(between: Sequence[str]) -> bool:
    """Does a negation reach through the words between it and a quotation?"""
    through = [negations.lets_through(word) or negations.turns_around(word) for word in between]
    if all(through):
        return True
    if "that" not in between:
        return False
    clause = between.index("that")
    return all(through[:clause]) and len(between) - clause - 1 <= _SUBJECT


def behind(source: Words, last: int) -> str:
    """The negation with which the source goes on right behind a quotation; "" where it does not."""
    word = source.words[last] if last < len(source.words) else ""
    return word if word in _AFTER and not source.parted(last) else ""


def denied(before: Words, after: Words) -> bool:
    """Does an article itself say no, in its words before a quotation or in those right behind it?"""
    near = min(_BEHIND, len(after.words))
    near = next((k for k in range(1, near) if after.parted(k)), near)
    return any(_negates(after, k) for k in range(near)) or any(_negates(before, k) for k in range(len(before.words)))


def left_out(source: Words, first: int, last: int) -> str:
    """The negation in words that fell out, of the clause before them or of that behind; "" where there is none."""
    parted = [k for k in range(first, last + 1) if source.parted(k)]
    head, tail = (parted[0], parted[-1]) if parted else (last, first)
    words = source.words
    found = [
        words[k]
        for k in range(first, last)
        if _negates(source, k)
        and ((k < head and _reaches(words[first:k])) or (k >= tail and _reaches(words[k + 1 : last])))
    ]
    return found[0] if len(found) % 2 else ""


def turned(ours: Sequence[str], source: Words, first: int, last: int) -> bool:
    """Does one of two wordings deny what the other, the words `[first, last)` of the source, says?"""
    theirs = source.words[first:last]
    if max(len(ours), len(theirs)) > _TURNED:
        return False
    spoken = _language(source, first, last)
    ours_deny, theirs_deny = (sum(negations.turns_around(word, spoken) for word in words) for words in (ours, theirs))
    if ours_deny % 2 != theirs_deny % 2:
        return True
    return any(_opposite(a, b) or _opposite(b, a) for a in ours for b in theirs)


def _opposite(word: str, other: str) -> bool:
    return len(word) > 3 and any(other == prefix + word for prefix in _OPPOSITES)
