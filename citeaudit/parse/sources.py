"""Read the document's source list: labels, titles, outlets, dates and addresses, and who cites what."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from citeaudit.model import Block, Sentence, Source
from citeaudit.patterns import lazy

_LABEL = lazy(r"\[\^?([^\[\]]{1,60})\]:?|(\d{1,3})[.):](?=\s)|\((\d{1,3})\)|[-*•](?=\s)")
_URL = lazy(r"(?:https?://|www\.)[^\s<>\"“”«»]+|\bdoi:\s?10\.\d{4,9}/\S+", re.IGNORECASE)
_PLAIN_URL = lazy(r"(?:https?://)?(?:www\.)?([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)((?:/[^?#;:@]*)?)")
_ADDRESS = lazy(r"(?::/|www\.)[^\s<>\"“”«»]+")
_LINKED = lazy(r"\[([^\[\]]{1,300})\]\(([^\s()]+(?:\([^\s()]*\)[^\s()]*)*)(?:\s[^()]*)?\)")
_DATE = lazy(
    r"\b(?:\d{1,2}\s(?:de\s)?)?(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|janvier|février|mars|avril|"
    r"mai|juin|juillet|août|septembre|octobre|novembre|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
    r"septiembre|octubre|noviembre|diciembre)\.?(?:\s\d{1,2},)?\s(?:de\s)?\d{4}\b|\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}\.\s?\w{3,9}\s\d{4}\b|\b(?<!\d[-–])(?:19|20)\d{2}\b(?![-–]\d)"
)
_QUOTED = lazy(r"[\"“«„]([^\"“”«»„]{3,300}?)[,.]?[\"”»“]|(?<!\w)\*([^*]{3,200})\*(?!\w)")
_EDGES = ' \t\r\n,.;:–—-*_"“”«»()'
TRACKING = lazy(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|yclid|twclid|_hs(?:enc|mi)|mkt_tok|ref_src", re.IGNORECASE
)
"""Names of parameters that tell a publisher where a reader came from, and lead nowhere else."""


def read_entries(text: str, prose: str, blocks: Sequence[Block]) -> list[Source]:
    """The entries of the source list in order; one without a number has the number of its place.

    A label that is defined twice keeps both entries: which of them is meant is not for a parser to say.
    """
    entries: list[Source] = []
    for block in blocks:
        if block.kind != "reference entry":
            continue
        start, end = block.start, block.end
        match = _LABEL.match(prose, start, end)
        label = next(filter(None, match.groups()), None) if match else None
        body = prose[match.end() : end] if match else prose[start:end]
        if label is None:
            label = str(block.level or len(entries) + 1)
        url = _url(body)
        entries.append(Source(_normal(label), True, (), start, end, text[start:end], body, url))  # noqa: FBT003
    return entries


def with_citations(entries: Sequence[Source], sentences: Sequence[Sentence]) -> tuple[Source, ...]:
    """`entries` with the sentences that cite them, then the cited labels that no entry has, in order of first use."""
    cited: dict[str, list[int]] = {}
    for number, sentence in enumerate(sentences):
        for label in sentence.labels:
            cited.setdefault(label, []).append(number)
    listed = {entry.label for entry in entries}
    known = [entry._replace(cited_by=tuple(cited.get(entry.label, ()))) for entry in entries]
    return (
        *known,
        *(Source(label, listed=False, cited_by=tuple(by)) for label, by in cited.items() if label not in listed),
    )


def urls(text: str) -> Iterator[tuple[int, int]]:
    """The span of every web address in `text`, without the punctuation of the sentence around it."""
    last = 0
    for match in _ADDRESS.finditer(text):
        # The sign is looked for, and the scheme behind it: a pattern that begins with the scheme is slow to find.
        start = match.start()
        scheme = next((s for s in ("https", "http") if text[max(last, start - len(s)) : start].lower() == s), None)
        if scheme is None and match[0][0] == ":":
            continue
        last = match.start() + len(_trimmed(match[0]))
        yield start - len(scheme or ""), last


def comparable(url: str) -> str:
    """The address without what can differ between two links to one page: scheme, www, closing slash, tracking."""
    match = _PLAIN_URL.fullmatch(url)
    if match:
        return match[1].lower() + match[2].rstrip("/")
    if url.lower().startswith("doi:"):
        url = f"https://doi.org/{url[4:].strip()}"
    try:
        parts = urlsplit(url if "://" in url else f"https://{url}")
        host = (parts.hostname or "").removeprefix("www.")
        if parts.port not in (None, 80, 443):
            host += f":{parts.port}"
    except ValueError:
        return url
    query = urlencode(
        [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(key)]
    )
    return f"{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")


def _normal(label: str) -> str:
    label = label.strip()
    return label.lstrip("0") or "0" if label.isdigit() else label


class Description(NamedTuple):
    """What an entry says of its source; each only where it can be read."""

    title: str | None
    outlet: str | None
    date: str | None


def describe(source: Source) -> Description:
    """Read the words of an entry: it is done for reports that show them, not for every document."""
    body = source.words or ""
    linked = _LINKED.search(body)
    words = _URL.sub(" ", _LINKED.sub(r"\1", body)).replace("<", " ").replace(">", " ")
    dates = list(_DATE.finditer(words))
    date = dates[-1] if dates else None
    quoted = linked or _QUOTED.search(words)
    title = outlet = None
    if quoted and linked is None:
        whole = (quoted[1] or quoted[2]).strip(_EDGES)
        rest = [piece for piece in _pieces(words[quoted.end() :], date) if piece]
        if not rest and not words[: quoted.start()].strip(_EDGES) and "," in whole:
            title, outlet = _title_and_outlet(_pieces(whole, _DATE.search(whole)))  # url "Title, Outlet, date"
        else:
            title, outlet = whole, rest[0] if rest else None
    elif linked:
        rest = _pieces(words[linked.start() + len(linked[1]) :], date)
        title, outlet = linked[1].strip(_EDGES), rest[0] if rest else None
    else:
        title, outlet = _title_and_outlet(_pieces(words, date))
    return Description((title or "").strip() or None, (outlet or "").strip() or None, date[0] if date else None)


def _url(body: str) -> str | None:
    if "](" in body and (linked := _LINKED.search(body)):
        return linked[2]
    if ":" not in body and "www." not in body.lower():
        return None
    # An address nearly always begins with "http", which is found sooner than a pattern for all that it may begin with.
    at = max(body.find("http"), 0)
    before = body[:at].lower()
    found = _URL.search(body, 0 if "http" in before or "www." in before or "doi:" in before else at)
    return _trimmed(found[0]) if found else None


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
    return (pieces[0], None) if len(pieces) == 1 else (", ".join(pieces[:-1]), pieces[-1])


def _trimmed(url: str) -> str:
    """An address without the punctuation of the sentence around it; a bracket that it opens stays closed."""
    surplus = url.count(")") + url.count("]") - url.count("(") - url.count("[")
    end = len(url)
    while end:
        if url[end - 1] in ")]" and surplus > 0:
            surplus -= 1
        elif url[end - 1] not in ".,;:!?'*_":
            break
        end -= 1
    return url[:end]
