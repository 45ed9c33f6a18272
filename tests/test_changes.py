"""Only what changed: `check --changed-since REV`, and `--staged`, which reads the index and not the work tree."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CITED = "The council met in March [1]."
CLAIM = "The quarry lost 61 of its trucks in a fire last June."
OTHER = "Police arrested 12 men after the fire in Norrholm."
THIRD = "The mayor was sentenced to 14 months in prison in May."
SOURCES = "## Sources\n\n1. Tarn Post, “The council meets”, 3 March 2024.\n"
OLD = f"{CITED}\n\n{CLAIM}\n\n{OTHER}\n\n{SOURCES}"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="git is run as on Unix")


class Desk:
    """A git repository, and citeaudit run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words: str, given: bytes | None = None) -> str:
        who = ("-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false",
               "-c", "protocol.file.allow=always")  # fmt: skip
        done = subprocess.run(["git", *who, *words], cwd=self.folder, check=True, capture_output=True, input=given)
        return done.stdout.decode(errors="replace").strip()

    def write(self, name: str | bytes, content: str) -> None:
        path = os.path.join(os.fsencode(self.folder), os.fsencode(name))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content.encode())

    def commit(self, **files: str) -> None:
        for name, content in files.items():
            self.write(f"{name}.md", content)
        self.git("add", "-A")
        self.git("commit", "-qm", "x", "--allow-empty")

    def run(self, *words: str, within: str = ".", **environment: str) -> subprocess.CompletedProcess[str]:
        command = [
            sys.executable,
            "-m",
            "citeaudit",
            "check",
            "--isolated",
            "--select",
            "citations,sources",
        ]
        done = subprocess.run(
            [*command, "--output-format", "concise", *words], cwd=self.folder / within, capture_output=True, check=False,
            encoding="utf-8", errors="surrogateescape", env={**os.environ, **environment},
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        return done

    def told(self, *words: str, within: str = ".", **environment: str) -> list[str]:
        """Where what is found, of a run that could do its work."""
        done = self.run(*words, within=within, **environment)
        assert done.stderr == "" and done.returncode in (0, 1)
        found = [re.fullmatch(r"(.*?:\d+(?::\d+)?): \w+ (\S+) .*", line) for line in done.stdout.splitlines()]
        return [f"{each[1]} {each[2]}" for each in found if each]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "desk")
    made.commit(a=OLD)
    return made


def test_what_did_not_change_is_not_told(desk: Desk) -> None:
    assert len(desk.told()) == 2
    assert desk.told("--changed-since", "HEAD") == []
    assert desk.run("--changed-since", "HEAD", "--output-format", "table").returncode == 0


ALIKE = {
    "a sentence before it": f"Nobody was hurt [1].\n\n{OLD}",
    "moved": f"{OTHER}\n\n{CITED}\n\n{CLAIM}\n\n{SOURCES}",
    "reflowed": OLD.replace(" of its", " of\nits"),
    "joined": f"{CITED}\n\n{CLAIM} {OTHER}\n\n{SOURCES}",
    "renumbered": OLD.replace("[1]", "[2]").replace("1. T", "2. T"),
    "made curly": OLD.replace(CLAIM, CLAIM.replace("its", "its")).replace("“", '"').replace("”", '"'),
    "mended": OLD.replace(CLAIM, CLAIM.replace("June.", "June [1].")),
    "cut": OLD.replace(f"{CLAIM}\n\n", ""),
    "other line ends": OLD.replace("\n", "\r\n"),
}


@pytest.mark.parametrize("text", ALIKE.values(), ids=ALIKE)
def test_a_change_that_makes_no_finding_tells_none(desk: Desk, text: str) -> None:
    desk.write("a.md", text)
    assert [each for each in desk.told("--changed-since", "HEAD") if "uncited-claim" in each] == []


def test_only_the_sentence_that_changed_is_told_with_its_own_line(desk: Desk) -> None:
    desk.write("a.md", OLD.replace("61", "62"))
    assert desk.told("--changed-since", "HEAD") == ["a.md:3:1 uncited-claim"]


def test_of_a_sentence_that_stands_twice_now_the_new_one_is_told(desk: Desk) -> None:
    first, again = "It rained in Norrholm for days [4, 1].", "It snowed [1]."
    desk.commit(a=f"{first}\n\n{again}\n\n{SOURCES}")
    desk.write("a.md", f"{first}\n\n{again}\n\n{CITED}\n\n{first}\n\n{SOURCES}")
    told = desk.told("--changed-since", "HEAD")
    assert [each for each in told if "unsorted" in each] == ["a.md:7:32 unsorted-group"]


