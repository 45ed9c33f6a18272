"""The baseline: findings that a repository has lived with."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeaudit.baseline import Entry, read, write
from citeaudit.errors import CiteauditError

CLAIM = "The quarry lost 61 of its trucks in a fire last June."
REFLOWED = CLAIM.replace(" of its", " of\nits")
OTHER = "Police arrested 12 men after the fire in Norrholm."
CITED = "The council met in March [1]."


def run(cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "citeaudit", *words]
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done


CHECK = ("check", "--isolated", "--output-format", "concise", "--select", "uncited-claim", "--baseline", "b.txt")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(f"{CITED}\n\n{CLAIM}\n", encoding="utf-8")
    made = run(tmp_path, "baseline", "create", "b.txt", "a.md", "--isolated")
    assert made.returncode == 0 and "added" in made.stdout
    return tmp_path


def test_what_the_baseline_has_is_not_reported(repository: Path) -> None:
    done = run(repository, *CHECK, "a.md")
    assert (done.returncode, done.stdout) == (0, "")
    report = json.loads(run(repository, *CHECK[:2], "--output-format", "json", "--baseline", "b.txt", "a.md").stdout)
    assert {finding["suppressed"] for finding in report["documents"][0]["findings"]} == {"in the baseline"}
    assert report["summary"]["findings"] == {"error": 0, "warning": 0, "note": 0}


KEPT = {
    "moved": f"It rained.\n\n{CITED}\n\n{CLAIM}\n",
    "reflowed": f"{CITED}\n\n{REFLOWED}\n",
    "renumbered": f"{CITED.replace('[1]', '[7]')}\n\n{CLAIM}\n",
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_text_that_is_moved_or_renumbered_keeps_its_entry(repository: Path, text: str) -> None:
    (repository / "a.md").write_text(text, encoding="utf-8")
    assert run(repository, *CHECK, "a.md").returncode == 0


def test_text_that_is_edited_loses_its_entry(repository: Path) -> None:
    (repository / "a.md").write_text(f"{CITED}\n\n{CLAIM.replace('61', '62')}\n", encoding="utf-8")
    assert run(repository, *CHECK, "a.md").returncode == 1


def test_mending_one_and_breaking_another_is_no_wash(repository: Path) -> None:
    (repository / "a.md").write_text(f"{CITED}\n\n{OTHER}\n", encoding="utf-8")
    assert run(repository, *CHECK, "a.md").returncode == 1


def test_an_update_only_shrinks_unless_asked(repository: Path) -> None:
    (repository / "a.md").write_text(f"{CITED}\n\n{OTHER}\n", encoding="utf-8")
    run(repository, "baseline", "update", "b.txt", "a.md", "--isolated")
    assert run(repository, *CHECK, "a.md").returncode == 1
    run(repository, "baseline", "update", "--add", "b.txt", "a.md", "--isolated")
    assert run(repository, *CHECK, "a.md").returncode == 0


def test_pruning_drops_files_that_are_gone(repository: Path) -> None:
    (repository / "a.md").unlink()
    done = run(repository, "baseline", "prune", "b.txt")
    assert done.returncode == 0 and "0 in b.txt" in done.stdout


def test_the_file_is_sorted_and_one_line_an_entry(repository: Path) -> None:
    head, *lines = (repository / "b.txt").read_text(encoding="utf-8").splitlines()
    assert head.startswith("# citeaudit baseline 1") and lines == sorted(lines)
    assert all(line.count("\t") == 3 for line in lines)
    assert CLAIM in run(repository, "baseline", "show", "b.txt").stdout


@pytest.mark.parametrize(
    "content", ["<<<<<<< ours\n", "abc\tx\ty\tz\n", f"{'g' * 24}\tx\ty\tz\n", f"{'0' * 24}\tx\ty\n"]
)
def test_a_broken_merge_names_its_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "b.txt").write_text(content, encoding="utf-8")
    with pytest.raises(CiteauditError, match=r"b\.txt:1: this is no line of a baseline"):
        read(str(tmp_path / "b.txt"))


def test_git_merges_two_branches_of_it_line_by_line(tmp_path: Path) -> None:
    lines = [f"{number:024x}\tr\ta.md\tw\n" for number in range(0, 60, 2)]
    for name, extra in (("base", []), ("ours", [5]), ("theirs", [41])):
        more = [f"{number:024x}\tr\tb.md\tw\n" for number in extra]
        (tmp_path / name).write_text("".join(sorted([*lines, *more])), encoding="utf-8")
    merged = subprocess.run(
        ["git", "merge-file", "-p", "ours", "base", "theirs"], cwd=tmp_path, check=True, capture_output=True
    )
    (tmp_path / "b.txt").write_bytes(merged.stdout)
    assert len(read(str(tmp_path / "b.txt")).entries) == len(lines) + 2


def test_line_ends_and_marks_of_other_systems_are_read(repository: Path) -> None:
    file = repository / "b.txt"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert run(repository, *CHECK, "a.md").stdout == ""


def test_a_file_that_is_moved_or_renamed_keeps_its_entries(repository: Path) -> None:
    (repository / "in").mkdir()
    (repository / "a.md").rename(repository / "in" / "b.md")
    assert run(repository, *CHECK, ".").returncode == 0
    done = run(repository, "baseline", "update", "b.txt", "in", "--isolated")
    assert done.stdout.startswith("0 added, 0 dropped") and "in/b.md" in (repository / "b.txt").read_text(
        encoding="utf-8"
    )
    assert run(repository, *CHECK, ".").returncode == 0
    assert "0 dropped" in run(repository, "baseline", "prune", "b.txt").stdout


def test_a_copy_of_a_file_has_no_entries(repository: Path) -> None:
    (repository / "in").mkdir()
    (repository / "in" / "a.md").write_bytes((repository / "a.md").read_bytes())
    done = run(repository, *CHECK, ".")
    assert done.returncode == 1 and {line.split(":")[0] for line in done.stdout.splitlines()} == {"in/a.md"}


def test_it_holds_from_any_folder_and_for_standard_input(repository: Path) -> None:
    (repository / "in").mkdir()
    (repository / "in" / "c.md").write_text(f"{CITED}\n\n{OTHER}\n", encoding="utf-8")
    run(repository, "baseline", "update", "--add", "b.txt", ".", "--isolated")
    named = (*CHECK[:-1], "../b.txt")
    for words in (("../a.md",), ("c.md",), (str(repository / "a.md"),)):
        assert run(repository / "in", *named, *words).stdout == ""
    command = [sys.executable, "-m", "citeaudit", *named, "--stdin-filename", "c.md", "-"]
    given = (repository / "in" / "c.md").read_bytes()
    assert subprocess.run(command, cwd=repository / "in", input=given, capture_output=True, check=True).stdout == b""


def test_the_settings_may_name_it_and_updates_see_through_it(repository: Path) -> None:
    (repository / "citeaudit.toml").write_text('baseline = "b.txt"\n', encoding="utf-8")
    command = ("check", "--output-format", "concise", "--select", "uncited-claim", ".")
    assert run(repository, *command).stdout == ""
    before = (repository / "b.txt").read_text(encoding="utf-8")
    assert "0 added, 0 dropped" in run(repository, "baseline", "update", "b.txt", ".").stdout
    assert (repository / "b.txt").read_text(encoding="utf-8") == before
    (repository / "b.txt").unlink()
    done = run(repository, *command, "--output-format", "json")
    assert (done.returncode, done.stdout) == (
        2,
        "",
    ) and "b.txt: this baseline cannot be read: no such file" in done.stderr


def test_what_could_not_be_checked_keeps_its_entries(repository: Path) -> None:
    before = (repository / "b.txt").read_text(encoding="utf-8")
    (repository / "a.md").write_bytes(b"\0\1")
    done = run(repository, "baseline", "update", "b.txt", "a.md", "--isolated")
    assert done.returncode == 2 and "a.md: looks like a binary file" in done.stderr
    assert (repository / "b.txt").read_text(encoding="utf-8") == before


def test_mending_one_of_two_and_breaking_another_leaves_one(repository: Path) -> None:
    (repository / "a.md").write_text(f"{CITED}\n\n{CLAIM}\n\n{OTHER}\n", encoding="utf-8")
    run(repository, "baseline", "update", "--add", "b.txt", "a.md", "--isolated")
    third = "The mayor was sentenced to 14 months in prison in May."
    (repository / "a.md").write_text(f"{CITED}\n\n{CLAIM[:-1]} [1].\n\n{OTHER}\n\n{third}\n", encoding="utf-8")
    done = run(repository, *CHECK, "a.md")
    assert [line.split(":")[1] for line in done.stdout.splitlines()] == ["7"]


NAMES = ("with spaces.md", "two\nlines.md", "a\tb.md", "back\\nslash.md", "caf\udce9.md", "line\u2028sep.md", "#.md")


@pytest.mark.skipif(os.name == "nt" or sys.platform == "darwin", reason="names that these systems do not have")
def test_files_of_any_name_have_their_entries(repository: Path) -> None:
    for name in NAMES:
        (repository / name).write_text(f"{CITED}\n\n{OTHER}\n", encoding="utf-8")
    assert run(repository, *CHECK, ".").returncode == 1
    made = run(repository, "baseline", "update", "--add", "b.txt", ".", "--isolated")
    assert made.returncode == 0
    assert run(repository, *CHECK, ".").stdout == ""
    _, *lines = (repository / "b.txt").read_bytes().decode(errors="surrogateescape").split("\n")
    assert all(line.count("\t") == 3 for line in lines[:-1]) and lines[-1] == ""
    shown = run(repository, "baseline", "show", "b.txt").stdout
    assert len(shown.splitlines()) == len(lines)
    for name in NAMES:
        (repository / name).write_text(f"{CITED}\n\n{CLAIM}\n", encoding="utf-8")
    assert len(run(repository, *CHECK, ".").stdout.splitlines()) == len(NAMES)
    run(repository, "baseline", "update", "b.txt", ".", "--isolated")
    assert {
        entry.path for entry in read(str(repository / "b.txt")).entries.values() if entry.rule == "uncited-claim"
    } == {"a.md"}


KILLED = """
import os, signal, sys
step, when, *words = sys.argv[1:]
owner, name = (__builtins__, "open") if step == "open" else (os, step)
real = getattr(owner, name)
def kill(*given, **named):
    here = step != "open" or ".part" in str(given[0])
    done = real(*given, **named) if when == "after" or not here else None
    if here:
        os.kill(os.getpid(), signal.SIGKILL)
    return done
