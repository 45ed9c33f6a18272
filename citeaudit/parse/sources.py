"""What an entry of a source list says of its source: title, outlet, writer, date."""

import re

from citeaudit.model.listed import Description, Source
from citeaudit.patterns import lazy

LINKED = lazy(r"\[([^\[\]]{1,300})\]\(([^\s()]+(?:\([^\s()]*\)[^\s()]*)*)(?:\s[^()]*)?\)")
"""A link of Markdown: its words and where it leads."""
_URL = lazy(r"(?:https?://|www\.)[^\s<>\"“”«»]+|\bdoi:\s?10\.\d{4,9}/\S+", re.IGNORECASE)
_DATE = lazy(
    r"\b(?:\d{1,2}\s(?:de\s)?)?(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|janvier|février|mars|avril|"
    r"mai|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
    r"septiembre|octubre|noviembre|diciembre)\.?(?:\s\d{1,2},)?\s(?:de\s)?\d{4}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\.\s?\w{3,9}\s\d{4}\b|\b(?<!\d[-–])(?:19|20)\d{2}\b(?![-–]\d)"
)
_ACCESSED = lazy(
    r"[(\[]?\b(?:accessed|retrieved|viewed|visited|last (?:checked|updated)|abgerufen|zugriff"
    r"|zuletzt besucht|consult[ée]e?|consultad[oa])\b(?:\s(?:on|am|le|el)\b)?:?\s?",
    re.IGNORECASE,
)
"""What stands before the day on which the writer looked, which is no date of the source."""
_BEHIND_ACCESS = lazy(r"[)\]]|,?\sfrom\b:?")
_QUOTED = lazy(r"[\"“«„]([^\"“”«»„]{3,300}?)[,.]?[\"”»“]|(?<!\w)\*([^*]{3,200})\*(?!\w)")
_YEAR_BEHIND_NAMES = lazy(r"([^()\"“«„\[\]]{3,200}?)\s?\(((?:19|20)\d{2}[a-z]?(?:,\s[^()]{1,20})?|n\.d\.)\)[.,:]?\s+")
"""As psychologists write: "Lund, M. (2019). Minutes"."""
_NAME = r"[^\W\d_a-z][\w’'-]+,?\s(?:[^\W\d_a-z]\.[\s-]?){1,4}"
_INITIALED = lazy(rf"(?:{_NAME}(?:\s?(?:,|;|&|\band\b|\bund\b|\bet\b|\by\b)\s?){{0,2}}){{1,12}}(?:,?\s?et al\.)?")
_PARTICLES = frozenset("de del der den van von zu la le di da dos bin ibn al el and und et y & al.".split())
_MOST_NAMES = 12
"""Words of the longest row of names."""
_INITIAL = lazy(r"(?<![\w])[^\W\d_a-z]\.|\bet al\b|\b[Bb]y\s")
_SPOKEN_OF = lazy(r"\b(?:in|by|for|of|until|since|from|to|through|before|after|around|bis|seit|im|en|hasta|desde)\s$")
_GOES_ON = lazy(r"(?:[Aa]nd|[Oo]r|&|[Uu]nd|[Oo]der|[Ee]t|[Oo]u|y)\s|according to\s")
"""How a piece begins that is the end of a title with commas in it, and no outlet."""
_LONGEST_NAME = 5
"""Words of an outlet's name behind a hyphen."""
_EDGES = ' \t\r\n,.;:–—|-*_"“”«»()'


