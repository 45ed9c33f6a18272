"""What lies beside the articles of an archive: lists of sources that belong to them, and files that nobody reads."""

import io
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")

import fsspec
from archives import citeaudit, rows, run

from citeaudit.archive import beside, units
from citeaudit.archive.items import Item
from citeaudit.archive.options import Options
from citeaudit.archive.trouble import document

ARTICLE = "The council of Skarn bought 12 boats in March [1]. A storm took 4 of them [2].\n"
FILES = {
    "b.sources.csv": "label,title\n1,Log\n2,Minutes\n",  # before its article, by some orders
    "a.md": ARTICLE,
    "a.sources.csv": "label,title\n1,Minutes of the board\n",
    "b.md": ARTICLE,
    "c.md": ARTICLE,
    "sub/a.md": ARTICLE,
    "sub/a.sources.json": '[{"label": "1", "title": "Log"}, {"label": "2", "title": "Minutes"}]',
    "sub/d.sources.bib": "@misc{1, title={Nobody cites it}}",
    "ferry.txt": ARTICLE,
    "ferry.sources.csv": "label,title\n1,Log\n2,Minutes\n",
    "both.html": f"<p>{ARTICLE}</p>",
    "both.md": ARTICLE,
    "both.sources.csv": "label,title\n1,Log\n2,Minutes\n",
    "day.jsonl": f'{{"text": "{ARTICLE.strip()}"}}\n',
    "day.sources.csv": "label,title\n1,It is of no record of a file that holds many\n",
}
FOUND = {
    "a.md": ["dangling-marker"], "b.md": [], "c.md": ["missing-source-list"], "sub/a.md": [], "ferry.txt": [],
    "both.html": [], "both.md": [], "day.jsonl/byte 0": ["missing-source-list"],
}  # fmt: skip
ALONE = ["day.sources.csv", "sub/d.sources.bib"]
Make = Callable[[Path], str]