def test_a_mend_in_one_of_two_paragraphs_alike_tells_nothing_of_the_other(desk: Desk) -> None:
    twice = f"{CITED}\n\n{CLAIM} {OTHER}\n\nNobody was hurt [1].\n\n{CLAIM} {OTHER}\n\n{SOURCES}"
    desk.commit(a=twice)
    desk.write("a.md", twice.replace("June.", "June [1].", 1))
    assert desk.told("--changed-since", "HEAD") == []


def test_what_a_change_does_elsewhere_is_told(desk: Desk) -> None:
    desk.commit(a=OLD.replace(CLAIM, f"{CLAIM[:-1]} [1]."))
    desk.write("a.md", OLD)
    assert desk.told("--changed-since", "HEAD") == ["a.md:3:1 uncited-claim"]
    desk.write("a.md", f"{OLD.removesuffix(SOURCES)}")
    assert "a.md:1:26 missing-source-list" in desk.told("--changed-since", "HEAD")


def test_a_comment_that_is_taken_away_tells_again_what_it_allowed(desk: Desk) -> None:
    allowed = OLD.replace(CLAIM, f"<!-- citeaudit: allow uncited-claim -- witnessed -->\n{CLAIM}")
    desk.commit(a=allowed)
    desk.write("a.md", OLD)
    assert desk.told("--changed-since", "HEAD") == ["a.md:3:1 uncited-claim"]


def test_new_files_are_told_whole_whether_git_knows_them_or_not(desk: Desk) -> None:
    desk.write("b.md", OLD)
    desk.write("c.md", OLD)
    desk.git("add", "c.md")
    assert {each.split(":")[0] for each in desk.told("--changed-since", "HEAD")} == {"b.md", "c.md"}


def test_a_renamed_file_is_followed(desk: Desk) -> None:
    (desk.folder / "in").mkdir()
    desk.git("mv", "a.md", "in/b.md")
    assert desk.told("--changed-since", "HEAD") == []
    desk.write("in/b.md", OLD.replace("61", "62"))
    assert desk.told("--changed-since", "HEAD") == ["in/b.md:3:1 uncited-claim"]
    assert desk.told("--changed-since", "HEAD", within="in") == ["b.md:3:1 uncited-claim"]


def test_a_file_that_git_does_not_know_is_what_one_that_is_gone_was(desk: Desk) -> None:
    desk.commit(a=OLD, b=OLD.replace("trucks", "barges"), c="It rained.\n")
    (desk.folder / "elsewhere").mkdir()
    (desk.folder / "a.md").rename(desk.folder / "elsewhere" / "z.md")
    (desk.folder / "b.md").rename(desk.folder / "y.md")
    (desk.folder / "c.md").unlink()
    assert desk.told("--changed-since", "HEAD") == []
    desk.write("y.md", OLD.replace("trucks", "barges").replace(OTHER, f"{OTHER}\n\n{THIRD}"))
    desk.write("new.md", f"{CITED}\n\n{CLAIM.replace('61', '62')}\n\n{SOURCES}")
    assert desk.told("--changed-since", "HEAD") == ["new.md:3:1 uncited-claim", "y.md:7:1 uncited-claim"]
    assert desk.told("--changed-since", "HEAD", "elsewhere") == []


def test_a_copy_of_a_file_is_new(desk: Desk) -> None:
    desk.write("copy.md", OLD)
    assert len(desk.told("--changed-since", "HEAD")) == 2


@pytest.mark.parametrize("removed", [["rm", "-r", "-q"], ["rm", "-r", "-q", "--cached"]], ids=["staged", "not staged"])
def test_of_what_was_deleted_nothing_is_told(desk: Desk, removed: list[str]) -> None:
    desk.write("articles/deep/b.md", OLD)
    desk.commit(a=OLD)
    if "--cached" in removed:
        (desk.folder / "articles" / "deep" / "b.md").unlink()
    else:
        desk.git(*removed, "articles")
    for words in (["articles"], ["articles/deep"], ["articles/deep/b.md"], ["articles/deep/b.md", "a.md"]):
        assert desk.told("--changed-since", "HEAD", *words) == []
        assert desk.told("--staged", *words) == []
    done = desk.run("--changed-since", "HEAD", "articels")
    assert done.returncode == 2
    assert "no such file" in done.stdout


