"""Archives on Spark: the same rows as on one machine, whatever dies, and nothing lost or counted twice."""

import gzip
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
pytest.importorskip("pyspark", reason="needs pyspark: pip install 'citeaudit[spark]'")
pytest.importorskip("pandas", reason="needs pandas: pip install 'citeaudit[spark]'")

import archives
from archives import article, digest, parts, records, rows

from citeaudit import rulebook
from citeaudit.archive import spark
from citeaudit.archive.folders import Results
from citeaudit.archive.identity import Cut, Job
from citeaudit.archive.local import Outcome
from citeaudit.archive.manifest import Manifest
from citeaudit.archive.options import Options
from citeaudit.archive.progress import Silence
from citeaudit.archive.rows import Wanted
from citeaudit.archive.spark import auditing, driving, session
from citeaudit.errors import CiteauditError
from citeaudit.settings import Settings

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc and kills"),
    pytest.mark.skipif(session.java() is None, reason="needs Java 17: apt-get install openjdk-17-jre-headless"),
]

FAULTS = Path(__file__).parent / "spark_faults"


@pytest.fixture(scope="module")
def at_work() -> Iterator[Any]:
    """A session of two cores whose workers can be made to do harm; Java is started once for all tests."""
    paths = (FAULTS, FAULTS.parent, *filter(None, [os.environ.get("PYTHONPATH")]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(map(str, paths)))
        patch.setenv("FAULT_TEXTS", "1")
        with session.started({}, 2) as started:
            assert started.sparkContext.master == "local[2,4]"
            yield started


def job(part: int = 5000, limit: float = 30.0, settings: Settings | None = None) -> Job:
    settings = settings or Settings()
    return Job(rulebook.load(settings).digest, settings, Wanted(), Options(), Cut(part), limit)


def run(at_work: Any, folder: Path, what: Job | None = None, batch: int | None = None) -> Outcome:
    """Audit `in` into `out`."""
    means = driving.Means(partial(nullcontext, at_work), batch)
    return auditing.run([str(folder / "in")], Results(folder / "out"), what or job(), Silence(), means)


def local(folder: Path, *words: str, faults: dict[str, str] | None = None) -> str:
    """The digest of what the engine for one machine makes of the same."""
    done = archives.citeaudit(
        "archive", "--isolated", "--out", folder / "local", folder / "in", "--progress", "none", *words,
        cwd=folder, faults=faults,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return digest(folder / "local")


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """An archive with documents of all fates."""
    inputs = archives.archive(tmp_path / "in", files=4, each=6)
    for n in range(3):
        (inputs / f"note-{n}.md").write_text(article(100 + n), encoding="utf-8")
    (inputs / "picture.md").write_bytes(b"\0\1\2" * 40)
    whole = records(
        inputs / "cut.jsonl.gz", ({"id": f"{n}", "text": article(n) + os.urandom(900).hex()} for n in range(40))
    )
    whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    import pyarrow as pa
    from pyarrow import parquet

    parquet.write_table(pa.table({"text": [article(200), article(201)]}), inputs / "good.parquet")
    (inputs / "bad.parquet").write_bytes((inputs / "good.parquet").read_bytes()[:-20])
    with (inputs / "odd.jsonl").open("w", encoding="utf-8") as file:
        file.write('no JSON\n{"body": "no text"}\n')
    return tmp_path


def test_rows_are_those_of_one_machine_and_nothing_corrupt_is_skipped_in_silence(at_work: Any, mixed: Path) -> None:
    outcome = run(at_work, mixed)
    statuses = dict(outcome.totals.statuses)
    assert outcome.totals.documents == sum(statuses.values())
    assert statuses["ok"] > 24 + 3 + 2
    assert statuses["truncated"] >= 1
    assert statuses["parse-error"] >= 2
    told = rows(mixed / "out", "SELECT source, status FROM documents WHERE status <> 'ok'")
    names = {Path(source).name: status for source, status in told}
    assert names["cut.jsonl.gz"] == "truncated"
    assert set(names) == {"cut.jsonl.gz", "bad.parquet", "odd.jsonl", "picture.md"}
    assert digest(mixed / "out") == local(mixed)
    for table in archives.TABLES:
        query = f"SELECT * FROM {table} ORDER BY ALL"  # noqa: S608 - a name of ours
        assert rows(mixed / "out", query) == rows(mixed / "local", query)
    again = archives.citeaudit(
        "archive", "--isolated", "--out", mixed / "out", mixed / "in", "--progress", "none", cwd=mixed
    )
    assert "nothing was left to do" in again.stdout, "one engine goes on where the other stopped"
    report = archives.citeaudit("report", mixed / "out", "--only", "overview", "--output-format", "json", cwd=mixed)
    assert f'"count": {outcome.totals.documents}' in report.stdout


def test_a_second_run_starts_no_job(mixed: Path, at_work: Any) -> None:
    first = run(at_work, mixed)

    def refuse() -> Any:
        raise AssertionError("a session was opened")

    means = driving.Means(refuse)
    second = auditing.run([str(mixed / "in")], Results(mixed / "out"), job(), Silence(), means)
    assert (second.totals, second.fresh.documents) == (first.totals, 0)


def test_poisonous_documents_cost_themselves_and_no_other(at_work: Any, tmp_path: Path) -> None:
    texts = [article(n) for n in range(24)]
    fates = {3: ("RAISE NOW", "failed"), 9: ("DIE NOW", "worker-died"), 14: ("LOOP FOREVER", "timeout"),
             20: ("HANG IN C", "timeout")}  # fmt: skip
    for n, (words, _) in fates.items():
        texts[n] += words
    (tmp_path / "in").mkdir()
    records(tmp_path / "in" / "a.jsonl.gz", ({"id": f"{n}", "text": text} for n, text in enumerate(texts)))
    records(tmp_path / "in" / "b.jsonl", [{"id": "24", "text": article(24)}])
    outcome = run(at_work, tmp_path, job(part=10, limit=1.0))
    assert outcome.totals.statuses == {"ok": 21, "failed": 1, "worker-died": 1, "timeout": 2}
    assert outcome.units_left == 0
    found = rows(tmp_path / "out", "SELECT id::INT, status FROM documents WHERE status <> 'ok' ORDER BY 1")
    assert found == [(n, status) for n, (_, status) in fates.items()]
    assert digest(tmp_path / "out") == local(tmp_path, "--part", "10", "--time-limit", "1", faults={"FAULT_TEXTS": "1"})


def test_processes_that_are_killed_in_the_middle_cost_nothing(at_work: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for file in range(2):
        texts = ({"id": f"{n}", "text": f"{article(n)} BE SLOW"} for n in range(file * 30, file * 30 + 30))
        records(tmp_path / "in" / f"{file}.jsonl.gz", texts)
    made: list[Outcome] = []
    running = threading.Thread(target=lambda: made.append(run(at_work, tmp_path, job(part=3))))
    running.start()
    killed = []
    for who, least in ((_auditing, 4), (_of_spark, 8)):
        while _placed(tmp_path / "out") < least:
            assert running.is_alive()
            time.sleep(0.02)
        assert parts(tmp_path / "out") == 0, "nothing counts before its job is done"
        victims = who()
        assert victims
        os.kill(victims[0], signal.SIGKILL)
        killed.append(victims[0])
    running.join(timeout=240)
    assert not running.is_alive()
    assert len(set(killed)) == 2
    (outcome,) = made
    assert outcome.totals.statuses == {"ok": 60}
    assert (outcome.units_left, outcome.fresh.documents) == (0, 60)
    assert digest(tmp_path / "out") == local(tmp_path, "--part", "3")


def test_a_unit_that_kills_every_worker_of_spark_is_named_and_the_others_are_done(
    at_work: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archives.archive(tmp_path / "in", files=3, each=2)
    records(tmp_path / "in" / "deadly.jsonl.gz", [{"text": article(90)}])
    monkeypatch.syspath_prepend(FAULTS)
    import deadly  # type: ignore[import-not-found]

    with monkeypatch.context() as patch:
        patch.setattr(driving.task, "audited", deadly.audited)
        outcome = run(at_work, tmp_path)
    assert outcome.totals.statuses == {"ok": 6}
    assert outcome.units_left == 1
    ((path, why),) = outcome.troubles
    assert path.endswith("deadly.jsonl.gz")
    assert why == "Python worker exited unexpectedly (crashed)."
    whole = run(at_work, tmp_path)
    assert (whole.totals.statuses, whole.fresh.documents, whole.units_left) == ({"ok": 7}, 1, 0)
    assert digest(tmp_path / "out") == local(tmp_path)


def test_a_driver_that_is_interrupted_or_dies_between_batches_is_gone_on_with(at_work: Any, tmp_path: Path) -> None:
    inputs = archives.archive(tmp_path / "in", files=16, each=6)
    for path in inputs.iterdir():
        path.write_bytes(gzip.compress(gzip.decompress(path.read_bytes()).replace(b'"}\n', b' BE SLOW"}\n'), mtime=0))
    whole = local(tmp_path, "--part", "2")
    paths = os.pathsep.join(map(str, (FAULTS, FAULTS.parent, os.environ.get("PYTHONPATH", ""))))
    words = ("archive", "--isolated", "--out", tmp_path / "out", inputs, "--part", "2", "--engine", "spark", "--batch",
             "1", "--jobs", "2", "--progress", "json")  # fmt: skip
    every = 16 * 3
    for happens, least in (("Ctrl-C", 6), ("Java dies", 16), ("the driver dies", 26)):
        process = subprocess.Popen(
            archives.command(*words), cwd=tmp_path, start_new_session=True, encoding="utf-8", stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=archives.environment({"PYTHONPATH": paths, "FAULT_TEXTS": "1"}),
        )  # fmt: skip
        while parts(tmp_path / "out") < least:
            assert process.poll() is None, process.communicate()
            time.sleep(0.02)
        if happens == "Java dies":
            (java,) = (pid for pid in _below(process.pid) if "java" in _words(pid).split("\0")[0])
            os.kill(java, signal.SIGKILL)
        else:
            process.send_signal(signal.SIGINT if happens == "Ctrl-C" else signal.SIGKILL)
        said, errors = process.communicate(timeout=240)
        assert 0.1 < parts(tmp_path / "out") / every < 0.9
        known = ("{", "citeaudit: ", "WARNING: Using incubator")  # the last by Java, which nobody can keep quiet
        assert [line for line in errors.splitlines() if not line.startswith(known)] == [], errors
        last = errors.splitlines()[-1]
        if happens == "Ctrl-C":
            assert "pieces of the input are left" in said
            assert last == "citeaudit: interrupted; what is done is kept, and the same command goes on from there"
        if happens == "Java dies":
            assert last.startswith("citeaudit: Spark has stopped: ")
            assert last.endswith("what is done is kept, and the same command goes on")
        assert process.returncode == (-signal.SIGKILL if happens == "the driver dies" else 2)
        assert archives.gone(process.pid, 60), "Java and its workers end with the driver"
    # A kill in the middle of a commit may leave it in the log alone, where only who may write finds it.
    with Manifest(Results(tmp_path / "out").manifest) as manifest:
        before = len(manifest.shards(job(part=2).run))
    outcome = run(at_work, tmp_path, job(part=2))
    assert outcome.fresh.documents == (every - before) * 2
    assert outcome.totals.statuses == {"ok": 96}
    assert digest(tmp_path / "out") == whole


OBSTACLES = {
    "another version": ("0.0.1", {}, "not 0.0.1: install the same version everywhere"),
    "other rules": (None, {"rules_digest": "sha256:0"}, "has other rules than the driver"),
}


@pytest.mark.parametrize(("version", "changed", "said"), OBSTACLES.values(), ids=OBSTACLES)
def test_workers_that_would_give_other_rows_are_told_before_the_first_unit(
    at_work: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    version: str | None,
    changed: dict[str, Any],
    said: str,
) -> None:
    archives.archive(tmp_path / "in", files=1, each=1)
    if version:
        monkeypatch.setattr(driving, "__version__", version)
    with pytest.raises(CiteauditError, match=said):
        run(at_work, tmp_path, job()._replace(**changed))
    assert parts(tmp_path / "out") == 0


def test_relative_paths_need_workers_in_the_same_folder(
    at_work: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archives.archive(tmp_path / "in", files=1, each=1)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CiteauditError, match="name all files and folders by their whole path"):
        spark.audit(at_work, "in", "out")
    outcome = spark.audit(at_work, str(tmp_path / "in"), "out")
    assert outcome.totals.statuses == {"ok": 1}


def test_what_came_to_a_status_can_be_tried_again_from_a_session(at_work: Any, tmp_path: Path) -> None:
    records(tmp_path / "in.jsonl", [{"text": "It rained."}, {"title": "Without a text"}])
    words = (at_work, str(tmp_path / "in.jsonl"), str(tmp_path / "out"))
    assert spark.audit(*words).totals.statuses == {"ok": 1, "parse-error": 1}
    assert spark.audit(*words, retry=("timeout",)).again == 0
    assert spark.audit(*words, retry=("parse-error",)).again == 1
    with pytest.raises(CiteauditError, match='there is no "time-out"; did you mean "timeout"'):
        spark.audit(*words, retry=("time-out",))


def test_texts_in_a_table_of_spark_are_audited_as_those_of_an_archive(at_work: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    texts = [article(n) for n in range(6)]
    records(tmp_path / "in" / "a.jsonl", ({"id": f"a-{n}", "text": text} for n, text in enumerate(texts)))
    local(tmp_path)
    frame = at_work.createDataFrame(
        [*((f"a-{n}", text, n) for n, text in enumerate(texts)), ("none", None, 9), ("long", article(1) * 9, 10)],
        "url string, `article body` string, n int",
    )
    reading: dict[str, Any] = {"text_field": "article body", "id_field": "url", "options": Options(max_document=3000)}
    found = spark.rows(frame, **reading)
    assert found.columns[:3] == ["id", "doc", "rule"]
    compared = "id, rule, level, start_char, end_char, message"
    expected = rows(
        tmp_path / "local",
        f"SELECT d.{compared} FROM findings f JOIN documents d USING (doc) ORDER BY ALL",  # noqa: S608
    )
    assert sorted(map(tuple, found.selectExpr(*compared.split(", ")).collect())) == expected
    documents = spark.rows(frame, "documents", **reading)
    statuses = {row.id: row.status for row in documents.collect()}
    assert statuses == {**{f"a-{n}": "ok" for n in range(6)}, "none": "parse-error", "long": "oversize"}
    attributed = spark.rows(frame, "attributions", **reading)
    assert attributed.where("source LIKE '%Voll%'").count() == 6


MISTAKES = {
    "a column": ({"text_field": "body"}, 'the table has no column "body", only id, text'),
    "a table": ({"table": "finding"}, 'did you mean "findings"'),
}


@pytest.mark.parametrize(("given", "said"), MISTAKES.values(), ids=MISTAKES)
def test_what_is_not_there_is_told_before_a_job_begins(at_work: Any, given: dict[str, str], said: str) -> None:
    with pytest.raises(CiteauditError, match=said):
        spark.rows(at_work.createDataFrame([("1", "It rained.")], "id string, text string"), **given)


def test_results_are_tables_of_spark_and_only_what_counts_is_in_them(at_work: Any, tmp_path: Path) -> None:
    archives.archive(tmp_path / "in", files=2, each=3)
    run(at_work, tmp_path)
    (found,) = (tmp_path / "out").glob("run=*/findings")
    some = next(found.iterdir())
    shutil.copy(some, found / "0000000000000000-000000.parquet")
    read = spark.results(at_work, str(tmp_path / "out"), "findings")
    assert read.count() == rows(tmp_path / "out", "SELECT count(*) FROM findings")[0][0] - _rows_of(some)
    assert read.select("rule").distinct().count() > 2
    assert spark.results(at_work, str(tmp_path / "out"), "sentences").count() == 0


def _rows_of(path: Path) -> int:
    from pyarrow import parquet

    return int(parquet.read_metadata(path).num_rows)


def _placed(out: Path) -> int:
    return len(list(out.glob("run=*/documents/*.parquet")))


def _auditing() -> list[int]:
    """The processes that audit: forked from servers that processes of Spark have started."""
    servers = set(_servers())
    return [pid for pid, parent in _parents().items() if parent in servers]


def _of_spark() -> list[int]:
    """The Python processes of Spark that have started such a server, and have a unit in hand."""
    found = _parents()
    return [found[server] for server in _servers() if server in found.values()]


def _servers() -> list[int]:
    ours = _below(os.getpid())
    return [pid for pid in ours if "multiprocessing.forkserver" in _words(pid) and "archive.worker" in _words(pid)
            and "pyspark" in _words(_parents().get(pid, 0))]  # fmt: skip


def _below(leader: int) -> set[int]:
    found, below = _parents(), {leader}
    while more := {pid for pid, parent in found.items() if parent in below} - below:
        below |= more
    return below


def _parents() -> dict[int, int]:
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                state, parent = (entry / "stat").read_text().rpartition(")")[2].split()[:2]
            except OSError:
                continue
            if state not in "ZX":
                found[int(entry.name)] = int(parent)
    return found


def _words(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace")
    except OSError:
        return ""
