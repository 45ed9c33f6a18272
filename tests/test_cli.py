"""The command line as it is used: exit codes, mistakes, bad input, pipes; the program itself is run."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

from citeaudit.destination import Destination

EXAMPLES = Path(__file__).parents[1] / "examples"
CLEAN = "The yard lost 61 boats [1].\n\nSources:\n[1] Storm log, Norrholm Gazette, 3 March 2025, https://norrholm.example/log\n"
DIRTY = "The yard lost 61 boats :contentReference[oaicite:0]{index=0}.\n"
SCHEMA = json.loads((files("citeaudit") / "schema" / "citeaudit-1.json").read_text(encoding="utf-8"))
FORMATS = ["table", "concise", "json", "jsonl"]


def environment(**more: str) -> dict[str, str]:
    return {**{key: value for key, value in os.environ.items() if key != "COLUMNS"}, **more}


def citeaudit(*words: str, cwd: Path, data: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, "-m", "citeaudit", *words],
        cwd=cwd, input=data, env=environment(**more), capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return done


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "clean.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "dirty.txt").write_text(DIRTY, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["clean.txt"], 0),
        (["dirty.txt"], 1),
        (["dirty.txt", "--fail-on", "never"], 0),
        (["dirty.txt", "--ignore", "ai-debris,uncited-claim"], 0),
        (["dirty.txt", "--select", "repetition"], 0),
        (["clean.txt", "missing.txt"], 2),
        (["."], 1),
    ],
    ids=["nothing to report", "findings", "never fail", "ignored", "not selected", "a missing file", "a folder"],
)
def test_exit_codes(folder: Path, words: list[str], code: int) -> None:
    assert citeaudit("check", "--isolated", *words, cwd=folder).returncode == code


MISTAKES = {
    "a command": (["chek"], 'did you mean "check"?'),
    "an option": (["check", "--slect", "x"], 'did you mean "--select"?'),
    "a rule": (["check", "--select", "uncited-clam", "."], 'did you mean "uncited-claim"?'),
    "an output format": (["check", "--output-format", "tabel"], 'did you mean "table"?'),
    "an input format": (["check", "--format", "markdwon"], 'did you mean "markdown"?'),
    "a profile": (["check", "--profile", "newz", "."], 'did you mean "news"?'),
    "a level": (["check", "--fail-on", "warnings", "."], 'did you mean "warning"?'),
    "a rule to explain": (["explain", "repeated-headlines"], 'did you mean "repeated-headline"?'),
}


@pytest.mark.parametrize(("words", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_misspelt_word_is_answered_with_the_nearest_right_one(folder: Path, words: list[str], said: str) -> None:
    done = citeaudit(*words, cwd=folder)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_wrong_setting_names_file_line_and_right_word(folder: Path) -> None:
    (folder / "citeaudit.toml").write_text('profile = "news"\nignroe = ["ai-debris"]\n', encoding="utf-8")
    done = citeaudit("check", cwd=folder)
    assert done.returncode == 2
    assert "citeaudit.toml:2" in done.stderr
    assert '"ignore"' in done.stderr


def test_settings_are_found_upward_and_hold_for_the_paths_that_they_name(folder: Path) -> None:
    (folder / "drafts").mkdir()
    (folder / "drafts" / "one.txt").write_text(DIRTY, encoding="utf-8")
    (folder / "citeaudit.toml").write_text(
        '[[overrides]]\npaths = ["drafts/**"]\nselect = ["sources"]\n', encoding="utf-8"
    )
    assert citeaudit("check", "one.txt", cwd=folder / "drafts").returncode == 0
    assert citeaudit("check", "dirty.txt", cwd=folder).returncode == 1


def test_a_file_that_cannot_be_read_costs_no_other_its_audit(folder: Path) -> None:
    (folder / "broken.txt").write_bytes(b"\x00\x01\x02" * 50)
    done = citeaudit("check", "--isolated", "--output-format", "concise", ".", cwd=folder)
    assert done.returncode == 2
    lines = done.stdout.splitlines()
    assert [line for line in lines if line.startswith("broken.txt: could not be checked: looks like a binary file")]
    assert [line for line in lines if line.startswith("dirty.txt:1:24: error ai-debris")]


GOOD_ENOUGH = {
    "empty": b"",
    "broken UTF-8": b"The yard lost 61 boats in Norrk\xf6ping last June.\n",
    "UTF-16": "The yard lost 61 boats.\n".encode("utf-16"),
    "no line end": b"The yard lost 61 boats",
    "brackets in brackets": b"[" * 50_000 + b"]" * 50_000,
    "only spaces": b" \n\t\r\n" * 100,
}


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("data", GOOD_ENOUGH.values(), ids=GOOD_ENOUGH)
def test_odd_files_are_read(tmp_path: Path, data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    done = citeaudit("check", "--isolated", "--output-format", "json", name, cwd=tmp_path)
    assert done.returncode in (0, 1)
    assert json.loads(done.stdout)["documents"][0]["error"] is None


@pytest.mark.slow
def test_a_line_of_fifty_megabytes_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The yard lost its boats. " * 2_000_000, encoding="utf-8")
    done = citeaudit("check", "--isolated", "--output-format", "concise", "--select", "sources", "a.txt", cwd=tmp_path)
    assert done.returncode == 0


def test_a_folder_without_a_document_says_what_was_looked_for(tmp_path: Path) -> None:
    (tmp_path / "notes.docx").write_bytes(b"x")
    done = citeaudit("check", "--isolated", ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "no document in this folder" in done.stdout
    assert ".md" in done.stdout


def test_a_link_that_leads_back_is_followed_once(folder: Path) -> None:
    try:
        (folder / "again").symlink_to(folder, target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no links")
    done = citeaudit("check", "--isolated", "--output-format", "json", "--fail-on", "never", ".", cwd=folder)
    assert [document["path"] for document in json.loads(done.stdout)["documents"]] == ["clean.txt", "dirty.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_named(folder: Path) -> None:
    (folder / "clean.txt").chmod(0)
    done = citeaudit("check", "--isolated", ".", cwd=folder)
    assert done.returncode == 2
    assert "permission denied" in done.stdout


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such devices")
def test_a_device_that_never_ends_is_named_and_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained [1].", encoding="utf-8")
    done = citeaudit("check", "/dev/zero", os.devnull, "a.txt", "--output-format", "concise", cwd=tmp_path)
    assert done.returncode == 2
    assert "/dev/zero: could not be checked: this is a device and no document" in done.stdout


@pytest.mark.skipif(os.name == "nt", reason="pipes close otherwise there")
def test_a_pipe_that_closes_early_is_quiet(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.txt").write_text(DIRTY, encoding="utf-8")
    command = f"{sys.executable} -m citeaudit check --isolated . | head -n 1"
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")
    assert done.stderr == ""
    assert done.stdout.startswith("── 0.txt")


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_control_c_ends_with_one_line(tmp_path: Path) -> None:
    for number in range(2000):
        (tmp_path / f"{number}.txt").write_text(DIRTY * 40, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "citeaudit", "check", "--isolated", "."],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 2
    assert errors == "citeaudit: interrupted; what is printed above is all that was checked\n"


def test_standard_input_has_the_format_that_its_name_tells(folder: Path) -> None:
    words = ("check", "--isolated", "--output-format", "json", "--stdin-filename", "draft.md", "-")
    report = json.loads(citeaudit(*words, cwd=folder, data="# A dam\n\nIt broke.[^1]\n").stdout)
    assert report["documents"][0]["format"] == "markdown"
    assert report["documents"][0]["path"] == "draft.md"


def test_a_report_in_a_file_is_whole_or_not_there(folder: Path) -> None:
    words = ("check", "--isolated", "--output-format", "json", "-o", "report.json")
    assert citeaudit(*words, ".", cwd=folder).returncode == 1
    assert json.loads((folder / "report.json").read_text(encoding="utf-8"))["summary"]["documents"] == 2
    with contextlib.suppress(RuntimeError), Destination(str(folder / "second.json"), []) as out:
        out.write("half of it")
        raise RuntimeError
    assert not (folder / "second.json").exists()
    assert not list(folder.glob("*.part"))


def test_a_report_never_overwrites_a_document(folder: Path) -> None:
    document = folder / "clean.txt"
    before = document.read_bytes()
    done = citeaudit("check", "--isolated", "-o", document.name, ".", cwd=folder)
    assert done.returncode == 2
    assert "this is one of the documents to check" in done.stderr
    assert document.read_bytes() == before


def test_the_order_of_sets_moves_no_score(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "The board, which should have known better, sold the oldest yard on the coast for a song in 2019, and nobody "
        "asked the many families who had built boats there for a hundred years what they thought of it.\n",
        encoding="utf-8",
    )
    words = ("check", "--isolated", "--fail-on", "never", "--output-format", "json", "--explain-scores", "a.txt")
    reports = {citeaudit(*words, cwd=tmp_path, PYTHONHASHSEED=str(seed)).stdout for seed in range(4)}
    assert len(reports) == 1
    assert json.loads(reports.pop())["documents"][0]["sentences"][0]["editorial"]["score"] > 0


@pytest.mark.parametrize("name", FORMATS)
def test_any_number_of_jobs_gives_the_same_bytes(name: str) -> None:
    words = ("check", "--isolated", "--output-format", name, "--fail-on", "never", ".")
    one, two = (citeaudit(*words, "--jobs", n, cwd=EXAMPLES) for n in ("1", "2"))
    assert one.returncode == 0
    assert one.stdout == two.stdout


def test_concise_is_silent_when_all_is_well(folder: Path) -> None:
    done = citeaudit("check", "--isolated", "--output-format", "concise", "clean.txt", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


HEAVY = """
    tabulate wcwidth lxml yaml regex charset_normalizer jsonschema multiprocessing concurrent pathlib urllib json hashlib
    tempfile dataclasses inspect logging decimal html ipaddress subprocess
