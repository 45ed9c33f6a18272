"""Reports for other programs, read with real parsers and held to their schemas: SARIF, GitHub, GitLab, and the like."""

import csv
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from citeaudit import audit_bytes, audit_text, plugins, reporters, rulebook
from citeaudit.model import Audit
from citeaudit.reporters import Options
from citeaudit.settings.config import Settings

STANDARDS = Path(__file__).parent / "standards"
SCHEMAS = {
    "sarif": jsonschema.Draft4Validator(json.loads((STANDARDS / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))),
    "gitlab": jsonschema.Draft202012Validator(json.loads((STANDARDS / "gitlab.json").read_text(encoding="utf-8"))),
    "rdjson": jsonschema.Draft202012Validator(json.loads((STANDARDS / "rdjson.json").read_text(encoding="utf-8"))),
}
JUNIT = etree.XMLSchema(etree.parse(str(STANDARDS / "junit.xsd")))
FORMATS = [*SCHEMAS, "junit", "csv", "github"]
TEXT = (
    "The council met [4, 1].\n\nThe quarry lost 61 of its trucks: “=SUM(A1), 5 % of all” was lost last June.\n\n"
    "<!-- citeaudit: allow uncited-claim -- seen -->\n\nPolice arrested 12 men after the fire.\n"
)
HOSTILE_PATHS = [
    "a, b:c.md", "::error::x.md", "a\nb\r.md", "=1+1.md", "a%0Ab|c].md", "<b>&\"'.md", "b\udcff.md", "ä ö.md", "./c.md",
]  # fmt: skip
HOSTILE_TEXT = "# ::error::]]> <x>\n\nThe 😀 quarry’s 61 trucks %0A |x| `![y](https://tarn.example)` were lost [4, 1]. \x1b[31m\x0c\n"
BOOK = rulebook.load()
PLAIN = Options(version="0.1.0", book=BOOK.rules)


@pytest.fixture
def audits() -> list[Audit]:
    settings = Settings(lang="en")
    return [
        audit_text(TEXT, path="a, b:c.md", format="markdown", settings=settings),
        audit_text(TEXT, path="second.md", format="markdown", settings=settings),
        audit_bytes(b"\x00\x01" * 400, path="broken.md"),
    ]


def written(name: str, audits: list[Audit], options: Options = PLAIN) -> str:
    out = io.StringIO()
    plugins.load(reporters, name).write(iter(audits), out, options)
    out.getvalue().encode()  # what cannot be written to a file fails here
    return out.getvalue()


def hold(name: str, report: str) -> None:
    """Parse the report as a program would that reads it, and hold it to its schema."""
    if name in SCHEMAS:
        assert [error.message for error in SCHEMAS[name].iter_errors(json.loads(report))] == []
    elif name == "junit":
        JUNIT.assertValid(etree.fromstring(report.encode()))
    elif name == "csv":
        assert all(len(row) == len(plugins.load(reporters, "csv").HEAD) for row in csv.reader(io.StringIO(report)))
    else:
        lines = report.split("\n")
        assert lines[-1] == "" and all(line.startswith(("::error ", "::warning ", "::notice ")) for line in lines[:-2])


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_is_of_its_schema_and_the_same_twice(audits: list[Audit], name: str) -> None:
    report = written(name, audits)
    hold(name, report)
    assert written(name, audits) == report


@pytest.mark.parametrize("path", HOSTILE_PATHS)
@pytest.mark.parametrize("name", FORMATS)
def test_no_file_name_and_no_text_breaks_a_report(name: str, path: str) -> None:
    settings = Settings(lang="en")
    hold(name, written(name, [
        audit_text(HOSTILE_TEXT, path=path, format="markdown", settings=settings),
        Audit(path, error="a <broken> file\n::error::, & worse \x00"),
        audit_text("It rained.", path=path, settings=settings)._replace(failures=("rule x gave up",)),
    ]))  # fmt: skip


@given(st.text(max_size=40), st.text(max_size=60))
def test_any_text_under_any_name_gives_a_report_of_its_schema(path: str, words: str) -> None:
    text = f"{words}\n\nThe quarry lost 61 trucks in June. The council met [4, 1]. {words}\n"
    audits = [audit_text(text, path=path or "x", settings=Settings(lang="en"))]
    for name in ("junit", "gitlab", "rdjson", "csv", "github"):
        hold(name, written(name, audits))


