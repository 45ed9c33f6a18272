"""Archives of every kind: what is in them comes out, whole, in order, under names that last, however it is cut."""

import gzip
import json
import os
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inputs_made import MAKERS, TEXTS, jsonl_bytes, planned, read

import citeaudit
from citeaudit import files
from citeaudit.archive import kinds, units
from citeaudit.archive.options import Options
from citeaudit.cli import main
from citeaudit.errors import CiteauditError

KINDS = {
    "folder": "folder", "texts.zip": "zip", "texts.parquet": "parquet", "texts.tar": "tar", "texts.jsonl": "jsonl",
    "texts.csv.gz": "csv", "texts.warc.gz": "warc", "texts.warc.wet.gz": "wet", "wiki.xml.gz": "mediawiki",
    "export.xml": "wxr", "texts.tar.zst": "tar",
}  # fmt: skip
CUT = {"folder", "texts.zip", "texts.parquet", "texts.jsonl", "texts.warc", "texts.warc.gz", "texts.warc.wet.gz"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made")
    for name, make in MAKERS.items():
        make(path / name, TEXTS)
    return path


@pytest.mark.parametrize("name", MAKERS)
def test_every_document_comes_out_once_and_in_order(made: Path, name: str) -> None:
    items = read(made / name)
    assert [item.status for item in items] == ["ok"] * len(TEXTS)
    assert len({(item.source, item.position) for item in items}) == len(TEXTS)
    words = [citeaudit.audit_bytes(item.data, format=item.format).document.text for item in items]
    numbers = [int(text.partition(" times")[0].rpartition(" ")[2]) for text in words]
    expected = sorted(range(1, 24), key=lambda each: ((each - 1) % 4, each)) if name == "folder" else [*range(1, 24)]
    assert numbers == expected
    assert all("“é”" in text for text in words if "wiki" not in name)


@pytest.mark.parametrize("name", MAKERS)
@settings(max_examples=15, deadline=None)
@given(files=st.integers(1, 30), size=st.integers(1, 5000))
def test_however_it_is_cut_the_documents_are_the_same(made: Path, name: str, files: int, size: int) -> None:
    whole = Options(unit_files=1_000_000, unit_bytes=1 << 40)
    assert read(made / name, whole._replace(unit_files=files, unit_bytes=size)) == read(made / name, whole)


@pytest.mark.parametrize("name", MAKERS)
def test_small_units_are_many_where_a_kind_can_be_cut_and_others_say_why_not(made: Path, name: str) -> None:
    found = planned(made / name, Options(unit_files=3, unit_bytes=600))
    assert (len(found) > 3) == (name in CUT)
    assert len({unit.digest for unit in found}) == len(found)
    said = units.described(found[0])
    assert (said == "") == (name in CUT)
    assert not said or (said.startswith(str(made / name)) and "one unit" in said and "\n" not in said)


@pytest.mark.parametrize(("name", "kind"), KINDS.items())
def test_the_kind_is_told_by_the_name_and_for_xml_by_what_it_begins_with(made: Path, name: str, kind: str) -> None:
    assert {unit.input for unit in planned(made / name)} == {kind}


def test_a_folder_holds_documents_and_archives_and_those_that_may_be_something_else_are_named(made: Path) -> None:
    found = planned(made)
    assert {unit.input for unit in found} == {"folder", "jsonl", "parquet", "tar", "warc", "wet", "zip"}
    assert planned(made) == found
    assert [unit.path for unit in found if unit.input == "jsonl"] == sorted(
        str(made / name) for name in MAKERS if ".jsonl" in name
    )
    for kind, names in (
        ("csv", ["texts.csv", "texts.csv.gz"]),
        ("mediawiki", ["export.xml", "wiki.xml", "wiki.xml.gz"]),
        ("wxr", ["export.xml", "wiki.xml", "wiki.xml.gz"]),
    ):
        assert [unit.path for unit in planned(made, Options(input=kind))] == [str(made / name) for name in names]


def test_paths_that_overlap_give_each_file_once(made: Path) -> None:
    paths = [str(made / "folder" / "1"), str(made / "folder"), str(made / "texts.zip"), str(made / "texts.zip")]
    options = Options()
    items = [item for unit in units.plan(paths, options) for item in units.read(unit, options)]
    assert len(items) == 2 * len(TEXTS)
    assert len({(item.source, item.position) for item in items}) == len(items)


def test_the_digest_of_a_unit_tells_whether_it_has_to_be_read_again(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(jsonl_bytes(TEXTS))
    before = planned(file)
    assert planned(file) == before
    assert planned(file, Options(text_field="body"))[0].digest != before[0].digest
    os.utime(file, ns=(1, 1))
    assert planned(file)[0].digest != before[0].digest


def test_a_new_file_in_a_folder_makes_few_units_others(tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number:04}.txt").write_text("Rain.", encoding="utf-8")
    options = Options(unit_files=20)
    before = {unit.key for unit in planned(tmp_path, options)}
    (tmp_path / "0001a.txt").write_text("Snow.", encoding="utf-8")
    after = {unit.key for unit in planned(tmp_path, options)}
    assert len(before) >= 20
    assert len(after - before) <= 4


def test_a_list_of_sources_beside_an_article_belongs_to_its_state(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Rain [1].", encoding="utf-8")
    states = [planned(tmp_path)[0].digest]
    for suffix in (".sources.csv", ".sources.json", ".sources.bib"):
        (tmp_path / f"a{suffix}").write_text("1,Log", encoding="utf-8")
        states.append(planned(tmp_path)[0].digest)
    os.utime(tmp_path / "a.sources.csv", ns=(1, 1))
    states.append(planned(tmp_path)[0].digest)
    assert len(set(states)) == 5
    (tmp_path / "b.sources.csv").write_text("1,Log", encoding="utf-8")
    assert planned(tmp_path)[0].digest == states[-1]


def test_the_names_of_files_take_little_memory_until_they_are_read(tmp_path: Path) -> None:
    names = [f"{number:04}-the-council-met-again.txt" for number in range(300)]
    for name in names:
        (tmp_path / name).write_text("Rain.", encoding="utf-8")
    found = planned(tmp_path)
    assert sum(len(unit.packed) for unit in found) < 15 * len(names)
    assert [Path(file).name for unit in found for file in unit.files] == names


def test_a_folder_with_very_many_files_is_walked_in_the_order_of_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a-1.md", "a/z.md", "a/b/c.md", "a.md", "B.md", "é.md", "0.md", "b/0.md", "z.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text("Rain.", encoding="utf-8")
    at_once = planned(tmp_path)
    for size in (1, 2, 3, 7):
        monkeypatch.setattr(files, "_AT_A_TIME", size)
        assert planned(tmp_path) == at_once
    order = [os.path.relpath(file, tmp_path).replace(os.sep, "/") for unit in at_once for file in unit.files]
    assert order == ["0.md", "B.md", "a/b/c.md", "a/z.md", "a-1.md", "a.md", "b/0.md", "z.md", "é.md"]


def test_what_changes_in_a_folder_during_a_run_loses_no_other_document(tmp_path: Path) -> None:
    for number in range(10):
        (tmp_path / f"{number}.txt").write_text(f"Rain {number}.", encoding="utf-8")
    options = Options(unit_files=4)
    found = planned(tmp_path, options)
    (tmp_path / "00.txt").write_text("New.", encoding="utf-8")
    (tmp_path / "5.txt").unlink()
    items = [item for unit in found for item in units.read(unit, options)]
    assert [Path(item.source).name for item in items] == [f"{number}.txt" for number in range(10)]
    assert [item.status for item in items if not item.source.endswith("5.txt")] == ["ok"] * 9
    assert (items[5].status, items[5].detail) == ("unreadable", "cannot be read: no such file or directory")


def test_a_folder_is_walked_by_the_rules_of_check(tmp_path: Path) -> None:
    for name in ("a.md", ".git/b.md", "node_modules/c.md", "d.sources/1.txt", "sub/e.html", "sub/f.pdf", "out/g.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Rain.", encoding="utf-8")
    found = units.plan([str(tmp_path)], Options(), lambda path: path.endswith("out"))
    assert [Path(file).name for unit in found for file in unit.files] == ["a.md", "e.html"]


def test_fields_are_named_by_options_and_what_reports_group_by_comes_along(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    record = {
        "key": 7, "article": {"body": "<p>Rain.</p>"}, "mime": "text/html; charset=utf-8", "domain": "skarn.example",
        "section": "News", "author": ["Lund", "Renn"], "date": None, "title": "A\n title",
    }  # fmt: skip
    file.write_text(json.dumps(record) + "\n", encoding="utf-8")
    options = Options(text_field="article.body", id_field="key", format_field="mime", fields=(("site", "domain"),))
    (item,) = read(file, options)
    assert (item.format, item.data) == ("html", b"\xef\xbb\xbf<p>Rain.</p>")
    assert dict(item.meta) == {
        "id": "7", "site": "skarn.example", "section": "News", "author": "Lund, Renn", "title": "A title",
    }  # fmt: skip


@pytest.mark.parametrize("sign", ["ab", "", "é", '"', "\n"])
def test_a_delimiter_that_is_none_is_refused_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sign: str
) -> None:
    (tmp_path / "a.csv").write_bytes(b"text\nRain.\n")
    words = ["archive", str(tmp_path / "a.csv"), "--out", str(tmp_path / "out"), "--delimiter", sign, "--isolated"]
    assert main(words) == 2
    said = capsys.readouterr().err
    assert said.startswith("citeaudit: --delimiter: needs one sign of ASCII")
    assert said.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_a_tab_may_be_written_as_programs_write_it() -> None:
    assert Options(delimiter=r"\t").checked() == Options(delimiter="\t").checked() == Options(delimiter="\t")
    assert Options().checked() == Options()


def test_a_value_that_is_no_number_is_no_value(tmp_path: Path) -> None:
    values = {"author": float("nan"), "site": [float("nan"), "skarn.example"], "desk": 5, "kind": float("nan")}
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Rain.", **values}), encoding="utf-8")
    columns = {"text": ["Rain."], **{name: [value] for name, value in values.items()}}
    pyarrow.parquet.write_table(pyarrow.table(columns | {"site": [["skarn.example"]]}), tmp_path / "a.parquet")
    for name in ("a.jsonl", "a.parquet"):
        (item,) = read(tmp_path / name, Options(format_field="kind"))
        assert (item.status, item.format) == ("ok", "text")
        assert dict(item.meta) == {"site": "skarn.example", "desk": "5"}


@pytest.mark.parametrize(
    ("name", "reader"),
    [("html", "html"), (".htm", "html"), ("md", "markdown"), ("Markdown", "markdown"), ("text/plain", "text")],
)
def test_formats_are_named_in_many_ways(tmp_path: Path, name: str, reader: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": "Rain.", "f": name}), encoding="utf-8")
    assert [item.format for item in read(file, Options(format_field="f"))] == [reader]


def test_a_format_without_a_reader_is_named(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps({"text": "Rain.", "f": "docx"}), encoding="utf-8")
    (item,) = read(file, Options(format_field="f"))
    assert (item.status, item.data) == ("unsupported", b"")
    assert 'the format "docx", only html, markdown, text' in item.detail


def test_a_table_of_utf8_has_no_pages_in_other_encodings(tmp_path: Path) -> None:
    page = '<meta charset="iso-8859-1"><p>The café in Skarn was closed.</p>'
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(gzip.compress(json.dumps({"text": page, "format": "html"}).encode()))
    (item,) = read(file, Options(format_field="format"))
    assert "café" in citeaudit.audit_bytes(item.data, format=item.format).document.text


@pytest.mark.parametrize(
    ("path", "says"),
    [("nowhere", "there is no such file or folder"), ("-", "standard input"), (".", "no document in this folder")],
)
def test_a_path_that_leads_nowhere_is_an_error_before_anything_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CiteauditError, match=says):
        list(units.plan([path], Options()))


def test_a_kind_that_does_not_exist_is_told_with_those_that_do(made: Path) -> None:
    with pytest.raises(
        CiteauditError, match=r"'mbox'.*csv, folder, jsonl, mediawiki, parquet, tar, warc, wet, wxr, zip"
    ):
        planned(made / "texts.jsonl", Options(input="mbox"))


def test_xml_of_no_known_kind_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text("<feed/>", encoding="utf-8")
    with pytest.raises(CiteauditError, match=r"a\.xml: .*neither .*MediaWiki nor .*WordPress.*--input"):
        planned(tmp_path / "a.xml")


def test_every_kind_keeps_the_contract_of_kinds() -> None:
    for kind in set(KINDS.values()):
        module = kinds.loaded(kind)
        assert callable(module.units)
        assert callable(module.read)
        assert isinstance(module.SUFFIXES, tuple)
        assert {module.COMPRESSED, module.ALONE} <= {True, False}
        assert isinstance(module.WHOLE, str)