""".split()
"""What a hook over one file does without; each of them takes longer to import than most of the rules to run."""


@pytest.mark.parametrize("name", ["dirty.txt", "dirty.md"])
def test_nothing_heavy_is_loaded_for_a_file(folder: Path, name: str) -> None:
    source = "\n\n## Sources\n\n1. Minutes, Tarn Gazette, 3 March 2025, https://tarn.example/minutes/3\n"
    (folder / "dirty.md").write_text(DIRTY + source, encoding="utf-8")
    words = ["check", "--force-exclude", "--output-format", "concise", "--ignore", "across", name]
    code = (
        "import sys; before = set(sys.modules); from citeaudit.cli import main;"
        f"main({words!r}); loaded = {{name.partition('.')[0] for name in set(sys.modules) - before}};"
        f"print(*sorted({set(HEAVY)!r} & loaded))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, check=True, encoding="utf-8")
    assert len(done.stdout.splitlines()) > 1
    assert done.stdout.splitlines()[-1] == ""


TEXTS = {
    "nothing": "",
    "every kind of marker": "A [1, 2]. B.[^3] C【4】. D [[5]](https://a.example). E.[note 6][a] F [@g; @h]. G [4-2].",
    "a list": CLEAN,
    "emoji and Chinese": "The 🏆 went north [1]. 会議は終わった。[2] “Café e\u0301” said Lund [3].",
    "half of a pair": "A \\ud800 word [1].",
    "leftovers": DIRTY + "It rained.[citation needed] Experts say so [1,2.",
}


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_every_json_report_is_of_the_schema(tmp_path: Path, text: str, name: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    words = ("check", "--isolated", "--confidence", "low", name, "missing.txt", "--output-format")
    validator = jsonschema.Draft202012Validator(SCHEMA)
    validator.validate(json.loads(citeaudit(*words, "json", cwd=tmp_path).stdout))
    line = jsonschema.Draft202012Validator({**SCHEMA["$defs"]["line"], "$defs": SCHEMA["$defs"]})
    lines = citeaudit(*words, "jsonl", cwd=tmp_path).stdout.splitlines()
    assert len(lines) == 3
    for each in lines:
        line.validate(json.loads(each))


def test_the_examples_are_of_the_schema() -> None:
    done = citeaudit("check", "--isolated", "--output-format", "json", ".", cwd=EXAMPLES)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(done.stdout))


@pytest.mark.parametrize("command", ["map", "sources"])
def test_views_of_one_document(command: str) -> None:
    done = citeaudit(command, "ferry-talks.txt", cwd=EXAMPLES)
    assert done.returncode == 0
    assert "[4, 1]" in done.stdout if command == "map" else "cited, and in no list" in done.stdout


def test_rules_are_listed_tested_and_explained(folder: Path) -> None:
    assert "uncited-claim" in citeaudit("rules", cwd=folder).stdout
    done = citeaudit("rules", "test", cwd=folder)
    assert done.returncode == 0
    assert done.stdout.endswith("0 failed\n")
    explained = citeaudit("explain", "vague-attribution", cwd=folder).stdout
    assert "Why it matters" in explained
    assert "⟦Observers said⟧" in explained
    assert "--fix" not in explained
    mended = citeaudit("explain", "unsorted-group", cwd=folder).stdout.partition("What --fix makes of it")[2]
    assert "  • The pact was signed in May [1, 4]." in mended.partition("\n\n")[0]