def test_where_all_documents_were_deleted_nothing_is_told(desk: Desk) -> None:
    desk.git("rm", "-q", "a.md")
    desk.write("notes.log", "x")
    assert desk.told("--changed-since", "HEAD", ".") == []
    assert desk.run(".").returncode == 2


def test_a_link_to_an_article_is_that_article(desk: Desk) -> None:
    (desk.folder / "link.md").symlink_to("a.md")
    assert desk.told("--changed-since", "HEAD") == []
    desk.commit()
    assert desk.told("--changed-since", "HEAD") == []
    desk.write("a.md", OLD.replace(OTHER, f"{OTHER}\n\n{THIRD}"))
    assert desk.told("--changed-since", "HEAD") == ["a.md:7:1 uncited-claim", "link.md:7:1 uncited-claim"]


def test_a_link_to_a_folder_is_that_folder(desk: Desk) -> None:
    desk.write("articles/b.md", OLD)
    desk.commit(a=OLD)
    (desk.folder / "linked").symlink_to("articles")
    desk.write("articles/b.md", OLD.replace(OTHER, f"{OTHER}\n\n{THIRD}"))
    desk.git("add", "articles")
    assert desk.told("--staged", "--changed-since", "HEAD", "linked") == ["linked/b.md:7:1 uncited-claim"]
    assert desk.told("--changed-since", "HEAD", "linked") == ["linked/b.md:7:1 uncited-claim"]


def test_a_link_that_leads_out_of_the_repository_is_told_whole(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "out.md").write_text(OLD)
    (desk.folder / "link.md").symlink_to(tmp_path / "out.md")
    assert len(desk.told("--changed-since", "HEAD")) == 2


def test_a_list_of_sources_beside_an_article_is_part_of_it(desk: Desk) -> None:
    listed = [{"label": "1", "title": "Log", "url": "https://tarn.example/log"}]
    desk.write("b.sources.json", json.dumps(listed))
    desk.commit(b=f"{CITED}\n\n{CLAIM}\n")
    assert desk.told("--changed-since", "HEAD") == []
    desk.write("b.sources.json", json.dumps([{**listed[0], "url": "https://tarn.example/log?utm_source=x"}, {}]))
    assert [each for each in desk.told("--changed-since", "HEAD") if "uncited" in each] == []
    assert desk.told("--changed-since", "HEAD") != []


def test_what_the_other_branch_did_since_is_no_change(desk: Desk) -> None:
    desk.git("checkout", "-qb", "mine")
    desk.commit(b=OLD)
    desk.git("checkout", "-q", "main")
    desk.commit(a=OLD.replace("61", "62"))
    desk.git("checkout", "-q", "mine")
    assert {each.split(":")[0] for each in desk.told("--changed-since", "main")} == {"b.md"}


def test_reports_for_programs_keep_what_was_there_marked(desk: Desk) -> None:
    desk.write("a.md", OLD.replace("61", "62"))
    report = json.loads(desk.run("--changed-since", "HEAD", "--output-format", "json").stdout)
    found = [f for f in report["documents"][0]["findings"] if f["rule"] == "uncited-claim"]
    assert [each["suppressed"] for each in found] == [None, "not changed since HEAD"]
    (run,) = json.loads(desk.run("--changed-since", "HEAD", "--output-format", "sarif").stdout)["runs"]
    states = {(each["baselineState"], len(each.get("suppressions", ()))) for each in run["results"]}
    assert states == {("new", 0), ("unchanged", 1)}


def test_several_processes_tell_the_same(desk: Desk) -> None:
    desk.commit(b=OLD, c=OLD, d=OLD)
    for name in ("a", "b", "c", "d"):
        desk.write(f"{name}.md", OLD.replace("61", "62"))
    words = ("--changed-since", "HEAD")
    assert desk.run(*words, "--jobs", "3").stdout == desk.run(*words).stdout != ""
    desk.git("add", "-A")
    assert desk.run("--staged", *words, "--jobs", "3").stdout == desk.run(*words).stdout


def test_only_what_changed_is_fixed(desk: Desk) -> None:
    old = "It rained [4, 1].\n\nIt froze.\n"
    desk.commit(b=old)
    desk.write("b.md", old.replace("froze.", "froze [3, 2]."))
    done = desk.run("--changed-since", "HEAD", "--fix", "b.md")
    assert (desk.folder / "b.md").read_text(encoding="utf-8") == "It rained [4, 1].\n\nIt froze [2, 3].\n"
    assert "1 fixed in b.md" in done.stderr


