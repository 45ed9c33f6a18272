"""What a list of sources holds: its entries, what each says of its source, and what of it cannot be read."""

from typing import NamedTuple

from citeaudit.model.span import Span


class Description(NamedTuple):
    """What an entry says of its source, as it is written there; each only where the entry says it."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    """Several are joined: "Mara Lund, Ole Brandt"."""
    date: str | None = None


class Source(NamedTuple):
    """One entry of the document's source list, or a label that is cited and not listed."""

    label: str
    listed: bool
    cited_by: tuple[int, ...] = ()
    """Indexes of the sentences that cite it, in order."""
    start: int | None = None
    """With `end` its place in the text; None where its list stands elsewhere."""
    end: int | None = None
    text: str | None = None
    words: str | None = None
    """The entry without its label and without markup; `citeaudit.parse.sources.describe` reads it."""
    url: str | None = None
    origin: str = ""
    """The file or front matter that lists it; "" for the text itself."""
    told: Description | None = None
    """What a list with fields says; None for an entry in prose, which `describe` reads."""
    saved: str | None = None
    """The path of its saved text, where the list names one."""
    line: int | None = None
    """The line of the file `origin`, from 1."""


class ListFault(NamedTuple):
    """Something in a list of sources that cannot be read; the rest of the list was read."""

    what: str
    """A sentence without its full stop: "a.sources.csv:3: source 2 has nothing in it"."""
    span: Span | None = None
