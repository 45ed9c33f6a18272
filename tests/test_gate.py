"""What somebody has allowed: comments with a reason, and a baseline."""

import datetime
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit import audit_text
from citeaudit.baseline import read
from citeaudit.config import Settings
from citeaudit.errors import CiteauditError

CLAIM = "The quarry lost 61 of its trucks in a fire last June."
REFLOWED = CLAIM.replace(" of its", " of\nits")
OTHER = "Police arrested 12 men after the fire in Norrholm."
CITED = "The council met in March [1]."
TODAY = datetime.date(2026, 11, 24)


def rules(text: str, fmt: str = "markdown") -> list[tuple[str, str | None]]:
    settings = Settings(lang="en", today=TODAY, select=("uncited-claim",))
    return [(finding.rule, finding.suppressed) for finding in audit_text(text, format=fmt, settings=settings).findings]


def comment(words: str) -> str:
    return f"<!-- citeaudit: {words} -->"


PLACES = {
    "above a block": f"{CITED}\n\n{comment('allow uncited-claim -- witnessed')}\n\n{CLAIM}\n\n{OTHER}",
    "behind a sentence": f"{CITED}\n\n{CLAIM} {comment('allow uncited-claim -- witnessed')}\n\n{OTHER}",
    "by its group": f"{CITED}\n\n{comment('allow citations -- witnessed')}\n\n{CLAIM}\n\n{OTHER}",
    "a range": f"{comment('allow-start uncited-claim -- witnessed')}\n\n{CITED}\n\n{CLAIM}\n\n{comment('allow-end')}\n\n{OTHER}",
    "until a day": f"{CITED}\n\n{comment('allow uncited-claim until 2027-01-31 -- witnessed')}\n\n{CLAIM}\n\n{OTHER}",
    "beside a footnote": f"{CITED}[^1]\n\n{comment('allow uncited-claim -- witnessed')}\n{CLAIM}\n\n{OTHER}\n\n[^1]: Minutes.",
}


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES)
def test_a_comment_allows_what_it_stands_at_and_no_more(text: str) -> None:
    assert rules(text) == [("uncited-claim", "witnessed"), ("uncited-claim", None)]


def test_a_comment_for_the_whole_file() -> None:
    text = f"{CITED}\n\n{CLAIM}\n\n{OTHER}\n\n{comment('allow-file uncited-claim -- archive')}"
    assert rules(text) == [("uncited-claim", "archive")] * 2


FAULTS = {
    "nothing to allow": ("allow uncited-claim -- old", "unused-allow"),
    "an unknown rule": ("allow uncited-clam -- x", "unknown-allow"),
    "what cannot be read": ("please ignore this", "unknown-allow"),
    "no date": ("allow uncited-claim until soon -- x", "unknown-allow"),
    "out of date": ("allow uncited-claim until 2020-01-31 -- x", "expired-allow"),
}


@pytest.mark.parametrize(("words", "rule"), FAULTS.values(), ids=FAULTS)
def test_a_comment_that_does_nothing_is_a_finding(words: str, rule: str) -> None:
    assert rules(f"{comment(words)}\n\n{CITED}") == [(rule, None)]


def test_an_expired_comment_allows_nothing_any_more() -> None:
    text = f"{CITED}\n\n{comment('allow uncited-claim until 2020-01-31 -- x')}\n\n{CLAIM}"
    assert rules(text) == [("uncited-claim", None), ("expired-allow", None)]


def test_a_comment_without_a_reason_is_told() -> None:
    found = rules(f"{CITED}\n\n{comment('allow uncited-claim')}\n\n{CLAIM}")
    assert found == [("uncited-claim", "allowed without a reason"), ("allow-without-reason", None)]


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=30))
def test_any_comment_can_be_read(words: str) -> None:
    audit = audit_text(f"{comment(words)}\n\n{CITED}", format="markdown")
    assert audit.error is None and audit.failures == ()


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
