"""What saved texts hold: quotations, figures, names; folders and maps of texts; reports."""

import json
from pathlib import Path

from saved_folder import ARTICLE, TEXTS, folder, run

from citeaudit import audit_text
from citeaudit.settings.config import Settings


def test_a_folder_of_saved_texts_gives_findings_with_their_passage(tmp_path: Path) -> None:
    done = run(folder(tmp_path), "--sources", "saved", "--output-format", "json", "article.txt")
    document = json.loads(done.stdout)["documents"][0]
    rules = {finding["rule"] for finding in document["findings"] if finding["group"] == "evidence"}
    assert rules == {"figure-not-in-source", "quotation-not-in-source", "missing-saved-text"}
    assert [sentence["evidence"]["state"] for sentence in document["sentences"]] == [
        "not found", "not found", "nothing checkable",
    ]  # fmt: skip
    assert document["metrics"]["evidence_recall"]["of"] == [0, 2]


def test_sentences_are_shown_beside_the_passages_of_their_sources(tmp_path: Path) -> None:
    done = run(folder(tmp_path), "--sources", "saved", "--passages", "--fail-on", "never", "article.txt")
    shown = done.stdout[done.stdout.index("nearest passages") :].splitlines()
    assert shown[1].split() == "line 1 The board sold 54 cranes [1].".split()
    assert shown[2].strip().startswith("→ not found: “54”; [1] has “The board sold 45 cranes")
    assert "not checked: no saved text" in done.stdout
    refused = run(tmp_path, "--passages", "article.txt")
    assert refused.returncode == 2 and "--sources" in refused.stderr


def test_without_saved_texts_nothing_is_said_of_evidence(tmp_path: Path) -> None:
    document = json.loads(run(folder(tmp_path), "--output-format", "json", "article.txt").stdout)["documents"][0]
    assert not any(finding["group"] == "evidence" for finding in document["findings"])
    assert "evidence_recall" not in document["metrics"] and "evidence" not in document["sentences"][0]


def test_evidence_is_no_verdict() -> None:
    words = " ".join(
        f"{finding.message} {finding.mend}"
        for finding in audit_text(ARTICLE, settings=Settings(confidence="low"), sources=TEXTS).findings
        if finding.group == "evidence"
    )
    assert words
    for verdict in ("support", "verif", "true", "false", "fake"):
        assert verdict not in words.lower()
