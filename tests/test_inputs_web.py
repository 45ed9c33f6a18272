"""Web archives: pages as servers sent them, cut where records begin, the same by either library."""

import gzip
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inputs_made import TEXTS, answer, packed, planned, read, record, response, states, web_records, wet_records

import citeaudit
from citeaudit.archive.items import Item
from citeaudit.archive.options import Options
from citeaudit.archive.web import http
from citeaudit.errors import CiteauditError

PAGE = "<p>The ferry to Skarn was “late”.</p>".encode()
BROTLI = b"\x0b\x14\x80%s\x03" % PAGE
"""The page as brotli keeps what is so short: as it is, between a head and an end."""
SMALL = Options(max_document=5000)

ANSWERS = {
    "a page": (answer(PAGE), "ok"),
    "XHTML": (answer(PAGE, "application/xhtml+xml"), "ok"),
    "gzip": (answer(gzip.compress(PAGE), more="Content-Encoding: gzip\r\n"), "ok"),
    "a header of gzip that is not true any more": (answer(PAGE, more="Content-Encoding: gzip\r\n"), "ok"),
    "deflate": (answer(__import__("zlib").compress(PAGE), more="Content-Encoding: deflate\r\n"), "ok"),
    "brotli": (answer(BROTLI, more="Content-Encoding: br\r\n"), "ok"),
    "a header of brotli that is not true any more": (answer(PAGE, more="Content-Encoding: br\r\n"), "ok"),
    "brotli that breaks off": (answer(BROTLI[:-5], more="Content-Encoding: br\r\n"), "parse-error"),
    "chunks": (answer(b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), more="Transfer-Encoding: chunked\r\n"), "ok"),
    "chunks that were joined": (answer(PAGE, more="Transfer-Encoding: chunked\r\n"), "ok"),
    "the Windows encoding": (answer(PAGE.decode().encode("cp1252"), "text/html; charset=windows-1252"), "ok"),
    "what servers call Latin-1": (answer(PAGE.decode().encode("cp1252"), 'text/html; charset="ISO-8859-1"'), "ok"),
    "an encoding that does not exist": (answer(PAGE, "text/html; charset=klingon"), "ok"),
    "an encoding that is none of texts": (answer(PAGE, "text/html; charset=hex"), "ok"),
    "the server is right and the page is not": (
        answer(b'<meta charset="iso-8859-1">' + PAGE, "text/html; charset=UTF-8"), "ok",
    ),
    "not found": (answer(PAGE, status="404 Not Found"), "unsupported"),
    "a picture": (answer(b"GIF89a", "image/gif"), "unsupported"),
    "no kind": (answer(PAGE, ""), "unsupported"),
    "a packing that is not known": (answer(PAGE, more="Content-Encoding: exi\r\n"), "unsupported"),
    "no answer at all": (b"hello", "parse-error"),
    "a bomb": (answer(gzip.compress(b"a" * 9_000_000), more="Content-Encoding: gzip\r\n"), "oversize"),
    "too large": (answer(b"a" * 5001), "oversize"),
    "far too large": (answer(b"a" * 200_000), "oversize"),
    "gzip that was cut off": (answer(gzip.compress(PAGE)[:-9], more="Content-Encoding: gzip\r\n"), "truncated"),
}  # fmt: skip


@pytest.fixture(params=["fastwarc", "warcio"])
def library(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "warcio":
        monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    return request.param


@pytest.mark.parametrize("case", ANSWERS)
@pytest.mark.usefixtures("library")
def test_answers_of_servers(tmp_path: Path, case: str) -> None:
    block, status = ANSWERS[case]
    (tmp_path / "a.warc.gz").write_bytes(packed([response(1, block), response(2, answer(PAGE))]))
    first, second = read(tmp_path / "a.warc.gz", SMALL)
    assert (first.status, second.status) == (status, "ok")
    assert dict(first.meta) == {
        "site": "skarn.example", "date": "2024-05-01T06:00:00Z", "url": "https://www.skarn.example/1",
    }  # fmt: skip
    if status == "ok":
        assert citeaudit.audit_bytes(first.data, format=first.format).document.text == "The ferry to Skarn was “late”."
    else:
        assert first.detail
        assert first.data == b""


def test_records_of_other_types_are_no_documents(tmp_path: Path) -> None:
    made = [
        record("warcinfo", "", "application/warc-fields", b"a: b"), record("metadata", "u:1", "text/plain", b"a"),
        record("revisit", "u:2", "application/http", answer(b"")), record("resource", "u:3", "text/html", PAGE),
        record("resource", "u:4", "image/png", b"x"), record("conversion", "u:5", "text/plain", b"Rain."),
    ]  # fmt: skip
    (tmp_path / "a.warc").write_bytes(b"".join(made))
    items = read(tmp_path / "a.warc")
    assert [(item.status, item.format) for item in items] == [("ok", "html"), ("unsupported", ""), ("ok", "text")]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "whole.warc.gz", "a.wet.gz", "inside.tar"])