NAMES = (b"with spaces.md", b"two\nlines.md", b"caf\xe9.md", b"F\xc3\xa4hre.md", b'"quoted".md', b"a\tb.md", b":0:a.md")


@pytest.mark.skipif(sys.platform == "darwin", reason="names that this system does not have")
@pytest.mark.parametrize("name", NAMES)
def test_files_of_any_name(desk: Desk, name: bytes) -> None:
    desk.write(name, OLD)
    desk.git("add", "-A")
    desk.git("commit", "-qm", "x")
    assert desk.told("--changed-since", "HEAD") == []
    desk.write(name, OLD.replace("61", "62"))
    worded = ("--changed-since", "HEAD", "--output-format", "json")
    (one,) = json.loads(desk.run(*worded).stdout)["documents"]
    assert [f["line"] for f in one["findings"] if f["suppressed"] is None and f["rule"] == "uncited-claim"] == [3]
    desk.git("add", "-A")
    (two,) = json.loads(desk.run("--staged", *worded).stdout)["documents"]
    assert two == one


# What is staged


def test_a_file_that_is_partly_staged_is_read_from_the_index(desk: Desk) -> None:
    desk.write("a.md", OLD.replace("61", "62"))
    desk.git("add", "a.md")
    desk.write("a.md", "Nothing.\n")
    assert desk.told("--staged") == ["a.md:3:1 uncited-claim", "a.md:5:1 uncited-claim"]
    assert desk.told("--staged", "--changed-since", "HEAD") == ["a.md:3:1 uncited-claim"]
    (desk.folder / "a.md").unlink()
    assert desk.told("--staged", "a.md") == ["a.md:3:1 uncited-claim", "a.md:5:1 uncited-claim"]
    desk.git("add", "-A")
    assert desk.told("--staged") == [] and desk.told("--staged", "a.md") == []


def test_what_is_not_staged_is_not_looked_at(desk: Desk) -> None:
    desk.write("a.md", OLD.replace("61", "62"))
    desk.write("b.md", OLD)
    assert desk.told("--staged") == []
    assert desk.told("--staged", "a.md") == []
    done = desk.run("--staged", "b.md")
    assert (done.returncode, done.stdout) == (2, "b.md: could not be checked: is not in the index: git add it first\n")
    assert desk.run("--staged", "absent.md").returncode == 2


def test_staged_files_are_those_that_a_folder_would_give(desk: Desk) -> None:
    for name in ("in/b.md", ".hidden/c.md", "b.sources/1.md", "node_modules/d.md", "e.py", "in/deep/f.html"):
        desk.write(name, OLD if name.endswith("md") else f"<p>{CITED}</p><p>{CLAIM}</p>")
    (desk.folder / "link.md").symlink_to("in/b.md")
    desk.git("add", "-A")
    assert {each.split(":")[0] for each in desk.told("--staged")} == {"in/b.md", "in/deep/f.html"}
    assert {each.split(":")[0] for each in desk.told("--staged", "in/deep")} == {"in/deep/f.html"}
    assert {each.split(":")[0] for each in desk.told("--staged", within="in")} == {"b.md", "deep/f.html"}
    assert {each.split(":")[0] for each in desk.told("--staged", "..", within="in")} == {
        "../in/b.md",
        "../in/deep/f.html",
    }


def test_the_list_beside_a_staged_article_is_that_of_the_index(desk: Desk) -> None:
    desk.write("b.sources.json", json.dumps([{"label": "1", "title": "Log"}]))
    desk.write("b.md", f"{CITED}\n")
    desk.git("add", "-A")
    desk.write("b.sources.json", "[]")
    assert desk.told("--staged") == []
    desk.git("add", "-A")
    assert desk.told("--staged") != []


@pytest.mark.parametrize("words", [("--staged",), ("--staged", "--changed-since", "HEAD"), ("--changed-since", "HEAD")])
def test_an_article_whose_list_alone_changed_is_looked_at(desk: Desk, words: tuple[str, ...]) -> None:
    desk.write("in/b.sources.json", json.dumps([{"label": "1", "title": "Log"}]))
    desk.write("in/b.md", f"{CITED}\n")
    desk.commit()
    assert desk.told(*words) == []
    desk.write("in/b.sources.json", json.dumps([{"label": "2", "title": "Log"}]))
    desk.git("add", "-A")
    assert "in/b.md:1:26 dangling-marker" in desk.told(*words)
    desk.git("rm", "-qf", "in/b.sources.json")
    assert "in/b.md:1:26 missing-source-list" in desk.told(*words, "in")