from citeaudit import cli
setattr(owner, name, kill)
sys.exit(cli.main(words))
"""
PART = re.compile(r"\.citeaudit-\d+\.part")


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", ["open", "fsync", "replace", "chmod"])
def test_a_kill_leaves_the_old_baseline_or_the_new_one(repository: Path, step: str, when: str) -> None:
    file = repository / "b.txt"
    old = file.read_bytes()
    (repository / "a.md").write_text(f"{CITED}\n\n{CLAIM}\n\n{OTHER}\n", encoding="utf-8")
    words = ("baseline", "update", "--add", "b.txt", "a.md", "--isolated")
    killed = subprocess.run([sys.executable, "-c", KILLED, step, when, *words], cwd=repository, check=False)
    assert killed.returncode == -9
    assert (file.read_bytes() == old) == ((step, when) != ("replace", "after"))
    for name in {path.name for path in repository.iterdir()} - {"a.md", "b.txt"}:
        assert PART.fullmatch(name)
        os.utime(repository / name, (0, 0))
    done = run(repository, *words)
    assert done.returncode == 0 and {path.name for path in repository.iterdir()} == {"a.md", "b.txt"}
    assert run(repository, *CHECK, ".").stdout == ""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only to this user")
def test_a_folder_that_may_not_be_written_is_named(repository: Path) -> None:
    repository.chmod(0o555)
    done = run(repository, "baseline", "update", "b.txt", "a.md", "--isolated")
    repository.chmod(0o755)
    assert done.returncode == 2 and "b.txt: cannot be written: permission denied" in done.stderr


@settings(deadline=None)  # a machine may be busy
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1), st.integers(0, 9)
        )
    )
)
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, made: list[tuple[str, int]]) -> None:
    file = tmp_path_factory.mktemp("b") / "b.txt"
    entries = {Entry(f"{number:024x}", "r", path, "w") for path, number in made}
    write(str(file), entries)
    assert set(read(str(file)).entries.values()) == entries
