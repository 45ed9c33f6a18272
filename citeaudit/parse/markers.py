"""Find citation markers, and what looks like one and is none: editors' tags, leftovers of AI tools, broken brackets.

One grammar, one place: everything else asks for the spans that are found here. A chunk in brackets is found by one
linear pattern and then read by what stands inside it.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from citeaudit.model import Leftover, Marker, MarkerStyle
from citeaudit.model.written import Mark
from citeaudit.parse import debris, groups
from citeaudit.parse.cover import NO_WIDTH
from citeaudit.parse.groups import DASH, NUMBER
from citeaudit.patterns import lazy

_CHUNK = lazy(r"\[(?:\[[^\[\]\n]{1,40}+\]\]|[^\[\]]{1,120}+\])")
_WIDE_CHUNK = lazy(r"［[^［］\n]{1,60}+］|【[^【】\n]{1,60}+】")
_FOOTNOTE = lazy(r"\^[\w.:-]{1,60}")
_KEYS = lazy(r"@[\w.:/-]{1,80}(?:,[^;@\]]{0,40})?(?:;\s?@[\w.:/-]{1,80}(?:,[^;@\]]{0,40})?)*+")
_KEY = lazy(r"@([\w.:/-]*\w)")
_CITE = lazy(r"\\[cC]ite[a-z]{0,8}\*?(?:\[[^\[\]\n]{0,60}\]){0,2}\{([\w.:/,\s-]{1,200})\}")
_NOTE = lazy(r"(?:note|nb|n)\s\d{1,3}|[a-z]")
_TAG = lazy(
    r"(?:citations?|sources?|quotation|page|chapter|clarification|verification|date|year|attribution|update|context)\s"
    r"(?:is\s)?(?:needed|required|missing|too\sshort)\b.{0,40}"
    r"|(?:by|according\sto|to|for|of|with)\swhom\?.{0,30}|(?:who|when|where|which|why|how|what|quantify)\?.{0,30}"
    r"|(?:failed\sverification|not\sin\s(?:citation|source|body)|better\ssource\sneeded|original\sresearch|unreliable\ssource|"
    r"(?:permanent\s)?dead\slink|dubious|disputed|needs\supdate|weasel\swords|peacock\sprose|neutrality\sis\sdisputed|"
    r"self-published\ssource|third-party\ssource\sneeded|vague|editorializing|improper\ssynthesis|tk)\??"
    r"(?:\s?[–—:-]\s.{0,40}|\s\w+\s\d{4})?",
    re.IGNORECASE,
)
_PAGE = lazy(r":\s?(\d{1,4}(?:[-–]\d{1,4})?)(?![\w:])(?=$|[\s.,;)\]\[])")
_TARGET = lazy(r"\((?:https?://|#|/|www\.)[^\s()]{1,400}\)")
_UNCLOSED = lazy(rf"\[({NUMBER}(?:\s?[,;{DASH}]\s?{NUMBER})*+)(?=\.?\s|\.?$|\.[A-Z\"”])(?![^\[\]\n]{{0,120}}\])")
_SUPERSCRIPTS = "¹²³⁰⁴⁵⁶⁷⁸⁹"
_CLOSING = lazy(rf"(?:\s*(?:\[[^\[\]]{{1,40}}\]|【[^【】]{{1,40}}】|[{_SUPERSCRIPTS}]+))+$")
_CLOSES = ("]", "】", *_SUPERSCRIPTS, "\n")
_CODE_NAME = lazy(
    r"(?:[A-Za-z]\w*_\w+|[a-z]+[A-Z]\w*|\b(?:arr(?:ay)?|argv?|args|vec|buf|idx)|(?<![\w’'.])[a-z]|\w\(\))$"
)
_BETWEEN = lazy(rf"\s?[{DASH}]\s?")
_GLUED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_)")
"""What stands right before the bracket of an index, as in `row[1]`."""
_GOES_ON = frozenset(("(", ":"))
"""What stands right behind a marker that a link or a page belongs to."""
_PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
_SUPERSCRIPT = lazy(r"[⁰¹²³⁴-⁹]+(?:[⁻˒,][⁰¹²³⁴-⁹]+)*+")
_POWER = lazy(r"(?:[\d²³)]|\b(?:[kcmdnµμ]?m|[kc]?ft|in|mi|yd|s|ha|x|y|n|r|R|E|mc))$")


def unmarked(line: str) -> str:
    """A line without what may be markers at its end."""
    return _CLOSING.sub("", line) if line.endswith(_CLOSES) else line


class Scan(NamedTuple):
    markers: list[Marker]
    leftovers: list[Leftover]


def scan(prose: str, marks: Sequence[Mark] = ()) -> Scan:
    """All markers and leftovers of `prose`, each list in order of position; markers have no sentence yet.

    `marks` are what the reader's markup says: superscripts and links. A bare superscript digit is a citation only
    where superscripts are what the document cites with, because `10⁶` and `m²` look the same.
    """
    found, prose = debris.find(prose)
    links = {mark.start: mark for mark in marks if mark.kind == "link"}
    markers: list[Marker] = []
    chunks = [match.span() for match in _CHUNK.finditer(prose)]
    if "［" in prose or "【" in prose:
        chunks += (match.span() for match in _WIDE_CHUNK.finditer(prose))
    for start, end in chunks:
        inner = prose[start + 1 : end - 1].replace(NO_WIDTH, "")
        group = groups.read(inner) if prose[start] == "[" and not links else None
        if group and prose[end : end + 1] not in _GOES_ON and prose[start - 1] not in _GLUED:
            labels, backwards, fault, locator = group  # as most are: numbers, and nothing around them
            markers.append(Marker(start, end, labels, "bracket", None, fault, locator, backwards))
            continue
        read = _read(prose, start, end, inner, links)
        if isinstance(read, Marker):
            markers.append(read)
        elif read is not None:
            found.append(read)
    if "\\cite" in prose or "\\Cite" in prose:
        markers += (
            Marker(*m.span(), tuple(re.split(r"\s*,\s*", m[1].strip())), "citekey") for m in _CITE.finditer(prose)
        )
    markers += _superscripts(prose, marks, markers)
    markers.sort()
    found += _unclosed(prose, markers)
    found.sort(key=lambda piece: piece.start)
    return Scan(_joined(prose, markers), found)


def _read(prose: str, start: int, end: int, inner: str, links: dict[int, Mark]) -> Marker | Leftover | None:
    """What the brackets at `[start, end)` with `inner` are: a marker, a leftover, or words put in brackets."""
    style: MarkerStyle = "bracket"
    opening = prose[start]
    if opening != "[":
        style = "full-width"
    elif inner[0] == "[":
        style, inner = "double bracket", inner[1:-1]
    if inner[0] == "^":
        return Marker(start, end, (inner[1:],), "footnote") if _FOOTNOTE.fullmatch(inner) else None
    if inner[0] == "@":
        return Marker(start, end, tuple(_KEY.findall(inner)), "citekey") if _KEYS.fullmatch(inner) else None
    group = groups.read(inner)
    if group is None:
        return _in_words(prose, start, end, inner)
    labels, backwards, fault, locator = group
    if opening == "[" and start and prose[start - 1] in _GLUED and _CODE_NAME.search(prose, max(0, start - 24), start):
        return None
    if (link := links.get(start)) and link.end >= end:
        end, style = link.end, "link"
    elif prose.startswith("(", end) and (target := _TARGET.match(prose, end)):
        end, style = target.end(), "link"
    elif (page := _PAGE.match(prose, end)) and (prose[end + 1] != " " or _closes_sentence(prose, start, page.end())):
        end, locator = page.end(), page[1]
    return Marker(start, end, labels, style, None, fault, locator, backwards)


def _in_words(prose: str, start: int, end: int, inner: str) -> Marker | Leftover | None:
    """A note such as `[note 2]` or `[a]`, an editor's tag, or nothing: `[sic]`, `[x]`, `[...]`, `[the mayor]`."""
    if _NOTE.fullmatch(inner):
        if len(inner) == 1 and not _is_note(prose, start, end, inner):
            return None
        return Marker(start, end, (inner.replace("\u00a0", " "),), "note")
    if _TAG.fullmatch(inner):
        return Leftover("editor tag", start, end, inner.replace("\u00a0", " "))
    return None


