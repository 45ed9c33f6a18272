"""What somebody has allowed: comments in the text with a reason, and a file of allowed findings."""

import datetime
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeaudit import audit_text
from citeaudit.cli import main
from citeaudit.model import waivers
from citeaudit.settings.config import Settings

CLAIM = "The quarry lost 61 of its trucks in a fire last June."
OTHER = "Police arrested 12 men after the fire in Norrholm."
CITED = "The council met in March [1]."
TODAY = datetime.date(2026, 11, 24)


def rules(text: str, fmt: str = "markdown") -> list[tuple[str, str | None]]:
    settings = Settings(lang="en", today=TODAY, select=("uncited-claim",))
    return [(finding.rule, finding.suppressed) for finding in audit_text(text, format=fmt, settings=settings).findings]


def comment(words: str) -> str:
    return f"<!-- citeaudit: {words} -->"


ALLOW = comment("allow uncited-claim -- witnessed")
START, END = comment("allow-start uncited-claim -- witnessed"), comment("allow-end")
PLACES = {
    "above a block": f"{CITED}\n\n{ALLOW}\n\n{CLAIM}\n\n{OTHER}",
    "right above a block": f"{CITED}\n\n{ALLOW}\n{CLAIM}\n\n{OTHER}",
    "below a block and right above one": f"{CITED}\n{ALLOW}\n{CLAIM}\n\n{OTHER}",
    "at the very top": f"{ALLOW}\n\n{CLAIM}\n\n{CITED}\n\n{OTHER}",
    "before a block, on its line": f"{CITED}\n\n{ALLOW} {CLAIM}\n\n{OTHER}",
    "behind a sentence": f"{CITED}\n\n{CLAIM} {ALLOW}\n\n{OTHER}",
    "behind a sentence, one more behind it": f"{CITED}\n\n{CLAIM} {ALLOW} {OTHER}",
    "within a sentence": f"{CITED}\n\nThe quarry {ALLOW} lost 61 of its trucks in a fire last June.\n\n{OTHER}",
    "by its group": f"{CITED}\n\n{comment('allow citations -- witnessed')}\n\n{CLAIM}\n\n{OTHER}",
    "any rule": f"{CITED}\n\n{comment('allow -- witnessed')}\n\n{CLAIM}\n\n{OTHER}",
    "with a dash for the hyphens": f"{CITED}\n\n{comment('allow uncited-claim — witnessed')}\n\n{CLAIM}\n\n{OTHER}",
    "over several lines": f"{CITED}\n\n<!--\n  citeaudit: allow uncited-claim\n  -- witnessed\n-->\n\n{CLAIM}\n\n{OTHER}",
    "a range": f"{START}\n\n{CITED}\n\n{CLAIM}\n\n{END}\n\n{OTHER}",
    "a range by its name": f"{CITED}\n\n{START}\n\n{CLAIM}\n\n{comment('allow-end uncited-claim')}\n\n{OTHER}",
    "until a day": f"{CITED}\n\n{comment('allow uncited-claim until 2027-01-31 -- witnessed')}\n\n{CLAIM}\n\n{OTHER}",
    "until today": f"{CITED}\n\n{comment(f'allow uncited-claim until {TODAY} -- witnessed')}\n\n{CLAIM}\n\n{OTHER}",
    "beside a footnote": f"{CITED}[^1]\n\n{ALLOW}\n{CLAIM}\n\n{OTHER}\n\n[^1]: Minutes.",
    "in a list": f"{CITED}\n\n- {CLAIM} {ALLOW}\n- {OTHER}",
    "with capitals": f"{CITED}\n\n<!-- Citeaudit: Allow Uncited-claim -- witnessed -->\n\n{CLAIM}\n\n{OTHER}",
    "without a colon": f"{CITED}\n\n<!-- citeaudit allow uncited-claim -- witnessed -->\n\n{CLAIM}\n\n{OTHER}",
}  # fmt: skip


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
@pytest.mark.parametrize("fmt", ["markdown", "text"])
def test_a_comment_allows_what_it_stands_at_and_no_more(text: str, ends: str, fmt: str) -> None:
    assert rules(text.replace("\n", ends), fmt) == [("uncited-claim", "witnessed"), ("uncited-claim", None)]


