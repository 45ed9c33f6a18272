"""The phrases of a verdict in a sentence, but for those that are something else there: a timetable, a charge.

"Should open in May" advises nobody, "the map highlights a path" says where the path is.
"""

from citeaudit import lexicons
from citeaudit.judges.words import Prose, phrases
from citeaudit.model import Sentence
from citeaudit.patterns import lazy

# "Should the vote fail, ..." and "..., should it fail": that asks nobody to do anything.
_INVERTED = lazy(r"\bShould\b|[,;:–—]\s{0,3}should\b")
_FIGURE = lazy(r"(?<![\d.,:])(?!(?:19|20)\d\d(?!\d))\d")
"""The first digit of a number that is no year."""
_WHEN = frozenset("in by on until before from at early late mid since next this around".split())
"""What stands before a time: "in May", "by the end of next week"."""
_WITHIN = lazy(r"\bwithin (?:\w{1,12} ){1,3}(?:minutes|hours?|days?|weeks?|months?)\b")
_READER = frozenset(("you", "your"))
_CONDITION = frozenset(("if", "unless"))
_NEED = frozenset(("needs to", "need to"))
_CHARGES = frozenset("accuse accuses accused accusing accusation accusations allegation allegations".split())
_PARTIES = frozenset("prosecutor prosecutors prosecution plaintiff plaintiffs claimant claimants applicant".split())
"""Who must prove something because the law says so."""
_BETTORS = frozenset("fund funds investor investors trader traders bookmaker bookmakers punters gamblers".split())
_SHOWN_BY_WORKS = ("highlight", "underlin", "illustrat", "reveal", "expos", "demonstrat", "lay", "laid")
"""How verbs begin by which pictures, maps and shows do no more than show."""
_SHOWN_BY_TESTS = ("reveal", "expos", "demonstrat", "illustrat")
_REMINDS = ("is a reminder", "was a reminder", "serves as a reminder", "serve as a reminder")

Hit = tuple[str, str]
"""A phrase and its family."""


def verdicts(prose: Prose, sentence: Sentence, words: frozenset[str], low: list[str], language: str) -> list[Hit]:
    """(phrase, family) of each phrase of a verdict; `words` and `low` are the sentence's own words."""
    hits = phrases(language, "editorial").hits(words, low)
    if not hits:
        return hits
    return [hit for hit in hits if not _is_other(hit, prose, sentence, words, low, language)]


def _is_other(hit: Hit, prose: Prose, sentence: Sentence, words: frozenset[str], low: list[str], language: str) -> bool:
    phrase, family = hit
    if family == "prediction":
        return procedure(phrase, low, language)
    if family == "advice":
        if phrase == "should" and _INVERTED.search(prose.own, sentence.start, sentence.end):
            return True
        if low[0] in _CONDITION and not _READER.isdisjoint(low):
            return True  # "If you saw it, you should call": a service to readers
        if phrase == "must prove" and not words.isdisjoint(_PARTIES):
            return True
        return _is_due(phrase, low, language) or (phrase in _NEED and is_measured(prose, sentence, low, language))
    if family == "significance":
        return _is_shown(phrase, low, language)
    if family == "motive":
        return "betting" in phrase and not words.isdisjoint(_BETTORS)
    return family == "moral" and not words.isdisjoint(_CHARGES) and "of" in words  # "accused Lund of hypocrisy"


def procedure(phrase: str, low: list[str], language: str) -> bool:
    """Does a `phrase` of forecast tell what courts and councils may do next, or when something is due?

    "Is likely to be appealed", "is likely to vote in May", "should open in May".
    """
    _, found, behind = f" {' '.join(low)} ".partition(f" {phrase} ")
    word, _, rest = behind.partition(" ") if found else ("", "", "")
    if word == "be" and rest.partition(" ")[0] in lexicons.words(language, "tone", "procedure"):
        return True
    if phrase == "hinges on":
        return word in lexicons.words(language, "tone", "formal condition")
    return word in lexicons.words(language, "tone", "timetable") and tells_when(low, language)


def _is_due(phrase: str, low: list[str], language: str) -> bool:
    """Does a `phrase` of advice tell when something is due: "should open in May", "should be sent by 1 May"?"""
    _, found, behind = f" {' '.join(low)} ".partition(f" {phrase} ")
    word, _, rest = behind.partition(" ") if found else ("", "", "")
    if word == "be":
        due = rest.partition(" ")[0] in lexicons.words(language, "tone", "due")
    else:
        due = word in lexicons.words(language, "tone", "timetable")
    return due and tells_when(low, language)


def tells_when(low: list[str], language: str) -> bool:
    """Do the words name a day, a month or a season as the time of something: "in May", "by the summer"?"""
    calendar = lexicons.words(language, "tone", "calendar")
    for k, word in enumerate(low):
        if word in calendar and k:
            before = low[k - 2] if low[k - 1] in ("the", "of") and k > 1 else low[k - 1]
            if before in _WHEN or before.isdigit() or (word.endswith("day") and word != "holiday"):
                return True
    return _WITHIN.search(" ".join(low)) is not None


def is_measured(prose: Prose, sentence: Sentence, low: list[str], language: str) -> bool:
    """Does the sentence give a figure or a time?"""
    return _FIGURE.search(prose.own, sentence.start, sentence.end) is not None or tells_when(low, language)


def _is_shown(phrase: str, low: list[str], language: str) -> bool:
    """Does a work or an instrument show it, as a thing that can be seen: "the map highlights a path"?"""
    before = f" {' '.join(low)} ".partition(f" {phrase} ")[0].split()
    while before and (before[-1].endswith("ly") or before[-1] in ("also", "that", "which", "have", "has")):
        before.pop()
    works, tools = (lexicons.words(language, "tone", name) for name in ("display", "instrument"))
    if before and before[-1] in works and phrase.startswith((*_SHOWN_BY_WORKS, *_REMINDS)):
        return True
    return phrase.startswith(_SHOWN_BY_TESTS) and not (works | tools).isdisjoint(before)
