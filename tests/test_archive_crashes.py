"""Runs that are killed at every step, by their own and from outside: nothing is lost and nothing is counted twice."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")

import archives
from archives import article, digest, parts, records, rows, run

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="reads /proc and kills")]

FILES, EACH = 16, 8
WORDS = ("in", "--jobs", "2", "--part", "2", "--progress", "none")
PARTS = FILES * EACH // 2


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A folder with an archive, and what an undisturbed run makes of it."""
    folder = tmp_path_factory.mktemp("archive")
    archives.archive(folder / "in", FILES, EACH)
    done = run(folder, *WORDS)
    assert done.returncode == 0
    whole = digest(folder / "out")
    assert parts(folder / "out") == PARTS
    shutil.rmtree(folder / "out")
    return folder, whole


def faults(folder: Path, point: str, time: int) -> dict[str, str]:
    token = folder / "token"
    token.unlink(missing_ok=True)
    return {"FAULT_POINT": point, "FAULT_TIME": str(time), "FAULT_TOKEN": str(token)}


OF_THE_DRIVER = [
    "after planning", "after sweeping", "before a commit", "inside a commit", "after a commit",
    "before a unit is ended", "after a unit is ended",
]  # fmt: skip
OF_WORKERS = ["a temporary file is written", "a table is at its place", "all tables are at their place"]


def test_a_driver_that_dies_at_any_step_is_gone_on_with(undisturbed: tuple[Path, str]) -> None:
    folder, whole = undisturbed
    crashes: Counter[str] = Counter()
    for time_ in (1, 2, 3):
        for point in OF_THE_DRIVER:
            if point in ("after planning", "after sweeping") and time_ > 1:
                continue
            before = parts(folder / "out")
            done = run(folder, *WORDS, faults=faults(folder, point, time_))
            assert done.returncode == -signal.SIGKILL, (point, time_, done.stdout, done.stderr)
            assert (folder / "token").exists()
            assert before <= parts(folder / "out") < PARTS
            crashes[point] += 1
    assert crashes.total() == 17
    assert parts(folder / "out") > 10
    last = run(folder, *WORDS)
    assert last.returncode == 0
    assert last.stdout.startswith(f"{FILES * EACH} documents in = {FILES * EACH} ok\n")
    assert digest(folder / "out") == whole
    shutil.rmtree(folder / "out")


@pytest.mark.parametrize("point", OF_WORKERS)
@pytest.mark.parametrize("time_", [1, 5])
def test_a_worker_that_dies_at_any_step_costs_nothing(undisturbed: tuple[Path, str], point: str, time_: int) -> None:
    folder, whole = undisturbed
    done = run(folder, *WORDS, faults=faults(folder, point, time_))
    assert done.returncode == 0
    assert (folder / "token").exists()
    assert digest(folder / "out") == whole
    shutil.rmtree(folder / "out")


