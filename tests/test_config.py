"""The configuration of an office: where it is found, what it may say, and for which documents."""

import os
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told import said

from citeaudit.errors import ConfigError
from citeaudit.settings import Layer, config, globs
from citeaudit.settings.config import Settings

EVERYTHING = """\
select = ["citations", "undated-time"]
ignore = ["uncited-claim"]
profile = "report"
language = "de"
confidence = "low"
fail_on = "error"
rules = ["house-rules"]
exclude = ["drafts/**"]
jobs = 4

[levels]
dangling-marker = "warning"
sources = "off"

[params.overcited-sentence]
max = 5

[[overrides]]
paths = ["opinion/**", "*.opinion.md"]
profile = "news"
language = "fr"
levels = { editorial-paragraph = "off" }
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: Path, content: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_every_key_is_read(folder: Path) -> None:
    file = write(folder / "citeaudit.toml", EVERYTHING)
    found = config.load()
    assert found.layers == (
        Layer(
            ("citations", "undated-time"),
            ("uncited-claim",),
            {"dangling-marker": "warning", "sources": "off"},
            {"overcited-sentence": {"max": 5}},
            "report",
        ),
    )
    assert (found.language, found.confidence, found.fail_on, found.jobs) == ("de", "low", "error", 4)
    assert found.exclude == ("drafts/**",)
    assert found.rules == (str(folder / "house-rules"),)
    assert found.file == str(file)
    (override,) = found.overrides
    assert override.paths == ("opinion/**", "*.opinion.md")
    assert override.language == "fr"
    assert override.layer == Layer((), (), {"editorial-paragraph": "off"}, {}, "news")


def test_what_is_not_said_is_the_default(folder: Path) -> None:
    write(folder / "citeaudit.toml", "")
    found = config.load()
    assert (found.language, found.confidence, found.fail_on, found.jobs) == ("en", "medium", "warning", 1)
    assert found.rules == found.exclude == found.overrides == ()


def test_the_file_means_the_same_in_pyproject(folder: Path) -> None:
    table = "[tool.other]\nselect = 3\n[tool.citeaudit]\n" + EVERYTHING.replace("[levels]", "[tool.citeaudit.levels]")
    table = table.replace("[params", "[tool.citeaudit.params").replace("[[over", "[[tool.citeaudit.over")
    write(folder / "own" / "citeaudit.toml", EVERYTHING)
    write(folder / "pyproject.toml", table)
    there, here = config.load(str(folder / "own")), config.load()
    assert here.layers == there.layers and here.overrides == there.overrides
    assert here.file == str(folder / "pyproject.toml")


def test_the_nearest_file_is_taken_and_no_other(folder: Path) -> None:
    write(folder / "citeaudit.toml", 'language = "de"\njobs = 2\n')
    write(folder / "a" / "pyproject.toml", "[tool.else]\n# [tool.citeaudit] is not here\n")
    (folder / "a" / "b").mkdir()
    assert config.load("a/b").language == "de"
    write(folder / "a" / "pyproject.toml", '[tool.citeaudit]\nlanguage = "fr"\n')
    assert (config.load("a/b").language, config.load("a/b").jobs) == ("fr", 1)
    write(folder / "a" / "citeaudit.toml", 'language = "es"\n')
    assert config.load("a/b").language == "es"


def test_no_file_is_taken_when_isolated(folder: Path) -> None:
    file = write(folder / "citeaudit.toml", "jobs = 3\n")
    assert config.load(isolated=True) == Settings()
    assert config.load(file=str(file), isolated=True).jobs == 3


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(
            'langauge = "de"\n\n[levels]\nuncited-claim = "warn"\n',
            [
                'citeaudit.toml:1: key "langauge" is not known here; did you mean "language"?',
                'citeaudit.toml:4: "uncited-claim" must be one of "error", "warning", "note", "off"; '
                'did you mean "warning"?',
            ],
            id="a misspelt key and a misspelt value, both at once",
        ),
        pytest.param(
            'fail-on = "error"\n',
            ['citeaudit.toml:1: key "fail-on" is not known here; did you mean "fail_on"?'],
            id="a hyphen for an underscore",
        ),
        pytest.param(
            'profile = "newspaper"\n',
            [
                'citeaudit.toml:1: there is no profile "newspaper", only encyclopaedia, news, report; '
                'did you mean "news"?'
            ],
            id="a misspelt profile",
        ),
        pytest.param(
            'jobs = 0\nlanguage = "German"\n',
            [
                'citeaudit.toml:1: "jobs" must be 1 or more',
                'citeaudit.toml:2: "language" must be a code such as "en" or "de", not "German"',
            ],
            id="values that no run can use",
        ),
        pytest.param(
            '[[overrides]]\npaths = ["a"]\n[[overrides]]\npaths = []\n',
            ['citeaudit.toml:4: "paths" must name at least one file, folder or glob'],
            id="an override of nothing",
        ),
        pytest.param(
            '[[overrides]]\nselect = ["a"]\n', ['citeaudit.toml:1: key "paths" is missing'], id="an override of what?"
        ),
        pytest.param(
            '[[overrides]]\npaths = ["a"]\njobs = 4\n',
            ['citeaudit.toml:3: key "jobs" is not known here'],
            id="a key that cannot differ by document",
        ),
        pytest.param(
            "[params]\nuncited-claim = 3\n",
            ['citeaudit.toml:2: "uncited-claim" must be a table, not 3'],
            id="parameters are a table",
        ),
        pytest.param(
            "select = [citations]\n",
            [
                "citeaudit.toml:1: this is not valid TOML: invalid value; text values need quotation marks: "
                'level = "note"'
            ],
            id="a bare word",
        ),
    ],
)
def test_a_wrong_file_is_told_by_line_key_and_remedy(folder: Path, content: str, expected: list[str]) -> None:
    write(folder / "citeaudit.toml", content)
    with pytest.raises(ConfigError) as caught:
        config.load()
    assert said(str(caught.value)) == expected


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param(
            "absent.toml", None, "absent.toml: cannot be opened: no such file or directory", id="a missing file"
        ),
        pytest.param("a.toml", b'language = "\xe4"', "a.toml: is not UTF-8; save it as UTF-8", id="another encoding"),
        pytest.param(
            "pyproject.toml",
            b"[tool.other]\n",
            "pyproject.toml:1: there is no [tool.citeaudit] table in this file",
            id="a pyproject file without our table",
        ),
        pytest.param(
            "pyproject.toml",
            b"[tool]\nciteaudit = 3\n",
            "pyproject.toml:2: there is no [tool.citeaudit] table in this file",
            id="our table is no table",
        ),
    ],
)
def test_a_file_that_is_asked_for_must_be_there(folder: Path, name: str, content: bytes | None, expected: str) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        config.load(file=name)
    assert said(str(caught.value)) == [expected]


def test_only_an_override_that_names_a_document_changes_its_settings(folder: Path) -> None:
    write(folder / "citeaudit.toml", EVERYTHING)
    found = config.load()
    assert found.for_path("report/a.md") is found
    for path in ("opinion/deep/a.md", "report/b.opinion.md", str(folder / "opinion" / "c.txt")):
        there = found.for_path(path)
        assert there.language == "fr"
        assert [layer.profile for layer in there.layers] == ["report", "news"]
    assert Settings().for_path("opinion/a.md") == Settings()


def test_globs_count_from_the_folder_of_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folder / "citeaudit.toml", 'exclude = ["drafts/old"]\n')
    (folder / "drafts" / "old").mkdir(parents=True)
    monkeypatch.chdir(folder / "drafts")
    found = config.load()
    assert found.excludes("old/a.md") and found.excludes("old")
    assert not found.excludes("older/a.md") and not found.excludes("../a.md")


@pytest.mark.parametrize("name", config.profiles())
def test_the_profiles_that_are_shipped_can_be_read(name: str) -> None:
    profile, _ = Settings(profile=name).stack()
    assert not profile.select and set(profile.ignore).isdisjoint(profile.levels)


def test_an_unknown_profile_of_the_command_line_is_refused() -> None:
    with pytest.raises(ConfigError, match=r'no profile "reprot", .*; did you mean "report"'):
        Settings(profile="reprot").stack()


def test_settings_can_be_kept_by_value_and_go_to_another_process(folder: Path) -> None:
    write(folder / "citeaudit.toml", EVERYTHING)
    found = config.load()
    assert {found: 1}[config.load()] == 1
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - what was pickled in the same breath
    levels, other_order = {"a": "note", "b": "off"}, {"b": "off", "a": "note"}
    assert hash(Settings(levels=levels)) == hash(Settings(levels=other_order))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("drafts", "drafts/a.md", True),
        ("drafts/", "site/drafts/a.md", True),
        ("/drafts", "site/drafts/a.md", False),
        ("*.md", "site/a.md", True),
        ("*.md", "site/a.md.txt", False),
        ("site/*.md", "site/a.md", True),
        ("site/*.md", "site/deep/a.md", False),
        ("site/**/*.md", "site/a.md", True),
        ("site/**/*.md", "site/very/deep/a.md", True),
        ("./site/**", "site/deep/a.md", True),
        ("**/a.md", "a.md", True),
        ("site\\drafts", "site/drafts/a.md", True),
        ("a?.md", "ab.md", True),
        ("a.md", "aXmd", False),
        ("[x]", "[x]/a.md", True),
    ],
)
def test_a_glob_names_files_and_all_that_is_in_a_folder(glob: str, path: str, expected: bool) -> None:  # noqa: FBT001
    assert globs.matches((glob,), path) is expected


@given(st.text("ab*?/[.\\", max_size=8), st.text("ab/.", max_size=8))
def test_any_glob_can_be_asked_of_any_path(glob: str, path: str) -> None:
    assert globs.matches((glob, path), path) in (True, False)


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="needs file permissions")
def test_a_file_that_may_not_be_read_is_named(folder: Path) -> None:
    write(folder / "citeaudit.toml", "").chmod(0)
    with pytest.raises(ConfigError, match="cannot be opened: permission denied"):
        config.load()
