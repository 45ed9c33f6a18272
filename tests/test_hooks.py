"""The hook of pre-commit and the action of GitHub, run as they will be run."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from citeaudit import audit

ROOT = Path(__file__).parents[1]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
if not HOOKS.exists():
    pytest.skip("the hook and the action are in the repository, and this is none", allow_module_level=True)
HOOK = {hook["id"]: hook for hook in yaml.safe_load(HOOKS.read_text(encoding="utf-8"))}
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))

CLEAN = "The council met in March [1].\n\nSources\n\n1. Tarn Post, “The council meets”, 3 March 2024.\n"
UNCITED = "The council met in March [1].\n\nThe quarry lost 61 of its trucks in a fire last June.\n"


def test_the_hook_is_given_every_file_that_can_be_read_and_no_other() -> None:
    for hook in HOOK.values():
        for suffix in audit.suffixes():
            assert re.search(hook["files"], f"a/b{suffix}") and re.search(hook["files"], f"a/B{suffix.upper()}")
        assert re.search(hook["files"], "a.md") and not re.search(hook["exclude"], "a.md")
        assert not re.search(hook["files"], "a.py") and not re.search(hook["files"], "md")
        assert re.search(hook["exclude"], "a/ferry.sources/1.txt") and not re.search(hook["exclude"], "a.sources.md")
        named = re.fullmatch(r"\(\?i\)\\\.\((.*)\)\$", hook["files"])
        assert named and {f".{suffix}" for suffix in named[1].split("|")} == audit.suffixes()


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@tarn.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def hooks(tmp_path: Path) -> Path:
    """A git repository with what is needed to install citeaudit as a hook."""
    folder = tmp_path / "hooks"
    folder.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, folder)
    for name in ("citeaudit", "rules"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "hooks")
    return folder


_OFFLINE = ("Could not find a version", "No matching distribution", "ConnectionError", "name resolution", "Max retries")


class Articles:
    """A git repository of articles, and a hook of this repository that pre-commit runs in it."""

    def __init__(self, folder: Path, hooks: Path, hook: str) -> None:
        self.folder = folder / "articles"
        self._words = ["pre-commit", "try-repo", str(hooks), hook, "--color=never"]
        git(folder, "init", "-q", str(self.folder))
        self._environment = {**os.environ, "PRE_COMMIT_HOME": str(folder / "home")}
        self._environment.pop("PYTHONPATH", None)  # the hook has an environment of its own

    def write(self, name: str, content: str, encoding: str = "utf-8") -> None:
        (self.folder / name).parent.mkdir(exist_ok=True)
        (self.folder / name).write_text(content, encoding=encoding)

    def tried(self) -> subprocess.CompletedProcess[str]:
        """The hook, run on what there is."""
        git(self.folder, "add", ".")
        done = subprocess.run(
            self._words, cwd=self.folder, env=self._environment, capture_output=True, text=True, check=False
        )
        if any(word in done.stdout + done.stderr for word in _OFFLINE):
            pytest.skip("pre-commit could not install citeaudit: there is no network")
        return done


needs_pre_commit = pytest.mark.skipif(shutil.which("pre-commit") is None, reason="pre-commit is not installed")


@needs_pre_commit
def test_pre_commit_takes_the_list_of_hooks() -> None:
    done = subprocess.run(["pre-commit", "validate-manifest", HOOKS], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@needs_pre_commit
def test_pre_commit_stops_a_bad_commit_and_lets_a_good_one_pass(hooks: Path, tmp_path: Path) -> None:
    articles = Articles(tmp_path, hooks, "citeaudit")
    articles.write("good one.md", CLEAN)
    articles.write("wide.txt", CLEAN, encoding="utf-16")
    articles.write("a.sources/1.txt", UNCITED)
    articles.write("program.py", "x = 1\n")
    good = articles.tried()
    assert good.returncode == 0, good.stdout + good.stderr
    assert re.search(r"^citeaudit\.+Passed$", good.stdout, re.MULTILINE)
    articles.write("bad.md", UNCITED)
    articles.write("wide.txt", UNCITED, encoding="utf-16")
    bad = articles.tried()
    assert bad.returncode == 1 and "- exit code: 1" in bad.stdout
    assert re.search(r"^bad\.md:3:1: warning uncited-claim ", bad.stdout, re.MULTILINE)
    assert re.search(r"^wide\.txt:3:1: warning uncited-claim ", bad.stdout, re.MULTILINE)
    assert "good one.md" not in bad.stdout and "1.txt" not in bad.stdout
    articles.write("citeaudit.toml", 'exclude = ["bad.md", "wide.txt"]\n')
    left_out = articles.tried()
    assert left_out.returncode == 0, left_out.stdout
    articles.write("citeaudit.toml", 'ignore = ["unsorted-grp"]\n')
    broken = articles.tried()
    assert broken.returncode == 1 and "- exit code: 2" in broken.stdout
    assert 'did you mean "unsorted-group"?' in broken.stdout


@pytest.mark.slow
@needs_pre_commit
def test_the_hook_that_fixes_fails_once_and_then_passes(hooks: Path, tmp_path: Path) -> None:
    articles = Articles(tmp_path, hooks, "citeaudit-fix")
    unsorted = CLEAN.replace("[1]", "[2, 1]").replace("1. Tarn", "2. Log.\n1. Tarn")
    articles.write("a b.md", unsorted)
    articles.write("draft.md", unsorted)
    articles.write("citeaudit.toml", 'select = ["unsorted-group"]\nexclude = ["draft.md"]\n')
    first = articles.tried()
    assert first.returncode == 1 and "files were modified by this hook" in first.stdout
    assert "1 fixed in a b.md, 0 left" in first.stdout
    assert (articles.folder / "a b.md").read_text(encoding="utf-8") == unsorted.replace("[2, 1]", "[1, 2]")
    assert (articles.folder / "draft.md").read_text(encoding="utf-8") == unsorted
    second = articles.tried()
    assert second.returncode == 0, second.stdout
    articles.write("c.md", UNCITED)
    articles.write("citeaudit.toml", 'select = ["uncited-claim"]\n')
    left = articles.tried()
    assert left.returncode == 1 and re.search(r"^c\.md:3:1: warning uncited-claim ", left.stdout, re.MULTILINE)


@pytest.mark.slow
@needs_pre_commit
def test_the_hook_across_documents_sees_articles_that_the_commit_does_not_touch(hooks: Path, tmp_path: Path) -> None:
    yard = "The yard of Norrholm was opened in 1911 by two brothers from Skarn, and built wooden boats for the herring " \
           "fleet until the last war, when it was turned to steel.\n"  # fmt: skip
    articles = Articles(tmp_path, hooks, "citeaudit-across")
    articles.write("old.md", f"# The end of a yard\n\n{yard}")
    git(articles.folder, "add", ".")
    git(articles.folder, "commit", "-qm", "x")
    articles.write("NEW ONE.MD", f"# A bridge for Skarn\n\nIt will be open by 2031.\n\n{UNCITED}")
    good = articles.tried()
    assert good.returncode == 0 and re.search(r"^citeaudit \(across documents\)\.+Passed$", good.stdout, re.MULTILINE)
    articles.write("NEW ONE.MD", f"# A bridge for Skarn\n\nIt will be open by 2031.\n\n{yard}")
    bad = articles.tried()
    assert bad.returncode == 1 and "- exit code: 1" in bad.stdout
    assert "NEW ONE.MD:5:1: note shared-paragraph This paragraph also stands in old.md, line 3." in bad.stdout
    assert "old.md:3:1: note shared-paragraph" in bad.stdout


# The action


def test_no_input_is_put_into_a_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"] and step["shell"] == "bash"


def test_every_input_comes_through_the_environment_and_is_read() -> None:
    script = (ROOT / "action" / "check.sh").read_text(encoding="utf-8")
    environment = ACTION["runs"]["steps"][-1]["env"]
    assert sorted(environment.values()) == sorted(f"${{{{ inputs.{name} }}}}" for name in ACTION["inputs"])
    for name in environment:
        assert f"${{{name}:-}}" in script or f"${name}" in script


class Step:
    """A step of a workflow, as the script sees it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "work"
        self.output, self.page = folder / "output", folder / "page"
        programs = folder / "programs"
        for each in (self.folder, programs):
            each.mkdir()
        shim = programs / "citeaudit"
        shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m citeaudit "$@"\n', encoding="utf-8")
        shim.chmod(0o755)
        self._environment = {
            **os.environ,
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
            "GITHUB_OUTPUT": str(self.output),
            "GITHUB_STEP_SUMMARY": str(self.page),
        }

    def write(self, name: str, content: str) -> None:
        (self.folder / name).write_text(content, encoding="utf-8")

    def run(self, **inputs: str) -> subprocess.CompletedProcess[str]:
        self.output.write_text("", encoding="utf-8")
        given = {name: str(about.get("default", "")) for name, about in ACTION["inputs"].items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        named = {f"CITEAUDIT_{name.upper().replace('-', '_')}": value for name, value in given.items()}
        done = subprocess.run(
            ["bash", str(ROOT / "action" / "check.sh")],
            cwd=self.folder, env={**self._environment, **named}, capture_output=True, text=True, encoding="utf-8",
            check=False, timeout=60,
        )  # fmt: skip
        assert self.output.read_text(encoding="utf-8") == f"exit-code={done.returncode}\n"
        return done


@pytest.fixture
def step(tmp_path: Path) -> Step:
    if shutil.which("bash") is None or os.name == "nt":
        pytest.skip("needs bash")
    return Step(tmp_path)


def test_the_action_annotates_writes_its_page_and_fails_on_findings(step: Step) -> None:
    step.write("a b.md", UNCITED)
    done = step.run(sarif_file="out.sarif")
    assert done.returncode == 1
    assert "::warning file=a b.md,line=3," in done.stdout
    assert "uncited\\-claim" in step.page.read_text(encoding="utf-8")
    assert '"version": "2.1.0"' in (step.folder / "out.sarif").read_text(encoding="utf-8")
    assert step.run(fail_on="never").returncode == 0
    assert step.run(ignore="citations,sources").returncode == 0


def test_the_action_passes_what_is_clean(step: Step) -> None:
    step.write("a.md", CLEAN)
    assert step.run().returncode == 0


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"paths": ""}, "no path to check was given"),
        ({"paths": " \n\t\r\n"}, "no path to check was given"),
        ({"paths": "-"}, "standard input"),
        ({"paths": "empty"}, "no document in this folder"),
        ({"paths": "a.md\nabsent.md"}, "there is no such file or folder"),
        ({"paths": "empty", "fail_on": "never"}, "could not check everything"),
        ({"fail_on": "warnings"}, "could not check everything"),
        ({"config": "absent.toml"}, "could not check everything"),
        ({"rules": "absent"}, "could not check everything"),
        ({"baseline": "absent"}, "could not check everything"),
        ({"changed_since": "HEAD"}, "could not check everything"),
        ({"sarif_file": "absent/out.sarif"}, "could not check everything"),
    ],
)
def test_the_action_is_loud_where_nothing_was_checked(step: Step, inputs: dict[str, str], words: str) -> None:
    step.write("a.md", CLEAN)
    (step.folder / "empty").mkdir()
    done = step.run(**inputs)
    assert done.returncode == 2
    assert "::error::" in done.stdout and words in done.stdout + done.stderr


