"""The inline markup of Markdown: blanked, so that what is left is what a reader reads."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from citeaudit.model import Block, waivers
from citeaudit.model.written import Link, Mark
from citeaudit.patterns import lazy

_FENCE = lazy(r"(`{3,}|~{3,})[^`]*$")
_CODE = lazy(r"(?<![`\\])(`+)(?!`)((?:[^`\n]|\n(?!\s*\n)|(?!\1(?!`))`)+?)(?<!`)\1(?!`)")
_TARGET = (
    r"\((?:<[^<>\n]*>|[^\0- ()]*(?:\([^\0- ()]*\)[^\0- ()]*)*)(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?\s*\)"
)
_IMAGE = lazy(rf"!\[[^\[\]\n]{{0,400}}\](?:{_TARGET}|\[[^\[\]\n]{{0,60}}\])")
_LINK = lazy(rf"\[(\[[^\[\]\n]{{0,60}}\]|[^\[\]]{{1,400}})\]({_TARGET})")
_LABEL = lazy(r"[\s,;&–-]*+\d[\s\d,;&–-]*")
_SUPERSCRIPT = lazy(r"<sup>([^<>]{1,200}|<a\s[^<>]{1,300}>[^<>]{1,200}</a>)</sup>", re.IGNORECASE)
_ANCHOR = lazy(r"<a\s[^<>]*href=[\"']([^\"'<>]*)[\"'][^<>]*>([^<>]*)", re.IGNORECASE)
_TAG = lazy(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]{0,2000})?/?>")
_AUTOLINK = lazy(r"<(?:https?|mailto):[^<>\s]+>")
# Each begins with the sign itself, for which the engine can look without trying the pattern at every place.
_SIGNS = (("*", lazy(r"\*\**+")), ("_", lazy(r"__*+")), ("~~", lazy(r"~~~*+")))
_LONGEST_SIGN = 3


def code(prose: str) -> list[tuple[int, int]]:
    """The places of code in the lines of `prose`."""
    return [match.span() for match in _CODE.finditer(prose)] if "`" in prose else []


def without_comments(prose: str) -> str:
    """`prose` with its `<!-- comments -->` blanked, line ends kept."""
    spans = list(waivers.spans(prose))
    return _blanked(prose, _outside_code(prose, spans) if "```" in prose or "~~~" in prose else spans)


def _outside_code(prose: str, comments: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that do not begin in fenced code; a fence within a comment is none."""
    kept: list[tuple[int, int]] = []
    rest = iter(comments)
    comment = next(rest, None)
    fence, position = "", 0
    for line in prose.split("\n"):
        end = position + len(line) + 1
        words = line.strip()
        if kept and position < kept[-1][1]:
            pass
        elif fence:
            fence = "" if words.startswith(fence) and not words.strip(fence[0]) else fence
        elif match := _FENCE.match(words):
            fence = match[1]
        while comment is not None and comment[0] < end:
            if not fence:
                kept.append(comment)
            comment = next(rest, None)
        position = end
    return kept


class Inline(NamedTuple):
    """What is left of a text without its inline markup, and what that said."""

    prose: str
    """At the same length; the entries of a source list that has its own markup keep their links."""
    marks: tuple[Mark, ...]
    links: tuple[Link, ...]


def without_markup(prose: str, blocks: Sequence[Block], blanks: list[tuple[int, int]]) -> Inline:
    """Blank `blanks`, and all inline markup."""
    prose = _blanked(prose, blanks)
    entries = [(block.start, block.end) for block in blocks if block.kind == "reference entry"]
    marks: list[Mark] = []
    links: list[Link] = []
    if "`" in prose:
        prose = _CODE.sub(lambda match: _blank(match[0]), prose)
    if "](" in prose or "![" in prose:
        prose = _IMAGE.sub(lambda match: _blank(match[0]), prose)
        prose = _blanked(prose, _links(prose, marks, links, entries))
    if "<" in prose:
        _superscripts(prose, marks)
        prose = _TAG.sub(lambda match: _blank(match[0]), prose)
        bare = [match for match in _AUTOLINK.finditer(prose) if not _inside(match.start(), entries)]
        links += [(match.start(), match.end(), match[0][1:-1]) for match in bare if match[0].startswith("<http")]
        prose = _blanked(prose, [match.span() for match in bare])
    for sign, pattern in _SIGNS:
        if sign in prose:
            spans = [match.span() for match in pattern.finditer(prose)]
            prose = _blanked(prose, [span for span in spans if _is_emphasis(prose, *span)])
    return Inline(prose, tuple(marks), tuple(sorted(links)))


def _is_emphasis(prose: str, start: int, end: int) -> bool:
    """Do the signs open or close emphasis? They stand against a word, and "_" not inside one: `file_name`, `2 * 3`."""
    before, after = prose[start - 1 : start] or " ", prose[end : end + 1] or " "
    if end - start > _LONGEST_SIGN or before == "\\" or (before.isspace() and after.isspace()):
        return False
    return prose[start] != "_" or not (before.isalnum() and after.isalnum())


def _links(
    prose: str, marks: list[Mark], links: list[Link], entries: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The spans of link markup to blank; a link whose text is a label keeps its brackets and is noted in `marks`."""
    spans: list[tuple[int, int]] = []
    for match in _LINK.finditer(prose):
        target = match[2][1:-1].strip("<> \t\n").split()
        if _LABEL.fullmatch(match[1].strip("[]^")):
            marks.append(Mark("link", match.start(), match.end(), target[0] if target else ""))
            spans.append(match.span(2))
        elif not _inside(match.start(), entries):
            spans += ((match.start(), match.start(1)), (match.end(1), match.end()))
            if target and target[0].startswith("http"):
                links.append((*match.span(1), target[0]))
    return spans


def _superscripts(prose: str, marks: list[Mark]) -> None:
    for match in _SUPERSCRIPT.finditer(prose):
        anchor = _ANCHOR.match(prose, match.start(1), match.end(1))
        start, end = anchor.span(2) if anchor else match.span(1)
        if prose[start:end].strip():
            marks.append(Mark("superscript", start, end, anchor[1] if anchor else None))


def _inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _blank(piece: str) -> str:
    return "\n".join(" " * len(line) for line in piece.split("\n")) if "\n" in piece else " " * len(piece)


def _blanked(prose: str, spans: Sequence[tuple[int, int]]) -> str:
    """`prose` with `spans` (in order, disjoint) blanked, line ends kept."""
    if not spans:
        return prose
    pieces: list[str] = []
    last = 0
    for start, end in spans:
        pieces += (prose[last:start], _blank(prose[start:end]))
        last = end
    pieces.append(prose[last:])
    return "".join(pieces)
