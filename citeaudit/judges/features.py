"""What a sentence has that may speak for or against a judgement: named features, each of which an editor could check.

The names are those of the weights in `rules/lexicons/<language>/`; a feature without a weight counts for nothing.
"""

from bisect import bisect_left
from functools import cache, lru_cache
from itertools import chain

from citeaudit import lexicons
from citeaudit.judges import cues, figures
from citeaudit.judges.words import Prose, phrases
from citeaudit.model import Sentence
from citeaudit.model.judged import Attribution
from citeaudit.parse.cover import NO_WIDTH

_ENDINGS = ("ly", "tion", "ness", "ity", "ment", "ing", "ism", "ive", "ous", "ful", "less", "able", "est")
_STEM = 4
"""Letters before an ending: "only" and "sing" have none."""
_SIGNS = (("?", "question mark"), ("!", "exclamation mark"), (";", "semicolon"), ("—", "dash"), (" - ", "dash"))
_MONEY = ("%", "$", "£", "€")
_LENGTHS = (5, 10, 15, 20, 25, 30, 40)
_QUOTES = ("“", '"', "‘", "'", "„", "«", "``")
_LONG_QUOTATION = 5
"""Words in quotation marks that make a quotation and not a word held at arm's length."""
_SPOKEN = 3
_OFTEN = 3
_NO_TONE = frozenset(
    "vocabulary|opens talk|back|past|procedure|formal condition|timetable|due|calendar|display|instrument".split("|")
)
"""Families of the file of tones that are no kind of word: weighed one by one, or looked for in one place."""
_MONTHS = frozenset(("may", "march"))
"""Words that are a month where they have a capital."""

Features = dict[str, str]
"""Each feature with the words that show it, or "" where it is no matter of words."""


def of(
    prose: Prose, sentence: Sentence, words: frozenset[str], low: list[str], said: Attribution | None, language: str
) -> Features:
    """The features of one sentence; `words` and `low` are its own words, quotations left out."""
    start, end = sentence.start, sentence.end
    found: Features = {}
    for phrase, family in phrases(language, "claim").hits(words, low):
        found.setdefault(family, phrase)
    if "instruction" in found and low[0] != found["instruction"]:
        del found["instruction"]
    for phrase, family in cues.verdicts(prose, sentence, words, low, language):
        found.setdefault(f"cue {family}", phrase)
    if prose.own[start:end].rstrip().endswith(":"):
        found["colon"] = ""
    if any(map(_is_past, words)):
        found["past"] = ""
    if low and low[0] in lexicons.words(language, "tone", "back"):
        found["leans on the sentence before"] = ""
    figures.find(found, prose.written[start:end].replace(NO_WIDTH, ""), language)
    _quoted(found, prose, start, end)
    if said:
        _attributed(found, said, prose, start, end)
    elif words & lexicons.forms(language, "attribution", "said"):
        found["verb of saying"] = ""
    count = len(prose.written[start:end].split())
    for size in _LENGTHS:
        if count < size:
            break
        found[f"{size} words"] = ""
    return found


def with_tone(
    features: Features, prose: Prose, sentence: Sentence, words: frozenset[str], low: list[str], language: str
) -> Features:
    """`features`, and what tells of the tone of a sentence: the kinds of its words, their endings, its signs."""
    found = dict(features)
    own = prose.own[sentence.start : sentence.end].replace(NO_WIDTH, "")
    _tone(found, words, own, language)
    _signs(found, own)
    if low:
        found[f"opens with {low[0]}"] = ""
        if low[0] in lexicons.words(language, "tone", "opens talk"):
            found["opens as talk"] = ""
    if "past" not in found and words.isdisjoint(lexicons.words(language, "tone", "past")):
        found["no past"] = ""
    return found


@cache
def kinds(language: str) -> dict[str, tuple[str, ...]]:
    """The families of tone that each word has."""
    found: dict[str, tuple[str, ...]] = {}
    for family in lexicons.families(language, "tone"):
        if family not in _NO_TONE:
            for word in lexicons.words(language, "tone", family):
                found[word] = (*found.get(word, ()), family)
    return found


@lru_cache(maxsize=1 << 16)  # the words of a language come again and again
def _endings(word: str) -> tuple[str, ...]:
    """The features that the ending of a word is."""
    found = [ending for ending in _ENDINGS if word.endswith(ending) and len(word) - len(ending) >= _STEM]
    return tuple(f"ending -{ending}" for ending in found)


@lru_cache(maxsize=1 << 16)
def _is_past(word: str) -> bool:
    return word.endswith("ed") and len(word) > _STEM


def _tone(found: Features, words: frozenset[str], own: str, language: str) -> None:
    found.update(dict.fromkeys(chain.from_iterable(map(_endings, words)), ""))
    known = kinds(language)
    count: dict[str, int] = {}
    for word in known.keys() & words:
        if not (word in _MONTHS and word.capitalize() in own):
            for family in known[word]:
                count[family] = count.get(family, 0) + 1
    for family, number in count.items():
        found[f"tone {family}"] = ""
        if number > 1:
            found[f"tone {family}, twice"] = ""
        if number > _OFTEN:
            found[f"tone {family}, often"] = ""


def _signs(found: Features, own: str) -> None:
    for sign, name in _SIGNS:
        if sign in own:
            found[name] = ""
    if ":" in own and not own.rstrip().endswith(":"):
        found["colon inside"] = ""
    for sign in _MONEY:
        if sign in own:
            found["money or share"] = ""


def _quoted(found: Features, prose: Prose, start: int, end: int) -> None:
    spoken: list[tuple[int, int]] = []
    # Quotations are disjoint: of those that begin before `end`, only the last few reach behind `start`.
    for k in range(bisect_left(prose.spoken, (end,)) - 1, -1, -1):
        a, b = prose.spoken[k]
        if b <= start:
            break
        spoken.insert(0, (max(a, start), min(b, end)))
    if not spoken:
        return
    lengths = [len(prose.written[a:b].split()) for a, b in spoken]
    found["quoted"] = ""
    found["long quotation" if max(lengths) >= _LONG_QUOTATION else "short quotation"] = ""
    if 2 * sum(_length(prose, *each) for each in spoken) > _length(prose, start, end):
        found["mostly quoted"] = ""
    if prose.written[start:end].lstrip().startswith(_QUOTES):
        found["opens with a quotation"] = ""
    for (a, b), length in zip(spoken, lengths, strict=True):
        if length >= _SPOKEN and not _is_title(prose.written[a:b]):
            found["quotation"] = prose.written[a:b].strip()
            break


def _length(prose: Prose, start: int, end: int) -> int:
    return end - start - prose.written.count(NO_WIDTH, start, end)


def _is_title(quoted: str) -> bool:
    """Is it the name of a work or a team, with capitals and no full stop: "The Triple Lutz"?"""
    words = quoted.strip("“”\"'‘’ ").split()
    ends = words[-1][-1] in ".,!?" if words else True
    return (
        not ends
        and words[0][:1].isupper()
        and words[-1][:1].isupper()
        and sum(word[:1].isupper() for word in words) * 2 >= len(words)
    )


def _attributed(found: Features, said: Attribution, prose: Prose, start: int, end: int) -> None:
    what = "stance" if said.stance else "attributed"
    found[what] = prose.written[slice(*said.cue)] if said.cue else ""
    found[f"{what}: {said.kind}"] = ""
    if said.cue and not said.stance:
        share = _length(prose, start, said.cue.start) / max(1, _length(prose, start, end))
        found[f"cue {'early' if share < 0.2 else 'late' if share > 0.7 else 'in the middle'}"] = ""
