"""Read a TOML file and hold it to the fields of a class; a fault is file, line, key, remedy and the place."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from math import inf, isfinite
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from citeaudit.errors import RefusedError
from citeaudit.settings import places
from citeaudit.settings.places import Keys as Keys  # noqa: PLC0414 - every caller of this module speaks of them

T = TypeVar("T")

_CONTROL = frozenset(map(chr, (*range(9), 11, 12, *range(14, 32), 127)))
_LONGEST_SHOWN = 40
_LEAST_ALIKE = 0.7
"""What a slip and the word that was meant have in common, at the least, unless one begins with the other."""
_PLAIN: dict[object, str] = {
    str: "a text in quotation marks",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    date: "a date without quotation marks, as 2027-01-31",
    type(None): "nothing",
}


class File:
    """One TOML file: what it holds in `data`, and what is wrong with it in `faults`, as it was noticed."""

    def __init__(self, name: str, content: str) -> None:
        """Read `content`, which is called `name` in messages; where it is no TOML, `data` is empty."""
        self.name = name
        self.content = content.removeprefix("\ufeff")
        self.faults: list[str] = []
        self.data: dict[str, Any] = {}
        try:
            self.data = tomllib.loads(self.content)
        except tomllib.TOMLDecodeError as error:
            self.faults.append(f"{name}:{places.of_syntax(str(error), self.content)}")
        except RecursionError:
            self.faults.append(f"{name}:1: the lists in this file are nested too deeply")
        except ValueError:  # of Python, which reads no number of more than some thousand digits
            self.faults.append(f"{name}:1: a number in this file is too long")

    def fault(self, path: Keys, message: str, value: str | None = None) -> None:
        """Note a fault of the key at `path` and its place; that of a `value` that stands in the file is better."""
        start, end = places.place_of(self.content, path, value)
        line = self.content.count("\n", 0, start) + 1
        self.faults.append(f"{self.name}:{line}: {message}{places.excerpt(self.content, start, end)}")

    def fit(self, shape: type[T], table: Mapping[str, Any], path: Keys = ()) -> T | None:
        """Make a `shape` (a dataclass or named tuple) of `table`, lists as tuples; None if it is faulty."""
        found = self.values(shape, table, path)
        if found is None:
            return None
        missing = [name for name in _required(shape) if name not in found]
        for name in missing:
            self.fault(path, f'key "{name}" is missing')
        if missing:
            return None
        try:
            return shape(**found)
        except ValueError as error:  # what a class refuses in its __post_init__
            self.fault((*path, error.key) if isinstance(error, RefusedError) else path, str(error))
            return None

    def values(self, shape: type, table: Mapping[str, Any], path: Keys = ()) -> dict[str, Any] | None:
        """Check the keys of `table` against the fields of `shape`; keys may be missing. None if faulty."""
        known = _hints(shape)
        before = len(self.faults)
        found: dict[str, Any] = {}
        for key, value in table.items():
            if key in known:
                found[key] = self._value(known[key], value, (*path, key))
            else:
                self.fault((*path, key), f'key "{key}" is not known here{did_you_mean(key, known)}')
        return found if len(self.faults) == before else None

    def _value(self, kind: Any, value: Any, path: Keys) -> Any:
        if kind is str and type(value) is str and _CONTROL.isdisjoint(value):
            return value  # what most values are: a short way for the 500 of the shipped rules
        origin, inner = _form(kind)
        if isinstance(value, str) and not _CONTROL.isdisjoint(value):
            self.fault(
                path,
                f"{named(path)} holds a control character; a pattern belongs in 'single quotation marks', "
                'because "\\b" in double ones is a backspace',
            )
        elif origin is Union or origin is UnionType:
            return self._either(inner, value, path)
        elif origin is Literal:
            return self._one_of(inner, value, path)
        elif _is_a(kind, value):
            return self._inside(kind, value, path)
        else:
            self.fault(path, _wrong(kind, value, path), value if isinstance(value, str) else None)
        return None

    def _inside(self, kind: Any, value: Any, path: Keys) -> Any:
        """Check what a list or table of the right outer form holds."""
        origin, args = _form(kind)
        if isinstance(value, list) and kind is not Any:
            inner = args[0]
            return tuple([self._value(inner, item, (*path, n)) for n, item in enumerate(value)])
        if isinstance(value, dict) and kind is not Any:
            if origin is None:
                return self.fit(kind, value, path)
            inner = args[1]
            return {key: self._value(inner, item, (*path, key)) for key, item in value.items()}
        return self._number(value, path) if kind is float else value

    def _number(self, value: float, path: Keys) -> float | None:
        """`value` as a float; TOML has numbers to which nothing can be compared, and whole ones of any size."""
        try:
            number = float(value)
        except OverflowError:
            number = inf
        if isfinite(number):
            return number
        self.fault(path, f"{named(path)} must be a number that can be reached, not {_shown(value)}")
        return None

    def _either(self, kinds: tuple[Any, ...], value: Any, path: Keys) -> Any:
        for kind in kinds:
            if _form(kind)[0] is Literal or _is_a(kind, value):
                return self._value(kind, value, path)
        wanted = " or ".join(_describe(kind) for kind in kinds if kind is not type(None))
        message = f"{named(path)} must be {wanted}, not {_shown(value)}"
        return self.fault(path, message, value if isinstance(value, str) else None)

    def _one_of(self, choices: tuple[Any, ...], value: Any, path: Keys) -> Any:
        if value in choices and type(value) in map(type, choices):
            return value
        hint = did_you_mean(value, choices) if isinstance(value, str) else ""
        wanted = ", ".join(map(_shown, choices))
        message = f"{named(path)} must be one of {wanted}{hint or f', not {_shown(value)}'}"
        return self.fault(path, message, value if isinstance(value, str) else None)


def nearest(word: str, known: Iterable[Any]) -> str | None:
    """The one of `known` that `word` is most likely a slip for; None where none is like it."""
    from difflib import get_close_matches  # only faults need it

    names = {str(name).lower().replace("_", "-"): str(name) for name in known}
    low = word.lower().replace("_", "-")
    found = get_close_matches(low, names, 1, _LEAST_ALIKE)
    found = found or [name for name in get_close_matches(low, names) if low.startswith(name) or name.startswith(low)]
    return names[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[Any]) -> str:
    """The end of a message about an unknown `word`, from the semicolon on; empty where no word is near."""
    name = nearest(word, known)
    return f'; did you mean "{name}"?' if name else ""


def _wrong(kind: Any, value: Any, path: Keys) -> str:
    hint = f"; write [{_shown(value)}]" if get_origin(kind) is tuple and isinstance(value, str) else ""
    return f"{named(path)} must be {_describe(kind)}, not {_shown(value)}{hint}"


def named(path: Keys) -> str:
    """What messages call the value at `path`."""
    key = path[-1]
    if isinstance(key, int):
        return f'item {key + 1} of "{path[-2]}"'
    return f'"{key}"'


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"' if len(value) <= _LONGEST_SHOWN else f'"{value[: _LONGEST_SHOWN - 1]}…"'
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a table"
    shown = str(value)
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[: _LONGEST_SHOWN - 1]}…"


def _describe(kind: Any) -> str:
    if kind in _PLAIN:
        return _PLAIN[kind]
    if get_origin(kind) is tuple:
        return "a list"
    if get_origin(kind) is Literal:
        return "one of " + ", ".join(map(_shown, get_args(kind)))
    return "a table"


def _is_a(kind: Any, value: Any) -> bool:
    """Whether a TOML value has the outer form of `kind`; what lies inside is another question."""
    origin = _form(kind)[0]
    if kind is Any:
        return True
    if origin is tuple:
        return isinstance(value, list)
    if origin is not None or kind not in _PLAIN:
        return isinstance(value, dict)
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is kind


@cache
def _form(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    """What a type is of, and what stands in its brackets."""
    return get_origin(kind), get_args(kind)


@cache
def _hints(shape: type) -> dict[str, Any]:
    return get_type_hints(shape)


def _required(shape: type) -> tuple[str, ...]:
    if not hasattr(shape, "_fields"):
        from dataclasses import MISSING, fields  # slow to import, and most shapes are named tuples

        return tuple(f.name for f in fields(shape) if f.default is MISSING and f.default_factory is MISSING)
    optional = getattr(shape, "_field_defaults", {})
    return tuple(name for name in _hints(shape) if name not in optional)
