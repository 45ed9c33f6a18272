"""Print what Spark costs against the engine for one machine, over the same files: cold, warm, and in processor time.

Run it with the Python of an environment that has `citeaudit[spark]`, where there is Java:

    python tests/benchmarks/spark.py                     # 4,000 articles of 5 KB in 8 .jsonl.gz, two cores
    python tests/benchmarks/spark.py --documents 40000

The two take turns, so that other work on the machine falls on both. Processor time is that of all processes: of Java,
of its Python workers, and of those that audit. Linux only.
"""

import argparse
import gzip
import json
import os
import random
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

import corpus

from citeaudit import rulebook
from citeaudit.archive import local, spark
from citeaudit.archive.folders import Results
from citeaudit.archive.identity import Cut, Job
from citeaudit.archive.options import Options
from citeaudit.archive.progress import Silence
from citeaudit.archive.rows import Wanted
from citeaudit.archive.spark import session
from citeaudit.settings import Settings

FILES, CORES, TURNS = 8, 2, 3
TICKS = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    seconds: float
    processor: float


def fill(folder: Path, documents: int) -> None:
    """Write so many articles, no two the same."""
    rng = random.Random(20260301)
    texts = [corpus.article(rng, 5000) for _ in range(min(500, documents))]
    for file in range(FILES):
        with gzip.open(folder / f"{file}.jsonl.gz", "wt", encoding="utf-8", compresslevel=1) as out:
            for n in range(file, documents, FILES):
                out.write(json.dumps({"id": n, "text": f"{texts[n % len(texts)]}\nNumber {n}.\n"}) + "\n")


class Meter:
    """The processor time of this process and of all below it, also of those that end: Spark does not wait for its."""

    def __init__(self) -> None:
        self._spent: dict[int, float] = {}
        threading.Thread(target=self._watch, daemon=True).start()

    def seconds(self) -> float:
        """All that was had since the beginning."""
        self._look()
        return sum(self._spent.values())

    def _watch(self) -> None:
        while True:
            self._look()
            time.sleep(0.2)

    def _look(self) -> None:
        spent, parents = {}, {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                try:
                    fields = (entry / "stat").read_text().rpartition(")")[2].split()
                except OSError:
                    continue
                parents[int(entry.name)] = int(fields[1])
                spent[int(entry.name)] = sum(map(int, fields[11:13])) / TICKS
        below = {os.getpid()}
        while more := {pid for pid, parent in parents.items() if parent in below} - below:
            below |= more
        self._spent |= {pid: spent[pid] for pid in below}


def cost(run: Callable[[], local.Outcome], meter: Meter, documents: int, out: Path) -> Cost:
    """What a run costs, which begins from nothing."""
    shutil.rmtree(out, ignore_errors=True)
    began, spent = time.monotonic(), meter.seconds()
    outcome = run()
    found = Cost(time.monotonic() - began, meter.seconds() - spent)
    if outcome.totals.statuses != {"ok": documents}:
        raise SystemExit(f"{out}: {outcome.totals.statuses}")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=int, default=4000)
    documents = parser.parse_args().documents
    settings, options, wanted = Settings(), Options(format="markdown"), Wanted()
    job = Job(rulebook.load(settings).digest, settings, wanted, options, Cut(), 30.0)
    meter = Meter()
    with tempfile.TemporaryDirectory() as name:
        inputs, one, many = (Path(name, part) for part in ("in", "one", "many"))
        inputs.mkdir()
        fill(inputs, documents)
        here = partial(local.run, [str(inputs)], Results(one), job, CORES, Silence())
        print(f"{documents} articles of 5 KB in {FILES} files, {CORES} cores")
        show("one machine, cold", cost(here, meter, documents, one), documents)
        began, spent = time.monotonic(), meter.seconds()
        with session.started({}, CORES) as started:
            begun = Cost(time.monotonic() - began, meter.seconds() - spent)
            there = partial(spark.audit, started, str(inputs), str(many), settings=settings, options=options)
            cold = cost(there, meter, documents, many)
            show("Spark, cold, without its start", cold, documents)
            print(f"its start: {begun.seconds:.1f} s, {begun.processor:.1f} s of the processors")
            turns = [(cost(here, meter, documents, one), cost(there, meter, documents, many)) for _ in range(TURNS)]
        ours, theirs = (Cost(*map(median, zip(*side, strict=True))) for side in zip(*turns, strict=True))
        show("one machine", ours, documents)
        show("Spark, warm", theirs, documents)
        print(f"Spark to one machine: {theirs.seconds / ours.seconds:.2f} of the time, ", end="")
        print(f"{theirs.processor / ours.processor:.2f} of the processors")


def show(what: str, cost: Cost, documents: int) -> None:
    """Print one line."""
    print(
        f"{what}: {cost.seconds:.1f} s, {documents / cost.seconds:,.0f} documents/s, {cost.processor:.1f} s of the "
        f"processors, {cost.processor / documents * 1000:.2f} ms for a document"
    )


if __name__ == "__main__":
    main()