PAGES = {
    "before a paragraph": f"<p>{CITED}</p> {ALLOW} <p>{CLAIM}</p><p>{OTHER}</p>",
    "at its beginning": f"<p>{CITED}</p><p>{ALLOW}{CLAIM}</p><p>{OTHER}</p>",
    "behind a sentence": f"<p>{CITED}</p><p>{CLAIM}{ALLOW} {OTHER}</p>",
    "within a word": f"<p>{CITED}</p><p>The quarry lost 61 of its tru{ALLOW}cks in a fire last June. {OTHER}</p>",
    "behind a sentence in bold": f"<p>{CITED}</p><p><b>{CLAIM}</b> {ALLOW}</p><p>{OTHER}</p>",
    "first of all": f"{ALLOW}<p>{CLAIM}</p><p>{CITED}</p><p>{OTHER}</p>",
    "in the head": f"<html><head><title>x</title>{ALLOW}</head><body><p>{CLAIM}</p><p>{CITED}</p><p>{OTHER}</p></body></html>",
    "before the page": f"{ALLOW}<!doctype html><html><body><p>{CLAIM}</p><p>{CITED}</p><p>{OTHER}</p></body></html>",
    "a range": f"{START}<p>{CITED}</p><p>{CLAIM}</p>{END}<p>{OTHER}</p>",
    "beside a table": f"<p>{CITED}</p><table><tr><td>a</td><td>b</td></tr></table>{ALLOW}<p>{CLAIM}</p><p>{OTHER}</p>",
    "beside superscripts": f"<p>{CITED}<sup>1</sup></p>{ALLOW}<p>{CLAIM}</p><p>{OTHER}</p>",
}  # fmt: skip


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_a_comment_in_a_page_does_so_too(text: str) -> None:
    assert rules(text, "html") == [("uncited-claim", "witnessed"), ("uncited-claim", None)]


WHOLE_ALLOW = comment("allow-file uncited-claim -- archive")
WHOLE = {
    "text": f"{CITED}\n\n{CLAIM}\n\n{OTHER}\n\n{WHOLE_ALLOW}",
    "markdown": f"{WHOLE_ALLOW}\n\n{CITED}\n\n{CLAIM}\n\n{OTHER}",
    "html": f"<p>{CITED}</p><p>{CLAIM}</p><p>{OTHER}</p></body></html>{WHOLE_ALLOW}",
}


@pytest.mark.parametrize(("fmt", "text"), WHOLE.items(), ids=WHOLE)
def test_a_comment_for_the_whole_file(fmt: str, text: str) -> None:
    assert rules(text, fmt) == [("uncited-claim", "archive")] * 2


NO_COMMENTS = {
    "in code": ("markdown", f"{CITED}\n\nWrite:\n\n```\n{WHOLE_ALLOW}\n```\n\n{CLAIM}"),
    "in code on a line": ("markdown", f"{CITED}\n\nOne writes `{WHOLE_ALLOW}` there.\n\n{CLAIM}"),
    "in code within words": ("markdown", f"{CITED}\n\nOne writes `a {WHOLE_ALLOW} b` there.\n\n{CLAIM}"),
    "in code between two signs": ("markdown", f"{CITED}\n\nOne writes `` {WHOLE_ALLOW} `` there.\n\n{CLAIM}"),
    "in indented code": ("markdown", f"{CITED}\n\nWrite:\n\n    {WHOLE_ALLOW}\n\n{CLAIM}"),
    "in code indented by a tab": ("markdown", f"{CITED}\n\nWrite:\n\n\t{WHOLE_ALLOW}\n\n{CLAIM}"),
    "in code of several lines": ("markdown", f"{CITED}\n\nWrite:\n\n    one\n\n    {WHOLE_ALLOW}\n    two\n\n{CLAIM}"),
    "with the name of a file": ("markdown", f"{CITED}\n\n<!-- citeaudit.toml has it -->\n\n{CLAIM}"),
    "shown in a page": ("html", f"<p>{CITED}</p><p>One writes {WHOLE_ALLOW.replace('<', '&lt;')} there.</p><p>{CLAIM}</p>"),
    "in a script": ("html", f"<p>{CITED}</p><script>{WHOLE_ALLOW}</script><p>{CLAIM}</p>"),
    "not for citeaudit": ("markdown", f"{CITED}\n\n<!-- see citeaudit: allow-file uncited-claim -- x -->\n\n{CLAIM}"),
    "not closed": ("markdown", f"{CITED}\n\n{CLAIM}\n\n{WHOLE_ALLOW.removesuffix('-->')}"),
}  # fmt: skip


