"""Lists of sources outside the text: front matter, CSL-JSON, BibTeX, CSV, beside the article or named."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from citeaudit import audit_file, audit_text, bibliography
from citeaudit.bibliography import entries
from citeaudit.bibliography import listed as jsonlist
from citeaudit.errors import CiteauditError
from citeaudit.model.listed import Source
from citeaudit.parse.sources import describe
from citeaudit.settings.config import Settings

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
    (told,) = broken.failures
    assert "a.sources.json:2: this list of sources is not valid JSON" in told
    assert broken.error is None and broken.document is not None
    assert not fine.failures


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


def listed(tmp_path: Path, name: str, content: str | bytes) -> entries.Listed:
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return bibliography.read(str(tmp_path / name))


FIELDS: dict[str, tuple[str, str | bytes, tuple[str | None, ...]]] = {
    "CSL names and dates": (
        "a.json",
        '[{"id": 1, "title": "The <i>Orrin</i>", "author": [{"family": "Lund", "given": "Mara"}, {"literal": "Harbour Office"}],'
        ' "container-title": "Tarn Post", "issued": {"date-parts": [["2025", 3]]}, "DOI": "10.5555/x"}]',
        ("1", "The Orrin", "Tarn Post", "Mara Lund, Harbour Office", "2025-03", "https://doi.org/10.5555/x"),
    ),
    "a date as numbers": ("a.json", '[{"label": "[01]", "title": "Log", "issued": [[2025, 3, 9]]}]', ("1", "Log", None, None, "2025-03-09", None)),
    "a label as a number": ("a.json", '[{"label": 1.0, "title": "Log"}]', ("1", "Log", None, None, None, None)),
    "a list under a key": ("a.json", '{"sources": [{"title": "Log"}]}', ("1", "Log", None, None, None, None)),
    "a table by label": ("a.json", '{"4": {"title": "Log", "number": 9}}', ("4", "Log", None, None, None, None)),
    "one entry": ("a.json", '{"title": "Log", "publisher": "Tarn Post"}', ("1", "Log", "Tarn Post", None, None, None)),
    "a line of words": ("a.json", '["[3] Log, Tarn Post, 2 May 2025"]', ("3", "Log", "Tarn Post", None, "2 May 2025", None)),
    "an address": ("a.json", '{"2": "https://tarn.example/a"}', ("2", None, None, None, None, "https://tarn.example/a")),
    "a mark at the head of the file": ("a.json", b'\xef\xbb\xbf[{"title": "Log"}]', ("1", "Log", None, None, None, None)),
    "semicolons": ("a.csv", "label;title;author\n2;Log;Mara Lund\n", ("2", "Log", None, "Mara Lund", None, None)),
    "tabs": ("a.csv", "Label\tTitle\tOutlet\n2\tLog, part two\tTarn Post\n", ("2", "Log, part two", "Tarn Post", None, None, None)),
    "no row of headings": (
        "a.csv", "2,Log,Tarn Post,2025-03-09,https://tarn.example/a\n", ("2", "Log", "Tarn Post", None, "2025-03-09", "https://tarn.example/a"),
    ),
    "a cell over two lines": ("a.csv", 'label,title\n2,"Log,\npart two"\n', ("2", "Log, part two", None, None, None, None)),
    "signs of TeX": (
        "a.bib",
        "@article{lund, title={The {Orrin} \\& Caf{\\'e} M\\\"uller 3--4}, author={Lund, Mara and Voll, P.}, journal=\"Tarn Post\", year=2025, month=mar, doi={10.5555/x}}",
        ("lund", "The Orrin & Café Müller 3–4", "Tarn Post", "Mara Lund, P. Voll", "2025-03", "https://doi.org/10.5555/x"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FIELDS)
def test_fields_are_kept_as_fields(tmp_path: Path, case: str) -> None:
    name, content, expected = FIELDS[case]
    found = listed(tmp_path, name, content)
    (source,) = found.sources
    assert (source.label, *describe(source), source.url) == expected
    assert not found.faults


FAULTY = {
    "a misspelt key": ("a.json", '[\n{"titel": "Log", "url": "https://tarn.example/a"}]', 'a.json:2: key "titel" of source 1 (did you mean "title"?)'),
    "nothing": ("a.json", '{"1": "Log",\n"3": null}', "a.json:2: source 3 has nothing in it; write its title or address, or take it out"),
    "a number": ("a.json", '["Log",\n\n5]', "a.json:3: source 2 is “5”; write a table with title, outlet, author, date, url, or one line of words"),
    "a table of other things": ("a.json", '["Log", {"colour": "red"}]', "a.json:1: source 2 has no title, outlet, author, date or url"),
    "too many cells": (
        "a.csv", "label,title\n1,Log\n2,Log, part two\n",
        "a.csv:3: this row has 3 cells and the heading row 2; put a cell that holds the separator in quotation marks",
    ),
    "an entry that breaks off": (
        "a.bib", "@misc{a, title={Log}}\n@misc{b, title={broken\n@misc{c, title={Map}}\n",
        "a.bib:2: this entry cannot be read; look for a brace or a comma that is missing",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTY)
def test_an_entry_that_cannot_be_read_is_told_with_its_line_and_costs_no_other(
    tmp_path: Path, case: str, capfd: pytest.CaptureFixture[str]
) -> None:
    name, content, words = FAULTY[case]
    found = listed(tmp_path, name, content)
    assert [fault.what.removeprefix(f"{tmp_path}/") for fault in found.faults] == [words]
    assert found.sources
    assert capfd.readouterr().err == ""


UNREADABLE = {
    "JSON": ("a.json", "[\n{]", ":2: this list of sources is not valid JSON"),
    "no list": ("a.json", "5", ": a list of sources is [{"),
    "an open quotation mark": ("a.csv", 'label,title\n1,"Log\n', "look for a quotation mark that is not closed"),
    "no text": ("a.csv", b"\x00\x01\x02", "this list of sources looks like a binary file"),
    "nested too deeply": ("a.json", "[" * 100_000, "nested too deeply"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_list_that_is_none_is_one_line(tmp_path: Path, case: str) -> None:
    name, content, words = UNREADABLE[case]
    with pytest.raises(CiteauditError, match="a\\.") as error:
        listed(tmp_path, name, content)
    assert words in str(error.value) and "\n" not in str(error.value)


def test_a_list_in_another_encoding_is_read_and_says_so(tmp_path: Path) -> None:
    found = listed(tmp_path, "a.csv", "label,title\n1,Das Geschäft über den Kai größer gemacht\n".encode("cp1252"))
    assert describe(found.sources[0]).title == "Das Geschäft über den Kai größer gemacht"
    assert "Not UTF-8" in found.notes[0]


def test_two_entries_with_one_key_are_both_kept(tmp_path: Path) -> None:
    for name, content in (
        ("a.bib", "@misc{a, title={Log}}\n@misc{a, title={Map}}"),
        ("a.json", '{"a": "Log", "a": "Map"}'),
    ):
        assert [describe(source).title for source in listed(tmp_path, name, content).sources] == ["Log", "Map"]


def test_a_saved_text_stands_relative_to_its_list(tmp_path: Path) -> None:
    (source,) = listed(tmp_path, "a.csv", "label,title,saved\n1,Log,texts/log.txt\n").sources
    assert source.saved == str(tmp_path / "texts/log.txt")


MAPS = {
    "labels and files": ("a.csv", "1,saved/1.txt\n2,saved/2.pdf\n", False),
    "with a row of headings": ("a.csv", "source,file\n1,saved/1.txt\n", False),
    "a table of files": ("a.json", '{"1": "saved/1.txt", "https://tarn.example/b": "b.html"}', False),
    "titles": ("a.csv", "label,title\n1,Log\n", True),
    "titles and files": ("a.csv", "label,title,file\n1,Log,1.txt\n", True),
    "addresses": ("a.json", '{"1": "https://tarn.example/b.html"}', True),
    "lines of words": ("a.json", '{"1": "Log, Tarn Post"}', True),
    "BibTeX": ("a.bib", "@misc{a, title={Log}}", True),
}


@pytest.mark.parametrize("case", MAPS)
def test_a_list_is_told_from_a_map_of_files_by_what_it_holds(tmp_path: Path, case: str) -> None:
    name, content, expected = MAPS[case]
    (tmp_path / name).write_text(content, encoding="utf-8")
    assert bibliography.is_list(str(tmp_path / name)) is expected


ITEMS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["title", "author", "issued", "id", "titel", "x"]), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(st.lists(ITEMS, max_size=4) | st.dictionaries(st.text(max_size=3), ITEMS, max_size=4))
@example({" ": "0"})
def test_any_list_in_json_has_a_source_or_a_fault_for_each_entry(value: object) -> None:
    items, _ = jsonlist.read(json.dumps(value), "a.json")
    found = entries.of_items(items, "a.json")
    assert len(found.sources) + len(found.faults) >= len(items)
    for source in found.sources:
        assert source.label and all(part is None or part == " ".join(part.split()) for part in describe(source))


HEADS = {
    "TOML": (
        "markdown",
        "+++\ntitle = 'Cranes'\n[[sources]]\ntitle = 'Log'\ndate = 2025-03-09\n+++\n\nIt broke [1].\n",
    ),
    "plain text": (
        "text",
        "---\ntitle: Cranes\nsources:\n  - title: Log\n    date: 2025-03-09\n---\n\nIt broke [1].\n",
    ),
    "references": ("markdown", "---\nreferences:\n  - title: Log\n    issued: 2025-03-09\n---\n\nIt broke [1].\n"),
    "a label and words": ("markdown", "---\nsources:\n  - [1, 'Log, 2025-03-09']\n---\n\nIt broke [1].\n"),
}


@pytest.mark.parametrize("case", HEADS)
def test_the_ways_of_front_matter(case: str) -> None:
    fmt, text = HEADS[case]
    document = audit_text(text, format=fmt, settings=Settings(lang="en")).document
    assert document is not None
    (source,) = document.sources
    assert (source.label, describe(source).title, describe(source).date) == ("1", "Log", "2025-03-09")
    assert [text[sentence.start : sentence.end] for sentence in document.sentences] == ["It broke [1]."]


def test_a_line_at_the_head_of_a_plain_text_is_no_front_matter() -> None:
    for text in ("---\nIt broke: badly [1].\n---\n\nIt rained.\n", "--- It broke [1].\n"):
        document = audit_text(text, settings=Settings(lang="en")).document
        assert document is not None and ("1",) in [sentence.labels for sentence in document.sentences]


def rules_of(tmp_path: Path, **files: str) -> list[tuple[str, str]]:
    for name, content in files.items():
        (tmp_path / name.replace("_", ".")).write_text(content, encoding="utf-8")
    audit = audit_file(
        tmp_path / "a.txt",
        settings=Settings(lang="en", select=("source-conflict", "duplicate-source", "unread-source-entry")),
    )
    return [(finding.level, finding.message) for finding in audit.findings]


OWN = "It broke [1].\n\nSources:\n[1] “Log of the dam”, Tarn Post, 9 March 2025, https://tarn.example/log"
CONFLICTS = {
    "nothing": ('{"1": {"title": "Log of the dam", "outlet": "The Tarn Post", "date": "2025-03-10", "author": "Lund"}}', []),
    "a copy in an archive": ('{"1": "https://web.archive.org/web/2025/https://www.tarn.example/log/"}', []),
    "an identifier": ('{"1": {"title": "Log of the dam", "doi": "10.5555/x"}}', []),
    "a title": ('{"1": {"title": "Minutes"}}', [("warning", "one title in the article")]),
    "an address": ('{"1": "https://tarn.example/map"}', [("warning", "one address in the article")]),
    "an outlet": ('{"1": {"title": "Log of the dam", "outlet": "Norrholm Gazette"}}', [("note", "one outlet in the article")]),
    "a date": ('{"1": {"title": "Log of the dam", "date": "2025-05-09"}}', [("note", "one date in the article")]),
    "outlet and date": (
        '{"1": {"title": "Log of the dam", "date": "2024", "outlet": "Norrholm Gazette"}}', [("note", "one outlet and date in the article")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CONFLICTS)
def test_what_two_lists_say_differently_is_told(tmp_path: Path, case: str) -> None:
    content, expected = CONFLICTS[case]
    found = rules_of(tmp_path, a_txt=OWN, a_sources_json=content)
    assert [level for level, _ in found] == [level for level, _ in expected]
    for (_, message), (_, words) in zip(found, expected, strict=True):
        assert words in message and message.endswith("and another in a.sources.json.")


def test_lists_that_agree_are_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It broke [1].\n\nSources:\n[1] Log of the dam, Tarn Post", encoding="utf-8")
    (tmp_path / "a.sources.json").write_text(
        '{"1": {"title": "Log of the dam", "author": "M. Lund", "saved": "1.txt"}}', encoding="utf-8"
    )
    document = audit_file(tmp_path / "a.txt", settings=Settings(lang="en")).document
    assert document is not None
    (source,) = document.sources
    assert tuple(describe(source)) == ("Log of the dam", "Tarn Post", "M. Lund", None)
    assert source.start is not None and source.saved == str(tmp_path / "1.txt")


def test_two_lists_beside_the_article_are_both_read(tmp_path: Path) -> None:
    found = rules_of(
        tmp_path,
        a_txt="It broke [1].",
        a_sources_json='{"1": "Log, Tarn Post"}',
        a_sources_csv="label,title\n1,Minutes\n",
    )
    assert found == [("warning", "Source [1] has one title in a.sources.json and another in a.sources.csv.")]


def test_a_source_without_a_place_in_the_text_is_told_at_its_marker(tmp_path: Path) -> None:
    content = '[{"id": 1, "title": "Log", "url": "https://tarn.example/a"},\n{"id": 2, "title": "The log", "url": "https://m.tarn.example/a/amp"}]'
    found = rules_of(tmp_path, a_txt="It broke [1]. It rained [2].", a_sources_json=content)
    assert found == [("warning", "Source [2] has the address of [1] (a.sources.json, line 2).")]


def test_minutes_of_two_days_are_two_sources(tmp_path: Path) -> None:
    text = "It broke [1]. It rained [2].\n\nSources:\n[1] Minutes, Tarn Post, 3 March 2025\n[2] Minutes, Tarn Post, 9 April 2025"
    assert rules_of(tmp_path, a_txt=text) == []


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "citeaudit", *words], cwd=folder, capture_output=True, check=False, encoding="utf-8")  # fmt: skip


def test_a_list_and_a_folder_of_texts_together_and_in_every_command(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "list.csv").write_text("label,title\n1,Minutes\n2,Log\n", encoding="utf-8")
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved" / "1.txt").write_text("The board sold 54 cranes.", encoding="utf-8")
    both = ("--isolated", "--sources", "list.csv", "--sources", "saved", "a.txt")
    done = run(tmp_path, "check", "--output-format", "concise", *both)
    assert "figure-not-in-source" in done.stdout and "missing-source-list" not in done.stdout
    assert "Minutes" in run(tmp_path, "sources", *both).stdout
    compared = run(tmp_path, "compare", *both, "a.txt")
    assert (compared.returncode, compared.stderr) == (0, "")
    (tmp_path / "citeaudit.toml").write_text('sources = ["list.csv"]\n', encoding="utf-8")
    assert "Minutes" in run(tmp_path, "sources", "a.txt").stdout


def test_a_broken_list_is_told_on_one_line_and_the_article_is_audited(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "a.sources.json").write_text("{\n", encoding="utf-8")
    for command in ("check", "sources"):
        done = run(tmp_path, command, "--isolated", "a.txt")
        assert done.returncode == 2 and done.stderr.count("\n") == 1
        assert "a.sources.json:2: this list of sources is not valid JSON" in done.stderr
        assert "cited" in done.stdout


DEEP = 100_000
HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "lists inside lists": ("x.json", b"[" * DEEP + b"]" * DEEP, "is nested too deeply"),
    "tables inside tables": ("x.json", b'{"a":' * DEEP + b"1" + b"}" * DEEP, "is nested too deeply"),
    "a number without an end": ("x.json", b"[" + b"9" * 10_000 + b"]", "holds a number too long"),
    "no list": ("x.json", b"null", "a list of sources is ["),
    "nothing but numbers": ("x.json", b"[1, 2]", "source 1 is “1”; write a table"),
    "a byte that text has not": ("x.json", b'[{"label": "1", "title": "A\x00"}]', "looks like a binary file"),
    "an open quotation mark": ("x.csv", b'label,title\n1,"A\n2,B\n', "x.csv:2: this list of sources cannot be read"),
    "a cell as long as a book": ("x.csv", b"label,title\n1," + b"x" * 300_000, "field larger than field limit"),
    "a row as wide as a book": ("x.csv", b"label,title\n" + b"1," * DEEP, "this row has 100001 cells"),
    "separators": ("x.csv", b"," * DEEP, "x.csv: this list of sources is empty"),
    "open braces": ("x.bib", b"{" * DEEP, "x.bib: this list of sources is empty"),
    "entries that never end": ("x.bib", b"@article{a,\n" * 5000, "x.bib:1: this entry cannot be read"),
    "backslashes": ("x.bib", b"@article{a,title={" + b"\\" * 50_000 + b"}}", "x.bib:1: this entry cannot be read"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_list_that_nobody_would_write_costs_one_line(tmp_path: Path, case: str) -> None:
    name, content, told_of_it = HOSTILE[case]
    (tmp_path / name).write_bytes(content)
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    command = [sys.executable, "-m", "citeaudit", "check", "--isolated", "--sources", name, "a.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8", timeout=60)
    assert done.returncode == 2 and done.stdout == ""
    assert told_of_it in done.stderr and done.stderr.count("\n") == 1


READ = {
    "x.json": b'\xef\xbb\xbf[{"label":"1","title":"A"},\r\n{"label":"2","title":"B"}]\r\n',
    "x.csv": b"\xef\xbb\xbflabel,title\r\n1,A\r\n2,B\r\n",
    "y.csv": "label,title\n1,A\n2,B\n".encode("utf-16"),
    "x.bib": b"\xef\xbb\xbf@misc{1,\r\ntitle={A}\r\n}\r\n@misc{2,title={B}}",
}


@pytest.mark.parametrize("name", READ)
def test_marks_of_windows_part_no_entries(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(READ[name])
    found = bibliography.read(str(tmp_path / name))
    assert [(source.label, describe(source).title) for source in found.sources] == [("1", "A"), ("2", "B")]
    assert not found.faults


def test_what_a_list_says_cannot_move_the_cursor() -> None:
    items = [
        entries.Item("1\x1b[2J", {"title": "Log\x1b[31m\u202e", "author": "Lund\x07"}),
        entries.Item(None, "A\x9bB\x1b]0;x"),
    ]
    for source in entries.of_items(items, "x.json").sources:
        shown = "".join(filter(None, (source.label, source.words, *describe(source))))
        assert shown.isprintable()


def test_a_long_key_is_kept_and_an_endless_one_has_the_number_of_its_place() -> None:
    long = "http://zotero.example/groups/1234567/collections/AAAABBBB/items/"
    items = [entries.Item(None, {"id": long + end, "title": end}) for end in ("CCCC", "DDDD", "E" * 5000)]
    assert [source.label for source in entries.of_items(items, "x.json").sources] == [long + "CCCC", long + "DDDD", "3"]


@pytest.mark.parametrize("sources", ["sources = [", "sources = " + "[" * 20_000, f"sources = [{'9' * 10_000}]"])
def test_sources_of_broken_front_matter_are_not_lost_in_silence(sources: str) -> None:
    audit = audit_text(f"+++\n{sources}\n+++\n\n{ARTICLE}", format="markdown", settings=Settings(lang="en"))
    (found,) = [finding for finding in audit.findings if finding.rule == "unread-source-entry"]
    assert found.message == "Not read: the sources of the front matter, which is not valid TOML."
    assert found.line == 2


def test_numbers_in_the_text_and_keys_in_the_list_are_told_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    keyed = [{**entry, "id": key} for entry, key in zip(CSL, ("lund2025", "log"), strict=True)]
    (tmp_path / "a.sources.json").write_text(json.dumps(keyed), encoding="utf-8")
    found = [each for each in audit_file(tmp_path / "a.txt").findings if each.rule == "dangling-marker"]
    assert [each.message for each in found] == [
        "[1] is a number, and a.sources.json names its sources by keys (lund2025, log)."
    ]
    (tmp_path / "a.sources.json").write_text(json.dumps(CSL[:1]), encoding="utf-8")
    found = [each for each in audit_file(tmp_path / "a.txt").findings if each.rule == "dangling-marker"]
    assert [each.message for each in found] == ["[2] names a source that is not in the list: 2."]
