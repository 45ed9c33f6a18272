"""Front matter: the YAML between two lines `---` at the head of a Markdown file."""

import re
from typing import Any, NamedTuple

from citeaudit.model import Meta, Source, Span
from citeaudit.parse import bibliography
from citeaudit.patterns import lazy

_FENCE = lazy(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TITLE = lazy(r"^title:[ \t]*([\"']?)(\S.*?)\1[ \t]*$", re.MULTILINE)

_NOTHING = ("", "~", "null")


class FrontMatter(NamedTuple):
    blanked: str
    """The prose without it, at the same length."""
    title: Span | None = None
    meta: Meta = Meta()
    language: str | None = None
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


def read(prose: str) -> FrontMatter:
    """What the front matter of `prose` says; YAML that is broken is a note, and the article is read all the same."""
    match = _FENCE.match(prose) if prose.startswith("---") else None
    if match is None:
        return FrontMatter(prose)
    import yaml

    blanked = re.sub(r"[^\n]", " ", match[0]) + prose[match.end() :]
    try:
        # Strings, lists and tables of them: dates stay as they are written, also those that no calendar has.
        table = yaml.load(match[1], yaml.BaseLoader)  # noqa: S506 - the safest loader, which makes no other objects
    except (yaml.YAMLError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        return FrontMatter(blanked, notes=(f"The front matter is not valid YAML (line {line}); it was not read.",))
    if not isinstance(table, dict):
        return FrontMatter(blanked)
    title = _TITLE.search(match[1]) if table.get("title") else None
    start = match.start(1)
    meta = Meta(
        author=_words(table.get("author") or table.get("authors") or table.get("byline")),
        date=_words(table.get("date") or table.get("published")),
        section=_words(table.get("section") or table.get("category") or table.get("categories")),
        url=_words(table.get("url") or table.get("canonical")),
        genre=_words(table.get("genre") or table.get("kicker") or table.get("type")),
    )
    span = Span(start + title.start(2), start + title.end(2)) if title else None
    return FrontMatter(
        blanked,
        span,
        meta,
        _words(table.get("lang") or table.get("language")),
        sources=bibliography.of_data(table.get("sources"), "the front matter"),
    )


def _words(value: Any) -> str | None:
    """A value as one line; lists of names are joined, and lists inside lists, which may be endless, left out."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_word(one) for one in value))) or None
    return _word(value)


def _word(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    return value if isinstance(value, str) and value.lower() not in _NOTHING else None
