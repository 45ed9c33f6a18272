"""Reports for other programs: GitHub, GitLab, SARIF, CSV."""

import csv
import io
import json

import pytest

from citeaudit import audit_bytes, audit_text, plugins, reporters
from citeaudit.config import Settings
from citeaudit.model import Audit
from citeaudit.reporters import Options

TEXT = (
    "The council met [4, 1].\n\nThe quarry lost 61 of its trucks: “=SUM(A1), 5 % of all” was lost last June.\n\n"
    "<!-- citeaudit: allow uncited-claim -- seen -->\n\nPolice arrested 12 men after the fire.\n"
)


@pytest.fixture
def audits() -> list[Audit]:
    settings = Settings(lang="en")
    return [
        audit_text(TEXT, path="a, b:c.md", format="markdown", settings=settings),
        audit_text(TEXT, path="second.md", format="markdown", settings=settings),
        audit_bytes(b"\x00\x01" * 400, path="broken.md"),
    ]


def written(name: str, audits: list[Audit]) -> str:
    out = io.StringIO()
    plugins.load(reporters, name).write(iter(audits), out, Options(version="0.1.0"))
    return out.getvalue()


def test_github_annotations_stand_by_level_and_are_escaped(audits: list[Audit]) -> None:
    lines = written("github", audits).splitlines()
    kinds = [line.split(" ", 1)[0] for line in lines if line.startswith("::")]
    order = ["::error", "::warning", "::notice"]
    assert kinds == sorted(kinds, key=order.index)
    assert any("file=a%2C b%3Ac.md,line=" in line for line in lines)
    assert any("broken.md" in line and "could not be checked" in line for line in lines)
    assert not any("12 men" in line for line in lines)


def test_github_shows_what_the_platform_shows_and_counts_the_rest(audits: list[Audit]) -> None:
    many = [audits[0]] * 30
    lines = written("github", many).splitlines()
    assert sum(line.startswith("::warning") for line in lines) == 10
    assert any("more of level warning" in line for line in lines)


def test_gitlab_fingerprints_are_all_different(audits: list[Audit]) -> None:
    issues = json.loads(written("gitlab", [*audits, audits[0]]))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert {issue["severity"] for issue in issues} <= {"info", "minor", "major", "critical", "blocker"}
    assert any(issue["severity"] == "blocker" for issue in issues)


def test_csv_has_no_formula(audits: list[Audit]) -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv", audits))))
    assert rows and all(value[:1] not in ("=", "+", "-", "@") for row in rows for value in row.values() if value)
    assert [row["suppressed"] for row in rows if "12 men" in row["text"]] == ["seen", "seen"]
    assert rows[-1]["rule"] == "unreadable"


def test_sarif_marks_what_is_allowed_and_fails_where_something_was_not_checked(audits: list[Audit]) -> None:
    log = json.loads(written("sarif", audits))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0" and run["columnKind"] == "unicodeCodePoints"
    assert run["invocations"][0]["executionSuccessful"] is False
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert (region["endLine"], region["endColumn"]) > (region["startLine"], region["startColumn"])
        assert result["level"] in ("error", "warning", "note")
    allowed = [result for result in run["results"] if "suppressions" in result]
    assert [result["suppressions"][0]["kind"] for result in allowed] == ["inSource", "inSource"]
    assert "%2C" in run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
