"""Print what an archive costs: processes against one, memory of all of them, documents a second against the floor.

Run it with the Python of an environment that has `citeaudit[archive]`:

    python tests/benchmarks/archive.py                     # 2,000 articles of 5 KB in .jsonl.gz
    python tests/benchmarks/archive.py --documents 400000  # about 2 GB
    python tests/benchmarks/archive.py --small 1000000     # so many documents of a few lines, memory along the way

Wall times are of a machine that may have other work; ratios to what is measured in the same run are worth more.
Memory is PSS, the sum over all processes of the run, so that what they share counts once; Linux only.
"""

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import corpus
import regex
from floor import GAP, MARKER

from citeaudit.archive.folders import Results
from citeaudit.archive.manifest import Manifest, Totals

DISTINCT = 1000
FILES = 2
SMALL = "The {thing} in {place} was {deed} by {body} in {year}, said {who} [1]. It was raining, {n} people saw it.\n"


def fill(folder: Path, documents: int, *, small: bool) -> int:
    """Write `documents` in FILES compressed files, no two the same; their size in bytes."""
    rng = random.Random(20260301)
    texts = [_small(rng) if small else corpus.article(rng, 5000) for _ in range(min(DISTINCT, documents))]
    size = 0
    for file in range(FILES):
        with gzip.open(folder / f"{file}.jsonl.gz", "wt", encoding="utf-8", compresslevel=1) as out:
            for n in range(file, documents, FILES):
                text = f"{texts[n % len(texts)]}\nNumber {n}.\n"
                size += len(text.encode())
                out.write(json.dumps({"id": n, "text": text}) + "\n")
    return size


def _small(rng: random.Random) -> str:
    pick = rng.choice
    return SMALL.format(
        thing=pick(corpus.THINGS), place=pick(corpus.PLACES), deed=pick(corpus.DEEDS), body=pick(corpus.BODIES),
        year=rng.randint(1950, 2025), who=pick(corpus.PEOPLE), n=rng.randint(11, 999),
    )  # fmt: skip


class Run:
    """One run of the program, with the memory and the processor time of all its processes."""

    def __init__(self, folder: Path, out: Path, jobs: int, *more: str) -> None:
        words = ["archive", "--isolated", str(folder), "--out", str(out), "--format", "markdown", "--jobs", str(jobs)]
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "citeaudit", *words, "--progress", "none", *more],
            stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self.memory: list[float] = []
        spent: dict[int, float] = {}  # workers are nobody's children in the end, so that no one adds up their time
        while process.poll() is None:
            found = _session(process.pid)
            spent |= found
            self.memory.append(sum(map(_pss, found)))
            time.sleep(0.2)
        self.seconds, self.processor = time.monotonic() - began, sum(spent.values())
        if process.returncode:
            raise SystemExit(f"citeaudit archive ended with {process.returncode}")
        self.totals = _totals(out)
        self.written = sum(path.stat().st_size for path in out.rglob("*.parquet"))


def _totals(out: Path) -> Totals:
    with Manifest(Results(out).manifest, readonly=True) as manifest:
        return manifest.totals(manifest.runs()[0][0])


def _session(leader: int) -> dict[int, float]:
    """The processes of a session, and the processor seconds that each has had."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                fields = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == leader:
                found[int(entry.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return found


def _pss(process: int) -> float:
    """Proportional memory of a process in MB; 0 for one that is gone."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


def floor(folder: Path) -> float:
    """Seconds in which one process reads all documents and finds every marker, and does nothing else."""
    began = time.process_time()
    for path in sorted(folder.iterdir()):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for paragraph in json.loads(line)["text"].split("\n\n"):
                    GAP.split(paragraph)
                    for _ in MARKER.finditer(paragraph):
                        pass
    return time.process_time() - began


def articles(folder: Path, documents: int, more: list[str]) -> None:
    """One process, then two, against one another and the floor."""
    (folder / "in").mkdir()
    size = fill(folder / "in", documents, small=False)
    print(f"{documents:,} Markdown articles, {size / 1e6:.0f} MB, in {FILES} .jsonl.gz; regex {regex.__version__}")
    lowest = floor(folder / "in")
    runs = {jobs: Run(folder / "in", folder / f"out{jobs}", jobs, *more) for jobs in (1, 2)}
    for jobs, run in runs.items():
        totals = run.totals
        print(
            f"{jobs} process{'es' if jobs > 1 else ''}: {documents / run.seconds:,.0f} documents/s, "
            f"{size / run.seconds / 1e6:.1f} MB/s, {1000 * run.processor / documents:.2f} ms of processor a document; "
            f"peak {max(run.memory):.0f} MB in all; {totals.errors + totals.warnings + totals.notes:,} findings, "
            f"{run.written / documents:,.0f} bytes written a document"
        )
    print(f"two processes, speed a core / that of one: {runs[1].seconds / runs[2].seconds / 2:.0%} (wall)")
    print(f"two processes, processor time / that of one: {runs[2].processor / runs[1].processor:.2f}")
    print(f"one process, processor time / the floor script's own loop: {runs[1].processor / lowest:.1f}")


def small(folder: Path, documents: int, more: list[str]) -> None:
    """Very many short documents: what matters is that memory does not grow with their number."""
    (folder / "in").mkdir()
    size = fill(folder / "in", documents, small=True)
    run = Run(folder / "in", folder / "out", 2, *more)
    print(f"{documents:,} documents of {size / documents:.0f} bytes: {documents / run.seconds:,.0f}/s, two processes")
    tenth = max(1, len(run.memory) // 10)
    along = [max(run.memory[n : n + tenth]) for n in range(0, len(run.memory), tenth)]
    print("memory of all processes along the way, MB:", " ".join(f"{each:.0f}" for each in along))
    print(f"documents in: {run.totals.documents:,}; by status: {dict(run.totals.statuses)}")


def main() -> None:
    """The articles, or very many small documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--small", type=int)
    options, more = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as name:
        if options.small:
            small(Path(name), options.small, more)
        else:
            articles(Path(name), options.documents, more)


if __name__ == "__main__":
    main()
