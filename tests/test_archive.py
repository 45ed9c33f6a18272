"""Audits of archives: what comes in is accounted for, runs go on where they stopped, and nothing is mixed or counted twice."""

import json
import os
import re
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

from citeaudit import rulebook
from citeaudit.archive.identity import Cut, Job
from citeaudit.archive.items import Item
from citeaudit.archive.options import Options
from citeaudit.archive.pace import Pace, State
from citeaudit.archive.progress import duration, line
from citeaudit.archive.rows import Wanted, audited, folder, month
from citeaudit.archive.schema import TABLES, Rows, columns
from citeaudit.archive.tally import Done, Totals, UnitState
from citeaudit.settings import Settings

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    archives.archive(tmp_path / "in", files=3, each=4)
    return tmp_path


def test_every_document_is_accounted_for_and_a_second_run_does_nothing(small: Path) -> None:
    (small / "in" / "picture.md").write_bytes(b"\0\1\2" * 40)
    (small / "in" / "draft.md").write_text(article(99), encoding="utf-8")
    records(small / "in" / "odd.jsonl", [{"text": article(100)}, {"body": "no text"}, {"text": 5}])
    with (small / "in" / "odd.jsonl").open("a", encoding="utf-8") as file:
        file.write("no JSON\n")
    first = run(small)
    assert first.returncode == 0
    assert first.stdout.splitlines()[0] == "17 documents in = 14 ok + 3 parse-error + 1 decode-error".replace(
        "17", "18"
    )
    assert rows(small / "out", "SELECT status, count(*) FROM documents GROUP BY 1 ORDER BY 1") == [
        ("decode-error", 1), ("ok", 14), ("parse-error", 3),
    ]  # fmt: skip
    before = {path: path.stat().st_mtime_ns for path in (small / "out").rglob("*.parquet")}
    again = run(small)
    assert "nothing was left to do" in again.stdout
    assert again.stdout.splitlines()[0] == first.stdout.splitlines()[0]
    assert {path: path.stat().st_mtime_ns for path in (small / "out").rglob("*.parquet")} == before


def test_documents_that_cannot_be_read_make_the_exit_code_2_only_where_that_is_asked_for(tmp_path: Path) -> None:
    records(tmp_path / "in.jsonl", [{"text": "It rained."}, {"body": "x"}])
    assert run(tmp_path, "in.jsonl").returncode == 0
    assert run(tmp_path, "in.jsonl", "--strict").returncode == 2


def test_findings_make_the_exit_code_1_only_where_a_level_is_named(small: Path) -> None:
    words = ("in", "--select", "vague-attribution")
    assert run(small, *words).returncode == 0
    assert run(small, *words, "--fail-on", "error").returncode == 0
    assert run(small, *words, "--fail-on", "note").returncode == 1


@pytest.mark.slow
def test_any_number_of_processes_and_any_order_give_the_same_rows(small: Path) -> None:
    run(small, "in", "--jobs", "1", "--part", "3")
    one = digest(small / "out")
    shutil.rmtree(small / "out")
    run(small, "in", "--jobs", "3", "--part", "3")
    assert digest(small / "out") == one


@pytest.mark.slow
def test_several_processes_share_a_file_that_cannot_be_cut(tmp_path: Path) -> None:
    padding = "Word after word. " * 40
    texts = [{"text": f"{article(n)}\n{os.urandom(6000).hex()} {padding}"} for n in range(400)]
    path = records(tmp_path / "in.jsonl.gz", texts)
    assert path.stat().st_size > 2 << 20
    command = archives.command(
        "archive", "--isolated", "--out", "out", "in.jsonl.gz", "--jobs", "2", "--part", "20", "--select", "sources",
        "--no-attributions",
    )  # fmt: skip
    slow = {"FAULT_TEXTS": "1"}
    done = subprocess.run(
        command, cwd=tmp_path, env=archives.environment(slow), capture_output=True, check=True, text=True
    )
    assert done.stdout.startswith("400 documents in = 400 ok\n")
    note = json.loads(done.stderr.splitlines()[0])["note"]
    assert note == "in.jsonl.gz: one unit (.gz): a compressed file is read from its beginning"
    assert rows(tmp_path / "out", "SELECT count(DISTINCT doc), count(*) FROM documents") == [(400, 400)]


