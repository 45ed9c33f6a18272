"""What a run has to do: the inputs that somebody names, against what the results hold."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from citeaudit import files
from citeaudit.archive import shards, units
from citeaudit.archive.folders import Results
from citeaudit.archive.identity import Job
from citeaudit.archive.items import STATUSES, Unit
from citeaudit.archive.manifest import Manifest
from citeaudit.archive.rows import OK
from citeaudit.archive.streams.opening import is_remote
from citeaudit.archive.walking import LeftOut
from citeaudit.errors import CiteauditError
from citeaudit.settings.tables import did_you_mean

RETRIED = ("worker-died", "timeout", "failed")
"""Statuses that another attempt may change, though the input is the same."""


class Inputs(NamedTuple):
    """What somebody names."""

    arguments: list[str]
    """Each once, in one spelling."""
    pairs: Iterator[tuple[str, Unit]]
    """The units, each with the input that leads to it."""
    left: LeftOut
    """Counts what is left out while the units are asked for."""


class Plan(NamedTuple):
    """What a run has to do."""

    units: list[Unit]
    dropped: int
    """Units that were in the results and are no longer in the input."""
    swept: int
    """Files that a crash had left."""
    again: int
    """Parts that were done and are to be done again."""
    left: Mapping[str, int]
    """Files of folders that are left out because of their kind, by suffix."""


def _tidied(inputs: Sequence[str]) -> list[str]:
    """The inputs, each once: "./in" and "in/" are "in"; a link followed by ".." is left alone."""
    told = (each if not each or each == files.STDIN or is_remote(each) else str(Path(each)) for each in inputs)
    return list(dict.fromkeys(told))


def named(inputs: Sequence[str], job: Job) -> Inputs:
    """The inputs and their units.

    Raises:
        CiteauditError: an input does not exist, or is made of results; told at once, before anything is made.
    """
    arguments = _tidied(inputs)
    for path in arguments:
        for folder in (Path(path), Path(path).absolute().parent):
            if _holds_results(folder) and (folder == Path(path) or Path(path).name.startswith("run=")):
                raise CiteauditError(
                    f"{path}: these are results, and no input; to read them: citeaudit report {folder}"
                )

    def excludes(path: str) -> bool:
        return job.settings.excludes(path) or _holds_results(path)

    left = LeftOut(arguments, excludes)
    return Inputs(arguments, units.assigned(arguments, job.options, excludes, left), left)


def check(retry: Collection[str]) -> None:
    """See that parts can have a document of each of these statuses.

    Raises:
        CiteauditError: they cannot.
    """
    known = (*RETRIED, *(status for status in STATUSES if status != OK))
    for status in retry:
        if status not in known:
            raise CiteauditError(
                f'--retry: there is no "{status}"{did_you_mean(status, known)}; use {", ".join(known)}'
            )


def settled(inputs: Inputs, manifest: Manifest, folder: Path, job: Job, retry: Collection[str]) -> Plan:
    """Set the inputs against what is done.

    Args:
        inputs: as `named` gives them.
        manifest: of the results.
        folder: that of the run.
        job: what decides the rows.
        retry: statuses; parts with a document of one of these are done again.

    Raises:
        CiteauditError: an input overlaps with one that an earlier command named.
    """
    known = _known(inputs.arguments, manifest.arguments(job.run))
    planned = list(inputs.pairs)
    dropped = manifest.plan(job.run, [*inputs.arguments, *known], planned)
    keys = {unit.key for _, unit in planned}
    again = {part for part in manifest.having(job.run, retry) if part[0] in keys}
    again |= shards.lacking(folder, job.tables, manifest.shards(job.run))
    manifest.forget(job.run, again)
    swept = shards.sweep(folder, {shards.name(*part) for part in manifest.shards(job.run)})
    return Plan([unit for _, unit in planned], dropped, swept, len(again), inputs.left.counts)


def _holds_results(folder: str | Path) -> bool:
    """Results that lie below the input would otherwise be read as an archive in Parquet."""
    return os.path.isfile(Results(Path(folder)).manifest)


def _known(arguments: Sequence[str], earlier: Collection[str]) -> list[str]:
    """The inputs of earlier commands that these name in other words.

    Documents below two inputs would count twice. Within a command each file is taken once; what an earlier one made of
    a folder says nothing of the files that it holds, so there the two have to be named together.
    """
    here = {_place(each): each for each in arguments}
    there = {_place(each): each for each in earlier if each not in arguments}
    for ours, theirs in ((here, there), (there, here)):
        for place, named in ours.items():
            for above in _above(place):
                if above in theirs:
                    held = there.get(place, theirs[above])
                    raise CiteauditError(
                        f"{named} lies in {theirs[above]}, and these results already hold {held}: name both, so that "
                        "nothing counts twice, or another --out"
                    )
    return [named for place, named in there.items() if place in here]


def _place(path: str) -> str:
    return path.rstrip("/") if is_remote(path) else os.path.abspath(path)


def _above(place: str) -> Iterator[str]:
    while (above := os.path.dirname(place)) and above != place:
        yield above
        place = above
