"""Audit an archive in a session of Spark that somebody has."""

from collections.abc import Collection, Sequence
from contextlib import nullcontext
from functools import partial
from typing import Any

from citeaudit import rulebook, sourcing
from citeaudit.archive import local
from citeaudit.archive.folders import Results
from citeaudit.archive.identity import Cut, Job
from citeaudit.archive.options import Options
from citeaudit.archive.progress import Shown, Silence
from citeaudit.archive.rows import Wanted
from citeaudit.archive.spark.driving import Means, SparkDriver
from citeaudit.errors import ConfigError
from citeaudit.settings import Settings

_LIMIT = 30.0


def audit(
    session: Any,
    inputs: str | Sequence[str],
    out: str,
    *,
    settings: Settings | None = None,
    options: Options = Options(),  # noqa: B008 - named tuples do not change
    wanted: Wanted = Wanted(),  # noqa: B008
    retry: Collection[str] = (),
    shown: Shown | None = None,
) -> local.Outcome:
    """Audit what of the inputs is not yet in the results, as `citeaudit archive` does.

    Args:
        session: of Spark; it is not stopped.
        inputs: files and folders that every machine of the session reaches, best by their whole path.
        out: the folder of the results, which every machine reaches and may write to.
        settings: None for those of no configuration file.
        options: how the inputs are read.
        wanted: what is written beside the findings.
        retry: statuses; what came to one of these is audited again ("failed", "timeout", "worker-died", ...).
        shown: is told how the run stands; None for nobody.

    Raises:
        CiteauditError: the run cannot begin, or Spark stops; what was done by then is kept.
    """
    settings = settings or Settings()
    rules = rulebook.load(settings)
    if rules.errors:
        raise ConfigError("\n".join(rules.errors))
    sourcing.check(settings)
    job = Job(rules.digest, settings, wanted, options.checked(), Cut(), _LIMIT)
    named = [inputs] if isinstance(inputs, str) else inputs
    return run(named, Results.called(out), job, shown or Silence(), Means(partial(nullcontext, session)), retry)


def run(
    inputs: Sequence[str], results: Results, job: Job, shown: Shown, means: Means, retry: Collection[str] = ()
) -> local.Outcome:
    """Audit what is not yet in the results, as `local.run` does.

    Raises:
        CiteauditError: the run cannot begin, or Spark stops; what was done by then is kept.
    """
    return local.run(inputs, results, job, 0, shown, partial(SparkDriver, means), retry)
