"""What a sentence has of figures, days and names, without the place and the day that an agency puts before it."""

from citeaudit.parse import amounts
from citeaudit.patterns import lazy

_DIGIT = lazy(r"\d")
_NUMERAL = lazy(r"\d(?<![\d.,:].)(?<!(?=(?:1[5-9]|20)\d\d(?![.,]?\d)).)")
"""The first digit of a number that is no year."""
_DATELINE = lazy(
    r"(?:[A-Z][A-Z'.-]+,? ){1,4}(?:[A-Z][\w'.]+,? ){0,3}(?:[A-Z][a-z]{2,8}\.? \d{1,2},? (?:\d{4} )?)?"
    r"(?:\([A-Z][\w ]{1,30}\) ?)?(?:--|—|–|-) "
)
"""“SKARN, July 19 (AP) — ”: the day of a report is no day that it reports of."""
_AGE = lazy(r"(?<=\w), \d\d(?=,)|(?<=\w) \(\d\d\)")
"""How old somebody is: “Marta Lund, 34, of Elm Road”, “Marta Lund (34)”."""
_NAME = lazy(r"[A-Z](?<=[\w,;)'] .)[\w'-]+")
_MANY_NAMES = 4


def find(found: dict[str, str], written: str, language: str) -> None:
    """Put into `found` the figures, days, years and names that a sentence has, with the words that show them."""
    if written[:1].isupper() and (opening := _DATELINE.match(written)):
        written = written[opening.end() :]
        if "time" in found and found["time"] not in written.lower():
            del found["time"]
    if _DIGIT.search(written):
        if _NUMERAL.search(written):
            found["numeral"] = ""
        days = amounts.days(written)
        bare = _AGE.sub(lambda age: " " * len(age[0]), written)  # another figure is shown first
        if figure := amounts.first(bare, days, language) or amounts.first(written, days, language):
            found["digit"] = figure
        if days:
            found["day"] = written[slice(*days[0])].rstrip()
        if year := amounts.YEAR.search(written):
            found["year"] = year[0]
    names = _NAME.findall(written)
    if names:
        found["name"] = names[0]
        if len(names) > 2:
            found["second name"] = names[1]
        if len(names) >= _MANY_NAMES:
            found["many names"] = ""
