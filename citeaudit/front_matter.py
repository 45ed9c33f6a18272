"""Front matter: the YAML between two lines `---`, or the TOML between two lines `+++`, at the head of a file."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from citeaudit.bibliography import entries
from citeaudit.bibliography.entries import Item
from citeaudit.model import Meta
from citeaudit.model.listed import ListFault, Source
from citeaudit.model.span import Span
from citeaudit.patterns import lazy

_YAML = lazy(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = lazy(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TITLE = lazy(r"^title[ \t]*[:=][ \t]*([\"']?)(\S.*?)\1[ \t]*$", re.MULTILINE)
_LISTS = ("sources", "references")
_LISTED = lazy(r"^(?:\[\[)?(?:sources|references)\b", re.MULTILINE)
_KNOWN = frozenset((*_LISTS, "title", "author", "authors", "byline", "date", "published", "lang", "language", "genre"))
ORIGIN = "the front matter"
"""The list of a source that front matter lists."""
_NOTHING = ("", "~", "null")


class FrontMatter(NamedTuple):
    blanked: str
    """The prose without it, at the same length."""
    title: Span | None = None
    meta: Meta = Meta()
    language: str | None = None
    notes: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    list_faults: tuple[ListFault, ...] = ()


class _Head(NamedTuple):
    """What stands between the two lines."""

    table: Mapping[str, Any]
    items: Sequence[Item] = ()
    """Of the list of sources."""


def read(prose: str, *, certain: bool = True) -> FrontMatter:
    """What the front matter of `prose` says; what is broken is a note, and the article is read all the same.

    Where it is not `certain` that the format has any, only what says something of an article is front matter.
    """
    pattern, read_head, name = (_TOML, _toml, "TOML") if prose.startswith("+++") else (_YAML, _yaml, "YAML")
    match = pattern.match(prose) if prose.startswith(("---", "+++")) else None
    if match is None:
        return FrontMatter(prose)
    blanked = re.sub(r"[^\n]", " ", match[0]) + prose[match.end() :]
    start = match.start(1)
    try:
        head = read_head(match[1], start)
    except _BrokenError as error:
        return _broken(match, blanked, f"not valid {name}{error.where}") if certain else FrontMatter(prose)
    table = head.table
    if not certain and _KNOWN.isdisjoint(table):
        return FrontMatter(prose)
    title = _TITLE.search(match[1]) if table.get("title") else None
    listed = entries.of_items(head.items, ORIGIN)
    return FrontMatter(
        blanked,
        Span(start + title.start(2), start + title.end(2)) if title else None,
        _meta(table),
        _words(table.get("lang") or table.get("language")),
        sources=listed.sources,
        list_faults=listed.faults,
    )


def _broken(match: re.Match[str], blanked: str, why: str) -> FrontMatter:
    """Told as a note; where it has a list of sources, that is lost and must not look like one that was never given."""
    listed = _LISTED.search(match[0])
    if listed is None:
        return FrontMatter(blanked, notes=(f"The front matter is {why}; it was not read.",))
    fault = ListFault(f"the sources of the front matter, which is {why}", Span(*listed.span()))
    return FrontMatter(blanked, list_faults=(fault,))


class _BrokenError(Exception):
    def __init__(self, line: int | None) -> None:
        super().__init__(line)
        self.where = f" (line {line})" if line else ""


def _yaml(content: str, start: int) -> _Head:
    import yaml

    try:
        # Strings, lists and tables of them: dates stay as they are written, also those that no calendar has.
        loader = yaml.BaseLoader(content)
        node = loader.get_single_node()
        table = loader.construct_document(node) if node is not None else None
    except (yaml.YAMLError, RecursionError) as error:
        raise _BrokenError(getattr(getattr(error, "problem_mark", None), "line", 0) + 2) from None
    if node is None or not isinstance(table, dict):
        return _Head({})
    nodes = {key.value: value for key, value in node.value}
    name = next((name for name in _LISTS if table.get(name)), None)
    if name is None:
        return _Head(table)
    return _Head(table, _items(table[name], nodes[name], content, start))


def _items(value: Any, node: Any, content: str, start: int) -> list[Item]:
    """The entries of a list in YAML, each with its place in the file; `start` is that of the YAML."""

    def item(label: str | None, entry: Any, first: Any, last: Any) -> Item:
        low, high = first.start_mark.index, last.end_mark.index
        end = low + len(content[low:high].rstrip())
        blank = last.tag.endswith(":str") and not last.style and last.value.lower() in _NOTHING
        return Item(label, None if blank else entry, first.start_mark.line + 2, Span(start + low, start + end))

    if isinstance(value, dict):
        return [item(key.value, value.get(key.value), key, below) for key, below in node.value]
    if isinstance(value, list):
        return [item(None, entry, below, below) for entry, below in zip(value, node.value, strict=True)]
    return [item(None, value, node, node)]


def _toml(content: str, _start: int) -> _Head:
    import tomllib

    try:
        table = tomllib.loads(content)
    except (ValueError, RecursionError) as error:  # ValueError too for a number with thousands of digits
        line = re.search(r"at line (\d+)", str(error))
        raise _BrokenError(int(line[1]) + 1 if line else None) from None
    value = next((table[name] for name in _LISTS if table.get(name)), None)
    return _Head(table, entries.of_data(value))


def _meta(table: Mapping[str, Any]) -> Meta:
    return Meta(
        author=_words(table.get("author") or table.get("authors") or table.get("byline")),
        date=_words(table.get("date") or table.get("published")),
        section=_words(table.get("section") or table.get("category") or table.get("categories")),
        url=_words(table.get("url") or table.get("canonical")),
        genre=_words(table.get("genre") or table.get("kicker") or table.get("type")),
    )


def _words(value: Any) -> str | None:
    """A value as one line; lists of names are joined, and lists inside lists, which may be endless, left out."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_word(one) for one in value))) or None
    return _word(value)


def _word(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name")
    if value is not None and not isinstance(value, str | list | bool | dict):
        value = str(value)  # a date of TOML
    return value if isinstance(value, str) and value.lower() not in _NOTHING else None
