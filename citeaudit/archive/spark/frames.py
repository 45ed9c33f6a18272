"""Tables of Spark: the findings of texts that are in one, and the results of a run as one."""

import datetime
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin

from citeaudit import __version__, rulebook
from citeaudit.archive import records, shards
from citeaudit.archive.folders import Results
from citeaudit.archive.identity import Cut, Job
from citeaudit.archive.manifest import Manifest
from citeaudit.archive.options import Options
from citeaudit.archive.rows import Wanted
from citeaudit.archive.schema import TABLES, Rows, columns
from citeaudit.archive.spark.jobs import without_pandas
from citeaudit.errors import CiteauditError, ConfigError
from citeaudit.settings import Settings
from citeaudit.settings.tables import did_you_mean

_LIMIT = 30.0
_DOCUMENTS = 256
"""Whose rows are given back at a time."""
_TYPES = {str: "string", int: "bigint", float: "double", bool: "boolean"}


class _Asked(NamedTuple):
    table: str
    job: Job
    version: str


def rows(
    frame: Any,
    table: str = "findings",
    *,
    text_field: str = "text",
    id_field: str = "id",
    options: Options = Options(),  # noqa: B008 - a named tuple does not change
    settings: Settings | None = None,
) -> Any:
    """Audit the texts of a table of Spark, one to a row, as part of a job of one's own.

    An exception over a text becomes a row of `documents` with a status, as in an archive; a text that kills the process
    that audits it fails the job, as with any function: `audit` outlives such texts.

    Args:
        frame: the table.
        table: which of the tables of an archive to make: "findings", "documents", "sources", "statements", ...
        text_field: the column with the texts.
        id_field: the column that tells the texts apart.
        options: what else is to be said of reading, such as the format.
        settings: None for those of no configuration file.

    Returns:
        The table, with a column `id` that has the values of `id_field`.

    Raises:
        CiteauditError: there is no such table or column.
    """
    options = options._replace(text_field=text_field, id_field=id_field)
    for name in (text_field, id_field):
        if name.partition(".")[0] not in frame.columns and name not in frame.columns:
            raise CiteauditError(f'the table has no column "{name}", only {", ".join(frame.columns)}')
    settings = settings or Settings()
    settings = settings._replace(today=settings.today or datetime.date.today())
    rules = rulebook.load(settings)
    if rules.errors:
        raise ConfigError("\n".join(rules.errors))
    wanted = Wanted(attributions=table == "attributions", sentences=table == "sentences")
    asked = _Asked(_known(table), Job(rules.digest, settings, wanted, options, Cut(), _LIMIT), __version__)
    needed = [frame[f"`{name}`"] for name in frame.columns if name in records.wanted(options)]
    with without_pandas():
        return frame.select(*needed).mapInArrow(partial(_audited, asked), schema(table, with_id=True))


def results(session: Any, out: str, table: str = "findings", run: str | None = None) -> Any:
    """A table of a folder of results, of the run that was touched last or the one named: only the parts that count.

    Raises:
        CiteauditError: there are no results, or no such table.
    """
    folder = Results.called(out)
    folder.check()
    with Manifest(folder.manifest, readonly=True) as manifest:
        name = next((each[0] for each in manifest.runs() if run is None or each[0].startswith(run)), None)
        if name is None:
            raise CiteauditError(f'{out}: there is no run "{run or ""}"')
        parts = manifest.shards(name)
    files = [folder.run(name).absolute() / _known(table) / f"{shards.name(*part)}{shards.SUFFIX}" for part in parts]
    found = [f"file://{file}" for file in files if file.parent.exists()]
    return session.read.schema(schema(table)).parquet(*found) if found else session.createDataFrame([], schema(table))


def schema(table: str, *, with_id: bool = False) -> str:
    """The columns of a table as Spark writes them."""
    typed = [f"{column.name} {_type(column.kind)}" for column in columns(table)]
    return ", ".join(["id string", *typed] if with_id and table != "documents" else typed)


def _type(kind: Any) -> str:
    if get_origin(kind) is tuple:
        return "array<string>"
    return _TYPES[get_args(kind)[0] if isinstance(kind, UnionType) else kind]


def _known(table: str) -> str:
    if table not in TABLES:
        raise CiteauditError(f'there is no table "{table}", only {", ".join(TABLES)}{did_you_mean(table, TABLES)}')
    return table


def _audited(asked: _Asked, batches: Iterator[Any]) -> Iterator[Any]:
    """What runs on the machines of Spark."""
    from citeaudit.archive.worker import bounded

    table, job, version = asked
    rules = rulebook.load(job.settings)
    if (version, job.rules_digest) != (__version__, rules.digest):
        raise CiteauditError(f"a worker has citeaudit {__version__} with other rules than the driver, {version}")
    made: list[tuple[str | None, Rows]] = []
    for record in chain.from_iterable(batch.to_pylist() for batch in batches):
        identity = records.field(record, job.options.id_field)
        item = records.item(record, "", "" if identity is None else str(identity), job.options)
        made.append((dict(item.meta).get("id"), bounded(item, rules, job)))
        if len(made) >= _DOCUMENTS:
            yield _batched(table, made)
            made.clear()
    yield _batched(table, made)


def _batched(table: str, made: Sequence[tuple[str | None, Rows]]) -> Any:
    import pyarrow as pa

    from citeaudit.archive import writing

    batch = writing.batched((row for _, rows in made for row in getattr(rows, table)), writing.schema(table))
    if table == "documents":  # which have their identity
        return batch
    ids = [identity for identity, rows in made for _ in getattr(rows, table)]
    return batch.add_column(0, "id", pa.array(ids, pa.string()))