def describe(source: Source) -> Description:
    """What an entry says: its fields, else its words, which are read for those who ask and not for every document."""
    if source.told is not None:
        return source.told
    body = _without_access(source.words or "")
    linked = LINKED.search(body)
    words = _URL.sub(" ", LINKED.sub(r"\1", body)).replace("<", " ").replace(">", " ")
    date = _date(words)
    quoted = linked or _QUOTED.search(words)
    title = outlet = author = None
    if quoted and linked is None:
        whole = (quoted[1] or quoted[2]).strip(_EDGES)
        before = words[: quoted.start()]
        rest = [piece for piece in _pieces(words[quoted.end() :], date) if piece]
        if not rest and not before.strip(_EDGES) and "," in whole:
            title, outlet = _title_and_outlet(_pieces(whole, _date(whole)))  # url "Title, Outlet, date"
        else:
            title, outlet = whole, rest[0] if rest else None
            author = _author(before, sure=bool(rest))
    elif linked:
        rest = _pieces(words[linked.start() + len(linked[1]) :], date)
        title, outlet = linked[1].strip(_EDGES), rest[0] if rest else None
        author = _author(body[: linked.start()], sure=bool(rest))
    else:
        author, words, stated = _names_first(words.strip())
        title, outlet = _title_and_outlet(_pieces(words, None if stated else date))
        if stated:
            return Description(title, outlet, author, None if stated == "n.d." else stated)
    return Description(title or None, outlet or None, author, date[0] if date else None)


def _date(words: str) -> re.Match[str] | None:
    """The last date; "the market in 2030" speaks of a year and is of none."""
    dates = [
        match
        for match in _DATE.finditer(words)
        if len(match[0]) > 4 or not _SPOKEN_OF.search(words[: match.start()][-12:])
    ]
    return dates[-1] if dates else None


def _names_first(words: str) -> tuple[str | None, str, str | None]:
    """The names that open an entry, what stands behind them, and the year in brackets between the two."""
    if match := _YEAR_BEHIND_NAMES.match(words):
        author = _author(match[1], sure=True)
        return (author, words[match.end() :], match[2]) if author else (None, words, None)
    match = _INITIALED.match(words)
    author = _author(match[0], sure=True) if match and words[match.end() :].strip(_EDGES) else None
    return author, words[match.end() :] if match and author else words, None


def _without_access(body: str) -> str:
    """`body` without the days on which its writer looked at the source."""
    pieces: list[str] = []
    last = 0
    for match in _ACCESSED.finditer(body):
        day = _DATE.search(body, match.end(), match.end() + 30)
        if match.start() >= last and day and day.start() <= match.end() + 12:
            pieces.append(body[last : match.start()])
            rest = _BEHIND_ACCESS.match(body, day.end())
            last = rest.end() if rest else day.end()
    return " ".join((*pieces, body[last:])) if pieces else body


def _author(written: str, *, sure: bool) -> str | None:
    """The names before a title; without initials they are names only where the outlet stands elsewhere (`sure`)."""
    written = written.strip().removeprefix("(").removesuffix("(")
    by_initial = _INITIAL.search(written)
    name = _DATE.sub(" ", written).strip(_EDGES).removeprefix("By ").removeprefix("by ")
    parts = name.replace(",", " ").replace(";", " ").split()
    if not parts or len(parts) > _MOST_NAMES or not (sure or by_initial) or any(c.isdigit() for c in name):
        return None
    if not all(part[0].isupper() or part in _PARTICLES for part in parts):
        return None
    return f"{name}." if re.search(r"(?:\b[^\W\d_]|et al)$", name) else name


def _pieces(words: str, date: re.Match[str] | None) -> list[str]:
    """The parts between commas, full stops that end a sentence, and dashes, without the date."""
    if date:
        words = words.replace(date[0], " ")
    return [
        piece.strip(_EDGES)
        for piece in re.split(r",\s|(?<!\bv)\.\s+(?=[A-Z\"“*])|\s[–—|]\s|\.\s*$", words)
        if piece.strip(_EDGES)
    ]


def _title_and_outlet(pieces: list[str]) -> tuple[str | None, str | None]:
    if not pieces:
        return None, None
    head, hyphen, tail = pieces[-1].rpartition(" - ")  # as the titles of pages end: "Ferry fares - Tarn Post"
    if hyphen and head and tail[:1].isupper() and len(tail.split()) <= _LONGEST_NAME:
        return ", ".join((*pieces[:-1], head)), tail
    if len(pieces) > 1 and _GOES_ON.match(pieces[-1]):
        return ", ".join(pieces), None
    return (pieces[0], None) if len(pieces) == 1 else (", ".join(pieces[:-1]), pieces[-1])
