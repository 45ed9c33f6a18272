"""Lists of sources outside the text: front matter, CSL-JSON, BibTeX, CSV, beside the article or named."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from citeaudit import audit_file, audit_text
from citeaudit.bibliography import entries
from citeaudit.config import Settings
from citeaudit.model import Source
from citeaudit.parse.sources import describe

ARTICLE = "The board sold 45 cranes [1]. It rained [2].\n"
CSL = [
    {"id": "1", "title": "Minutes", "container-title": "Tarn Post", "issued": {"date-parts": [[2025, 3, 3]]},
     "URL": "https://tarn.example/a"},
    {"id": "2", "title": "Log"},
]  # fmt: skip
FILES = {
    "a.sources.json": json.dumps(CSL),
    "a.sources.csv": "Label,Title,Outlet,Date,URL\n1,Minutes,Tarn Post,2025-03-03,https://tarn.example/a\n2,Log,,,\n",
    "a.sources.bib": "@article{1, title={Minutes}, journal={Tarn Post}, date={2025-03-03}, url={https://tarn.example/a}}\n@misc{2, title={Log}}\n",
}


def told(source: Source) -> tuple[str | None, ...]:
    said = describe(source)
    return (source.label, said.title, said.outlet, said.date, source.url)


@pytest.mark.parametrize("name", FILES)
def test_a_list_beside_the_article_is_its_list(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / name).write_text(FILES[name], encoding="utf-8")
    document = audit_file(tmp_path / "a.txt", settings=Settings(lang="en")).document
    assert document is not None
    assert [told(source) for source in document.sources] == [
        ("1", "Minutes", "Tarn Post", "2025-03-03", "https://tarn.example/a"),
        ("2", "Log", None, None, None),
    ]
    assert [source.cited_by for source in document.sources] == [(0,), (1,)]
    assert document.sources[0].origin == name


FRONT = {
    "a table of addresses": "sources:\n  1: https://tarn.example/a\n  2: Log, Tarn Post\n",
    "a list of tables": "sources:\n  - title: Minutes\n    url: https://tarn.example/a\n  - Log, Tarn Post\n",
}


@pytest.mark.parametrize("case", FRONT)
def test_front_matter_may_list_sources(case: str) -> None:
    text = f"---\ntitle: Cranes\n{FRONT[case]}---\n\n{ARTICLE}"
    audit = audit_text(text, format="markdown", settings=Settings(lang="en"))
    assert audit.document is not None
    assert [(source.label, source.url) for source in audit.document.sources] == [
        ("1", "https://tarn.example/a"),
        ("2", None),
    ]
    assert "missing-source-list" not in {finding.rule for finding in audit.findings}


def test_what_is_no_list_is_none() -> None:
    for value in (None, [], {}, ""):
        assert entries.of_items(entries.of_data(value), "x") == entries.Listed()


BROKEN = {"a.sources.json": "{", "a.sources.csv": "\x00", "b.sources.json": "["}


def test_a_list_that_cannot_be_read_costs_the_list_and_not_the_article(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "a.sources.json").write_text('{\n"1": ', encoding="utf-8")
    broken, fine = audit_file(tmp_path / "a.txt"), audit_file(tmp_path / "b.txt")
    (told,) = broken.rules_failed
    assert "a.sources.json:2: this list of sources is not valid JSON" in told
    assert broken.error is None and broken.document is not None
    assert not fine.rules_failed


def test_the_command_line_takes_a_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "list.json").write_text(json.dumps(CSL), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "citeaudit",
        "check",
        "--isolated",
        "--sources",
        "list.json",
        "--output-format",
        "json",
        "a.txt",
    ]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")
    assert done.stderr == ""
    assert [source["title"] for source in json.loads(done.stdout)["documents"][0]["sources"]] == ["Minutes", "Log"]
