"""Archives that are cut off, broken or meant to do harm: a status for each document, bounded memory, and no silence."""

import bz2
import datetime
import gzip
import io
import json
import lzma
import os
import random
import struct
import tarfile
import tracemalloc
import warnings
import zipfile
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from inputs_made import MAKERS, TEXTS, csv_bytes, jsonl_bytes, planned, read, states, tar_bytes

import citeaudit
from citeaudit.archive import units
from citeaudit.archive.items import STATUSES
from citeaudit.archive.options import Options

SMALL = Options(max_document=2000)
AT_RECORDS = {
    "texts.jsonl", "texts.csv", "texts.tar", "texts.warc", "texts.warc.gz", "texts.warc.wet.gz",
}  # fmt: skip
"""Kinds that, cut between two records or in the padding behind the last, look whole."""


@pytest.mark.parametrize("name", [name for name in MAKERS if name != "folder"])
def test_a_file_that_is_cut_off_keeps_what_comes_before_and_says_so_once(tmp_path: Path, name: str) -> None:
    MAKERS[name](tmp_path / name, TEXTS[:5])
    whole = (tmp_path / name).read_bytes()
    good = read(tmp_path / name)
    pick = random.Random(4)
    edges = [*range(1, 40), *range(len(whole) - 40, len(whole))]
    for cut in sorted({*edges, *(pick.randrange(1, len(whole)) for _ in range(120))}):
        (tmp_path / name).write_bytes(whole[:cut])
        items = read(tmp_path / name)
        kept = [item for item in items if item.status == "ok"]
        # The last row of CSV may lack its end, and so may what is left of it.
        sure = kept[:-1] if name == "texts.csv" else kept
        assert sure == good[: len(sure)], cut
        assert [item.status for item in items if item.status != "ok"] in ([], ["truncated"], ["parse-error"]), cut
        if name not in AT_RECORDS:
            assert items, cut
            assert items[-1].status == ("parse-error" if name == "texts.zip" and cut < 4 else "truncated"), cut


