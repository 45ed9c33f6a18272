"""What an article in wikitext cites: numbers in the order of their first use, also of what is described later."""

from collections.abc import Iterator, Mapping

from citeaudit.archive.inputs.mediawiki.tree import Code, elements, is_empty, text


class References:
    """The sources of one article, as wikitext or, of short forms, as text that is HTML already."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._cited: list[Code | str | None] = []
        self._described: dict[str, Code] = {}

    def marker(self, name: str, content: Code | str | None) -> str:
        """The marker of a source that is cited here; `content` is None where only its name stands."""
        number = self._numbers.get(name) if name else None
        if number is None:
            self._cited.append(content)
            number = len(self._cited)
            if name:
                self._numbers[name] = number
                self._names[number] = name
        elif content is not None and self._cited[number - 1] is None:
            self._cited[number - 1] = content
        return f"[{number}]"

    def describe(self, code: Code | None) -> None:
        """Keep the sources that are described in what is not shown, for those who cite them by their names."""
        for tag in elements(code or [], "ref"):
            name, content = attribute(tag.given(), "name"), tag.behind(">")
            if name and content is not None and not is_empty(content):
                self._described.setdefault(name, content)

    def contents(self) -> Iterator[Code | str | None]:
        """What is cited, in the order of the numbers, None where nobody describes it; more may be added on the way."""
        for number, content in enumerate(self._cited, 1):
            yield content if content is not None else self._described.get(self._names.get(number, ""))


def attribute(given: Mapping[str, Code], name: str) -> str:
    """The value of an attribute of an element, empty where it has none."""
    return text(given[name]).strip().strip("\"'") if name in given else ""