def test_runs_that_are_killed_from_outside_are_gone_on_with(undisturbed: tuple[Path, str]) -> None:
    folder, whole = undisturbed
    dice = random.Random(7)
    out = folder / "out"
    kills: Counter[str] = Counter()
    for n, target in enumerate(range(8, PARTS - 10, 5)):
        process = subprocess.Popen(
            archives.command("archive", "--isolated", "--out", "out", *WORDS), cwd=folder,
            env=archives.environment({}), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        while parts(out) < target:
            assert process.poll() is None, "it was done before it could be killed"
            time.sleep(0.002)
        how = ("driver", "everybody", "worker")[n % 3]
        if how == "worker":
            server = {pid for pid, parent in archives.session(process.pid).items() if parent == process.pid}
            workers = [pid for pid, parent in archives.session(process.pid).items() if parent in server]
            assert workers
            os.kill(dice.choice(workers), signal.SIGKILL)
            kills[how] += 1
            how = "driver"  # so that the next kill finds something to do
        (os.kill if how == "driver" else os.killpg)(process.pid, signal.SIGKILL)
        process.wait()
        kills[how] += 1
        assert archives.gone(process.pid), f"orphans after a kill of {how}: {archives.session(process.pid)}"
        share = parts(out) / PARTS
        assert 0.1 < share < 0.9, "a kill that comes before the first commit, or after the last, proves nothing"
    assert kills.total() >= 12
    assert set(kills) == {"driver", "everybody", "worker"}
    done = run(folder, *WORDS)
    assert done.returncode == 0
    assert done.stdout.startswith(f"{FILES * EACH} documents in = {FILES * EACH} ok\n")
    assert digest(out) == whole
    shutil.rmtree(out)


def test_workers_that_are_killed_again_and_again_cost_nothing(undisturbed: tuple[Path, str]) -> None:
    folder, whole = undisturbed
    process = subprocess.Popen(
        archives.command("archive", "--isolated", "--out", "out", *WORDS), cwd=folder, env=archives.environment({}),
        stdout=subprocess.PIPE, start_new_session=True, encoding="utf-8",
    )  # fmt: skip
    dice, killed = random.Random(3), 0
    for target in range(8, PARTS - 8, 12):
        while parts(folder / "out") < target:
            assert process.poll() is None
            time.sleep(0.002)
        server = {pid for pid, parent in archives.session(process.pid).items() if parent == process.pid}
        workers = [pid for pid, parent in archives.session(process.pid).items() if parent in server]
        os.kill(dice.choice(workers), signal.SIGKILL)
        killed += 1
    out, _ = process.communicate(timeout=120)
    assert killed >= 4
    assert process.returncode == 0
    assert out.startswith(f"{FILES * EACH} documents in = {FILES * EACH} ok\n")
    assert digest(folder / "out") == whole
    shutil.rmtree(folder / "out")


POISON = {
    "a fault of ours": ("RAISE NOW", "failed"),
    "a process that ends": ("DIE NOW", "worker-died"),
    "a loop in Python": ("LOOP FOREVER", "timeout"),
    "a call that does not come back": ("HANG IN C", "timeout"),
}


@pytest.mark.parametrize(("words", "status"), POISON.values(), ids=POISON)
def test_a_poisonous_document_costs_itself_and_no_other(tmp_path: Path, words: str, status: str) -> None:
    texts = [article(n) for n in range(30)]
    for n in (5, 17):
        texts[n] += words
    records(tmp_path / "in.jsonl", ({"id": f"{n}", "text": text} for n, text in enumerate(texts)))
    done = run(tmp_path, "in.jsonl", "--time-limit", "1", "--part", "10", faults={"FAULT_TEXTS": "1"})
    assert done.returncode == 0
    assert done.stdout.startswith(f"30 documents in = 28 ok + 2 {status}\n")
    found = rows(tmp_path / "out", "SELECT id, status, detail FROM documents WHERE status <> 'ok' ORDER BY id::INT")
    assert [(name, told) for name, told, _ in found] == [("5", status), ("17", status)]
    assert all(detail for _, _, detail in found)
    assert rows(tmp_path / "out", "SELECT count(DISTINCT doc), count(*) FROM documents") == [(30, 30)]
    again = run(tmp_path, "in.jsonl", "--time-limit", "1", "--part", "10")
    assert "nothing was left to do" in again.stdout


UNREADABLE = {
    "a fault of ours": ("BREAK THE READER", "unreadable"),
    "a process that ends": ("KILL THE READER", "worker-died"),
}


@pytest.mark.parametrize(("words", "status"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_breaks_its_reader_is_read_as_far_as_that_and_says_so(
    tmp_path: Path, words: str, status: str
) -> None:
    records(tmp_path / "bad.jsonl", ({"text": article(n) + (words if n == 7 else "")} for n in range(20)))
    records(tmp_path / "good.jsonl", ({"text": article(n)} for n in range(20, 30)))
    done = run(tmp_path, "bad.jsonl", "good.jsonl", "--part", "5", faults={"FAULT_TEXTS": "1"})
    assert done.returncode == 0
    assert done.stdout.startswith(f"18 documents in = 17 ok + 1 {status}\n")
    (row,) = rows(tmp_path / "out", "SELECT source, position, detail FROM documents WHERE status <> 'ok'")
    assert row[:2] == ("bad.jsonl", "from document 7")
    assert row[2]


def test_a_unit_that_cannot_be_written_is_left_for_the_next_run(tmp_path: Path) -> None:
    records(tmp_path / "bad.jsonl", ({"text": article(n) + ("FULL DISK" if n == 7 else "")} for n in range(20)))
    records(tmp_path / "good.jsonl", ({"text": article(n)} for n in range(20, 30)))
    words = ("bad.jsonl", "good.jsonl", "--part", "5", "--progress", "none")
    done = run(tmp_path, *words, faults={"FAULT_TEXTS": "1"})
    assert done.returncode == 2
    assert "bad.jsonl: no space left on device; run the same command again" in done.stderr
    assert done.stdout.startswith("15 documents in = 15 ok\n")
    assert not list((tmp_path / "out").rglob("*.tmp")), "what fills a disk is not left there"
    assert "left undone: bad.jsonl" in archives.citeaudit("archive", "--status", "out", cwd=tmp_path).stdout
    assert run(tmp_path, *words).stdout.startswith("30 documents in = 30 ok\n")
    assert rows(tmp_path / "out", "SELECT count(DISTINCT doc), count(*) FROM documents") == [(30, 30)]