def test_changed_rules_have_a_folder_of_their_own_and_mix_with_nothing(small: Path) -> None:
    run(small)
    one = digest(small / "out")
    other = run(small, "in", "--ignore", "ai-debris")
    assert "12 documents in" in other.stdout
    assert len(list((small / "out").glob("run=*"))) == 2
    said = json.loads(citeaudit("report", "out", "--output-format", "json", cwd=small).stdout)
    assert said["tables"]["overview"]["rows"][0]["count"] == 12
    assert "ai-debris" not in {row["rule"] for row in said["tables"]["rules"]["rows"]}
    runs = json.loads(citeaudit("report", "out", "--only", "runs", "--output-format", "json", cwd=small).stdout)
    first = runs["tables"]["runs"]["rows"][1]["run"]
    older = json.loads(citeaudit("report", "out", "--run", first, "--output-format", "json", cwd=small).stdout)
    assert "ai-debris" in {row["rule"] for row in older["tables"]["rules"]["rows"]}
    shutil.rmtree(small / "out" / f"run={said['run']}")
    assert digest(small / "out") == one


def test_what_changes_in_the_input_is_done_again_and_what_is_gone_is_taken_out(small: Path) -> None:
    run(small)
    records(small / "in" / "000.jsonl.gz", [{"text": article(500)}])
    (small / "in" / "001.jsonl.gz").unlink()
    again = run(small)
    assert again.stdout.startswith("5 documents in = 5 ok\n")
    assert "1 of them read now" in again.stdout
    kept = digest(small / "out")
    shutil.rmtree(small / "out")
    run(small)
    assert digest(small / "out") == kept


def test_what_an_article_rests_on_besides_is_part_of_its_state(tmp_path: Path) -> None:
    below = tmp_path / "in"
    (below / "b.sources").mkdir(parents=True)
    (below / "a.md").write_text(
        "The council bought 12 boats in March [1]. A storm took 40 of them [2].", encoding="utf-8"
    )
    (below / "b.md").write_text(
        "---\nsources:\n  - label: '1'\n    title: Minutes\n    saved: b.sources/1.txt\n---\n"
        "The council of Skarn bought 12 boats for its yard in March [1].\n", encoding="utf-8",
    )  # fmt: skip
    saved, listed = below / "b.sources" / "1.txt", below / "a.sources.csv"
    saved.write_text("The council of Skarn bought 12 boats for its yard.", encoding="utf-8")

    def rules() -> tuple[str, list[str]]:
        said = run(tmp_path).stdout
        found = rows(tmp_path / "out", "SELECT rule FROM findings ORDER BY ALL")
        return said, [rule for (rule,) in found]

    assert rules()[1] == ["missing-source-list"]
    for change, expected in (
        (lambda: listed.write_text("label,title\n1,Minutes of the board\n", encoding="utf-8"), ["dangling-marker"]),
        (lambda: saved.write_text("The council of Skarn bought 1300 boats for its yard.", encoding="utf-8"),
         ["dangling-marker", "figure-not-in-source"]),
        (saved.unlink, ["dangling-marker", "missing-saved-text"]),
        (listed.unlink, ["missing-saved-text", "missing-source-list"]),
    ):  # fmt: skip
        change()
        said, found = rules()
        assert "2 of them read now" in said
        assert found == expected
        assert "nothing was left to do" in rules()[0]


