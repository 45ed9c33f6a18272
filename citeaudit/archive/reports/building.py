"""Put a report together: which tables there are, in which order, and those that somebody wants."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import UnionType
from typing import Any, get_args, get_origin

from citeaudit.archive.reports import across, origins, reworded, summaries
from citeaudit.archive.reports.base import Base
from citeaudit.archive.reports.section import Asked, Kind, Report, Section
from citeaudit.archive.schema import TABLES, VERSION, columns
from citeaudit.errors import CiteauditError

SECTIONS: Mapping[str, Callable[[Base, Asked], Section | None]] = {
    "overview": summaries.overview,
    "statuses": summaries.statuses,
    "levels": summaries.levels,
    "rules": summaries.rules,
    "documents": summaries.documents,
    **{field: partial(summaries.by_field, field=field) for field in summaries.FIELDS},
    "sources": origins.sources,
    "outlets": origins.outlets,
    "speakers": origins.speakers,
    "copies": across.copies,
    "headlines": across.headlines,
    "syndication": across.syndication,
    "reuse": across.reuse,
    "boilerplate": across.boilerplate,
    "claims": across.claims,
    "figures": across.figures,
    "reworded": reworded.reworded,
    "runs": summaries.runs,
}
"""By name, in the order of a report."""
_TYPES = {str: "text", int: "whole number", float: "number", bool: "true or false"}
_ONLY_WHEN_ASKED = ("reworded", "runs")


def report(base: Base, results: str, only: Sequence[str], asked: Asked, also: Sequence[str] = ()) -> Report:
    """The tables that are wanted.

    `only` names them; where it names none, all are made but those that nobody gets without asking, and those that have
    nothing to say are left out. `also` are made in any case.

    Raises:
        CiteauditError: the results have other columns.
    """
    made_as = json.loads(base.about)["schema"]
    if made_as != VERSION:
        raise CiteauditError(
            f"{results}: these results have columns of version {made_as}, and reports are made of version {VERSION}: "
            "the same citeaudit archive command makes them anew; --sql reads them as they are"
        )
    usual = [name for name in SECTIONS if name not in _ONLY_WHEN_ASKED]
    made = {name: SECTIONS[name](base, asked) for name in (*(only or usual), *also)}
    if only:
        return _report(base, results, [each or _nothing(name) for name, each in made.items()])
    return _report(base, results, [each for each in made.values() if each and each.rows])


def _nothing(name: str) -> Section:
    """For who asks for a table that would say nothing."""
    what = "attributions" if name == "speakers" else f"{name} in two values or more"
    return Section(name, name.capitalize(), f"The results hold no {what}.", {name: "text"}, [])


def query(base: Base, results: str, sql: str) -> Report:
    """The answer to a query, as the only table of a report."""
    answer = base.answer(sql)
    kinds: dict[str, Kind] = {}
    held = zip(*answer.rows, strict=True) if answer.rows else [()] * len(answer.columns)
    for name, values in zip(answer.columns, held, strict=True):
        while name in kinds:
            name += "_"  # noqa: PLW2901 - two columns of one name are two columns
        kinds[name] = "number" if values and all(type(value) in (int, float) for value in values) else "text"
    return _report(base, results, [Section("query", "Answer", sql, kinds, answer.rows)])


def schema() -> Report:
    """The tables and columns of results."""
    kinds: dict[str, Kind] = {"column": "text", "type": "text", "holds": "detail"}
    sections = [
        Section(
            name, f"Table {name}", (table.__doc__ or "").split("\n")[0], kinds,
            [(column.name, _shown(column.kind), column.what) for column in columns(name)],
        )
        for name, table in TABLES.items()
    ]  # fmt: skip
    return Report("", "", {"schema": VERSION}, "", sections)


def _shown(kind: Any) -> str:
    """The type of a column in words."""
    if get_origin(kind) is tuple:
        return f"list of {_TYPES[get_args(kind)[0]]}"
    if isinstance(kind, UnionType):
        return f"{_TYPES[get_args(kind)[0]]}, or nothing"
    return _TYPES[kind]


def _report(base: Base, results: str, sections: list[Section]) -> Report:
    began = time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(base.began))
    return Report(results, base.run, json.loads(base.about), began, sections)