def _folder(path: Path) -> str:
    for name, text in FILES.items():
        (path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (path / "in" / name).write_text(text, encoding="utf-8")
    return "in"


def _elsewhere(path: Path) -> str:
    return f"file://{path / _folder(path)}"


def _zipped(path: Path) -> str:
    with zipfile.ZipFile(path / "in.zip", "w") as archive:
        for name, text in FILES.items():
            archive.writestr(name, text)
    return "in.zip"


def _tar(names: Iterable[str]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(FILES[name])
            archive.addfile(info, io.BytesIO(FILES[name].encode()))
    return made.getvalue()


def _tarred(path: Path) -> str:
    (path / "in.tar").write_bytes(_tar(sorted(FILES)))
    return "in.tar"


def _tarred_lists_last(path: Path) -> str:
    (path / "in.tar").write_bytes(_tar(sorted(FILES, key=lambda name: (".sources." in name, name))))
    return "in.tar"


def _tarred_in_a_zip_file(path: Path) -> str:
    with zipfile.ZipFile(path / "in.zip", "w") as archive:
        archive.writestr("in.tar", _tar(sorted(FILES)))
    return "in.zip"


MAKERS: dict[str, Make] = {
    "a folder": _folder, "a folder elsewhere": _elsewhere, "a zip file": _zipped, "a tar file": _tarred,
    "a tar file with its lists at the end": _tarred_lists_last, "a tar file in a zip file": _tarred_in_a_zip_file,
}  # fmt: skip


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_the_list_beside_an_article_is_read_wherever_both_lie(tmp_path: Path, make: Make) -> None:
    name = make(tmp_path)
    run(tmp_path, name, "--select", "dangling-marker,missing-source-list")
    found: dict[str, list[str]] = {}
    asked = "SELECT trim(source || '/' || position, '/') AS place, rule FROM documents LEFT JOIN findings USING (doc)"
    for place, rule in rows(tmp_path / "out", f"{asked} WHERE status = 'ok' ORDER BY ALL"):
        inside = place.partition(f"{name}/")[2].removeprefix("in.tar!").replace("!", "/")
        found.setdefault(inside, []).extend([rule] if rule else [])
    if make is _tarred_in_a_zip_file:
        assert "day.jsonl/byte 0" not in found, "archives are not read that deep"
        found["day.jsonl/byte 0"] = FOUND["day.jsonl/byte 0"]
    assert found == FOUND


@pytest.mark.parametrize("make", [_zipped, _tarred, _tarred_lists_last])
def test_a_list_without_an_article_is_told(tmp_path: Path, make: Make) -> None:
    run(tmp_path, make(tmp_path))
    told = rows(tmp_path / "out", "SELECT position, status, detail FROM documents WHERE status <> 'ok' ORDER BY 1")
    assert told == [(name, "unsupported", "is a list of sources of no article here") for name in ALONE]


def test_lists_elsewhere_are_read_however_many_inputs_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _folder(tmp_path)
    read = [
        item
        for unit in units.plan([f"file://{tmp_path}/in/both.md", f"file://{tmp_path}/in"], Options())
        for item in units.read(unit, Options())
    ]
    lists = {item.source.rpartition("in/")[2]: len(item.lists) for item in read}
    assert lists == {
        "a.md": 1, "b.md": 1, "c.md": 0, "sub/a.md": 1, "ferry.txt": 1, "both.md": 1, "both.html": 1, "day.jsonl": 0,
    }  # fmt: skip
    assert all(item.status == "ok" for item in read)

    def refused(_: object) -> bool:
        raise PermissionError(13, "Forbidden")

    monkeypatch.setattr("citeaudit.archive.walking.exists", refused)
    (unit,) = units.plan([f"file://{tmp_path}/in/a.md"], Options())
    assert [item.status for item in units.read(unit, Options())] == ["ok"]


def test_of_a_very_large_tar_file_lists_are_read_before_their_article_and_right_behind_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("citeaudit.archive.inputs.tar._LOOKED_THROUGH", 100)
    _tarred(tmp_path)
    (unit,) = units.plan([str(tmp_path / "in.tar")], Options())
    lists = {item.position: len(item.lists) for item in units.read(unit, Options()) if item.status == "ok"}
    assert lists == {
        "a.md": 1, "b.md": 1, "both.html": 1, "both.md": 1, "c.md": 0, "day.jsonl!byte 0": 0, "ferry.txt": 1, "sub/a.md": 1,
    }  # fmt: skip


def test_more_lists_than_can_be_kept_are_told_but_for_those_right_behind_their_article(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(beside, "MOST", 10)

    def made(name: str) -> Item:
        if beside.is_list(name):
            return beside.listed("a.tar", name, b"1,Log\n", name)
        return document("a.tar", name, b"Rain [1].", "markdown")._replace(name=name)

    names = [
        "0.sources.csv",
        "1.sources.csv",
        "0.md",
        "1.md",
        "2.md",
        "2.html",
        "2.sources.csv",
        "3.md",
        "3.sources.csv",
    ]
    read = list(beside.together(map(made, names)))
    assert [(item.position, item.status, len(item.lists)) for item in read] == [
        ("1.sources.csv", "unsupported", 0), ("0.md", "ok", 1), ("1.md", "ok", 0),
        ("2.md", "ok", 1), ("2.html", "ok", 1), ("3.md", "ok", 1),
    ]  # fmt: skip
    assert not any(item.name for item in read)


@pytest.mark.parametrize("inner", ["zip", "tar"])
@pytest.mark.parametrize("outer", ["zip", "tar"])
def test_lists_of_archives_in_archives_stay_with_their_articles(tmp_path: Path, inner: str, outer: str) -> None:
    def packed(kind: str, files: dict[str, bytes]) -> bytes:
        made = io.BytesIO()
        if kind == "zip":
            with zipfile.ZipFile(made, "w") as archive:
                for name, data in files.items():
                    archive.writestr(name, data)
        else:
            with tarfile.open(fileobj=made, mode="w") as archive:
                for name, data in files.items():
                    info = tarfile.TarInfo(name)
                    info.size = len(data)
                    archive.addfile(info, io.BytesIO(data))
        return made.getvalue()

    inside = packed(inner, {"a.sources.csv": b"1,Log\n", "a.md": b"Rain [1].", "b.md": b"Rain [1]."})
    (tmp_path / f"in.{outer}").write_bytes(
        packed(outer, {f"x.{inner}": inside, "b.sources.csv": b"1,Log\n", "a.md": b"Rain [1]."})
    )
    (unit,) = units.plan([str(tmp_path / f"in.{outer}")], Options())
    read = {item.position: (item.status, len(item.lists)) for item in units.read(unit, Options())}
    assert read == {
        f"x.{inner}!a.md": ("ok", 1), f"x.{inner}!b.md": ("ok", 0), "a.md": ("ok", 0), "b.sources.csv": ("unsupported", 0),
    }  # fmt: skip


def test_names_are_joined_however_often_and_in_whatever_letters_they_are_written(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "in.tar", "w", encoding="latin-1", format=tarfile.GNU_FORMAT) as archive:
        for name in ("caf\xe9.sources.csv", "b.md", "caf\xe9.md", "b.md", "b.sources.csv"):
            info = tarfile.TarInfo(name)
            info.size = 9
            archive.addfile(info, io.BytesIO(b"Rain [1]." if name.endswith(".md") else b"1,Minutes"))
    (unit,) = units.plan([str(tmp_path / "in.tar")], Options())
    read = [(item.position, item.status, len(item.lists)) for item in units.read(unit, Options())]
    assert read == [("b.md", "ok", 1), (r"caf\xe9.md", "ok", 1), ("b.md#2", "ok", 1)]


def test_a_list_that_cannot_be_read_is_told_once_however_many_articles_have_it(tmp_path: Path) -> None:
    small = Options(max_document=60, unit_files=1)
    (tmp_path / "in").mkdir()
    files = {"f.html": b"<p>Rain [1].</p>", "f.md": b"Rain [1].", "f.sources.csv": b"1,Log\n" * 20}
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
            (tmp_path / "in" / name).write_bytes(data)
    for path, options in ((str(tmp_path / "in.zip"), small), (f"file://{tmp_path}/in", small._replace(unit_files=9))):
        read = [item for unit in units.plan([path], options) for item in units.read(unit, options)]
        assert sorted(item.status for item in read) == ["ok", "ok", "oversize"]


def test_a_named_file_elsewhere_has_its_list_unless_it_is_read_as_another_kind(tmp_path: Path) -> None:
    for name in ("ferry", "feed.txt"):
        (tmp_path / name).write_text('{"text": "Rain [1]."}\n', encoding="utf-8")
        (tmp_path / f"{name.partition('.')[0]}.sources.json").write_text('[{"label": "1"}]', encoding="utf-8")
    (unit,) = units.plan([f"file://{tmp_path}/ferry"], Options())
    assert [len(item.lists) for item in units.read(unit, Options())] == [1]
    (unit,) = units.plan([f"file://{tmp_path}/feed.txt"], Options(input="jsonl"))
    assert [item.status for item in units.read(unit, Options(input="jsonl"))] == ["ok"]


def test_what_is_left_out_of_folders_is_told_by_suffix_and_what_is_named_is_not(tmp_path: Path) -> None:
    (tmp_path / "in" / "node_modules").mkdir(parents=True)
    for name in (
        "a.md", "feed.csv", "dump.xml.gz", "photo.JPG", "b.jpg", "notes.txt.gz", "LICENCE", ".hidden.jpg",
        "a.sources.csv", "node_modules/x.pdf", "draft.pdf",
    ):  # fmt: skip
        (tmp_path / "in" / name).write_text("label,title\n1,Log\n", encoding="utf-8")
    line = (
        "left out of folders, by their names: 2 .jpg, 1 .csv, 1 .pdf, 1 .txt.gz, 1 .xml.gz, 1 without a suffix; "
        "CSV and XML are read where they are named\n"
    )
    assert line in run(tmp_path, "in").stdout
    assert line in run(tmp_path, "in").stdout, "also where nothing is left to do"
    (tmp_path / "citeaudit.toml").write_text('exclude = ["*.pdf"]\n', encoding="utf-8")
    both = citeaudit("archive", "--out", "o1", "in", "in/feed.csv", cwd=tmp_path).stdout
    assert "left out of folders, by their names: 2 .jpg, 1 .txt.gz, 1 .xml.gz, 1 without a suffix;" in both
    told = citeaudit("archive", "--isolated", "--out", "o2", f"file://{tmp_path}/in", cwd=tmp_path).stdout
    assert line in told


def test_a_file_of_an_unknown_kind_is_read_where_somebody_says_as_what(tmp_path: Path) -> None:
    for name in ("a.json", "README", "b.txt.gz"):
        (tmp_path / name).write_text("It rained all night in Skarn.", encoding="utf-8")
    run(tmp_path, "a.json", "README", "b.txt.gz")
    assert rows(tmp_path / "out", "SELECT source, status, detail FROM documents ORDER BY 1 DESC") == [
        ("b.txt.gz", "unsupported", "is compressed (.txt.gz): unpack it and name the file"),
        ("a.json", "unsupported", "is of no format that has a reader (.json); --format says how to read it"),
        ("README", "ok", None),
    ]
    run(tmp_path, "a.json", "--format", "text")
    assert rows(tmp_path / "out", "SELECT count(*) FROM documents WHERE source = 'a.json' AND status = 'ok'") == [(1,)]


def test_lists_elsewhere_stay_in_the_unit_of_their_article() -> None:
    system = fsspec.filesystem("memory")
    for n in range(40):
        system.pipe_file(f"/lists/{n:02}.md", b"Rain [1].")
        system.pipe_file(f"/lists/{n:02}.sources.csv", b"1,Log")
    planned = list(units.plan(["memory://lists"], Options(unit_files=3)))
    assert len(planned) > 5
    for unit in planned:
        assert unit.files[0].endswith(".md")
        assert len({file.partition(".")[0] for file in unit.files}) * 2 == len(unit.files)
    system.rm("/lists", recursive=True)
