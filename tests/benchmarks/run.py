"""Print what citeaudit costs, as ratios to something measured in the same run: machines differ and are noisy.

Run it with the Python of an environment that has citeaudit: `python tests/benchmarks/run.py`.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import corpus

HERE = Path(__file__).parent
RUNS = 5
# As on any machine: compiled modules are kept, and found, between runs.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def cost(*command: str) -> tuple[float, str]:
    """Processor seconds (user and system, start included) of a command, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=False, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime, done.stdout


def peak(*command: str) -> float:
    """The largest resident memory of a command in MB, as the operating system counts it."""
    code = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL);"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, sys.executable, *command], capture_output=True, text=True, check=True
    )
    return int(done.stdout) / 1024


def main() -> None:
    """Throughput against the floor script, the cold start against bare Python, and memory."""
    with tempfile.TemporaryDirectory() as name:
        size = corpus.write(Path(name))
        check = (
            "-m",
            "citeaudit",
            "check",
            "--isolated",
            "--output-format",
            "concise",
            "--fail-on",
            "never",
            "--no-cache",
        )
        each = (*check, "--ignore", "across")
        whole = (*check[:-1], "--cache-dir", str(Path(name) / "kept"))
        kept = (*whole, "--ignore", "across")
        ratios, inner, speeds, together, warm, compared, changed = [], [], [], [], [], [], []
        cost(*kept, name)
        cost(*whole, name)
        for _ in range(RUNS):
            floor, printed = cost(str(HERE / "floor.py"), name)
            ours, _ = cost(*each, name)
            ratios.append(ours / floor)
            inner.append(ours / float(printed.split()[2]))
            speeds.append(size / 1e6 / ours)
            together.append(cost(*check, name)[0] / floor)
            warm.append(cost(*kept, name)[0])
            compared.append(cost(*whole, name)[0])
            with (Path(name) / "00500.md").open("a", encoding="utf-8") as file:
                file.write("\nThe boats are old.\n")
            changed.append(cost(*whole, name)[0])
            cost(*kept, name)
        one = Path(name) / "one.txt"
        one.write_text((Path(name) / "00000.md").read_text(encoding="utf-8")[:3000], encoding="utf-8")
        bare = statistics.median(cost("-c", "pass")[0] for _ in range(RUNS * 2))
        cold = statistics.median(cost(*check, str(one))[0] for _ in range(RUNS * 2))
        print(f"corpus: 1,000 Markdown articles, {size / 1e6:.2f} MB; medians of {RUNS} runs, processor time")
        print(f"check, concise / floor script, both as whole processes: {statistics.median(ratios):.2f}")
        print(f"check, concise, whole process / the floor script's own loop: {statistics.median(inner):.2f}")
        print(f"the same, and the documents compared with one another: {statistics.median(together):.2f}")
        print(f"the first again, nothing changed, from the cache: {statistics.median(warm):.2f} s")
        print(f"the same, and the documents compared with one another: {statistics.median(compared):.2f} s")
        print(f"the same, one of the thousand changed: {statistics.median(changed):.2f} s")
        print(f"throughput: {statistics.median(speeds):.1f} MB/s a core")
        print(f"one small text file, cold: {1000 * (cold - bare):.0f} ms above bare Python ({1000 * bare:.0f} ms)")
        print(f"peak memory: {peak(*check, name):.0f} MB for the corpus, {peak(*check, str(one)):.0f} MB for one file")


if __name__ == "__main__":
    main()