@pytest.mark.parametrize(("fmt", "text"), NO_COMMENTS.values(), ids=NO_COMMENTS)
def test_what_is_no_comment_allows_nothing(fmt: str, text: str) -> None:
    assert rules(text, fmt) == [("uncited-claim", None)]


def test_comments_change_nothing_else_that_is_found() -> None:
    settings = Settings(lang="en", today=TODAY)
    text = f"{CITED} {CLAIM}\n\n{OTHER} It rained [4, 1].\n\n## Sources\n\n1. Minutes\n2. Log\n"
    plain = audit_text(text, format="markdown", settings=settings)
    for at in (0, len(CITED), len(CITED) + 4, text.index(OTHER), text.index("\n2. Log"), len(text)):
        written = f"{text[:at]} {comment('allow vague-attribution -- none')} {text[at:]}"
        found = audit_text(written, format="markdown", settings=settings).findings
        assert [(f.rule, f.fingerprint) for f in found if f.rule != "unused-allow"] == [
            (f.rule, f.fingerprint) for f in plain.findings
        ]


def test_an_entry_of_a_list_of_sources_is_allowed_where_it_stands() -> None:
    entry = "1. Minutes, https://tarn.example/a?utm_source=x"
    allow = comment("allow tracking-parameter -- as it was sent")
    text = f"{CITED}\n\n## Sources\n\n{entry} {allow}\n2. Log, https://tarn.example/b?utm_source=x\n"
    settings = Settings(lang="en", select=("tracking-parameter",))
    found = audit_text(text, format="markdown", settings=settings).findings
    assert [(each.rule, each.suppressed) for each in found] == [
        ("tracking-parameter", "as it was sent"),
        ("tracking-parameter", None),
    ]


FAULTS = {
    "nothing to allow": ("allow uncited-claim -- old", "unused-allow"),
    "an unknown rule": ("allow uncited-clam -- x", "unknown-allow"),
    "what cannot be read": ("please ignore this", "unknown-allow"),
    "no words": ("", "unknown-allow"),
    "no date": ("allow uncited-claim until soon -- x", "unknown-allow"),
    "out of date": ("allow uncited-claim until 2020-01-31 -- x", "expired-allow"),
    "an end without a beginning": ("allow-end", "unknown-allow"),
}


def test_what_other_programs_would_understand_is_told() -> None:
    assert rules(f"<!-- citeaudit-disable uncited-claim -->\n\n{CITED}", "markdown") == [("unknown-allow", None)]


@pytest.mark.parametrize(("words", "rule"), FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("fmt", ["markdown", "text", "html"])
def test_a_comment_that_does_nothing_is_a_finding(words: str, rule: str, fmt: str) -> None:
    assert rules(f"{comment(words)}\n\n{CITED}", fmt) == [(rule, None)]


def test_an_expired_comment_allows_nothing_any_more() -> None:
    text = f"{CITED}\n\n{comment('allow uncited-claim until 2020-01-31 -- x')}\n\n{CLAIM}"
    assert rules(text) == [("uncited-claim", None), ("expired-allow", None)]


def test_a_comment_without_a_reason_is_told() -> None:
    found = rules(f"{CITED}\n\n{comment('allow uncited-claim')}\n\n{CLAIM}")
    assert found == [("uncited-claim", "allowed without a reason"), ("allow-without-reason", None)]


def test_a_fault_of_a_comment_in_a_page_has_its_line() -> None:
    text = f"<p>{CITED}</p>\n\n{comment('allow uncited-clam -- x')}\n<p>It rained.</p>"
    (found,) = audit_text(text, format="html", settings=Settings(select=("uncited-claim",))).findings
    assert (found.rule, found.line, found.column) == ("unknown-allow", 3, None)
    assert 'did you mean "uncited-claim"' in found.message


def test_every_wrong_name_is_told() -> None:
    assert rules(f"{comment('allow uncited-clam, unsorted-grp -- x')}\n\n{CITED}") == [("unknown-allow", None)] * 2


def test_a_stretch_that_nothing_ends_is_told() -> None:
    assert rules(f"{CITED}\n\n{START}\n\n{CLAIM}") == [("uncited-claim", "witnessed"), ("unclosed-allow", None)]


def test_of_two_comments_for_one_place_none_is_called_unneeded() -> None:
    assert rules(f"{WHOLE_ALLOW}\n\n{CITED}\n\n{ALLOW}\n\n{CLAIM}") == [("uncited-claim", "archive")]


@pytest.mark.parametrize("words", ["unsorted-group", "figure-not-in-source", "evidence", "citations", "all"])
def test_what_did_not_run_is_not_known_to_be_unneeded(words: str) -> None:
    text = f"{comment(f'allow {words} -- x')}\n\n{CITED}\n\n## Sources\n\n1. Minutes, Tarn Post, 3 March 2024.\n"
    assert rules(text) == []
    found = audit_text(text, format="markdown", settings=Settings(lang="en")).findings
    unused = [each.message for each in found if each.rule == "unused-allow"]
    assert bool(unused) == (words in ("unsorted-group", "citations"))


WORDS = ("allow", "allow-file", "allow-start", "allow-end", "uncited-claim", ",", "citations", "until", "2027-01-31",
         "--", "—", "x", "-", "all", "\n", "<!--", "*", "`", "[1]")  # fmt: skip


@settings(deadline=None)  # a machine may be busy
@given(
    st.lists(st.tuples(st.integers(0, 200), st.lists(st.sampled_from(WORDS), max_size=6)), max_size=4),
    st.sampled_from(("text", "markdown", "html")),
)
def test_comments_of_any_words_can_stand_anywhere(comments: list[tuple[int, list[str]]], fmt: str) -> None:
    text = f"{CITED}\n\n{CLAIM} {OTHER}\n\n- It rained [4, 1].\n"
    for at, words in comments:
        text = text[:at] + comment(" ".join(words)) + text[at:]
    audit = audit_text(text, format=fmt, settings=Settings(lang="en", today=TODAY))
    assert audit.error is None and audit.failures == ()
    assert audit.document is not None and all(0 <= f.start <= f.end <= len(audit.document.text) for f in audit.findings)


@settings(deadline=None)  # a machine may be busy
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=30))
def test_any_comment_can_be_read(words: str) -> None:
    audit = audit_text(f"{comment(words)}\n\n{CITED}", format="markdown")
    assert audit.error is None and audit.failures == ()


