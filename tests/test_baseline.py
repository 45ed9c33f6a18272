"""The baseline: findings that a repository has lived with."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from citeaudit.baseline import read
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
    assert done.returncode == 0 and "0 left" in done.stdout


def test_the_file_is_sorted_and_one_line_an_entry(repository: Path) -> None:
    head, *lines = (repository / "b.txt").read_text(encoding="utf-8").splitlines()
    assert head.startswith("# citeaudit baseline 1") and lines == sorted(lines)
    assert all(line.count("\t") == 3 for line in lines)
    assert CLAIM in run(repository, "baseline", "show", "b.txt").stdout


@pytest.mark.parametrize("content", ["<<<<<<< ours\n", "abc\tx\ty\tz\n"])
def test_a_broken_merge_names_its_line(tmp_path: Path, content: str) -> None:
    (tmp_path / "b.txt").write_text(content, encoding="utf-8")
    with pytest.raises(CiteauditError, match=r"b\.txt:1: this is no line of a baseline"):
        read(str(tmp_path / "b.txt"))
