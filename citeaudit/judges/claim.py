"""Would an editor want a source for the sentence, and why?"""

from citeaudit.judges import scores
from citeaudit.judges.features import Features, figure
from citeaudit.model import Claim
from citeaudit.parse.dates import DAY, MONTH
from citeaudit.patterns import lazy

_REASONS = {"digit": "figure", "year": "date", "time": "date", "history": "event", "count": "number"}
"""What a feature is called to an editor, where it is not its own name."""
_ORDER = (
    "accusation", "digit", "figure", "quotation", "event", "cause", "year", "attributed", "science", "law",
    "comparison", "superlative", "private life", "plan", "history", "time", "count",
)  # fmt: skip
"""Features that are reasons for a source, those first that an editor asks for first."""
_ATTRIBUTION = "attribution"
_RAW = frozenset(("digit", "attributed", "time"))
"""Features whose words are not yet those that an editor would point at."""
_CLOCK = r"\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?|(?<=:\d\d)\b)"
_DATE = lazy(rf"\b(?:(?:{DAY} {MONTH}|{MONTH} {DAY}\b)(?:,? (?:1[5-9]|20)\d\d\b)?|{_CLOCK})")
_UNIT = lazy(r"[ -](?:percent|per cent|percentage points?|hundred|thousand|million|billion|trillion)\b")
_VERDICT, _CLEARLY = 0.5, 0.7
"""Editorial scores from which a sentence reads as the writer's verdict: nobody else can be asked for that."""


def weighed(features: Features, verdict: float) -> Features:
    """`features`, and whether the sentence reads as a verdict by its editorial score, 0 to 1."""
    if verdict < _VERDICT:
        return features
    return {**features, "reads as a verdict": "", **({"clearly a verdict": ""} if verdict >= _CLEARLY else {})}


def judge(features: Features, words: frozenset[str], language: str, written: str) -> Claim:
    """The score of one sentence and the reasons for it, the first to ask about first; `written` is the sentence."""
    table = scores.weights(language, "claim")
    shown = _shown(features, written) if not _RAW.isdisjoint(features) else features
    reasons: dict[str, str] = {}
    for feature in _ORDER:
        if words_shown := shown.get(feature):
            name = _ATTRIBUTION if feature == "attributed" else _REASONS.get(feature, feature)
            reasons.setdefault(name, words_shown)
    return Claim(scores.score(features, words, table), tuple(f"{name}: {shown}" for name, shown in reasons.items()))


def _shown(features: Features, written: str) -> Features:
    """`features` as an editor names them: the 1 of "June 1" is a date, "reported that" no event."""
    found = dict(features)
    if date := _DATE.search(written) if "digit" in found else None:
        found["digit"] = figure(_DATE.sub(" ", written))
        found["year"] = date[0].rstrip()
    if shown := found.get("digit"):
        unit = _UNIT.match(written, written.find(shown) + len(shown))
        found["digit"] = shown + (unit[0] if unit else "")
    if time := found.get("time"):
        found["time"] = time.capitalize() if time.capitalize() in written else time
    if found.get("event") and found["event"] in found.get("attributed", "").lower().split():
        del found["event"]
    return found