def test_both_libraries_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    made = web_records(TEXTS[:6]) if "wet" not in name else wet_records(TEXTS[:6])
    data = b"".join(made) if name in ("a.warc", "whole.warc.gz") else packed(made)
    (tmp_path / name).write_bytes(gzip.compress(data) if name == "whole.warc.gz" else data)
    by_fastwarc = read(tmp_path / name, Options(unit_bytes=300))
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    assert read(tmp_path / name, Options(unit_bytes=300)) == by_fastwarc
    assert len(by_fastwarc) == (6 if name != "inside.tar" else 1)


def _archive(pick: random.Random, count: int) -> list[bytes]:
    """Records of many sizes, some of them archives of their own that gzip stores as they are."""
    made = web_records([])
    for number in range(count):
        noise = pick.randbytes(pick.choice((10, 500, 70_000)))
        if pick.random() < 0.3:
            inner = gzip.compress(noise, mtime=0) + packed(web_records(TEXTS[:2]))
            made.append(record("resource", f"u:{number}", "application/gzip", inner))
        made.append(response(number, answer(b"<p>Rain.</p><!--" + noise.hex().encode() + b"-->")))
    return made


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 1000), stride=st.integers(1, 60_000))
def test_cuts_are_where_records_begin_also_with_archives_inside(
    tmp_path_factory: pytest.TempPathFactory, seed: int, stride: int
) -> None:
    made = _archive(random.Random(seed), 6)
    path = tmp_path_factory.mktemp("a") / "a.warc.gz"
    path.write_bytes(packed(made))
    starts = [0]
    for each in made:
        starts.append(starts[-1] + len(packed([each])))
    found = planned(path, Options(unit_bytes=stride))
    assert {unit.start for unit in found} <= set(starts)
    assert [unit.start for unit in found[1:]] == [unit.stop for unit in found[:-1]]
    assert (found[0].start, found[-1].stop) == (0, starts[-1])
    assert read(path, Options(unit_bytes=stride)) == read(path)


def test_an_archive_that_is_stored_in_another_looks_like_records_and_is_none(tmp_path: Path) -> None:
    inner = packed(web_records(TEXTS[:2]))
    outer = gzip.compress(record("resource", "u:1", "application/gzip", b"a" * 900 + inner + b"a" * 900), 0, mtime=0)
    assert inner in outer  # as it is
    (tmp_path / "a.warc.gz").write_bytes(packed(web_records([])) + outer + packed(web_records(TEXTS[:1])))
    items = read(tmp_path / "a.warc.gz", Options(unit_bytes=1))
    assert items == read(tmp_path / "a.warc.gz")
    assert [item.status for item in items] == ["unsupported", "ok"]


@pytest.mark.usefixtures("library")
def test_behind_a_damage_reading_goes_on_with_the_next_record(tmp_path: Path) -> None:
    made = web_records(TEXTS[:8])
    data = bytearray(packed(made))
    at = len(packed(made[:6])) + 40  # in the third page
    data[at : at + 8] = b"\0" * 8
    (tmp_path / "a.warc.gz").write_bytes(data)
    items = read(tmp_path / "a.warc.gz")
    assert [item.status for item in items].count("ok") == 7
    (broken,) = [item for item in items if item.status != "ok"]
    assert broken.status == "parse-error"
    assert f"went on at byte {len(packed(made[:7])):,}" in broken.detail
    assert items == read(tmp_path / "a.warc.gz", Options(unit_bytes=1 << 30))


@pytest.mark.usefixtures("library")
def test_what_is_no_web_archive_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"The ferry was late.\n" * 50)
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(b"The ferry was late.\n" * 50))
    for name in ("a.warc", "b.warc.gz"):
        assert [status for _, status in states(read(tmp_path / name))] == ["parse-error"]


def test_what_the_crawler_cut_off_is_read_and_says_so(tmp_path: Path) -> None:
    made = response(1, answer(PAGE)).replace(b"\r\nContent-Length", b"\r\nWARC-Truncated: length\r\nContent-Length", 1)
    (tmp_path / "a.warc").write_bytes(made)
    (item,) = read(tmp_path / "a.warc")
    assert (item.status, item.detail) == ("ok", "whoever made the archive did not keep all of it (length)")


def test_without_a_library_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.warc").write_bytes(b"".join(web_records(TEXTS[:1])))
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    monkeypatch.setitem(sys.modules, "warcio.archiveiterator", None)
    with pytest.raises(CiteauditError, match=r"fastwarc or warcio is needed: pip install 'citeaudit\[archive\]'"):
        read(tmp_path / "a.warc")


@given(st.binary(max_size=300))
def test_any_bytes_are_an_answer_or_none(block: bytes) -> None:
    for each in (block, answer(block, more="Transfer-Encoding: chunked\r\nContent-Encoding: gzip, br, deflate\r\n")):
        item = _parsed(each)
        assert item is None or isinstance(item, bytes)


def _parsed(block: bytes) -> bytes | Item | None:
    from citeaudit.archive.trouble import TroubleError

    try:
        return http.unpacked(http.parsed(block), 1000, 100)
    except TroubleError:
        return None
