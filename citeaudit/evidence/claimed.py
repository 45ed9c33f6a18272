"""Which figures of a sentence a source should have: not those that are part of a name, nor words such as "one of"."""

import re

from citeaudit.parse.figures import Figure

_SMALL = 3
"""Up to here a number in words is often no count: "two sides of the coin"."""
_BESIDE_TITLE = re.compile(
    r"(?:\b(?:[Nn]o|[Nn]os|[Nn]r|[Nn]umber|[Aa]rticle|[Ss]ection|[Cc]hapter|[Rr]oute|[Hh]ighway|[Rr]oom|[Pp]ages?|[Pp]p?|"
    r"[Pp]art|[Gg]roup|[Tt]ype|[Pp]hase|[Gg]rade|[Ll]evel|[Ss]eason|[Ee]pisode|[Vv]olume|[Vv]ol|[Tt]itle|[Rr]ound|[Ll]ine|"
    r"[Ff]igure|[Ff]ig|[Tt]able|[Vv]ersion|[Mm]odel|[Cc]hannel|[Tt]ier|[Cc]ategory|[Cc]lass|[Ss]tep|[Dd]ay|[Gg]ate|[Pp]latform|"
    r"[Vv]erse|[Aa]ct|[Ss]cene|[Pp]salm|[Rr]ule|[Aa]ppendix|[Ii]ssue|[Ff]loor|[Hh]elpline|[Cc]all|[Dd]ial)\.?\s|[#§]\s?)$"
)
_AFTER_CAPITAL = re.compile(r"(?:^|[\s(“\"‘'/-])([A-Z][\w’'.&-]*)\s$")
_GLUED = re.compile(r"(?:[A-Za-z][-–/]|\d/)$")
_PREFIX = re.compile(
    r"\b(?:mid|pre|post|early|late|under|over|sub|minus|the|per|ex|circa|to|and|or|until|since)[-–/]$", re.IGNORECASE
)
_DIALLED = re.compile(r"[-–]\d{3,}\b")
_STARTERS = frozenset(
    "about above according additionally after all almost altogether among an and another approximately around as at "
    "a because before below between both but by despite during each every even exactly few for from fully given his "
    "her if in including its just last least less more most my nearly next no of on only or other our out over "
    "overall per plus previously roughly since so some still than that the their these they this those through to "
    "under until up upon well when where while who with within worth yes yet it we he she has have had was were is "
    "are did today january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday us eur usd gbp nok sek dkk rs".split()
)
_SPAN = re.compile(r"an?\s(?:decade|century|fortnight)", re.IGNORECASE)
_AS_OF = re.compile(r"\b[Aa]s\s(?:of|at)\s$")
"""The day on which somebody writes, which the source need not name."""
_LABEL = re.compile(
    r"\b(?!(?:was|has|plus|minus|less|versus|across|times|this|always|perhaps|towards|equals|reaches|totals|averages|costs|scores)\s)"
    r"[a-z]{3,}s\s(?:\d+(?:,\s|\s(?:and|to|or)\s|[-–]))*$"
)
"""As in "Contexts 1 and 2", "wards 5 and 6"."""
_OF_MANY = re.compile(r"\s(?:of|another|day|or\sanother)\b")


def is_claimed(own: str, figure: Figure) -> bool:
    """Is a figure of the sentence `own` one that a source should have? "One" is a word, and "F-16" a name."""
    if figure.kind == "vague" and figure.value < 100:
        return False
    if figure.spelled and figure.kind in ("number", "ordinal") and figure.unit != "%" and abs(figure.value) <= _SMALL:
        return False
    if _SPAN.match(figure.written):
        return False
    if figure.kind == "date" and figure.value % 100 and _AS_OF.search(own[: figure.start][-10:]):
        return False
    return not is_name(own, figure)


def is_small_count(own: str, figure: Figure) -> bool:
    """As in "Two men": too small to be missed, and yet the source may have three of them."""
    counts = figure.kind == "number" and figure.spelled and bool(figure.noun or figure.unit) and figure.unit != "%"
    small = 1 <= figure.value <= _SMALL or bool(_SPAN.match(figure.written))
    return counts and small and not _OF_MANY.match(own, figure.end)


def is_name(own: str, figure: Figure) -> bool:
    """Is the figure part of a name: "Route 66", "Boeing 737", "COVID-19", "555-0199"?"""
    if figure.spelled or figure.kind in ("date", "time", "decade", "century"):
        return False
    before = own[: figure.start]
    if _BESIDE_TITLE.search(before[-16:]):
        return True
    if _GLUED.search(before[-3:]) and not _PREFIX.search(before[-7:]):
        return figure.kind != "year"
    if figure.kind == "number" and not figure.unit and _DIALLED.match(own, figure.end):
        return True
    if figure.kind in ("year", "score") or figure.unit or figure.scale > 1:
        return False
    if not figure.noun and figure.value < 20 and _LABEL.search(before[-30:]):
        return True
    capital = _AFTER_CAPITAL.search(before[-24:])
    if capital is None or capital[1].lower().rstrip(".") in _STARTERS or capital[1].lower().endswith("ly"):
        return False
    return not figure.noun.endswith(("s", "people", "men", "women", "children")) or figure.value < 10
