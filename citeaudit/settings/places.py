"""Find the place in a TOML file that a fault is about, and show it."""

import re

Keys = tuple[str | int, ...]
"""The way to a value: keys and, for tables in a list, their number from 0: `("overrides", 1, "select")`."""

_WIDEST = 88
"""Characters of a line that is shown."""


def place_of(content: str, path: Keys, value: str | None = None) -> tuple[int, int]:
    """Where the key at `path`, or the quoted `value` below it, is written: tomllib tells no places.

    A half-open range of code points of `content`.
    A key that cannot be found (it is written in an unusual way) gives the place of the table around it.
    """
    place = (0, 0)
    for n, key in enumerate(path):
        if isinstance(key, str):
            number = path[n + 1] if n + 1 < len(path) else 0
            tables = re.search(rf"^\s*+\[\[\s*+{re.escape(key)}\s*+\]\]", content, re.MULTILINE)
            for _ in range(1 + number if isinstance(number, int) and tables else 1):
                place = _after(rf"""(?<![\w-])({re.escape(key)})["']?[ \t]*+[=.\]]""", content, place)
    if value is not None:
        place = _after(rf"""(["']{re.escape(value)}["'])""", content, place, within=r"\s*[^\s#].*|\s*")
    return place


def _after(
    pattern: str,
    content: str,
    place: tuple[int, int],
    within: str = r"""\s*(?:\[\[?)?[\w\s."'-]*|[^#]*[{,]\s*["']?""",
) -> tuple[int, int]:
    """The first group of the first match after a line start like `within`; `place` where there is none."""
    for match in re.compile(pattern).finditer(content, place[1]):
        line = content.rfind("\n", 0, match.start()) + 1
        if re.fullmatch(within, content[line : match.start()]):
            return match.span(1)
    return place


def excerpt(content: str, start: int, end: int) -> str:
    """The line of the place with carets below it, as lines to follow a message; none for a place without words."""
    if start == end:
        return ""
    first = content.rfind("\n", 0, start) + 1
    line = content[first:].partition("\n")[0].rstrip()
    cut = max(0, min(start - first - _WIDEST // 2, len(line) - _WIDEST))
    shown = line[cut : cut + _WIDEST].replace("\t", " ")
    before = start - first - cut
    carets = "^" * max(1, min(end - start, len(shown) - before))
    return f"\n    {shown}\n    {' ' * before}{carets}"


def of_syntax(message: str, content: str) -> str:
    """`line: what is wrong` of a tomllib error, with the remedy where the cause is a usual one, and the place."""
    match = re.fullmatch(r"(.*) \(at line (\d+), column (\d+)\)", message, re.DOTALL)
    what = match[1] if match else message.removesuffix(" (at end of document)")
    lines = content.split("\n")
    line = int(match[2]) if match else len(lines)
    hint = shown = ""
    if match:
        start = sum(len(each) + 1 for each in lines[: line - 1])
        start += min(int(match[3]), max(1, len(lines[line - 1]))) - 1
        shown = excerpt(content, start, start + 1)
    if what == "Invalid value" and re.match(r"""[^='"]*=[\s\[]*[^\s\d'"\[\]{=+-]""", lines[line - 1]):
        hint = '; text values need quotation marks: level = "note"'
    elif what == "Illegal character '\\n'":
        what = 'this text has no closing quotation mark; one of several lines stands between three: """'
    elif what == "Cannot overwrite a value":
        what = "this key stands there twice"
    elif what.startswith("Cannot declare "):
        keys = ".".join(re.findall("'(.*?)'", what))
        what = f"the table [{keys}] stands there twice"
    elif "\\" in what:
        hint = "; put a text with backslashes in 'single quotation marks'"
    return f"{line}: this is not valid TOML: {what[:1].lower()}{what[1:]}{hint}{shown}"
