"""Read TOML of the plain kind, of which rules are, in a tenth of the time in which `tomllib` is imported and reads it.

Plain are keys without dots or quotation marks, each of them once; `[table]`; texts in double quotation marks, numbers
without ornaments, true and false; lists, and tables in braces. Whatever else there is, and every mistake, is not for
this module but for `tomllib`.
"""

import re
from collections.abc import Iterator
from typing import Any

from citeaudit.patterns import lazy

_SIGN = re.compile(
    r' *("""[^"\\]*+(?:(?:\\[nt"\\\n]|"(?!""))[^"\\]*+)*+"""|"[^"\\\n]*+(?:\\[nt"\\][^"\\\n]*+)*+"'
    r"|[A-Za-z0-9_.-]+|#.*|.|\n)"
)
"""A character that begins nothing of these is one too, and ends the reading."""
_GOES_ON = lazy(r"\\\n[ \n]*")
_WORDS = {"true": True, "false": False}


class _NotPlainError(Exception):
    pass


def read(content: str) -> dict[str, Any] | None:
    """What `tomllib.loads` makes of `content`; None where that is not plain, or is no TOML."""
    if not content.replace("\n", "").isprintable():  # other line ends, tabs, control characters
        return None
    try:
        return _file(iter(_SIGN.findall(content + "\n")))
    except (_NotPlainError, RecursionError, StopIteration, ValueError):  # a number of thousands of digits
        return None


def _file(signs: Iterator[str]) -> dict[str, Any]:
    whole: dict[str, Any] = {}
    table = whole
    for sign in signs:
        if sign == "\n" or sign[0] == "#":
            continue
        if sign == "[":
            table = _added(whole, next(signs), {})
            _expect(next(signs), "]")
        else:
            _expect(next(signs), "=")
            _added(table, sign, _value(next(signs), signs))
        after = next(signs)
        if after[0] != "#":
            _expect(after, "\n")
    return whole


def _expect(sign: str, wanted: str) -> None:
    if sign != wanted:
        raise _NotPlainError


def _added(table: dict[str, Any], key: str, value: Any) -> Any:
    if key in table or not key.replace("-", "_").replace("_", "a").isalnum() or not key.isascii():
        raise _NotPlainError
    table[key] = value
    return value


def _value(sign: str, signs: Iterator[str]) -> Any:
    if sign[0] == '"' and len(sign) > 1:
        return _text(sign)
    if sign == "[":
        return _list(signs)
    if sign == "{":
        return _table(signs)
    return _WORDS[sign] if sign in _WORDS else _number(sign)


def _text(sign: str) -> str:
    inner = sign[3:-3].removeprefix("\n") if sign.startswith('"""') else sign[1:-1]
    if "\\" not in inner:
        return inner
    # Backslashes stand in pairs from the left, and what is left of a pair begins another sign.
    parts = inner.split("\\\\")
    return "\\".join(map(_unescaped, parts))


def _unescaped(part: str) -> str:
    if "\\\n" in part:  # the text goes on in another line
        part = _GOES_ON.sub("", part)
    return part.replace("\\n", "\n").replace("\\t", "\t").replace('\\"', '"')


def _number(sign: str) -> int | float:
    whole, point, rest = sign.partition(".")
    if not whole.isdecimal() or (whole[0] == "0" and whole != "0") or (point and not rest.isdecimal()):
        raise _NotPlainError
    return float(sign) if point else int(sign)


def _list(signs: Iterator[str]) -> list[Any]:
    found: list[Any] = []
    sign = _next_in_list(signs)
    while sign != "]":
        found.append(_value(sign, signs))
        sign = _next_in_list(signs)
        if sign == ",":
            sign = _next_in_list(signs)
        else:
            _expect(sign, "]")
    return found


def _next_in_list(signs: Iterator[str]) -> str:
    for sign in signs:
        if sign != "\n" and sign[0] != "#":
            return sign
    raise _NotPlainError


def _table(signs: Iterator[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if (sign := next(signs)) == "}":
        return found
    while True:
        _expect(next(signs), "=")
        _added(found, sign, _value(next(signs), signs))
        if (mark := next(signs)) == "}":
            return found
        _expect(mark, ",")
        sign = next(signs)
