"""A document and its past: two files, and what git knows of one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

LIST = "\n\nSources:\n[1] Minutes, Tarn Post, https://tarn.example/a\n[2] Log, Tarn Post, https://tarn.example/b\n"
BODY = "The board sold 45 cranes in May [1]. The ferry carried 61,000 people that year [2]. It rained."
OLD = BODY + LIST
FIGURE = OLD.replace("45", "54")
ENTRIES = [
    {"label": "1", "title": "Minutes", "url": "https://tarn.example/a"},
    {"label": "2", "title": "Log", "url": "https://tarn.example/b"},
]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="git is run as on Unix")


def run(cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "citeaudit", "compare", "--isolated", *words]
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done


def git(cwd: Path, *words: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=cwd, check=True, capture_output=True)


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A repository with two articles in a folder, committed once."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles/a.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "articles/b.txt").write_text(f"Norr in brief\n\n{OLD}", encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


def test_two_files(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(FIGURE, encoding="utf-8")
    done = run(tmp_path, "old.txt", "new.txt")
    assert done.returncode == 1
    assert done.stdout == (
        "new.txt:1: figure changed: 45 → 54\n"
        "  - The board sold 45 cranes in May [1].\n"
        "  + The board sold 54 cranes in May [1].\n"
        "\n"
        "1 change that an editor should see\n"
    )
    same = run(tmp_path, "old.txt", "old.txt")
    assert same.returncode == 0
    assert same.stdout == "0 changes that an editor should see\n"


def test_a_report_for_programs(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(FIGURE, encoding="utf-8")
    (one,) = json.loads(run(tmp_path, "--output-format", "json", "old.txt", "new.txt").stdout)["documents"]
    (change,) = one["changes"]
    assert (one["old"], one["new"], one["note"], one["error"]) == ("old.txt", "new.txt", None, None)
    assert (change["kind"], change["what"]) == ("figure changed", "45 → 54")
    assert change["new"]["text"] == "The board sold 54 cranes in May [1]."
    assert [FIGURE[start:end] for start, end in change["new"]["differs"]] == ["54"]
    assert [OLD[start:end] for start, end in change["old"]["differs"]] == ["45"]


def test_long_sentences_are_shown_where_they_differ(tmp_path: Path) -> None:
    long = f"After {'a very long quarrel with the union and the town, ' * 6}the board sold 45 cranes in May [1]."
    (tmp_path / "old.txt").write_text(long + LIST, encoding="utf-8")
    (tmp_path / "new.txt").write_text(long.replace("45", "54").replace("After a", "Before a") + LIST, encoding="utf-8")
    lines = run(tmp_path, "old.txt", "new.txt").stdout.splitlines()
    assert all(len(line) <= 100 for line in lines)
    assert any(line.startswith("  - After") and "sold 45 cranes" in line for line in lines)
    assert any(line.startswith("  + Before") and "sold 54 cranes" in line for line in lines)


@pytest.mark.parametrize(
    "words",
    [
        ("old.txt",),
        ("old.txt", "gone.txt"),
        ("old.txt", "old.txt", "old.txt"),
        ("gone.txt", "old.txt"),
        ("old.txt", "picture.txt"),
    ],
)
def test_files_that_cannot_be_compared(tmp_path: Path, words: tuple[str, ...]) -> None:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    done = run(tmp_path, *words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)


def test_a_file_and_its_past(desk: Path) -> None:
    (desk / "articles/a.txt").write_text(OLD.replace(" [2]", ""), encoding="utf-8")
    done = run(desk, "--git", "HEAD", "articles/a.txt")
    assert done.returncode == 1
    assert "articles/a.txt:1: citation lost: cited [2] Log, cites nothing now" in done.stdout
    assert run(desk / "articles", "--git", "HEAD", "a.txt").returncode == 1


def test_a_folder_and_its_past(desk: Path) -> None:
    (desk / "articles/b.txt").write_text(f"Norr in brief\n\n{FIGURE}", encoding="utf-8")
    (desk / "articles/c.txt").write_text(OLD, encoding="utf-8")
    (desk / "articles/a.txt").unlink()
    done = run(desk, "--git", "HEAD", "articles/")
    assert done.returncode == 1
    assert "articles/b.txt:3: figure changed: 45 → 54" in done.stdout
    assert "articles/c.txt: is new since HEAD: there is nothing to compare it with" in done.stdout
    assert "articles/a.txt: is deleted since HEAD" in done.stdout
    assert "1 change in 1 of 3 documents that an editor should see" in done.stdout


def test_what_did_not_change_is_silent(desk: Path) -> None:
    done = run(desk, "--git", "HEAD", "articles", "articles/a.txt")
    assert (done.returncode, done.stdout) == (0, "0 changes in 0 of 2 documents that an editor should see\n")


def test_a_renamed_file_is_compared_with_its_old_name(desk: Path) -> None:
    git(desk, "mv", "articles/a.txt", "ferry.txt")
    (desk / "ferry.txt").write_text(FIGURE, encoding="utf-8")
    done = run(desk, "--git", "HEAD", "ferry.txt")
    assert done.returncode == 1
    assert "ferry.txt:1: figure changed" in done.stdout
    (one,) = json.loads(run(desk, "--git", "HEAD", "--output-format", "json", "ferry.txt").stdout)["documents"]
    assert one["old"] == "articles/a.txt (HEAD)"
    assert "deleted" not in run(desk, "--git", "HEAD", ".").stdout


def test_the_list_beside_an_article_is_that_of_the_revision(desk: Path) -> None:
    article, beside = desk / "d.txt", desk / "d.sources.json"
    article.write_text(BODY, encoding="utf-8")
    beside.write_text(json.dumps(ENTRIES), encoding="utf-8")
    git(desk, "add", ".")
    git(desk, "commit", "-qm", "second")
    beside.write_text(json.dumps([ENTRIES[1] | {"label": "1"}, ENTRIES[0] | {"label": "2"}]), encoding="utf-8")
    assert run(desk, "--git", "HEAD", "d.txt").stdout.count("source swapped") == 2
    article.write_text(BODY.replace("[1]", "[x]").replace("[2]", "[1]").replace("[x]", "[2]"), encoding="utf-8")
    assert run(desk, "--git", "HEAD", "d.txt").returncode == 0


def test_older_revisions(desk: Path) -> None:
    (desk / "articles/a.txt").write_text(FIGURE, encoding="utf-8")
    git(desk, "commit", "-qam", "second")
    assert run(desk, "--git", "HEAD", "articles/a.txt").returncode == 0
    assert run(desk, "--git", "HEAD~1", "articles/a.txt").returncode == 1


WRONG = {
    "an unknown revision": (("--git", "nothing", "articles/a.txt"), 'has no revision "nothing"'),
    "an option for a revision": (("--git=--help", "articles/a.txt"), 'has no revision "--help"'),
    "no revision": (("--git", "", "articles/a.txt"), 'has no revision ""'),
    "standard input": (("--git", "HEAD", "-"), "standard input has no past"),
    "a file that is nowhere": (("--git", "HEAD", "articles/z.txt"), "articles/z.txt: there is no such file or folder, and none in HEAD"),
}  # fmt: skip


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_what_git_does_not_have(desk: Path, words: tuple[str, ...], said: str) -> None:
    done = run(desk, *words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr


def test_no_repository(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(OLD, encoding="utf-8")
    done = run(tmp_path, "--git", "HEAD", "a.txt")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "is in no git repository" in done.stderr


def test_a_version_that_cannot_be_read_costs_only_itself(desk: Path) -> None:
    picture = desk / "articles/c.txt"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    git(desk, "add", ".")
    git(desk, "commit", "-qm", "second")
    picture.write_text(OLD, encoding="utf-8")
    (desk / "articles/a.txt").write_text(FIGURE, encoding="utf-8")
    done = run(desk, "--git", "HEAD", "articles")
    assert done.returncode == 2
    assert "articles/a.txt:1: figure changed" in done.stdout
    assert "1 could not be compared" in done.stdout
    assert "articles/c.txt (HEAD): could not be read" in done.stderr


def test_names_that_git_would_quote(desk: Path) -> None:
    name = "articles/Fähre nach Norr.txt"
    (desk / name).write_text(OLD, encoding="utf-8")
    git(desk, "add", ".")
    git(desk, "commit", "-qm", "second")
    (desk / name).write_text(FIGURE, encoding="utf-8")
    assert f"{name}:1: figure changed" in run(desk, "--git", "HEAD", "articles").stdout