def run(cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "citeaudit", *words]
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, encoding="utf-8")
    assert "Traceback" not in done.stderr
    return done


def test_the_settings_say_how_grave_a_fault_of_a_comment_is(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"{CITED}\n\n{comment('allow uncited-claim')}\n\n{CLAIM}\n", encoding="utf-8")
    command = ("check", "--output-format", "concise", "--select", "uncited-claim", "a.md")
    for levels, code, told in (
        ("", 0, "note allow-without-reason"),
        ('levels = { allow-without-reason = "error" }', 1, "error allow-without-reason"),
        ('levels = { suppressions = "off" }', 0, ""),
        ('ignore = ["allow-without-reason"]', 0, ""),
    ):
        (tmp_path / "citeaudit.toml").write_text(f"{levels}\n", encoding="utf-8")
        done = run(tmp_path, *command)
        assert done.returncode == code and told in done.stdout and bool(told) == bool(done.stdout), levels


# The file of allowed findings


@pytest.fixture
def listing(tmp_path: Path) -> Path:
    """A folder with a text, and a file that allows what is found in it."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(f"{CITED}\n\n{CLAIM}\n\n{OTHER}\n", encoding="utf-8")
    made = run(tmp_path, "check", "--isolated", "--select", "uncited-claim", "--output-format", "allow", "in/a.txt")
    assert made.returncode == 1 and made.stdout.count("[[allow]]") == 2 and CLAIM in made.stdout
    (tmp_path / "allow.toml").write_text(made.stdout, encoding="utf-8")
    return tmp_path


ALLOWED = ("check", "--isolated", "--output-format", "concise", "--select", "uncited-claim", "--allow", "allow.toml")


def reasoned(folder: Path, old: str = 'reason = ""', new: str = 'reason = "witnessed"', times: int = -1) -> None:
    file = folder / "allow.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, times), encoding="utf-8")


def test_what_the_file_lists_is_allowed_and_marked_with_its_reason(listing: Path) -> None:
    done = run(listing, *ALLOWED)
    assert done.returncode == 0 and done.stdout.count("note allow-without-reason") == 2
    reasoned(listing)
    assert run(listing, *ALLOWED).stdout == ""
    report = json.loads(run(listing, *ALLOWED, "--output-format", "json").stdout)
    assert [each["suppressed"] for each in report["documents"][0]["findings"]] == ["witnessed"] * 2
    (sarif,) = json.loads(run(listing, *ALLOWED, "--output-format", "sarif").stdout)["runs"]
    marked = [{"kind": "external", "justification": "witnessed"}]
    assert [each["suppressions"] for each in sarif["results"]] == [marked] * 2
    done = run(listing / "in", *ALLOWED[:-1], "../allow.toml", "a.txt")
    assert (done.returncode, done.stdout) == (0, "")


def test_the_settings_may_name_the_file(listing: Path) -> None:
    reasoned(listing)
    (listing / "citeaudit.toml").write_text('allow = "allow.toml"\n', encoding="utf-8")
    command = ("check", "--output-format", "concise", "--select", "uncited-claim")
    assert run(listing / "in", *command, "a.txt").stdout == run(listing, *command, "--jobs", "2").stdout == ""


def test_a_sentence_that_is_edited_is_allowed_no_more_and_its_entry_is_told(listing: Path) -> None:
    reasoned(listing)
    text = f"{CITED}\n\n{CLAIM.replace('61', '62')}\n\n{OTHER}\n"
    (listing / "in" / "a.txt").write_text(text, encoding="utf-8")
    done = run(listing, *ALLOWED)
    assert done.returncode == 1
    assert [line.split()[2] for line in done.stdout.splitlines()] == ["uncited-claim", "unused-allow"]
    assert "allow.toml:2" in done.stdout


WRONG_ENTRIES = {
    "an unknown rule": ('rule = "uncited-claim"', 'rule = "uncited-clam"', "unknown-allow"),
    "out of date": ('reason = "witnessed"', 'reason = "witnessed"\nuntil = 2020-01-31', "expired-allow"),
}


@pytest.mark.parametrize(("old", "new", "rule"), WRONG_ENTRIES.values(), ids=WRONG_ENTRIES)
def test_an_entry_that_is_wrong_allows_nothing_and_is_told(listing: Path, old: str, new: str, rule: str) -> None:
    reasoned(listing)
    reasoned(listing, old, new, 1)
    done = run(listing, *ALLOWED)
    assert sorted(line.split()[2] for line in done.stdout.splitlines()) == sorted(["uncited-claim", rule])


def test_an_entry_of_a_file_that_is_gone_is_told(listing: Path) -> None:
    reasoned(listing)
    (listing / "b.txt").write_text(CITED, encoding="utf-8")
    (listing / "in" / "a.txt").unlink()
    done = run(listing, *ALLOWED, "b.txt")
    assert done.returncode == 0 and done.stderr.count("a.txt, which is not there; mend its path, or delete it") == 2


BROKEN = {
    "no such file": (None, "allow.toml: cannot be opened: no such file"),
    "no TOML": ("[[allow]\n", "allow.toml:1: this is not valid TOML"),
    "an unknown key": ('[[allow]]\npath = "a"\nrule = "b"\nfingerprint = "c"\nreasn = ""\n', 'did you mean "reason"?'),
    "a missing key": ('[[allow]]\npath = "a"\n', 'key "rule" is missing'),
    "a date in quotation marks": (
        '[[allow]]\npath = "a"\nrule = "b"\nfingerprint = "c"\nuntil = "2027-01-31"\n',
        "a date without quotation marks",
    ),
}


@pytest.mark.parametrize(("content", "said"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_wrong_is_named_before_any_document_is_read(
    listing: Path, content: str | None, said: str
) -> None:
    (listing / "allow.toml").unlink()
    if content is not None:
        (listing / "allow.toml").write_text(content, encoding="utf-8")
    done = run(listing, *ALLOWED)
    assert (done.returncode, done.stdout) == (2, "") and said in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="names that Windows does not have")
def test_the_format_of_the_file_takes_any_name_and_any_text(tmp_path: Path) -> None:
    name = 'a "b"\t\\\n\x7f.txt'
    (tmp_path / name).write_text(f"{CITED}\n\n{CLAIM}\x7f\n", encoding="utf-8")
    made = run(tmp_path, *ALLOWED[:-2], "--output-format", "allow")
    (tmp_path / "allow.toml").write_text(made.stdout.replace('""', '"x"'), encoding="utf-8")
    assert tomllib.loads(made.stdout)["allow"][0]["path"] == name
    assert run(tmp_path, *ALLOWED).stdout == ""


@pytest.mark.parametrize("name", waivers.RULES)
def test_what_may_be_wrong_with_a_comment_is_explained(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", name, "--isolated"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{name} (suppressions)\n") and len(said.split()) > 15
