"""Markdown: CommonMark blocks, GFM tables, footnotes and front matter, at the places where they stand in the file.

No Markdown library gives the place of inline text, and all of them read `[2][1]` as one link, so the structure is
scanned here: blocks line by line, inline markup by one pattern for each kind. Nothing is rendered: markup is blanked.
"""

from citeaudit.decoding import decode, encoding_of
from citeaudit.model import waivers
from citeaudit.model.span import Span
from citeaudit.model.written import Origin, Text

SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mdx")


def read(data: bytes) -> Text:
    """Read Markdown; the text is the file's own, and markup, code and front matter are blanked in the prose.

    Raises:
        ReadError: the bytes are no text.
    """
    from citeaudit import front_matter
    from citeaudit.readers.markdown import blocks, inline  # a run over other formats needs none of it

    text, notes = decode(data)
    prose = text.replace("\r\n", " \n").replace("\r", "\n") if "\r" in text else text
    head = front_matter.read(prose)
    prose = inline.without_comments(head.blanked)
    found, blanks = blocks.scan(prose, head.blanked)
    prose, marks, links = inline.without_markup(prose, found, blanks)
    headings = [block for block in found if block.kind == "heading" and block.level == 1]
    title = head.title or (Span(headings[0].start, headings[0].end) if headings else None)
    remarks = waivers.comments(text, found, inline.code(head.blanked)) if waivers.is_addressed(text) else ()
    return Text(
        text, prose, tuple(found), None, marks, title, head.meta, (*notes, *head.notes), language=head.language,
        links=links, sources=head.sources, list_faults=head.list_faults, comments=remarks,
    )  # fmt: skip


def origin(data: bytes) -> Origin:
    """The file's own characters: each stands in the text where it stands there."""
    return Origin(decode(data)[0], encoding_of(data))