def test_the_action_tells_what_changed(step: Step) -> None:
    step.write("a.md", UNCITED)
    git(step.folder, "init", "-q")
    git(step.folder, "add", ".")
    git(step.folder, "commit", "-qm", "x")
    assert step.run(changed_since="HEAD").returncode == 0
    step.write("b.md", UNCITED)
    done = step.run(changed_since="HEAD")
    assert done.returncode == 1 and "file=b.md" in done.stdout and "file=a.md" not in done.stdout
    assert step.run(changed_since="HEAD~7").returncode == 2


@pytest.mark.parametrize("hostile", ["$(touch caught)", "`touch caught`", "a; touch caught", "--isolated", "'", '"'])
def test_an_input_is_never_code_nor_an_option(step: Step, hostile: str) -> None:
    step.write("a.md", CLEAN)
    step.write(hostile.replace("/", ""), UNCITED)
    for name in ACTION["inputs"]:
        step.run(**{name.replace("-", "_"): hostile})
        assert not (step.folder / "caught").exists()
    assert step.run(paths=hostile).returncode == 1


@pytest.mark.slow
def test_the_action_installs_this_very_revision(hooks: Path, tmp_path: Path) -> None:
    if shutil.which("bash") is None:
        pytest.skip("needs bash")
    named = {"GITHUB_ACTION_PATH": str(hooks), "RUNNER_TEMP": str(tmp_path), "GITHUB_PATH": str(tmp_path / "path")}
    environment = {**os.environ, **named}
    environment.pop("PYTHONPATH", None)
    script = ["bash", str(ROOT / "action" / "install.sh")]
    done = subprocess.run(script, env=environment, capture_output=True, text=True, check=False)
    if any(word in done.stdout + done.stderr for word in _OFFLINE):
        pytest.skip("nothing can be installed: there is no network")
    assert done.returncode == 0, done.stderr
    programs = Path((tmp_path / "path").read_text(encoding="utf-8").strip())
    told = subprocess.run(
        [programs / "citeaudit", "rules"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert "uncited-claim" in told.stdout
