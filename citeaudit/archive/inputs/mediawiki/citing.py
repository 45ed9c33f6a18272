"""The templates in which wikis keep what they cite, and what they say in words."""

import html
from collections.abc import Callable, Mapping, Sequence

from citeaudit.archive.inputs.mediawiki.tree import Code, text

_OUTLETS = (
    "work", "newspaper", "magazine", "journal", "website", "periodical", "encyclopedia", "zeitung", "sammelwerk",
    "hrsg", "publisher", "agency", "werk", "périodique", "éditeur", "site", "editorial", "publicación",
)  # fmt: skip
_TITLES = ("title", "titel", "titre", "título", "script-title", "chapter", "trans-title", "contribution")
_DATES = ("date", "datum", "fecha", "year", "jahr", "année", "publication-date", "air-date")
_ADDRESSES = ("url", "chapter-url", "archive-url", "archiveurl", "lire en ligne")
_WRITERS = ("author", "authors", "autor", "auteur", "author1", "people", "vauthors")
_CITATIONS = frozenset(("citation", "internetquelle", "literatur", "lien web", "ouvrage", "article"))
_SHORT = frozenset(("sfn", "sfnp", "sfnm", "harvnb", "harv", "harvp", "harvtxt", "harvcol"))
_KEPT_PLACES = {
    "lang": 2, "nowrap": 1, "nobr": 1, "small": 1, "em": 1, "strong": 1, "abbr": 1, "transl": -1,
    "transliteration": -1, "ill": 1, "interlanguage link": 1, "flag": 1, "val": 1, "circa": 1, "c.": 1, "as of": 1,
    "formatnum": 1, "sc": 1, "smallcaps": 1, "'\"": 1, "angbr": 1, "tooltip": 1, "big": 1, "noitalic": 1,
}  # fmt: skip
"""Of templates that only set words, which of their places has the words."""
_BEFORE = {"circa": "c. ", "c.": "c. ", "as of": "As of "}
_SIGNS = {
    "ndash": "–", "snd": " – ", "spnd": " – ", "spaced ndash": " – ", "–": " – ", "mdash": "—", "spaced mdash": " — ",
    "nbsp": " ", "'": "'", "!": "|", "=": "=", "pipe": "|", "thinsp": " ", "euro": "€", "dot": " · ", "bull": " • ",
}  # fmt: skip
_MONEY = {"us$": "US$", "usd": "US$", "gbp": "£", "£": "£", "eur": "€", "€": "€", "inr": "₹", "a$": "A$", "¥": "¥"}
_UNITS = frozenset(("convert", "cvt"))
_LINKS = ("to", "and", "-", "–", "by", "x", "or", "to(-)", "+/-")

Render = Callable[[Code], str]
"""What makes HTML of wikitext."""


def is_citation(name: str) -> bool:
    """Whether a template of this name describes a source."""
    return name in _CITATIONS or name.startswith(("cite ", "cita "))


def is_short(name: str) -> bool:
    """Whether a template cites by name and year a source that is described elsewhere."""
    return name in _SHORT


def places(given: Mapping[str, Code]) -> list[Code]:
    """The values without names, in their order."""
    return [given[str(number)] for number in range(1, 30) if str(number) in given]


def described(given: Mapping[str, Code], render: Render) -> str:
    """A source in HTML: who wrote it, its title with its address, where it appeared, when."""

    def value(names: Sequence[str]) -> str:
        return next((" ".join(render(given[name]).split()) for name in names if name in given), "")

    title, address = value(_TITLES), _address(given)
    quoted = f'<a href="{html.escape(address)}">{title or html.escape(address)}</a>' if address else f"“{title}”"
    parts = [_writer(value), quoted if title or address else "", value(_OUTLETS), value(_DATES)]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _writer(value: Callable[[Sequence[str]], str]) -> str:
    last = value(("last", "last1", "surname", "nachname", "nom", "apellidos"))
    first = value(("first", "first1", "given", "vorname", "prénom", "nombre"))
    return f"{last}, {first}" if last and first else last or value(_WRITERS)


def _address(given: Mapping[str, Code]) -> str:
    for name in _ADDRESSES:
        if name in given:
            address = text(given[name]).strip()
            if address.startswith(("http://", "https://")) and not any(sign in address for sign in " <>[]{}|\n"):
                return address
    if "doi" in given:
        return f"https://doi.org/{html.escape(text(given['doi']).strip())}"
    return ""


def short(given: Mapping[str, Code], render: Render) -> str:
    """What a template says that cites by names and year, “Smith & Jones 2010, p. 4”, with a full stop."""
    named = [" ".join(render(value).split()) for value in places(given)]
    names, year = (named[:-1], named[-1]) if len(named) > 1 else (named, "")
    page = next((f", p. {render(given[name]).strip()}" for name in ("p", "pp", "page", "pages") if name in given), "")
    return f"{' & '.join(names)} {year}{page}.".strip()


def words(name: str, given: Mapping[str, Code], render: Render) -> str:
    """What a template says in a sentence, as HTML; nothing of those that are no part of one."""
    if name in _SIGNS:
        return _SIGNS[name]
    if name.startswith("formatnum:"):  # no template but a function, whose first argument is part of its name
        return html.escape(name.partition(":")[2].strip())
    there = places(given)
    if name in _MONEY and there:
        return _MONEY[name] + render(there[0])
    if name in _UNITS and there:
        return _measure([text(value).strip() for value in there])
    place = 1 if name.startswith("lang-") else _KEPT_PLACES.get(name)
    if place is None or not there:
        return ""
    value = there[place - 1 if place > 0 else place] if len(there) >= place else there[-1]
    return _BEFORE.get(name, "") + render(value)


def _measure(there: list[str]) -> str:
    """Of a template that converts units what was measured, “5 to 7 km”, and not what that is in others."""
    if len(there) > 3 and there[1] in _LINKS:
        return html.escape(f"{there[0]} {there[1]} {there[2]} {there[3]}")
    return html.escape(" ".join(there[:2]))