def test_a_baseline_and_comments_hold_for_what_is_staged(desk: Desk) -> None:
    subprocess.run(
        [sys.executable, "-m", "citeaudit", "baseline", "create", "--isolated", "b.txt", "a.md"],
        cwd=desk.folder, check=True, capture_output=True,
    )  # fmt: skip
    desk.write("a.md", f"{OLD.removesuffix(SOURCES)}{THIRD}\n\n{SOURCES}")
    desk.git("add", "a.md")
    assert desk.told("--staged", "--baseline", "b.txt") == ["a.md:7:1 uncited-claim"]


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "new")
    assert desk.told("--staged") == []
    desk.write("a.md", OLD)
    assert len(desk.told("--changed-since", "HEAD")) == 2
    desk.git("add", "-A")
    assert len(desk.told("--staged")) == len(desk.told("--staged", "--changed-since", "HEAD")) == 2


def test_a_file_in_conflict_is_named(desk: Desk) -> None:
    desk.git("checkout", "-qb", "mine")
    desk.commit(a=OLD.replace("61", "62"))
    desk.git("checkout", "-q", "main")
    desk.commit(a=OLD.replace("61", "63"))
    with pytest.raises(subprocess.CalledProcessError):
        desk.git("merge", "mine")
    done = desk.run("--staged")
    assert (done.returncode, done.stdout.count("\n")) == (2, 1)
    assert "a.md: could not be checked: is in conflict; settle the merge and stage it" in done.stdout


def test_a_partial_commit_has_an_index_of_its_own(desk: Desk) -> None:
    """`git commit FILE` gives its hooks an index that has this file and not what else is staged."""
    desk.write("b.md", OLD)
    desk.git("add", "b.md")
    desk.write("a.md", OLD.replace("61", "62"))
    hook = desk.folder / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    command = (
        f'"{sys.executable}" -m citeaudit check --isolated --staged --select uncited-claim --output-format concise'
    )
    hook.write_text(f"#!/bin/sh\n{command} >told\n", encoding="utf-8")
    hook.chmod(0o755)
    with pytest.raises(subprocess.CalledProcessError):
        desk.git("commit", "-qm", "x", "a.md")
    told = (desk.folder / "told").read_text(encoding="utf-8")
    assert [line.split(":")[0] for line in told.splitlines()] == ["a.md", "a.md"]


# Repositories of other kinds


