"""Print what an archive costs: processes against one, memory of all of them, documents a second against the floor.

Run it with the Python of an environment that has `citeaudit[archive]`:

    python tests/benchmarks/archive.py                     # 6,000 articles of 5 KB in .jsonl.gz
    python tests/benchmarks/archive.py --large 2           # one .jsonl of so many GB, two processes, memory along the way
    python tests/benchmarks/archive.py --small 1000000     # so many documents of a few lines, likewise
    ... --minutes 60                                       # end such a run after that time, and say how far it came

What two processes can do at all on a machine, of twice what one does, is measured beside.
Wall times are of a machine that may have other work; ratios to what is measured in the same run are worth more.
Memory is PSS, the sum over all processes of the run, so that what they share counts once; what they share with other
Python programs of the machine counts in part, so long runs also tell RSS, which counts it once for each process. Linux
only.
"""

import argparse
import gzip
import json
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import corpus
import regex
from floor import GAP, MARKER

from citeaudit.archive.folders import Results
from citeaudit.archive.manifest import Manifest
from citeaudit.archive.tally import Totals

DISTINCT = 1000
FILES = 2
ROUNDS = 5
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


def heap(file: Path, size: int) -> int:
    """Write articles of the lengths that newspapers have, to one file of about `size` bytes; how many there are."""
    rng = random.Random(20260301)
    texts = [corpus.article(rng, int(min(40_000, rng.lognormvariate(8.4, 0.7)))) for _ in range(DISTINCT)]
    written = n = 0
    with file.open("w", encoding="utf-8") as out:
        while written < size:
            written += out.write(json.dumps({"id": n, "text": f"{texts[n % DISTINCT]}\nNumber {n}.\n"}) + "\n")
            n += 1
    return n


class Run:
    """One run of the program, with the memory and the processor time of all its processes.

    With `minutes` it tells every minute how it stands, and is interrupted after so many.
    """

    def __init__(self, folder: Path, out: Path, jobs: int, *more: str, minutes: float | None = None) -> None:
        words = ["archive", "--isolated", str(folder), "--out", str(out), "--format", "markdown", "--jobs", str(jobs)]
        began = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "citeaudit", *words, "--progress", "none", *more],
            stdout=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self.memory: list[float] = []
        self.resident: list[float] = []
        self.is_cut, told = False, 0
        spent: dict[int, float] = {}  # workers are nobody's children in the end, so that no one adds up their time
        while process.poll() is None:
            found = _session(process.pid)
            spent |= found
            pss, rss = map(sum, zip((0.0, 0.0), *map(_memory, found), strict=True))
            self.memory.append(pss)
            self.resident.append(rss)
            self.seconds = time.monotonic() - began
            if minutes is not None and self.seconds > 60 * (told + 1):
                told += 1
                print(f"{told} min: {_totals(out).documents:,} documents, {self.memory[-1]:.0f} MB", flush=True)
            if minutes is not None and self.seconds > 60 * minutes and not self.is_cut:
                self.is_cut = True
                process.send_signal(signal.SIGINT)
            time.sleep(0.2)
        self.seconds, self.processor = time.monotonic() - began, sum(spent.values())
        if process.returncode and not self.is_cut:
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


def _memory(process: int) -> tuple[float, float]:
    """Proportional and resident memory of a process in MB; 0 for one that is gone."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0, 0.0
    found = {name: int(words[0]) / 1024 for name, *words in map(str.split, lines) if name in ("Pss:", "Rss:")}
    return found.get("Pss:", 0.0), found.get("Rss:", 0.0)


def floor(path: Path) -> float:
    """Seconds of the processor to read all documents of a file and find every marker, and do nothing else."""
    began = time.process_time()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            for paragraph in json.loads(line)["text"].split("\n\n"):
                GAP.split(paragraph)
                for _ in MARKER.finditer(paragraph):
                    pass
    return time.process_time() - began


def machine(files: list[Path]) -> float:
    """What two processes do in a time, of twice what one does, where they have nothing in common but the machine."""
    seconds = {}
    for jobs in (1, 2):
        with multiprocessing.Pool(jobs) as pool:
            pool.map(floor, files[:jobs])
            began = time.monotonic()
            pool.map(floor, files * ROUNDS, chunksize=1)
            seconds[jobs] = time.monotonic() - began
    return seconds[1] / seconds[2] / 2


def articles(folder: Path, documents: int, more: list[str]) -> None:
    """One process, then two, against one another and the floor."""
    size = fill(folder / "in", documents, small=False)
    print(f"{documents:,} Markdown articles, {size / 1e6:.0f} MB, in {FILES} .jsonl.gz; regex {regex.__version__}")
    files = sorted((folder / "in").iterdir())
    lowest, alone = sum(map(floor, files)), machine(files)
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
    print(f"the same of the floor's loop, by processes that share nothing: {alone:.0%}")
    print(f"two processes, processor time / that of one: {runs[2].processor / runs[1].processor:.2f}")
    print(f"one process, processor time / the floor script's own loop: {runs[1].processor / lowest:.1f}")


def along(folder: Path, what: str, documents: int, more: list[str], minutes: float) -> None:
    """One long run with two processes: what matters is that memory does not grow."""
    size = sum(path.stat().st_size for path in (folder / "in").iterdir())
    print(f"{what}: {documents:,} documents, {size / 1e6:,.0f} MB as stored; two processes", flush=True)
    run = Run(folder / "in", folder / "out", 2, *more, minutes=minutes)
    done = run.totals.documents
    if run.is_cut:
        print(f"ended after {minutes:g} minutes: what follows is of {done / documents:.1%} of the documents")
    print(
        f"{done:,} documents, {run.totals.bytes / 1e6:,.0f} MB of text in {run.seconds:,.0f} s: {done / run.seconds:,.0f}"
        f" documents and {run.totals.bytes / run.seconds / 1e6:.1f} MB a second, "
        f"{1000 * run.processor / done:.2f} ms of processor a document"
    )
    for name, each in (("PSS", run.memory), ("RSS", run.resident)):
        tenth = max(1, -(-len(each) // 10))
        tenths = " ".join(f"{max(each[n : n + tenth]):.0f}" for n in range(0, len(each), tenth))
        print(f"most {name} of all processes in each tenth of the time, MB: {tenths}")
    print(f"documents in: {done:,}; by status: {dict(run.totals.statuses)}")


def main() -> None:
    """The articles, a heap of them, or very many small documents."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=6000)
    parser.add_argument("--small", type=int, metavar="DOCUMENTS")
    parser.add_argument("--large", type=float, metavar="GB")
    parser.add_argument("--minutes", type=float, default=float("inf"))
    options, more = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as name:
        inputs = Path(name, "in")
        inputs.mkdir()
        if options.small:
            fill(inputs, options.small, small=True)
            along(Path(name), "short documents", options.small, more, options.minutes)
        elif options.large:
            documents = heap(inputs / "heap.jsonl", int(options.large * 1e9))
            along(Path(name), "articles", documents, more, options.minutes)
        else:
            articles(Path(name), options.documents, more)


if __name__ == "__main__":
    main()