def test_sources_named_on_the_command_line_hold_for_all_documents(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    (texts / "b").mkdir(parents=True)
    below = tmp_path / "in"
    below.mkdir()
    for name in ("a", "b"):
        (below / f"{name}.md").write_text("The council of Skarn bought 12 boats for its yard [1].", encoding="utf-8")
    (texts / "1.txt").write_text("The council of Skarn bought 1300 boats for its yard.", encoding="utf-8")
    (texts / "b" / "1.txt").write_text("The council of Skarn bought 12 boats for its yard.", encoding="utf-8")
    (tmp_path / "list.csv").write_text("label,title\n1,Minutes of the board\n", encoding="utf-8")
    run(tmp_path, "in", "--sources", "texts", "--sources", "list.csv")
    assert rows(tmp_path / "out", "SELECT source, rule FROM findings JOIN documents USING (doc)") == [
        ("in/a.md", "figure-not-in-source")
    ]
    assert rows(tmp_path / "out", "SELECT DISTINCT title, sources.listed FROM sources") == [
        ("Minutes of the board", True)
    ]
    assert "no such folder or file of saved sources" in run(tmp_path, "in", "--sources", "nowhere").stderr


def test_a_text_that_a_map_names_belongs_to_the_run(tmp_path: Path) -> None:
    text, named = tmp_path / "minutes.txt", tmp_path / "map.json"
    text.write_text("12 boats", encoding="utf-8")
    named.write_text('{"1": "minutes.txt"}', encoding="utf-8")
    job = Job("", Settings(sources=(str(named),)), Wanted(), Options(), Cut(), 30)
    before = job.run
    text.write_text("1300 boats", encoding="utf-8")
    assert job.run != before


@pytest.mark.slow
def test_an_archive_can_grow_by_further_inputs(small: Path) -> None:
    run(small, "in/000.jsonl.gz")
    assert run(small, "in/001.jsonl.gz").stdout.startswith("8 documents in = 8 ok\n")
    assert run(small, "in/000.jsonl.gz", "in/001.jsonl.gz", "in/000.jsonl.gz").stdout.startswith("8 documents in")


def test_results_that_lie_below_the_input_are_no_input(small: Path) -> None:
    words = ("archive", "--isolated", ".", "--out", "results")
    assert citeaudit(*words, cwd=small).stdout.startswith("12 documents in = 12 ok\n")
    again = citeaudit(*words, cwd=small)
    assert again.stdout.startswith("12 documents in = 12 ok\n")
    assert "nothing was left to do" in again.stdout


def test_an_input_without_documents_gives_a_report_without_any(tmp_path: Path) -> None:
    records(tmp_path / "in.jsonl", [])
    assert run(tmp_path, "in.jsonl").stdout.startswith("0 documents in = none\n")
    done = citeaudit("report", "out", cwd=tmp_path)
    assert done.returncode == 0
    assert "documents in" in done.stdout


def test_a_run_is_not_done_while_another_of_its_inputs_is_left(small: Path) -> None:
    faults = {"FAULT_POINT": "after planning", "FAULT_TIME": "1", "FAULT_TOKEN": str(small / "token")}
    assert run(small, "in/000.jsonl.gz", faults=faults).returncode < 0
    assert run(small, "in/001.jsonl.gz").returncode == 0
    assert "so far" in citeaudit("report", "out", cwd=small).stderr
    assert run(small, "in/000.jsonl.gz").returncode == 0
    assert citeaudit("report", "out", cwd=small).stderr == ""


def test_the_fields_of_the_input_are_in_the_rows(tmp_path: Path) -> None:
    record = {"text": article(1), "headline": "Boats", "category": "sport", "date": "3 March 2025", "author": "Mara Lund",
              "url": "https://www.norrholm.example/a", "id": 7}  # fmt: skip
    records(tmp_path / "in.jsonl", [record])
    run(tmp_path, "in.jsonl", "--field", "section=category", "--field", "title=headline", "--sentences")
    (row,) = rows(
        tmp_path / "out",
        "SELECT section, month, author, site, id, url, position, folder, cited > 0, claims IS NOT NULL FROM documents",
    )
    assert row == (
        "sport",
        "2025-03",
        "Mara Lund",
        "norrholm.example",
        "7",
        record["url"],
        "byte 0",
        "in.jsonl",
        True,
        True,
    )
    assert list((tmp_path / "out").glob("run=*/sentences/*.parquet"))


def test_tables_that_are_not_wanted_are_not_written(small: Path) -> None:
    run(small, "in", "--no-attributions")
    assert {path.name for path in (small / "out").glob("run=*/*")} == {
        "documents", "findings", "sources", "lines", "statements",
    }  # fmt: skip
    assert citeaudit("report", "out", cwd=small).returncode == 0


MISTAKES = {
    "no input": (["--out", "out"], "name the input"),
    "no folder": (["in"], "name the input"),
    "an input that is not there": (["missing", "--out", "out"], "missing: there is no such file or folder"),
    "another engine": (["in", "--out", "out", "--engine", "locl"], 'did you mean "local"?'),
    "a field": (["in", "--out", "out", "--field", "sectoin=x"], 'did you mean "section"?'),
    "a limit": (["in", "--out", "out", "--time-limit", "-1"], "needs a number of seconds"),
    "a folder that holds other things": (["in", "--out", "in"], "holds other things"),
    "results at an address": (["in", "--out", "s3://house/out"], "results lie in a folder"),
    "no results": (["--status", "in"], "there are no results here"),
}


@pytest.mark.parametrize(("words", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_in_one_line(small: Path, words: list[str], said: str) -> None:
    done = citeaudit("archive", "--isolated", *words, cwd=small)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_rule_that_does_not_load_stops_a_run_before_it_begins(small: Path) -> None:
    (small / "rules" / "own").mkdir(parents=True)
    (small / "rules" / "own" / "broken.toml").write_text("check = 5\n", encoding="utf-8")
    done = run(small, "in", "--rules", "rules")
    assert done.returncode == 2
    assert "broken.toml" in done.stderr
    assert not (small / "out").exists()


@pytest.mark.parametrize(
    ("package", "words"), [("pyarrow", ["archive", "in", "--out", "o"]), ("duckdb", ["report", "o"])]
)
def test_what_is_not_installed_is_named_with_the_remedy(small: Path, package: str, words: list[str]) -> None:
    code = f"import sys; sys.modules[{package!r}] = None; from citeaudit.cli import main; sys.exit(main({words!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=small, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 2
    assert f"needs {package}" in done.stderr
    assert "pip install 'citeaudit[archive]'" in done.stderr
    assert done.stderr.count("\n") == 1


def test_check_loads_nothing_of_archives(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.\n", encoding="utf-8")
    code = (
        "import sys, citeaudit; from citeaudit.cli import main; main(['check', '--isolated', 'a.txt']);"
        "print(*sorted(name for name in sys.modules if name.partition('.')[0] in"
        " ('pyarrow', 'duckdb', 'sqlite3', 'multiprocessing') or name.startswith('citeaudit.archive.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == ""


@pytest.mark.slow
@linux
def test_a_second_driver_is_refused_and_a_dead_one_is_in_nobodys_way(small: Path) -> None:
    texts = [{"text": f"{article(n)} BE SLOW"} for n in range(200)]
    records(small / "slow.jsonl", texts)
    words = ("archive", "--isolated", "--out", "out", "slow.jsonl", "--jobs", "1", "--part", "1", "--progress", "none")
    first = subprocess.Popen(
        archives.command(*words, faults=True), cwd=small, env=archives.environment({"FAULT_TEXTS": "1"}),
        start_new_session=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(lambda: parts(small / "out") > 1)
        second = run(small)
        assert second.returncode == 2
        assert second.stderr == (
            f"citeaudit: out: another citeaudit archive (process {first.pid}) is at work there; wait, or name another --out\n"
        )
        status = citeaudit("archive", "--status", "out", cwd=small)
        assert f"process {first.pid} is at work" in status.stdout
        assert "documents in =" in status.stdout
        assert re.search(r"in the last \d+ seconds?: \d+ documents and ", status.stdout)
    finally:
        first.kill()
        first.wait()
    assert archives.gone(first.pid)
    assert "nobody is at work" in citeaudit("archive", "--status", "out", cwd=small).stdout
    assert run(small).returncode == 0
    assert "done" in citeaudit("archive", "--status", "out", cwd=small).stdout


@pytest.mark.slow
@linux
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM], ids=["control-c", "a polite end"])
def test_an_interrupted_run_finishes_what_is_in_hand_and_tells_how_to_go_on(small: Path, sent: signal.Signals) -> None:
    records(small / "slow.jsonl", ({"text": f"{article(n)} BE SLOW"} for n in range(60)))
    words = ("archive", "--isolated", "--out", "out", "slow.jsonl", "--jobs", "2", "--part", "3")
    slow = archives.environment({"FAULT_TEXTS": "1"})
    process = subprocess.Popen(
        archives.command(*words, faults=True), cwd=small, env=slow, start_new_session=True, encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    _wait_for(lambda: parts(small / "out") >= 2)
    os.killpg(process.pid, sent) if sent is signal.SIGINT else process.send_signal(sent)
    out, errors = process.communicate(timeout=60)
    assert process.returncode == 2
    assert errors.splitlines()[-1] == (
        "citeaudit: interrupted; what is done is kept, and the same command goes on from there"
    )
    assert "Traceback" not in errors
    assert "pieces of the input are left" in out
    assert archives.gone(process.pid)
    done = parts(small / "out")
    assert 2 <= done < 20
    assert rows(small / "out", "SELECT count(*) FROM documents") == [(3 * done,)]
    again = subprocess.run(
        archives.command(*words, faults=True),
        cwd=small,
        env=archives.environment({}),
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"{60 - 3 * done} of them read now" in again.stdout
    whole = digest(small / "out")
    shutil.rmtree(small / "out")
    run(small, "slow.jsonl", "--part", "3")
    assert digest(small / "out") == whole


def test_progress_is_told_in_json_where_there_is_no_terminal(small: Path) -> None:
    done = run(small)
    last = json.loads(done.stderr.splitlines()[-1])
    assert last["documents"] == 12
    assert last["share"] == 1.0
    assert (last["units"], last["units_done"]) == (3, 3)
    assert last["findings"]["error"] >= 12
    assert run(small, "in", "--part", "7", "--progress", "none").stderr == ""


def _wait_for(happened: object, seconds: float = 60) -> None:
    assert callable(happened)
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.02)


DEFAULT = Wanted()
ITEM = Item("in.jsonl", "byte 0", article(1).encode(), "markdown", "ok", "", (("date", "2025-03-04T10:00:00Z"),))


def _rows(item: Item, wanted: Wanted = DEFAULT) -> Rows:
    settings = Settings()
    return audited(item, rulebook.load(settings), settings, wanted)


def test_rows_are_a_pure_function_of_the_document() -> None:
    assert _rows(ITEM, Wanted(sentences=True)) == _rows(ITEM, Wanted(sentences=True))
    other = _rows(ITEM._replace(position="byte 9"))
    assert other.documents[0].doc != _rows(ITEM).documents[0].doc
    assert other.documents[0].content == _rows(ITEM).documents[0].content
    assert [row[1:] for row in other.findings] == [row[1:] for row in _rows(ITEM).findings]


def test_rows_say_what_the_audit_says() -> None:
    found = _rows(ITEM, Wanted(sentences=True))
    (document,) = found.documents
    assert document.status == "ok"
    assert document.month == "2025-03"
    assert document.title == "The yard at skarn waits, part 1"
    assert document.sentences == len(found.sentences)
    assert document.cited == sum(row.status == "cited" for row in found.sentences)
    assert document.errors == sum(row.level == "error" for row in found.findings)
    debris = next(row for row in found.findings if row.rule == "ai-debris")
    assert article(1)[debris.start_char : debris.end_char] == debris.words
    assert {row.key for row in found.sources} == {"skarn.example/log/1", "norrholm.example/minutes"}
    assert {row.kind for row in found.lines} == {"headline", "paragraph"}
    assert any(row.source == "Petra Voll" for row in found.attributions)
    bought = next(row for row in found.statements if row.text.startswith("The council bought"))
    assert bought.figures == ("1",)
    assert bought.sources == ("skarn.example/log/1",)


def test_every_column_says_what_it_holds_and_every_row_has_them_all() -> None:
    assert (*TABLES, "rests") == Rows._fields
    rows = _rows(ITEM, Wanted(sentences=True))
    for name in TABLES:
        found = getattr(rows, name)
        assert found, name
        assert len(found[0]) == len(columns(name))
        assert all(column.what for column in columns(name))


@pytest.mark.parametrize(
    ("source", "position", "expected"),
    [
        ("in/a.md", "", "in"), ("a.md", "", ""), ("in/f.jsonl", "byte 0", "in/f.jsonl"), ("a.zip", "b/c.md", "a.zip/b"),
        ("a.zip", "c.md", "a.zip"), ("a.zip", r"b\c.md", "a.zip/b"), ("a.zip", "/c.md", "a.zip"),
        ("a.zip", "b/f.jsonl!byte 12", "a.zip/b/f.jsonl"), ("a.zip", "b.tar!c/d.md", "a.zip/b.tar!c"),
        ("s3://b/x.zip", "c.md", "s3://b/x.zip"), ("a.zip", "Help!.md", "a.zip"),
    ],
)  # fmt: skip
def test_the_folder_that_a_document_lies_in(source: str, position: str, expected: str) -> None:
    assert folder(source, position) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2025-03-04", "2025-03"),
        ("4 March 2025", "2025-03"),
        ("2025", None),
        ("yesterday", None),
        (None, None),
        ("20250304", "2025-03"),
        ("20250304T101500Z", "2025-03"),
        ("20251504", None),
        ("202503041", None),
    ],
)
def test_the_month_of_a_date(date: str | None, expected: str | None) -> None:
    assert month(date) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_on_a_terminal_one_line_is_written_again_and_again(small: Path) -> None:
    import pty

    leader, follower = pty.openpty()
    process = subprocess.Popen(
        archives.command("archive", "--isolated", "--out", "out", "in", "--part", "1", "--jobs", "1"), cwd=small,
        env=archives.environment({"COLUMNS": "120"}), stdout=subprocess.DEVNULL, stderr=follower,
    )  # fmt: skip
    os.close(follower)
    said = b""
    while True:
        try:
            said += os.read(leader, 4096)
        except OSError:  # how Linux tells that nobody writes any more
            break
        if process.poll() is not None and said.endswith(b"\n"):
            break
    process.wait()
    os.close(leader)
    lines = said.decode().rstrip("\r\n").split("\r")
    assert len(lines) > 1
    assert "100%" in lines[-1]
    assert "12 documents" in lines[-1]
    assert "MB/s" in lines[-1]
    assert "findings" in lines[-1]
    assert "\n" not in "".join(lines)
    assert max(len(line.removesuffix("\x1b[K")) for line in lines) < 120


def test_how_far_a_run_is_and_how_long_it_will_take() -> None:
    units = [
        UnitState("a", 100, 1, frozenset((0,))),
        UnitState("b", 300, None, frozenset()),
        UnitState("c", 100, None, frozenset()),
    ]
    pace = Pace(units, clock=0.0)
    start = pace.state(Totals(), clock=0.0)
    assert (start.share, start.units, start.units_done, start.seconds_left) == (0.2, 3, 1, None)
    pace.committed("c", Done(50, 200, 0, 0, 0, 0, {"ok": 50}))
    pace.closed("c")
    later = pace.state(Totals(), clock=10.0)
    assert later.share == 0.4
    assert (later.documents_per_second, later.bytes_per_second) == (5.0, 20.0)
    assert later.seconds_left == pytest.approx(30.0)
    pace.committed("b", Done(50, 300, 0, 0, 0, 0, {"ok": 50}))  # a stored byte has been two of documents so far
    assert pace.state(Totals(), clock=20.0).share == pytest.approx((200 + 150) / 500)
    pace.committed("b", Done(50, 3000, 0, 0, 0, 0, {"ok": 50}))
    last = pace.state(Totals(), clock=30.0).share
    assert last is not None
    assert last < 1.0


def test_what_is_not_compressed_is_not_taken_for_four_times_as_much() -> None:
    units = [UnitState("a", 100, None, frozenset()), UnitState("b", 100, None, frozenset())]
    pace = Pace(units, clock=0.0, plain={"a"})
    for unit, bytes_ in (("a", 50), ("b", 200)):
        pace.committed(unit, Done(1, bytes_, 0, 0, 0, 0, {"ok": 1}))
    assert pace.state(Totals(), clock=1.0).share == 0.5


def test_the_line_of_progress_says_what_matters() -> None:
    state = State(
        Totals(1200, 6_000_000, 1, 2, 3, 0, {"ok": 1190, "timeout": 10}),
        0.5,
        4,
        2,
        80.4,
        400_000.0,
        75.0,
        is_stopping=False,
    )
    assert line(state) == (
        "██████████░░░░░░░░░░  50%  1,200 documents  80/s  0.4 MB/s  6 findings  10 not audited  75 s left"
    )
    assert line(state._replace(is_stopping=True)).endswith("finishing what is in hand")
    assert [duration(n) for n in (45, 89, 600, 7300)] == ["45 s", "89 s", "10 min", "2 h 2 min"]


def test_workers_do_without_pandas_where_it_is_installed() -> None:
    pytest.importorskip("pandas")
    code = (
        "import sys; from citeaudit.archive.worker import _NoPandas; sys.meta_path.insert(0, _NoPandas());"
        "from citeaudit.archive import writing; from citeaudit.archive.schema import LineRow;"
        "row = LineRow('d', 'paragraph', 0, 1, 2, 'It rained.');"
        "print(writing.batched([row], writing.schema('lines')).num_rows, 'pandas' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout == "1 False\n"