def test_a_submodule_is_compared_with_the_commit_that_is_recorded_for_it(desk: Desk, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other")
    other.commit(s=OLD)
    desk.git("submodule", "add", "-q", str(other.folder), "sub one")
    desk.git("commit", "-qm", "sub")
    assert desk.told("--changed-since", "HEAD") == []
    desk.write("sub one/s.md", OLD.replace("61", "62"))
    assert desk.told("--changed-since", "HEAD") == ["sub one/s.md:3:1 uncited-claim"]
    assert desk.told("--changed-since", "HEAD", within="sub one") == ["s.md:3:1 uncited-claim"]
    assert desk.told("--staged") == []
    assert [each for each in desk.told("--changed-since", "HEAD~1") if "s.md" in each and "uncited" in each] == [
        "sub one/s.md:3:1 uncited-claim", "sub one/s.md:5:1 uncited-claim"
    ]  # fmt: skip
    desk.git("update-index", "--cacheinfo", f"160000,{'1' * 40},sub one")
    desk.git("commit", "-qm", "a commit that nobody has fetched")
    done = desk.run("--changed-since", "HEAD")
    assert done.returncode == 2 and "sub one: has no commit" in done.stderr and "fetch it" in done.stderr


def test_a_repository_that_lies_in_another_is_new_there(desk: Desk) -> None:
    Desk(desk.folder / "inner").commit(s=OLD)
    assert {each.split(":")[0] for each in desk.told("--changed-since", "HEAD")} == {"inner/s.md"}


def test_a_work_tree_of_another_repository(desk: Desk, tmp_path: Path) -> None:
    desk.git("worktree", "add", "-q", str(tmp_path / "second"), "-b", "second")
    second = tmp_path / "second"
    (second / "a.md").write_text(OLD.replace("61", "62"), encoding="utf-8")
    words = ("--changed-since", "main", str(second / "a.md"))
    assert [each.split(":", 1)[1] for each in desk.told(*words)] == ["3:1 uncited-claim"]
    assert [each.split(":", 1)[1] for each in desk.told(*words, GIT_DIR=".git")] == ["3:1 uncited-claim"]


def test_a_shallow_clone_says_what_to_fetch(desk: Desk, tmp_path: Path) -> None:
    desk.git("tag", "first")
    desk.commit(b=OLD)
    desk.git("clone", "-q", "--depth", "1", "--no-tags", f"file://{desk.folder}", str(tmp_path / "shallow"))
    shallow = Desk(tmp_path / "shallow")
    done = shallow.run("--changed-since", "first")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert 'has no revision "first"; it is a shallow clone: fetch more of it' in done.stderr
    shallow.git("fetch", "-q", "--depth", "1", "origin", "tag", "first")
    done = shallow.run("--changed-since", "first")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "is a shallow clone, which does not go back to where HEAD and first part" in done.stderr
    shallow.git("fetch", "-q", "--unshallow")
    assert {each.split(":")[0] for each in shallow.told("--changed-since", "first")} == {"b.md"}


WRONG = {
    "an unknown revision": (("--changed-since", "nothing"), 'has no revision "nothing"'),
    "an option for a revision": (("--changed-since=--help",), 'has no revision "--help"'),
    "no revision": (("--changed-since", ""), 'has no revision ""'),
    "a null character cannot be": (("--changed-since", "a b"), 'has no revision "a b"'),
    "standard input": (("--changed-since", "HEAD", "-"), "--changed-since: standard input has no past"),
    "standard input, staged": (("--staged", "-"), "--staged: standard input has no past"),
    "staged and fixed": (("--staged", "--fix"), "--staged: what is staged is looked at and not changed"),
}  # fmt: skip


@pytest.mark.parametrize("words", [("--changed-since", "HEAD"), ("--staged",)], ids=["changed", "staged"])
@pytest.mark.parametrize("rules", ["across", "shared-headline,shared-paragraph"])
def test_rules_across_documents_are_not_passed_over_in_silence(desk: Desk, words: tuple[str, ...], rules: str) -> None:
    command = [sys.executable, "-m", "citeaudit", "check", "--isolated", "--select", rules, *words]
    done = subprocess.run(command, cwd=desk.folder, capture_output=True, check=False, encoding="utf-8")
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr
        == f"citeaudit: {words[0]}: rules across documents need all of them; select them in a run without it\n"
    )


@pytest.mark.parametrize(("words", "said"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_done_is_one_line(desk: Desk, words: tuple[str, ...], said: str) -> None:
    done = desk.run(*words)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr


@pytest.mark.parametrize("words", [("--changed-since", "HEAD"), ("--staged",)])
def test_outside_of_a_repository_and_without_git(tmp_path: Path, desk: Desk, words: tuple[str, ...]) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "a.md").write_text(OLD, encoding="utf-8")
    done = desk.run(*words, str(tmp_path / "plain"))
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert f"is in no git repository, which {words[0]} needs" in done.stderr
    done = desk.run(*words, PATH=str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "citeaudit: git cannot be run: no such file or directory\n",
    )


def test_a_past_that_cannot_be_read_is_none(desk: Desk) -> None:
    desk.write("a.md", "\0\1")
    desk.git("commit", "-qam", "x")
    desk.write("a.md", OLD)
    assert len(desk.told("--changed-since", "HEAD")) == 2


def test_what_the_settings_exclude_is_left_out_of_what_a_hook_names(desk: Desk) -> None:
    (desk.folder / "citeaudit.toml").write_text('exclude = ["drafts/**", "old.md"]\n', encoding="utf-8")
    desk.write("drafts/b.md", OLD)
    desk.write("old.md", OLD)
    desk.git("add", "-A")
    names = ("a.md", "drafts/b.md", "old.md")
    command = [sys.executable, "-m", "citeaudit", "check", "--output-format", "concise", "--select", "uncited-claim"]

    def files(*words: str) -> set[str]:
        done = subprocess.run([*command, *words], cwd=desk.folder, capture_output=True, check=False, encoding="utf-8")
        assert done.stderr == "" and done.returncode == bool(done.stdout)
        return {line.split(":")[0] for line in done.stdout.splitlines()}

    assert files(*names) == set(names)
    assert files("--force-exclude", *names) == {"a.md"}
    assert files("--force-exclude", "drafts/b.md", "old.md") == set()
    assert files("--staged", *names) == {"drafts/b.md", "old.md"}
    assert files("--staged", "--force-exclude", *names) == files("--staged") == set()