def _is_note(prose: str, start: int, end: int, letter: str) -> bool:
    """Is "[a]" a note, and no word put into a quotation ("[a] door") or mended plural ("claim[s]")?"""
    before, after = prose[max(0, start - 2) : start], prose[end : end + 1]
    if not before or letter == "x":
        return False
    if before[-1].isspace():  # behind a sentence and its markers: "in May.[3] [b] The"
        return prose[max(0, start - 8) : start].rstrip()[-1:] in tuple('.!?]”"') and (not after or after.isspace())
    if before[-1] in "“‘«([" or (before[-1] in "\"'" and before[0] in " \n\"'"):
        return False
    return letter <= "c" or not before[-1].isalpha()


def _closes_sentence(prose: str, start: int, end: int) -> bool:
    """Does "[1]: 23" give a page? After a full stop or before a new sentence; "two causes [1]: 23 deaths" does not."""
    after = prose[end : end + 2]
    return (
        prose[:start].rstrip()[-1:] in tuple('.!?”"]') or not after.strip() or after[0] in ".,;)" or after[1:].isupper()
    )


def _superscripts(prose: str, marks: Iterable[Mark], others: Sequence[Marker]) -> list[Marker]:
    """Superscript citations: those that link to a note always, the others where they outnumber every other style."""
    inside = {place for marker in others for place in (marker.start, marker.start + 1)}
    certain: list[Marker] = []
    likely: list[Marker] = []
    spans = [(m.start, m.end, m.target) for m in marks if m.start not in inside]
    if any(digit in prose for digit in "¹²³⁴⁵⁶⁷⁸⁹"):
        spans += [(*m.span(), None) for m in _SUPERSCRIPT.finditer(prose)]
    for start, end, target in spans:
        inner = prose[start:end].translate(_PLAIN_DIGITS).strip("[] ")
        group = groups.read(inner)
        if group is None:
            continue
        anchored = target is not None and target.startswith("#")
        style: MarkerStyle = "link" if target is not None and not anchored else "superscript"
        marker = Marker(start, end, group.labels, style, reversed=group.reversed)
        if anchored:
            certain.append(marker)
        elif target is None and not _POWER.search(prose, max(0, start - 8), start):
            likely.append(marker)
    numbered = sum(1 for marker in others if marker.style != "note")
    return certain + likely if len(likely) > numbered else certain


def _joined(prose: str, markers: list[Marker]) -> list[Marker]:
    """`[1]–[3]` read as the one range that it is."""
    joined: list[Marker] = []
    for marker in markers:
        last = joined[-1] if joined else None
        if last and 0 < marker.start - last.end < 4 and _BETWEEN.fullmatch(prose, last.end, marker.start):
            middle, backwards = groups.expand(f"{last.labels[-1]}-{marker.labels[0]}")
            if len(middle) > 1 and _numeric(last, marker):
                labels = (*last.labels[:-1], *middle, *marker.labels[1:])
                joined[-1] = last._replace(end=marker.end, labels=labels, reversed=last.reversed or backwards)
                continue
        joined.append(marker)
    return joined


def _numeric(*markers: Marker) -> bool:
    return all(label.isdigit() for marker in markers for label in marker.labels)


def _unclosed(prose: str, markers: Sequence[Marker]) -> list[Leftover]:
    """`[1,2` with no closing bracket: what it means is plain to a reader, and no program will find it."""
    inside = {marker.start for marker in markers}
    return [
        Leftover("malformed", *m.span(), "has no closing bracket")
        for m in _UNCLOSED.finditer(prose)
        if m.start() not in inside and m.start() - 1 not in inside
    ]
