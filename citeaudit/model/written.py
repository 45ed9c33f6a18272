"""What a reader makes of a file, before anything is understood of it: the text, what of it is prose, what markup says.

Positions are those of `citeaudit.model`: half-open ranges of code points of `Text.text`.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from citeaudit.decoding import Encoding
from citeaudit.model import Block, Lines, Meta
from citeaudit.model.listed import ListFault, Source
from citeaudit.model.span import Span
from citeaudit.model.waivers import Comment

Link = tuple[int, int, str]
"""(start, end, address) of the words of a link."""


class Mark(NamedTuple):
    """A stretch that markup says something about: a superscript, or a link whose text may be a label."""

    kind: Literal["superscript", "link"]
    start: int
    end: int
    target: str | None = None
    """Of a link, where it leads: "#cite-3", "https://...": None for a superscript."""


class Origin(NamedTuple):
    """Where the characters of a text stand in its file, for whoever writes the file again."""

    source: str
    """All characters of the file, its byte order mark left out."""
    encoding: Encoding
    spans: Sequence[tuple[int, int] | None] | None = None
    """Of each character of `Text.text` its place in `source`, None for white space; None as a whole where the text is
    the file's own."""


class Text(NamedTuple):
    """What a reader makes of a file."""

    text: str
    prose: str
    """As long as `text`: what is no prose (markup, code, front matter, link targets) blanked, line ends are `\\n`."""
    blocks: tuple[Block, ...]
    """Plain text has only paragraphs here: what wording alone tells (headings, bylines) is the parser's to say."""
    lines: Lines | None = None
    """None where the text is the file's own: the lines are then counted when somebody asks."""
    marks: tuple[Mark, ...] = ()
    title: Span | None = None
    meta: Meta = Meta()
    notes: tuple[str, ...] = ()
    """What the reader had to guess, one sentence each, for the report: a guessed encoding."""
    language: str | None = None
    """The language that the file declares, as "en"."""
    structured: bool = True
    """The format marks headings itself (Markdown, HTML); False for plain text."""
    links: tuple[Link, ...] = ()
    """Those whose address a reader of the prose does not see, in order."""
    sources: tuple[Source, ...] = ()
    """Sources that the head of the file lists."""
    list_faults: tuple[ListFault, ...] = ()
    """What cannot be read of that list."""
    targets: tuple[Link, ...] = ()
    """All links, where the text does not have their addresses."""
    comments: tuple[Comment, ...] = ()
    """Those for citeaudit."""