@pytest.mark.parametrize("name", sorted(AT_RECORDS - {"texts.csv"}))
def test_only_a_cut_between_records_cannot_be_seen(tmp_path: Path, name: str) -> None:
    MAKERS[name](tmp_path / name, TEXTS[:2])
    whole = (tmp_path / name).read_bytes()
    unseen = []
    for cut in range(1, len(whole), 11 if name == "texts.tar" else 1):
        (tmp_path / name).write_bytes(whole[:cut])
        if all(status == "ok" for _, status in states(read(tmp_path / name))):
            unseen.append(cut)
    if name == "texts.tar":  # its end is a block of zeros, and padding behind that
        assert min(unseen) > len(tar_bytes(TEXTS[:2]).rstrip(b"\0"))
    else:
        assert len(unseen) <= 2 * (2 * 2 + 1)


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst", "a.jsonl.bz2", "a.jsonl.xz", "a.tar.gz", "a.csv.zst"])
def test_compressed_nothing_is_cut_off(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert [item.status for item in read(tmp_path / name)] == ["truncated"]


@pytest.mark.parametrize(
    "name", [name for name in MAKERS if name not in ("folder", "texts.warc.wet.gz") and "tar" not in name]
)
def test_an_archive_without_records_has_no_documents(tmp_path: Path, name: str) -> None:
    MAKERS[name](tmp_path / name, [])
    assert read(tmp_path / name) == []


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.txt", "a.warc"])
def test_an_empty_file_is_no_error(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert [item.status for item in read(tmp_path / name)] == (["ok"] if name == "a.txt" else [])


@pytest.mark.parametrize("way", [gzip.compress, bz2.compress, lzma.compress, zstandard.compress])
def test_a_bomb_is_given_up_with_little_memory_and_what_comes_before_is_kept(tmp_path: Path, way) -> None:
    data = jsonl_bytes(TEXTS[:2]) + b" " * 120_000_000
    (tmp_path / "a.jsonl.gz").write_bytes(way(data))
    del data
    tracemalloc.start()
    items = read(tmp_path / "a.jsonl.gz", Options(max_document=1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [item.status for item in items] == ["ok", "ok", "oversize"]
    assert "more than 250 times" in items[-1].detail
    assert peak < 60_000_000


def test_a_large_file_is_read_in_pieces(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a.jsonl.gz", "wt", encoding="utf-8", compresslevel=1) as file:
        for number in range(8_000):
            file.write(json.dumps({"text": f"{number} " * 100}) + "\n")
    (unit,) = planned(tmp_path / "a.jsonl.gz")
    tracemalloc.start()
    count = sum(item.status == "ok" for item in units.read(unit, Options()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 8_000
    assert peak < 5_000_000


def test_a_zip_bomb_is_refused_member_by_member(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("deep.jsonl", b"{}\n" * 40_000_000)
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("huge.txt", b"a" * 50_000_000)
        archive.writestr("inner.zip", inner.getvalue())
        archive.writestr("ok.txt", b"Rain.")
    items = []
    for item in units.read(planned(tmp_path / "a.zip")[0], Options(max_nesting=3)):
        items.append((item.position, item.status))
        if len(items) > 20:
            break
    assert items[0] == ("huge.txt", "oversize")
    assert items[1][1] == "parse-error"  # a record without a text, of which there are millions


def test_what_a_zip_file_says_of_its_sizes_is_not_believed(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"a" * 5000)
    data = bytearray((tmp_path / "a.zip").read_bytes())
    at = data.index(b"PK\1\2") + 24
    data[at : at + 4] = struct.pack("<I", 100)
    (tmp_path / "a.zip").write_bytes(data)
    (item,) = read(tmp_path / "a.zip", SMALL)
    assert item.status in ("parse-error", "oversize")
    assert len(item.data) == 0


def test_members_that_lie_over_one_another_are_no_honest_zip_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", random.Random(1).randbytes(3000))
    data = (tmp_path / "a.zip").read_bytes()
    start = data.index(b"PK\1\2")
    end = data.index(b"PK\5\6")
    entry = data[start:end]
    last = bytearray(data[end:])
    last[8:12] = struct.pack("<HH", 50, 50)
    last[12:16] = struct.pack("<I", 50 * len(entry))
    (tmp_path / "a.zip").write_bytes(data[:start] + entry * 50 + last)
    assert [(item.status, item.detail[:24]) for item in read(tmp_path / "a.zip")] == [
        ("parse-error", "is no honest zip file: i")
    ]


def test_a_list_of_too_many_members_is_not_even_read(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(30):
            archive.writestr(f"{number}.txt", b"Rain.")
    assert [item.status for item in read(tmp_path / "a.zip", Options(max_members=20))] == ["oversize"]
    (tmp_path / "a.tar").write_bytes(tar_bytes(TEXTS))
    items = read(tmp_path / "a.tar", Options(max_members=20))
    assert [item.status for item in items] == ["ok"] * 20 + ["oversize"]


def test_archives_in_archives_are_read_to_a_depth(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("texts.jsonl.gz", gzip.compress(jsonl_bytes(TEXTS[:2])))
        archive.writestr("a.txt", b"Rain.")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("inner.zip", inner.getvalue())
        archive.writestr("texts.tar.gz", gzip.compress(tar_bytes(TEXTS[:2])))
    found = list(states(read(tmp_path / "a.zip", Options(max_nesting=3))))
    assert found == [
        ("inner.zip!texts.jsonl.gz!byte 0", "ok"), (f"inner.zip!texts.jsonl.gz!byte {len(jsonl_bytes(TEXTS[:1]))}", "ok"),
        ("inner.zip!a.txt", "ok"), ("texts.tar.gz!0/000.txt", "ok"), ("texts.tar.gz!1/001.txt", "ok"),
    ]  # fmt: skip
    assert ("inner.zip!texts.jsonl.gz", "unsupported") in states(read(tmp_path / "a.zip"))
    assert [status for _, status in states(read(tmp_path / "a.zip", Options(max_nesting=1)))] == ["unsupported"] * 2


def test_links_that_lead_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b.txt").write_text("Rain.", encoding="utf-8")
    (tmp_path / "a" / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    items = read(tmp_path)
    assert [(Path(item.source).name, item.status) for item in items] == [("b.txt", "ok"), ("self.txt", "unreadable")]


def test_links_and_devices_in_a_tar_file_are_not_followed(tmp_path: Path) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, kind in (("a.txt", tarfile.SYMTYPE), ("b.txt", tarfile.LNKTYPE), ("c.txt", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    (tmp_path / "a.tar").write_bytes(made.getvalue())
    items = read(tmp_path / "a.tar")
    assert [item.status for item in items] == ["unsupported"] * 3
    assert items[0].detail == 'is a link to "/etc/passwd"'


def test_a_header_of_a_tar_file_that_claims_gigabytes_is_not_read(tmp_path: Path) -> None:
    info = tarfile.TarInfo("pax")
    info.type, info.size = tarfile.XHDTYPE, 4 << 30
    (tmp_path / "a.tar").write_bytes(info.tobuf(tarfile.GNU_FORMAT) + b"\0" * 100_000)
    assert [item.status for item in read(tmp_path / "a.tar")] == ["oversize"]


def test_a_tar_file_that_is_damaged_in_its_middle_says_where(tmp_path: Path) -> None:
    data = bytearray(tar_bytes(TEXTS[:4]))
    data[2 * 1024 : 2 * 1024 + 100] = b"\xff" * 100
    (tmp_path / "a.tar").write_bytes(data)
    items = read(tmp_path / "a.tar")
    assert [item.status for item in items] == ["ok", "ok", "parse-error"]
    assert items[-1].detail == "is damaged at byte 2,048; the rest was not read"


def test_names_that_are_no_utf8_are_positions_that_can_be_written(tmp_path: Path) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", encoding="latin-1") as archive:
        info = tarfile.TarInfo("caf\xe9.txt")
        archive.addfile(info)
    (tmp_path / "a.tar").write_bytes(made.getvalue())
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("caf\xe9.txt", b"Rain.")
    data = (tmp_path / "a.zip").read_bytes().replace("caf\xe9".encode(), b"caf\xff\xfe")
    (tmp_path / "a.zip").write_bytes(data.replace(b"\0\x08", b"\0\0"))
    for name in ("a.tar", "a.zip"):
        (item,) = read(tmp_path / name)
        assert item.status == "ok"
        assert item.position.encode().startswith(b"caf")
    (tmp_path / "in").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/caf\xe9.txt")).write_bytes(b"Rain.")
    (item,) = read(tmp_path / "in")
    assert (item.status, item.data) == ("ok", b"Rain.")
    assert item.source.encode().endswith(b"caf\\xe9.txt")


def test_members_of_one_name_are_told_apart(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for number, name in enumerate(("a.txt", "a.txt#2", "a.txt", "a.txt", "a.txt#2")):
            archive.writestr(name, f"Rain {number}.")
    items = read(tmp_path / "a.zip", Options(unit_files=1))
    positions = ["a.txt", "a.txt#3", "a.txt#4"]
    assert [item.data for item in items if item.position in positions] == [b"Rain 0.", b"Rain 2.", b"Rain 3."]
    assert len({item.position for item in items}) == 5


def test_what_is_no_document_in_a_zip_file_is_counted(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("a.md", "photo.jpg", "README", "__MACOSX/._a.md", ".git/x.md", "d/"):
            archive.writestr(name, b"Rain.")
    assert list(states(read(tmp_path / "a.zip"))) == [
        ("a.md", "ok"), ("photo.jpg", "unsupported"), ("README", "unsupported"),
    ]  # fmt: skip


UNREAD = {
    "a.csv": "is read only where somebody names it (.csv): unpack it and name the file",
    "d/a.tsv.gz": "is read only where somebody names it (.tsv.gz): unpack it and name the file",
    "a.XML": "is read only where somebody names it (.XML): unpack it and name the file",
    "d.d/a.txt.gz": "is compressed (.txt.gz): unpack it and name the file",
    "a.html.zst": "is compressed (.html.zst): unpack it and name the file",
    "a.jpg": "is of no format that has a reader (.jpg)",
    "a.jpg.gz": "is of no format that has a reader (.jpg.gz)",
    "notes.gz": "is of no format that has a reader (.gz)",
    "a.txt/README": "is of no format that has a reader (no suffix)",
}


@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_a_member_that_is_not_read_says_what_to_do_where_something_can_be_done(tmp_path: Path, name: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as zipped, tarfile.open(tmp_path / "a.tar", "w") as tarred:
        for each in UNREAD:
            zipped.writestr(each, b"text\nRain.\n")
            tarred.addfile(tarfile.TarInfo(each))
    items = read(tmp_path / name)
    assert {item.position: item.detail for item in items} == UNREAD
    assert {item.status for item in items} == {"unsupported"}


def test_an_encrypted_member_and_a_damaged_one_cost_themselves_only(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for name in ("a.txt", "b.txt", "c.txt"):
            archive.writestr(name, f"Rain in {name}")
    data = bytearray((tmp_path / "a.zip").read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1
    data[6] |= 1
    at = data.index(b"Rain in b.txt")
    data[at] ^= 1
    (tmp_path / "a.zip").write_bytes(data)
    assert [status for _, status in states(read(tmp_path / "a.zip"))] == ["unsupported", "parse-error", "ok"]


WRONG = {
    "a.zip": "parse-error", "a.tar": "truncated", "a.parquet": "parse-error", "a.warc": "parse-error",
    "a.jsonl": "truncated",
}  # fmt: skip


@pytest.mark.parametrize(("name", "status"), WRONG.items())
def test_a_file_that_is_not_what_its_name_says_is_an_item_that_says_so(tmp_path: Path, name: str, status: str) -> None:
    (tmp_path / name).write_bytes(b"<html><p>The ferry was late.</p></html>")
    assert [item.status for item in read(tmp_path / name)] == [status]


def test_compression_is_told_by_content_and_not_by_the_name(tmp_path: Path) -> None:
    (tmp_path / "plain.jsonl.gz").write_bytes(jsonl_bytes(TEXTS))
    (tmp_path / "zst.jsonl.gz").write_bytes(zstandard.compress(jsonl_bytes(TEXTS)))
    (tmp_path / "packed.jsonl").write_bytes(gzip.compress(jsonl_bytes(TEXTS)))
    (tmp_path / "members.jsonl.gz").write_bytes(
        b"".join(gzip.compress(line) for line in jsonl_bytes(TEXTS).splitlines(keepends=True)) + b"\0" * 512
    )
    for path in tmp_path.iterdir():
        assert [item.data for item in read(path)] == [text.encode() for text in TEXTS]


def test_bytes_behind_a_compressed_stream_are_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(jsonl_bytes(TEXTS[:2])) + b"and more")
    assert [item.status for item in read(tmp_path / "a.jsonl.gz")] == ["ok", "ok", "parse-error"]


JSON_LINES = {
    "a broken line costs itself": (b'{"text": "A."}\n{"text": \n{"text": "B."}\n', ["ok", "parse-error", "ok"]),
    "a line is no record": (b'[1]\n"a"\nnull\n7\n', ["parse-error"] * 4),
    "a record has no text": (b'{"body": "A."}\n{"text": null}\n{"text": 7}\n', ["parse-error"] * 3),
    "blank lines are none": (b'\n \n{"text": "A."}\n\r\n\n', ["ok"]),
    "ids may be the same": (b'{"id": 1, "text": "A."}\n{"id": 1, "text": "B."}\n', ["ok", "ok"]),
    "the last line may lack its end": (b'{"text": "A."}', ["ok"]),
    "the last line is cut off": (b'{"text": "A."}\n{"text": "B', ["ok", "truncated"]),
    "lines end with CR and LF": (b'{"text": "A."}\r\n{"text": "B."}\r\n', ["ok", "ok"]),
    "lines end with CR": (b'{"text": "A."}\r{"text": "B."}\r', ["ok", "ok"]),
    "a byte order mark": (b'\xef\xbb\xbf{"text": "A."}\n', ["ok"]),
    "UTF-16": ('\ufeff{"text": "A."}\n{"text": "B."}\n'.encode("utf-16-le"), ["ok", "ok"]),
    "NUL as it is": (b'{"text": "A\0."}\n{"text": "B."}\n', ["decode-error", "ok"]),
    "NUL as JSON writes it": (b'{"text": "A\\u0000."}\n', ["ok"]),
    "nested too deep": (b'{"text":' + b"[" * 9000 + b"\n", ["parse-error"]),
    "a number with too many digits": (b'{"text": ' + b"9" * 6000 + b"}\n", ["parse-error"]),
    "half of a surrogate pair": (b'{"text": "A\\ud800."}\n', ["ok"]),
    "a line over the limit": (b'{"text": "' + b"a" * 30_000 + b'"}\n{"text": "B."}\n', ["oversize", "ok"]),
    "a text over the limit": (b'{"text": "' + b"a" * 3000 + b'"}\n{"text": "B."}\n', ["oversize", "ok"]),
}


@pytest.mark.parametrize("case", JSON_LINES)
def test_lines_of_json(tmp_path: Path, case: str) -> None:
    data, expected = JSON_LINES[case]
    (tmp_path / "a.jsonl").write_bytes(data)
    items = read(tmp_path / "a.jsonl", SMALL)
    assert [item.status for item in items] == expected
    assert all(item.detail and "\n" not in item.detail and not item.data for item in items if item.status != "ok")
    assert len({item.position for item in items}) == len(items)
    again = read(tmp_path / "a.jsonl", SMALL._replace(unit_bytes=9))
    assert again == items


NO_TEXTS = {
    '[1, 2]': "is a list, not a record with fields", '"a"': "is a text, not a record with fields",
    "null": "is null, not a record with fields", "7.5": "is a number, not a record with fields",
    "true": "is true or false, not a record with fields",
    '{"text": null}': 'the field "text" holds no text (null)', '{"text": NaN}': 'the field "text" holds no text (NaN)',
    '{"text": 7}': 'the field "text" holds no text (a number)', '{"text": []}': 'the field "text" holds no text (a list)',
    '{"text": {}}': 'the field "text" holds no text (a record)',
    '{"text": false}': 'the field "text" holds no text (true or false)',
    "{}": 'there is no field "text" with a text; the fields are none (--text-field)',
}  # fmt: skip


@pytest.mark.parametrize("line", NO_TEXTS)
def test_what_is_no_text_is_told_in_plain_words(tmp_path: Path, line: str) -> None:
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    (item,) = read(tmp_path / "a.jsonl")
    assert (item.status, item.detail) == ("parse-error", NO_TEXTS[line])


def test_a_null_inside_another_field_is_told_as_null(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"article": {"body": null}}\n{"article": null}\n', encoding="utf-8")
    first, second = read(tmp_path / "a.jsonl", Options(text_field="article.body"))
    assert first.detail == 'the field "article.body" holds no text (null)'
    assert second.detail.startswith('there is no field "article.body" with a text; the fields are "article"')


def test_dates_of_a_table_are_no_texts(tmp_path: Path) -> None:
    pyarrow.parquet.write_table(pyarrow.table({"text": [datetime.date(2024, 5, 1)]}), tmp_path / "a.parquet")
    assert [item.detail for item in read(tmp_path / "a.parquet")] == [
        'the field "text" holds no text (a date or a time)'
    ]


def test_what_a_line_cannot_be_encoded_as_is_shown_as_lost(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "A\\ud800. \\ud83d\\ude00"}\n')
    (item,) = read(tmp_path / "a.jsonl")
    assert item.data.decode() == "A�. 😀"


def test_a_line_in_another_encoding_is_read_and_says_so(tmp_path: Path) -> None:
    line = '{"text": "Le café près de la rivière était fermé, a dit la mairie hier."}\n'.encode("cp1252")
    (tmp_path / "a.jsonl").write_bytes(line)
    (item,) = read(tmp_path / "a.jsonl")
    assert (item.status, item.detail[:9]) == ("ok", "Not UTF-8")
    assert "café" in item.data.decode()


CSV_FILES = {
    "line breaks in quotes": (b'id,text\n1,"A.\r\n\r\nB ""c"", d."\n2,E\n', ["ok", "ok"]),
    "semicolons": (b"id;text\n1;A, b\n", ["ok"]),
    "tabs": (b"id\ttext\n1\tA, b\n", ["ok"]),
    "a comma without quotes": (b"id,text\n1,A, b\n2,C\n", ["parse-error", "ok"]),
    "too few fields": (b"id,text\n1\n2,C\n", ["parse-error", "ok"]),
    "empty fields too many": (b"id,text\n1,A,,\n", ["ok"]),
    "no such column": (b"id,body\n1,A\n2,B\n", ["parse-error"]),
    "only a header": (b"id,text\n", []),
    "a byte order mark": (b"\xef\xbb\xbftext,id\nA,1\n", ["ok"]),
    "UTF-16": ("\ufefftext,id\nA,1\nB,2\n".encode("utf-16-le"), ["ok", "ok"]),
    "CR only": (b"text,id\rA,1\rB,2\r", ["ok", "ok"]),
    "a quotation mark that is never closed": (b'text,id\nA,1\n"B,2\nC,3\nD,4\n', ["ok", "parse-error"]),
    "and a long rest behind it": (b'text,id\nA,1\n"B,2\n' + b"C,3\n" * 3000, None),
    "NUL": (b"text,id\nA\0b,1\nB,2\n", ["decode-error", "ok"]),
    "a huge line": (b"text,id\n" + b"a" * 9000 + b",1\nB,2\n", ["oversize", "ok"]),
    "spaces around the names of columns": (b"id, text \n1,A\n", ["ok"]),
    "a sign that Excel is told": (b"\xef\xbb\xbfsep=;\r\nid;text\r\n1;A, B\r\n", ["ok"]),
    "a sign that nobody would guess": (b"sep=!\nid!text\n1!A\n", ["ok"]),
    "a sign and nothing else": (b"sep=;\n", []),
    "a sign that cannot be one": (b'sep="\ntext\nA\n', ["parse-error"]),
    "CR at the ends of rows and LF inside them": (b'id,text\r1,"A.\n\nB."\r2,C\r', ["ok", "ok"]),
    "CR only and a long text": (b"id,text\r1," + b"A " * 900 + b'\r2,"B\n' + b"C " * 900 + b'"\r3,D', ["ok"] * 3),
    "CR, CR and LF": (b'id,text\r\r\n1,"A.\r\r\nB."\r\r\n2,C\r\r\n', ["ok", "ok"]),
    "CR where no row ends": (b"id,text\n1,A\rB\n2,C\n", ["parse-error", "ok"]),
    "LF where no row ends": (b"id,text\r1,A\nB\r2,C\r", ["parse-error", "ok"]),
    "line breaks in the names of columns": (b'id,"what\r\nit is","text\n"\r\n1,x,A\r\n2,y,B\r\n', ["ok", "ok"]),
    "a name in quotation marks that are never closed": (b'id,"text\n1,A\n2,B\n', ["parse-error"]),
    "and a long rest behind that": (b'id,"text\n' + b"1,A\n" * 3000, ["oversize"]),
    "a huge line in the first row": (b'id,"te\n' + b"x" * 9000 + b'\n",text\n1,2,A\n', ["oversize"]),
    "a sign and a huge line": (b"sep=;\n" + b"a" * 9000 + b"\ntext\nA\n", ["oversize"]),
}


@pytest.mark.parametrize("case", CSV_FILES)
def test_csv(tmp_path: Path, case: str) -> None:
    data, expected = CSV_FILES[case]
    (tmp_path / "a.csv").write_bytes(data)
    items = read(tmp_path / "a.csv", SMALL)
    assert len({item.position for item in items}) == len(items)
    if expected is None:  # it is looked for again behind what is too long for a field
        assert items[1].status == "oversize"
        assert "never closed?" in items[1].detail
    else:
        assert [item.status for item in items] == expected


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(csv_bytes(TEXTS))
    (item,) = read(tmp_path / "a.csv", Options(text_field="body"))
    assert item.detail == 'there is no field "body" with a text; the fields are "id", "text" (--text-field)'


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_the_name_of_a_column_may_have_a_dot(tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.csv").write_bytes(b"id;article.body\n1;A, b\n")
    pyarrow.parquet.write_table(pyarrow.table({"article.body": ["A, b"]}), tmp_path / "a.parquet")
    assert [item.data for item in read(tmp_path / f"a.{kind}", Options(text_field="article.body"))] == [b"A, b"]


TABS = {
    "one column": (b"text\nA, b, c\n", None, [b"A, b, c"]),
    "many columns": (b"id\ttext\n1\tA, b\n", None, [b"A, b"]),
    "another sign that is named": (b"id;text\n1;A\n", ";", [b"A"]),
    "another sign that nobody named": (b"id,text\n1,A\n", None, [b""]),
}


@pytest.mark.parametrize("case", TABS)
@pytest.mark.parametrize("name", ["a.tsv", "A.TSV", "a.tsv.gz"])
def test_a_file_called_tsv_is_cut_at_tabs(tmp_path: Path, name: str, case: str) -> None:
    data, delimiter, expected = TABS[case]
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert [item.data for item in read(tmp_path / name, Options(delimiter=delimiter))] == expected


def test_a_name_of_a_column_that_has_a_line_break_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes('id,"the\r\ntéxt"\r\n1,A\r\n'.encode())
    assert [item.data for item in read(tmp_path / "a.csv", Options(text_field="the téxt"))] == [b"A"]
    (item,) = read(tmp_path / "a.csv")
    assert item.detail.endswith('the fields are "id", "the téxt" (--text-field)')


def test_line_breaks_of_two_kinds_are_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"id,text\n1,A\rB\n")
    (item,) = read(tmp_path / "a.csv")
    assert item.detail == (
        "has a line break of another kind (CR or LF) than those between rows, and not in quotation marks; "
        "save the file with line breaks of one kind"
    )


def test_rows_that_end_with_cr_keep_the_line_breaks_inside_them(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'id,text\r1,"A.\r\rB."\r2,"C.\n\nD."\r')
    assert [item.data for item in read(tmp_path / "a.csv")] == [b"A.\n\nB.", b"C.\n\nD."]


def test_csv_in_another_encoding_keeps_its_letters(tmp_path: Path) -> None:
    text = "Le café près de la rivière était fermé, a dit la mairie hier."
    (tmp_path / "a.csv").write_bytes(f'text,section\n"{text}",Société\n'.encode("cp1252"))
    (item,) = read(tmp_path / "a.csv")
    assert "Le café" in citeaudit.audit_bytes(item.data, format=item.format).document.text
    assert dict(item.meta)["section"] == "Société"


def test_parquet_with_other_types_and_without_the_column(tmp_path: Path) -> None:
    column = pyarrow.array([b"Caf\xe9 in Skarn.", b"Rain."]).cast(pyarrow.binary())
    table = pyarrow.table(
        {
            "text": pyarrow.Array.from_buffers(pyarrow.string(), 2, column.buffers()),
            "kind": pyarrow.array(["A.", None]).dictionary_encode(),
            "number": [1, 2],
            "inside": [{"body": "B."}, {"body": None}],
        }
    )
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    assert [item.data for item in read(tmp_path / "a.parquet")] == [b"Caf\xe9 in Skarn.", b"Rain."]
    for field, expected in (
        ("kind", ["ok", "parse-error"]), ("number", ["parse-error"] * 2), ("inside.body", ["ok", "parse-error"]),
        ("nothing", ["parse-error"]),
    ):  # fmt: skip
        items = read(tmp_path / "a.parquet", Options(text_field=field))
        assert [item.status for item in items] == expected


@pytest.mark.parametrize("name", ["a.csv", "a.parquet"])
def test_of_two_columns_of_one_name_none_is_taken_for_the_text(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.csv").write_bytes(b"id,text, text\n1,A,B\n2,C,D\n")
    table = pyarrow.Table.from_arrays([pyarrow.array(["A", "C"]), pyarrow.array(["B", "D"])], names=["text", "text"])
    pyarrow.parquet.write_table(table, tmp_path / "a.parquet")
    (item,) = read(tmp_path / name)
    assert (item.status, item.detail) == (
        "parse-error", 'there are 2 columns "text", and nothing tells which of them has the text; rename the others',
    )  # fmt: skip


def test_a_damaged_row_group_costs_its_rows(tmp_path: Path) -> None:
    pick = random.Random(2)
    texts = ["".join(pick.choices("abcdefgh ", k=400)) for _ in range(30)]
    table = pyarrow.table({"text": texts})
    pyarrow.parquet.write_table(
        table, tmp_path / "a.parquet", row_group_size=10, write_page_checksum=True, use_dictionary=False
    )
    data = bytearray((tmp_path / "a.parquet").read_bytes())
    column = pyarrow.parquet.ParquetFile(tmp_path / "a.parquet").metadata.row_group(1).column(0)
    end = column.data_page_offset + column.total_compressed_size
    data[end - 200 : end - 100] = b"\0" * 100
    (tmp_path / "a.parquet").write_bytes(data)
    items = read(tmp_path / "a.parquet")
    assert [item.status for item in items] == ["ok"] * 10 + ["parse-error"] + ["ok"] * 10
    assert "rows 11 to 20 cannot be read" in items[10].detail


HOSTILE_XML = {
    "entities that grow": (b'<!DOCTYPE rss [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>', b"<title>&b;</title>", "unsupported"),
    "a file of the machine": (b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>', b"<title>&a;</title>", "unsupported"),
    "a parameter of a file": (b'<!DOCTYPE rss [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]>', b"<title>A</title>", "unsupported"),
    "a text too large": (b"", b"<title>" + b"a" * 10_500_000 + b"</title>", "oversize"),
    "nested too deep": (b"", b"<a>" * 300 + b"</a>" * 300, "oversize"),
    "not its encoding": (b"", b"<title>\xff\xfe</title>", "decode-error"),
    "not closed": (b"", b"<title>A</b>", "parse-error"),
    "control characters": (b"", b"<title>A\0\x0bB</title>", "ok"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE_XML)
def test_xml_that_is_meant_to_do_harm(tmp_path: Path, case: str) -> None:
    head, inside, status = HOSTILE_XML[case]
    (tmp_path / "a.xml").write_bytes(head + b"<rss><channel><item>" + inside + b"</item></channel></rss>")
    items = read(tmp_path / "a.xml", Options(input="wxr"))
    assert [item.status for item in items] == [status]
    assert not any(b"root:" in item.data for item in items)


def test_an_element_that_never_ends_is_given_up(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a.xml.gz", "wb", compresslevel=1) as file:
        file.write(b"<rss><channel><item>" + (b"<a>" + b"Rain. " * 500 + b"</a>") * 25_000)
    items = read(tmp_path / "a.xml.gz", Options(input="wxr", max_ratio=10_000))
    assert [item.status for item in items] == ["oversize"]


def test_a_document_over_the_limit_is_not_held_in_memory(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a" * 50_000_000)
    tracemalloc.start()
    (item,) = read(tmp_path / "a.txt", Options(max_document=1_000_000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (item.status, item.detail) == (
        "oversize", "is larger than 1,000,000 bytes, the largest document that is read",
    )  # fmt: skip
    assert peak < 3_000_000


def test_all_statuses_are_known() -> None:
    assert set(STATUSES) == {
        "ok", "oversize", "decode-error", "parse-error", "truncated", "unsupported", "unreadable",
    }  # fmt: skip


@pytest.mark.parametrize("name", [name for name in MAKERS if name != "folder"])
@settings(max_examples=40, deadline=None)
@given(
    flips=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=6),
    gap=st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 40)),
)
def test_whatever_is_wrong_with_a_file_it_is_told_as_items(
    tmp_path_factory: pytest.TempPathFactory, name: str, flips: list[tuple[float, int]], gap: tuple[float, int]
) -> None:
    path = tmp_path_factory.mktemp("flipped") / name
    MAKERS[name](path, TEXTS[:4])
    data = bytearray(path.read_bytes())
    for place, value in flips:
        data[int(place * len(data))] = value
    start = int(gap[0] * len(data))
    del data[start : start + gap[1]]
    path.write_bytes(data)
    try:
        items = read(path, SMALL._replace(unit_bytes=400))
    except citeaudit.CiteauditError as error:  # XML whose first word is another
        assert "this XML is neither" in str(error)  # noqa: PT017
        return
    assert len({item.position for item in items}) == len(items)
    for item in items:
        assert item.status in STATUSES
        assert (item.status == "ok") or (item.detail and not item.data)
        assert "\n" not in item.detail
        item.position.encode()


def test_a_row_of_headings_that_is_no_csv_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes(b'i"d,te\rxt\n1,It rained.\n')
    (item,) = read(tmp_path / "in.csv")
    assert (item.status, item.position) == ("parse-error", "header")
    assert "has a line break of another kind" in item.detail
