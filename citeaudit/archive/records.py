"""From the record of a table to a document: which field is its text, its format, its identity."""

import datetime
import decimal
import math
from collections.abc import Mapping
from typing import Any

from citeaudit.archive import formats
from citeaudit.archive.items import Item
from citeaudit.archive.options import META, Options
from citeaudit.archive.trouble import TroubleError, document, failed, oversize

_LONGEST = 1000
"""Characters of a value that reports group by; nothing that is longer names a group."""


def item(record: Mapping[str, Any], source: str, position: str, options: Options, detail: str = "") -> Item:
    """The document of a record, or why it has none."""
    meta = described(record, options)
    try:
        format = _format(record, options)
        data = _data(record, format, options)
    except TroubleError as trouble:
        return failed(source, position, trouble, meta)
    if len(data) > options.max_document:
        return failed(source, position, oversize(options.max_document), meta)
    return document(source, position, data, format, meta, detail)


def described(record: Mapping[str, Any], options: Options) -> tuple[tuple[str, str], ...]:
    """What reports group by, of the fields of a record."""
    called = {"id": options.id_field, **dict(options.fields)}
    found = ((name, _words(field(record, called.get(name, name)))) for name in META)
    return tuple((name, words) for name, words in found if words)


def wanted(options: Options) -> set[str]:
    """The fields that are read of a record, where it has them; of "article.body" the first part."""
    called = {"id": options.id_field, **dict(options.fields)}
    names = {options.text_field, *(called.get(name, name) for name in META), *filter(None, [options.format_field])}
    return names | {name.partition(".")[0] for name in names}


def field(record: Mapping[str, Any], name: str) -> Any:
    """The value of a field, or of one inside another: "article.body"; None where there is none."""
    if name in record:
        return record[name]
    value: Any = record
    for part in name.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _has(record: Mapping[str, Any], name: str) -> bool:
    """Whether there is such a field, also one of null."""
    outer, dot, last = name.rpartition(".")
    inside = field(record, outer) if dot else None
    return name in record or (isinstance(inside, Mapping) and last in inside)


def covers(names: list[str], name: str) -> bool:
    """Whether a table with such columns can have the field."""
    return name in names or name.partition(".")[0] in names


def doubled(names: list[str], name: str) -> TroubleError | None:
    """What to say of a table with several columns of the name of the one with the text; nothing of others."""
    column = name if name in names else name.partition(".")[0]
    if (count := names.count(column)) < 2:
        return None
    what = f'there are {count} columns "{column[:40]}", and nothing tells which of them has the text; rename the others'
    return TroubleError("parse-error", what)


def told(value: Any) -> str:
    """What a value is, in plain words."""
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float() | decimal.Decimal():
            return "NaN" if _is_nan(value) else "a number"
        case str() | bytes():
            return "a text"
        case list() | tuple():
            return "a list"
        case Mapping():
            return "a record"
        case datetime.date() | datetime.time():
            return "a date or a time"
        case _:
            return "of another type"


def _is_nan(value: Any) -> bool:
    """Whether it is what tables of numbers have where they have none."""
    return isinstance(value, float) and math.isnan(value)


def lacking(name: str, there: Mapping[str, Any] | list[str]) -> TroubleError:
    """What to say where the text is not in the field in which it should be."""
    have = ", ".join(f'"{each[:40]}"' for each in list(there)[:12]) or "none"
    return TroubleError("parse-error", f'there is no field "{name}" with a text; the fields are {have} (--text-field)')


def _format(record: Mapping[str, Any], options: Options) -> str:
    value = field(record, options.format_field) if options.format_field else None
    return formats.named(str(value)) if value and not _is_nan(value) else options.format or "text"


def _data(record: Mapping[str, Any], format: str, options: Options) -> bytes:
    value = field(record, options.text_field)
    if isinstance(value, str):
        return formats.encoded(value, format)
    if isinstance(value, bytes):
        return formats.marked(value, format)
    if value is None and not _has(record, options.text_field):
        raise lacking(options.text_field, record)
    raise TroubleError("parse-error", f'the field "{options.text_field}" holds no text ({told(value)})')


def _words(value: Any) -> str:
    """A value in one line; tables say nothing."""
    if isinstance(value, list):
        return ", ".join(filter(None, (_words(each) for each in value[:20] if not isinstance(each, list))))[:_LONGEST]
    if value is None or isinstance(value, Mapping | bool) or _is_nan(value):
        return ""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    if len(text) > _LONGEST:
        text = text[:_LONGEST]
    return " ".join(text.encode("utf-8", "replace").decode().replace("\0", " ").split())
