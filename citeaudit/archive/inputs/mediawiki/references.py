"""What an article in wikitext cites: numbers in the order of their first use, also of what is described later."""

from collections.abc import Iterator
from typing import Any


class References:
    """The sources of one article, as wikitext or, of short forms, as text that is HTML already."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._cited: list[Any] = []
        self._described: dict[str, Any] = {}

    def marker(self, name: str, content: Any) -> str:
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

    def describe(self, code: Any) -> None:
        """Keep the sources that are described in what is not shown, for those who cite them by their names."""
        if code is None or "<ref" not in str(code).lower():
            return
        for tag in code.filter_tags(matches=lambda each: str(each.tag).strip().lower() == "ref"):
            name = attribute(tag, "name")
            if name and str(tag.contents or "").strip():
                self._described.setdefault(name, tag.contents)

    def contents(self) -> Iterator[Any]:
        """What is cited, in the order of the numbers, None where nobody describes it; more may be added on the way."""
        for number, content in enumerate(self._cited, 1):
            yield content if content is not None else self._described.get(self._names.get(number, ""))


def attribute(node: Any, name: str) -> str:
    """The value of an attribute of an element, empty where it has none."""
    return str(node.get(name).value or "").strip().strip("\"'") if node.has(name) else ""