@pytest.mark.parametrize("name", FORMATS)
def test_a_rule_that_is_off_because_it_is_wrong_is_told_in_every_report(name: str) -> None:
    troubles = (
        'house/a, b.toml:12: "level" must be one of "error"\n    level = 3\n    ^^^^^',
        "house/bad.toml: is not UTF-8; save it as UTF-8",
        "no rule is left to run: the settings switch off all of them",
    )
    report = written(name, [], PLAIN._replace(troubles=troubles))
    hold(name, report)
    words = report.replace("%2C", ",").replace('\\"', '"').replace('""', '"').replace("&quot;", '"')
    assert "house/a, b.toml" in words and '"level" must be one of "error"' in words and "12" in words
    assert "house/bad.toml" in words and "save it as UTF-8" in words and "no rule is left to run" in words


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_to_say_is_a_report_too(name: str) -> None:
    hold(name, written(name, []))
    hold(name, written(name, [audit_text("It rained.", settings=Settings(lang="en"))]))


# GitHub


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
    for kind, level in (("::warning", "warning"), ("::notice", "note")):
        shown = [line for line in lines if line.startswith(kind)]
        found = sum(f.level == level and f.suppressed is None for audit in many for f in audit.findings)
        assert found > 10 and len(shown) == 10
        assert shown[-1] == f"{kind}::{found - 9} more of level {level}: the platform shows 10 a step"


def test_github_gets_a_page_that_shows_words_as_they_are() -> None:
    page = io.StringIO()
    audits = [audit_text(HOSTILE_TEXT, path="a|<b>.md", format="markdown", settings=Settings(lang="en"))]
    written("github", [*audits * 150, Audit("c.md", error="no | text")], Options(summary=page))
    head, *lines = page.getvalue().splitlines()
    assert head == "### citeaudit" and "1 could not be checked" in lines[1]
    rows = [line for line in lines if line.startswith("| ")]
    assert len(rows) == 201 and lines[-1].endswith("more are not shown here.")
    assert rows[1] == r"| error | c.md | could not be checked | no \| text |"
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 and "<" not in row for row in rows)


def test_the_page_is_added_to_where_the_platform_says(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained.\n", encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text("before\n", encoding="utf-8")
    words = [sys.executable, "-m", "citeaudit", "check", "--output-format", "github", "a.txt"]
    environment = {**os.environ, "GITHUB_STEP_SUMMARY": str(page)}
    subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert page.read_text(encoding="utf-8").startswith("before\n### citeaudit\n")
    environment["GITHUB_STEP_SUMMARY"] = str(tmp_path / "absent" / "page.md")
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and "the summary cannot be written" in done.stderr


# GitLab


def test_gitlab_fingerprints_are_all_different(audits: list[Audit]) -> None:
    issues = json.loads(written("gitlab", [*audits, audits[0]]))
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)
    assert any(issue["severity"] == "blocker" for issue in issues)


def test_gitlab_paths_begin_at_the_root() -> None:
    audit = audit_text(TEXT, path="./docs/a.md", format="markdown", settings=Settings(lang="en"))
    assert {issue["location"]["path"] for issue in json.loads(written("gitlab", [audit]))} == {"docs/a.md"}


# CSV


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", " =", "\t="])
def test_csv_has_no_formula(audits: list[Audit], start: str) -> None:
    audits = [*audits, Audit(f"{start}1+1.md", error="no text")]
    rows = list(csv.DictReader(io.StringIO(written("csv", audits))))
    first = [value.strip()[:1] for row in rows for value in row.values() if value]
    assert rows and not {"=", "+", "-", "@", "＝"} & set(first)
    assert [row["suppressed"] for row in rows if "12 men" in row["text"]] == ["seen", "seen"]
    assert rows[-1]["rule"] == "unreadable"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝"])
@pytest.mark.parametrize("between", [";", "; ", "\t"])
def test_csv_has_no_formula_where_cells_are_parted_otherwise(start: str, between: str) -> None:
    report = written("csv", [Audit(f"a{between}{start}1+1.md", error=f"no{between}{start}text")])
    assert between + start not in report and f"a{between}'{start}1+1.md" in report


def test_a_carriage_return_in_a_file_name_ends_no_row() -> None:
    report = written("csv", [Audit("a\rb.md", error="no text")])
    assert [row["path"] for row in csv.DictReader(io.StringIO(report))] == ["a\nb.md"]


# reviewdog


def test_rdjson_counts_columns_in_bytes_and_suggests_what_mends() -> None:
    text = "It rained.\n\nÄrger 😀 grew [4, 1] there.\n"
    audit = audit_text(text, path="a.txt", settings=Settings(lang="en"))
    (found,) = [
        d for d in json.loads(written("rdjson", [audit]))["diagnostics"] if d["code"]["value"] == "unsorted-group"
    ]
    place = found["location"]["range"]
    line = text.splitlines()[place["start"]["line"] - 1].encode()
    assert line[place["start"]["column"] - 1 : place["end"]["column"] - 1] == b"[4, 1]"
    (mend,) = found["suggestions"]
    low, high = (mend["range"][end]["column"] - 1 for end in ("start", "end"))
    mended = line[:low] + mend["text"].encode() + line[high:]
    assert mended.decode() == text.splitlines()[2].replace("[4, 1]", "[1, 4]")


