"""What moved a score, in the words of an editor and not of the program: "at least 5 words", "a figure"."""

from citeaudit.layout import count
from citeaudit.model import Document, Finding
from citeaudit.model.judged import Judgement

_MOST = 6
_SCORES = {"citations": ("claim", "need of a source"), "editorial": ("editorial", "the writer’s verdict")}
"""By the group of a finding, the score that it rests on, and what an editor calls that."""
_NAMES = {
    "about itself": "what the piece says of itself",
    "accusation": "an accusation",
    "attributed": "somebody says so",
    "case at hand": "a phrase that points to this case",
    "request for comment": "a request for comment",
    "notice": "a notice to readers",
    "cause": "a cause",
    "clearly a verdict": "reads clearly as a verdict",
    "closes the document": "the last sentence",
    "colon": "ends in a colon",
    "colon inside": "a colon",
    "comparison": "a comparison",
    "count": "a number in words",
    "cue early": "who says so comes early",
    "cue in the middle": "who says so comes in the middle",
    "cue late": "who says so comes late",
    "dash": "a dash",
    "day": "a date",
    "definition": "words of a definition",
    "denial": "a denial",
    "digit": "a figure",
    "effect": "an effect",
    "event": "an event",
    "exclamation mark": "an exclamation mark",
    "failure": "a failure",
    "figure": "a word for an amount",
    "filler": "a phrase that says nothing",
    "first person": "“I” or “my”",
    "forecast": "a forecast",
    "history": "a word of history",
    "instruction": "begins as advice to the reader",
    "introduces a long paragraph": "opens a long paragraph",
    "introduces a section": "opens a section",
    "law": "a word of law",
    "leans on the sentence before": "begins with a word for what stands before",
    "long quotation": "a long quotation",
    "many names": "four names or more",
    "measure": "a word such as “rate” or “average”",
    "money or share": "money or a percentage",
    "mostly quoted": "mostly quotation",
    "name": "a name",
    "no past": "nothing in the past tense",
    "numeral": "a number",
    "opens as talk": "begins as people talk",
    "opens with a quotation": "begins with a quotation",
    "past": "the past tense",
    "period": "weeks, months or years",
    "plan": "a plan",
    "possibility": "“may”, “could” or the like",
    "private life": "somebody’s private life",
    "question mark": "a question mark",
    "quotation": "a quotation",
    "quoted": "quotation marks",
    "reads as a verdict": "reads as a verdict",
    "science": "a word of research",
    "rule": "a rule or an agreement",
    "second cue": "a second phrase of a verdict",
    "second name": "several names",
    "second person": "“you” or “your”",
    "semicolon": "a semicolon",
    "shape of a verdict": "built as verdicts are",
    "short quotation": "a few words in quotation marks",
    "stance": "what somebody wants or does",
    "summing up": "a phrase that sums up",
    "superlative": "a superlative",
    "time": "a word of time",
    "verb of saying": "a verb of saying",
    "warning": "a warning",
    "we": "“we” or “our”",
    "year": "a year",
}
_CUES = {
    "advice": "advice",
    "balance": "a formula of balance",
    "consequence": "a phrase that draws a consequence",
    "moral": "a phrase of praise or blame",
    "motive": "a phrase that tells a motive",
    "opinion": "a word of opinion",
    "prediction": "a phrase that foretells",
    "significance": "a phrase that says what it means",
}
_TONES = {
    "absolute": "words such as “always” and “nobody”",
    "abstract": "abstract words",
    "charged": "words that take a side",
    "days": "days of the week",
    "event": "words of events",
    "must": "“must”, “should” or the like",
    "negation": "negations",
    "report of figures": "words of reports on figures",
    "spoken": "words of conversation",
    "turn": "words such as “but” and “yet”",
    "verbs of being and seeming": "verbs of being and seeming",
    "writer and reader": "words for writer and reader",
}
_SPEAKERS = {
    "anonymous": "somebody described and not named",
    "document": "a document",
    "named": "somebody named",
    "organisation": "an organisation",
    "role": "the holder of an office",
    "unsourced": "nobody",
    "vague": "nobody in particular",
}


def moved(finding: Finding, document: Document, judge: Judgement, sentence: int) -> str:
    """What moved the score of a sentence that a finding rests on, the weightiest first; "" where none did.

    The numbers are what each adds before the logistic function makes a share of the sum.
    """
    name, shown = _SCORES.get(finding.group, ("", ""))
    reasons = judge.moved(sentence).get(name, ())
    if not reasons:
        return ""
    score = judge.claim(sentence).score if name == "claim" else judge.editorial(sentence).score
    words = ", ".join(f"{plain(feature)} {weight:+.2f}" for feature, weight in reasons[:_MOST])
    rest = len(reasons) - _MOST
    more = f", and {count(rest, 'smaller reason')}" if rest > 0 else ""
    where = "" if finding.end <= document.sentences[sentence].end else " of its first sentence"
    return f"{shown}{where}, {score:.2f} of 1: {words}{more}"


def plain(feature: str) -> str:
    """What a feature of a score is to an editor."""
    kind, _, rest = feature.partition(" ")
    if feature in _NAMES:
        return _NAMES[feature]
    if kind == "cue":
        return _CUES.get(rest, f"a phrase of {rest}")
    if kind == "tone":
        family, _, often = rest.partition(", ")
        shown = _TONES.get(family, f"words of {family}")
        return f"{shown}, {'several' if often == 'twice' else 'many'}" if often else shown
    if kind == "word":
        return f"the word “{rest}”"
    if kind == "ending":
        return f"a word in {rest}"
    if feature.startswith("opens with "):
        return f"begins with “{feature.removeprefix('opens with ')}”"
    if kind.isdigit():
        return f"at least {feature}"
    what, colon, speaker = feature.partition(": ")
    if colon:
        return f"{'said by' if what == 'attributed' else 'the position of'} {_SPEAKERS.get(speaker, speaker)}"
    return feature
