"""Two versions of an article: what lost its source, what says something new."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from citeaudit import audit_text
from citeaudit.comparison.comparing import compare
from citeaudit.config import Settings

LIST = "\n\nSources:\n[1] Minutes, Tarn Post, https://tarn.example/a\n[2] Log, Tarn Post, https://tarn.example/b\n"
SWAPPED = "\n\nSources:\n[1] Log, Tarn Post, https://tarn.example/b\n[2] Minutes, Tarn Post, https://tarn.example/a\n"
OLD = "The board sold 45 cranes in May [1]. The ferry carried 61,000 people that year [2]. It rained."


def changes(old: str, new: str) -> list[tuple[str, int | None, int]]:
    found = [audit_text(text, settings=Settings(lang="en")).document for text in (old, new)]
    assert found[0] and found[1]
    return [(each.kind, each.old, each.new) for each in compare(found[0], found[1])]


CASES = {
    "nothing": (OLD + LIST, OLD + LIST, []),
    "new numbers for the same sources": (OLD + LIST, OLD.replace("[1]", "[x]").replace("[2]", "[1]").replace("[x]", "[2]") + SWAPPED, []),
    "a citation lost": (OLD + LIST, OLD.replace(" [1]", "") + LIST, [("citation lost", 0, 0)]),
    "one of two citations lost": (OLD.replace("[1]", "[1, 2]") + LIST, OLD + LIST, [("citation lost", 0, 0)]),
    "a source swapped": (OLD + LIST, OLD.replace("[1]", "[2]") + LIST, [("source swapped", 0, 0)]),
    "sources swapped by their list": (OLD + LIST, OLD + SWAPPED, [("source swapped", 0, 0), ("source swapped", 1, 1)]),
    "a figure changed": (OLD + LIST, OLD.replace("45", "54") + LIST, [("figure changed", 0, 0)]),
    "other words, the same citation": (OLD + LIST, OLD.replace("in May", "before summer") + LIST, [("claim changed", 0, 0)]),
    "a new claim": (OLD + LIST, OLD.replace("It rained.", "It rained. Police arrested 12 men.") + LIST, [("new uncited claim", None, 3)]),
    "a new claim with a source": (OLD + LIST, OLD.replace("It rained.", "It rained. Police arrested 12 men [2].") + LIST, []),
    "sentences in another order": (OLD + LIST, "It rained. " + OLD.replace(" It rained.", "") + LIST, []),
    "everything gone": (OLD + LIST, "It snowed.", []),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_what_changed(old: str, new: str, expected: list[tuple[str, int | None, int]]) -> None:
    assert changes(old, new) == expected


def run(cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "citeaudit", "compare", "--isolated", *words]
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done


def test_two_files(tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(OLD + LIST, encoding="utf-8")
    (tmp_path / "new.txt").write_text(OLD.replace("45", "54") + LIST, encoding="utf-8")
    done = run(tmp_path, "old.txt", "new.txt")
    assert done.returncode == 1
    assert "new.txt:1: figure changed: 45 → 54" in done.stdout
    assert run(tmp_path, "old.txt", "old.txt").returncode == 0
    report = json.loads(run(tmp_path, "--output-format", "json", "old.txt", "new.txt").stdout)
    assert [change["kind"] for change in report["documents"][0]["changes"]] == ["figure changed"]
    assert run(tmp_path, "old.txt").returncode == 2
    assert run(tmp_path, "old.txt", "gone.txt").returncode == 2


def test_a_file_and_its_past(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.example")
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    article = tmp_path / "a.txt"
    article.write_text(OLD + LIST, encoding="utf-8")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    article.write_text(OLD.replace(" [2]", "") + LIST, encoding="utf-8")
    done = run(tmp_path, "--git", "HEAD", "a.txt")
    assert done.returncode == 1 and "citation lost" in done.stdout
    wrong = run(tmp_path, "--git", "nothing", "a.txt")
    assert wrong.returncode == 2 and 'has no revision "nothing"' in wrong.stderr