# JUnit


def test_junit_fails_what_fails_the_run_and_skips_what_is_allowed(audits: list[Audit]) -> None:
    suites = etree.fromstring(written("junit", audits, Options(failing=("error", "warning"))).encode())
    first, _, broken = suites
    open_ = [finding for finding in audits[0].findings if finding.suppressed is None]
    assert int(first.get("failures")) == len(first.findall("testcase/failure")) == sum(f.level != "note" for f in open_)
    assert [each.get("message") for each in first.findall("testcase/skipped")] == ["seen"]
    assert int(first.get("tests")) == len(first) and first.findall("testcase/system-out")
    assert (broken.get("errors"), broken.get("failures")) == ("1", "0")


def test_junit_says_that_a_clean_document_was_checked() -> None:
    (suite,) = etree.fromstring(written("junit", [audit_text("It rained.", settings=Settings(lang="en"))]).encode())
    assert [(case.get("name"), len(case)) for case in suite] == [("checked", 0)]


# SARIF


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
    allowed = [result for result in run["results"] if "suppressions" in result]
    assert [result["suppressions"][0]["kind"] for result in allowed] == ["inSource", "inSource"]
    assert all("baselineState" not in result for result in run["results"])


def test_sarif_regions_are_the_words_in_code_points() -> None:
    text = "It rained.\r\n\r\nÄrger 😀 grew [4, 1] there.\r\n"
    audit = audit_text(text, path="a.txt", settings=Settings(lang="en"))
    (run,) = json.loads(written("sarif", [audit]))["runs"]
    (found,) = [result for result in run["results"] if result["ruleId"] == "unsorted-group"]
    region = found["locations"][0]["physicalLocation"]["region"]
    line = text.split("\r\n")[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "[4, 1]"
    (replacement,) = found["fixes"][0]["artifactChanges"][0]["replacements"]
    gone = replacement["deletedRegion"]
    assert gone["startLine"] == gone["endLine"] == region["startLine"]
    mended = line[: gone["startColumn"] - 1] + replacement["insertedContent"]["text"] + line[gone["endColumn"] - 1 :]
    assert mended == line.replace("[4, 1]", "[1, 4]")


def test_sarif_says_what_the_tool_is_and_names_no_address_that_is_not_its_own(audits: list[Audit]) -> None:
    driver = json.loads(written("sarif", audits))["runs"][0]["tool"]["driver"]
    assert "evidence, never a verdict" in driver["fullDescription"]["text"]
    assert "informationUri" not in driver and "downloadUri" not in driver  # it has no page yet


def test_sarif_tells_every_rule_with_help(audits: list[Audit]) -> None:
    (run,) = json.loads(written("sarif", audits))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules][: len(BOOK.rules)] == [rule.id for rule in BOOK.rules]
    for rule in rules:
        assert rule["help"]["text"] and not re.search("[{}]", rule["help"]["text"])
        assert rule["shortDescription"]["text"]


def test_sarif_says_what_a_baseline_has_and_what_is_new(audits: list[Audit]) -> None:
    first, *rest = audits[0].findings
    audit = audits[0]._replace(findings=(first._replace(suppressed="in the baseline", allowed_by="baseline"), *rest))
    report = written("sarif", [audit], Options(compared=True))
    hold("sarif", report)
    old, *new = json.loads(report)["runs"][0]["results"]
    assert (old["baselineState"], old["suppressions"][0]["kind"]) == ("unchanged", "external")
    assert new and {result["baselineState"] for result in new} == {"new"}


def test_sarif_names_a_rule_that_is_off_because_it_is_wrong() -> None:
    report = written("sarif", [], Options(troubles=("house/a.toml:1: this file is empty",)))
    hold("sarif", report)
    (invocation,) = json.loads(report)["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolConfigurationNotifications"][0]["message"]["text"].startswith("house/a.toml")


@pytest.mark.parametrize(
    ("path", "uri"),
    [("a b/c:d.md", "a%20b/c%3Ad.md"), ("./a.md", "a.md"), ("/srv/ä.md", "file:///srv/%C3%A4.md"), ("b\udcff.md", "b%FF.md")],
)  # fmt: skip
def test_sarif_addresses_are_those_of_the_files(path: str, uri: str) -> None:
    (run,) = json.loads(written("sarif", [Audit(path, error="no text")]))["runs"]
    location = run["invocations"][0]["toolExecutionNotifications"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == uri
    assert ("uriBaseId" in location["artifactLocation"]) == (not path.startswith("/"))
    assert unquote(uri.removeprefix("file://"), errors="surrogateescape") == path.removeprefix("./")
