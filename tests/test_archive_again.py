"""Archives that are audited again: nothing counts twice, what failed can be tried again, what changed or is gone is told."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")

import archives
from archives import article, citeaudit, digest, parts, records, rows, run

from citeaudit.archive.limits import TimeUpError, limited
from citeaudit.archive.lock import Lock, owner

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc and stops processes")
FAULTY = {"FAULT_TEXTS": "1"}


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    """`in` with three files, and two more in `in/sub`."""
    (tmp_path / "in" / "sub").mkdir(parents=True)
    for n in range(5):
        name = f"{n}.md" if n < 3 else f"sub/{n}.md"
        (tmp_path / "in" / name).write_text(article(n), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "inputs",
    [("in", "in/sub", "in/0.md"), ("in/sub", "./in/"), ("in", "./in", "in/")],
    ids=["a folder and what is in it", "a part first", "one folder in three spellings"],
)
def test_a_file_below_two_inputs_counts_once(folders: Path, inputs: tuple[str, ...]) -> None:
    assert run(folders, *inputs, "--progress", "none").stdout.startswith("5 documents in = 5 ok\n")
    assert "nothing was left to do" in run(folders, *inputs, "--progress", "none").stdout


@pytest.mark.parametrize(("first", "second"), [("in", "in/sub"), ("in/sub", "in")], ids=["a part", "the whole"])
def test_an_input_that_overlaps_with_one_of_an_earlier_command_is_refused_alone(
    folders: Path, first: str, second: str
) -> None:
    run(folders, first)
    refused = run(folders, second)
    assert refused.returncode == 2
    assert refused.stderr == (
        f"citeaudit: in/sub lies in in, and these results already hold {first}: name both, so that nothing counts "
        "twice, or another --out\n"
    )
    assert run(folders, first, second).stdout.startswith("5 documents in = 5 ok\n")


def test_an_input_that_is_called_otherwise_the_next_time_does_not_count_twice(folders: Path) -> None:
    run(folders, "in")
    assert "nothing was left to do" in run(folders, "./in/").stdout
    assert run(folders, str(folders / "in")).stdout.startswith("5 documents in = 5 ok\n")


def test_results_are_no_input(folders: Path) -> None:
    run(folders)
    for path in ("out", str(next((folders / "out").glob("run=*")))):
        done = citeaudit("archive", "--isolated", path, "--out", "other", cwd=folders)
        assert done.returncode == 2
        assert "these are results, and no input; to read them: citeaudit report" in done.stderr
    assert not (folders / "other").exists()


@pytest.mark.slow
def test_a_document_that_processes_died_over_says_so_and_can_be_tried_again(tmp_path: Path) -> None:
    texts = [{"id": f"{n}", "text": article(n) + (" DIE NOW" if n == 7 else "")} for n in range(30)]
    records(tmp_path / "in.jsonl", texts)
    words = ("in.jsonl", "--part", "5", "--progress", "none")
    done = run(tmp_path, *words, faults=FAULTY)
    assert "to audit what failed again: the same command with --retry worker-died\n" in done.stdout
    ((detail,),) = rows(tmp_path / "out", "SELECT detail FROM documents WHERE status = 'worker-died'")
    assert detail == (
        "3 processes died while they audited it, by its fault or killed from outside (as for want of memory); "
        "--retry worker-died tries it again"
    )
    assert "nothing was left to do" in run(tmp_path, *words, "--retry", "timeout").stdout
    again = run(tmp_path, *words, "--retry", "worker-died,timeout")
    assert again.stdout.startswith("30 documents in = 30 ok\n")
    assert "5 of them read now" in again.stdout
    assert "1 part of the results, with all documents in it, done again" in again.stdout
    tried = digest(tmp_path / "out")
    shutil.rmtree(tmp_path / "out")
    run(tmp_path, *words)
    assert digest(tmp_path / "out") == tried


@pytest.mark.slow
def test_a_file_that_killed_its_readers_is_read_to_its_end_when_it_is_tried_again(tmp_path: Path) -> None:
    texts = [{"text": article(n) + ("KILL THE READER" if n == 7 else "")} for n in range(20)]
    records(tmp_path / "in.jsonl", texts)
    words = ("in.jsonl", "--part", "5", "--progress", "none")
    assert run(tmp_path, *words, faults=FAULTY).stdout.startswith("8 documents in = 7 ok + 1 worker-died\n")
    assert run(tmp_path, *words, "--retry", "worker-died").stdout.startswith("20 documents in = 20 ok\n")
    assert rows(tmp_path / "out", "SELECT count(DISTINCT doc), count(*) FROM documents") == [(20, 20)]


def test_a_status_that_there_is_not_cannot_be_tried_again(folders: Path) -> None:
    done = run(folders, "in", "--retry", "worker-dead")
    assert done.returncode == 2
    assert 'did you mean "worker-died"?' in done.stderr


def test_a_manifest_that_is_only_just_being_made_holds_nothing_yet(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "manifest.sqlite").touch()
    told = citeaudit("archive", "--status", "out", cwd=tmp_path)
    assert (told.returncode, told.stdout) == (0, "nothing was begun here\n")
    assert citeaudit("report", "out", cwd=tmp_path).stderr == "citeaudit: out: no run was begun here yet\n"


def test_an_input_without_a_document_is_not_passed_for_one_that_is_fine(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("\n", encoding="utf-8")
    done = run(tmp_path, "in.jsonl", "--progress", "none")
    assert done.returncode == 2
    assert done.stderr == "citeaudit: there is no document in in.jsonl\n"


def test_why_documents_were_not_audited_is_a_command_away(tmp_path: Path) -> None:
    records(tmp_path / "in.jsonl", [{"body": "It rained."}])
    done = run(tmp_path, "in.jsonl")
    told = "why some were not audited, with an example: citeaudit report out --only statuses\n"
    assert told in done.stdout
    assert "(--text-field)" in citeaudit("report", "out", "--only", "statuses", cwd=tmp_path).stdout


def test_files_of_results_that_somebody_took_away_are_made_again(folders: Path) -> None:
    run(folders)
    whole = digest(folders / "out")
    next((folders / "out").glob("run=*/findings/*")).unlink()
    told = citeaudit("report", "out", cwd=folders)
    assert told.returncode == 2
    assert "the results are damaged" in told.stderr
    assert told.stderr.count("\n") == 1
    assert "5 of them read now" in run(folders).stdout
    assert digest(folders / "out") == whole
    shutil.rmtree(next((folders / "out").glob("run=*")))
    told = citeaudit("report", "out", cwd=folders)
    assert told.returncode == 2
    assert "the files of the run are gone" in told.stderr
    run(folders)
    assert digest(folders / "out") == whole


@pytest.mark.slow
@linux
def test_a_file_that_changes_while_it_is_read_is_told_and_done_again(tmp_path: Path) -> None:
    path = records(tmp_path / "in.jsonl", ({"text": f"{article(n)} BE SLOW"} for n in range(60)))
    words = ("--isolated", "--out", "out", "in.jsonl", "--part", "5", "--jobs", "1", "--progress", "none")
    process = subprocess.Popen(
        archives.command("archive", *words, faults=True), cwd=tmp_path, env=archives.environment(FAULTY),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    while parts(tmp_path / "out") < 2:
        assert process.poll() is None
        time.sleep(0.02)
    records(path, ({"text": article(n)} for n in range(100, 110)))
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 2
    assert errors == "citeaudit: in.jsonl: has changed while it was read; run the same command again to try it again\n"
    status = citeaudit("archive", "--status", "out", cwd=tmp_path).stdout
    assert "not all could be done; nobody is at work, and the same command goes on" in status
    assert run(tmp_path, *words[3:]).stdout.startswith("10 documents in = 10 ok\n")


@pytest.mark.slow
@linux
def test_a_run_that_is_suspended_harms_nothing_that_it_has_in_hand(tmp_path: Path) -> None:
    records(tmp_path / "in.jsonl", ({"text": f"{article(n)} BE SLOW"} for n in range(40)))
    words = ("--isolated", "--out", "out", "in.jsonl", "--part", "5", "--jobs", "2", "--time-limit", "1")
    process = subprocess.Popen(
        archives.command("archive", *words, faults=True), cwd=tmp_path, env=archives.environment(FAULTY),
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, encoding="utf-8", start_new_session=True,
    )  # fmt: skip
    while parts(tmp_path / "out") < 1:
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGSTOP)
    time.sleep(12)  # more than any patience with a document that hangs
    os.killpg(process.pid, signal.SIGCONT)
    said, _ = process.communicate(timeout=120)
    assert said.startswith("40 documents in = 40 ok\n")


def go_on() -> None:
    while True:
        pass


def test_the_time_of_a_document_is_that_of_the_processor() -> None:
    with limited(0.2):
        time.sleep(0.4)
    with pytest.raises(TimeUpError), limited(0.1):
        go_on()
    began = time.monotonic()
    with pytest.raises(TimeUpError), limited(0.1):
        time.sleep(60)
    assert time.monotonic() - began < 30


@pytest.mark.skipif(sys.platform == "win32", reason="a shared lock is of Unix")
def test_a_look_at_the_lock_changes_nothing_and_is_in_nobodys_way(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    assert owner(path) is None
    assert not path.exists()
    with Lock(path):
        path.chmod(0o444)
        assert owner(path) == os.getpid()
    import fcntl

    with path.open(encoding="utf-8") as other:
        fcntl.flock(other, fcntl.LOCK_SH)  # somebody else looks
        assert owner(path) is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_a_folder_that_may_not_be_opened_costs_itself(folders: Path) -> None:
    (folders / "in" / "sub").chmod(0)
    try:
        done = run(folders)
    finally:
        (folders / "in" / "sub").chmod(0o755)
    assert done.stdout.startswith("4 documents in = 3 ok + 1 unreadable\n")


STATUSES = {
    "a run": ("out/run=*", "is a part of results; name all of them: "),
    "the manifest": ("out/manifest.sqlite", "is a part of results; name all of them: "),
    "nothing": ("nowhere", "there is no such folder; name that of the results, which --out named"),
    "a folder of other things": ("in", "there are no results here; citeaudit archive INPUT --out in makes them"),
}


@pytest.mark.parametrize(("where", "said"), STATUSES.values(), ids=STATUSES)
def test_the_status_of_what_is_no_folder_of_results_says_what_would_be_one(
    folders: Path, where: str, said: str
) -> None:
    run(folders)
    path = next((str(found.relative_to(folders)) for found in folders.glob(where)), where)
    done = citeaudit("archive", "--status", path, cwd=folders)
    assert done.returncode == 2
    assert f"{path}: {said}" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.slow
@linux
def test_a_run_goes_on_when_nobody_reads_its_progress_any_more(tmp_path: Path) -> None:
    records(tmp_path / "in.jsonl", ({"text": f"{article(n)} BE SLOW"} for n in range(70)))
    words = ("--isolated", "--out", "out", "in.jsonl", "--jobs", "1", "--progress", "json")
    with subprocess.Popen(
        archives.command("archive", *words, faults=True), cwd=tmp_path, env=archives.environment(FAULTY),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    ) as process:  # fmt: skip
        assert process.stderr and process.stdout
        process.stderr.close()
        assert process.stdout.read().startswith("70 documents in = 70 ok\n")
    assert process.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors are closed by a shell of Unix")
def test_a_program_without_output_does_its_work(folders: Path) -> None:
    words = " ".join(archives.command("archive", "--isolated", "--out", "out", "in"))
    done = subprocess.run(["sh", "-c", f"{words} >&- 2>&-"], cwd=folders, env=archives.environment({}), check=False)
    assert done.returncode == 0
    assert rows(folders / "out", "SELECT count(*) FROM documents") == [(5,)]


def test_a_part_that_rests_on_a_saved_text_can_be_done_again(tmp_path: Path) -> None:
    below = tmp_path / "in"
    below.mkdir()
    (below / "1.txt").write_text("The council of Skarn bought 1300 boats for its yard.", encoding="utf-8")
    (below / "a.md").write_text(
        "---\nsources:\n  - label: '1'\n    title: Minutes\n    saved: 1.txt\n---\n"
        "The council of Skarn bought 12 boats for its yard in March [1].\n", encoding="utf-8",
    )  # fmt: skip
    run(tmp_path)
    kept = digest(tmp_path / "out")
    next((tmp_path / "out").glob("run=*/findings/*")).unlink()
    assert "2 of them read now" in run(tmp_path).stdout
    assert digest(tmp_path / "out") == kept


@linux
def test_results_that_nobody_may_write_to_can_be_read(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")  # some shells set it
    run(folders)
    said = citeaudit("report", "out", cwd=folders).stdout
    journal = folders / "out" / "manifest.sqlite-wal"
    assert not journal.exists()

    def read() -> subprocess.CompletedProcess[str]:
        fixed = "mount --bind out out && mount -o remount,ro,bind out && cd out/.. && exec"
        words = [
            "unshare",
            "-rm",
            "sh",
            "-c",
            f'{fixed} "$@"',
            "sh",
            sys.executable,
            "-m",
            "citeaudit",
            "report",
            "out",
        ]
        return subprocess.run(words, cwd=folders, capture_output=True, check=False, encoding="utf-8")

    if subprocess.run(["unshare", "-rm", "true"], check=False, capture_output=True).returncode:
        pytest.skip("no file system may be mounted here")
    assert read().stdout == said
    journal.write_bytes(b"rows that may count")
    assert "where nobody can write, read a copy of the folder" in read().stderr
