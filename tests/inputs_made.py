"""Archives of every kind with the same documents, made by the libraries that others write them with."""

import csv
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import pyarrow
import pyarrow.parquet
import zstandard

from citeaudit.archive import units
from citeaudit.archive.items import Item, Unit
from citeaudit.archive.options import Options

TEXTS = [
    f"The ferry to Skarn was late {number} times in 2024, the harbour board said.[{number % 3 + 1}]\n\nIt is old, “é”."
    for number in range(1, 24)
]


def folder(path: Path, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        inside = path / f"{number % 4}"
        inside.mkdir(parents=True, exist_ok=True)
        (inside / f"{number:03}.md").write_bytes(text.encode())


def zipped(path: Path, texts: list[str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, text in enumerate(texts):
            archive.writestr(f"{number % 4}/{number:03}.txt", text.encode())


def tar_bytes(texts: list[str]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for number, text in enumerate(texts):
            info = tarfile.TarInfo(f"{number % 4}/{number:03}.txt")
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return made.getvalue()


def jsonl_bytes(texts: list[str]) -> bytes:
    rows = [{"id": f"n{number}", "text": text, "site": "skarn.example"} for number, text in enumerate(texts)]
    return "".join(json.dumps(row, ensure_ascii=number % 2 == 0) + "\n" for number, row in enumerate(rows)).encode()


def csv_bytes(texts: list[str]) -> bytes:
    made = io.StringIO()
    writer = csv.writer(made)
    writer.writerows([("id", "text"), *((f"n{number}", text) for number, text in enumerate(texts))])
    return made.getvalue().encode()


def parquet(path: Path, texts: list[str]) -> None:
    table = pyarrow.table({"text": texts, "id": [f"n{number}" for number in range(len(texts))]})
    pyarrow.parquet.write_table(table, path, row_group_size=5)


def record(kind: str, url: str, media: str, block: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{url}>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2024-05-01T06:00:00Z\r\nContent-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, media: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{more}\r\n".encode() + body


def response(number: int, block: bytes) -> bytes:
    return record("response", f"https://www.skarn.example/{number}", "application/http; msgtype=response", block)


def web_records(texts: list[str]) -> list[bytes]:
    records = [record("warcinfo", "", "application/warc-fields", b"software: made up\r\n")]
    for number, text in enumerate(texts):
        url = f"https://www.skarn.example/{number}"
        records.append(record("request", url, "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"))
        records.append(response(number, answer(f"<p>{escape(text)}</p>".encode())))
    return records


def wet_records(texts: list[str]) -> list[bytes]:
    return [
        record("conversion", f"https://skarn.example/{number}", "text/plain", text.encode())
        for number, text in enumerate(texts)
    ]


def packed(records: list[bytes]) -> bytes:
    return b"".join(gzip.compress(each, mtime=0) for each in records)


def wiki_bytes(texts: list[str]) -> bytes:
    pages = "".join(
        f"<page><title>Ferry {number}</title><ns>0</ns><id>{number}</id><revision><timestamp>2024-01-01T00:00:00Z"
        f"</timestamp><text>{escape(text.partition('[')[0])}&lt;ref&gt;Minutes {number}&lt;/ref&gt;</text></revision></page>\n"
        for number, text in enumerate(texts)
    )
    return f'<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/">\n{pages}</mediawiki>'.encode()


def wxr_bytes(texts: list[str]) -> bytes:
    items = "".join(
        f"<item><title>Ferry {number}</title><wp:post_type>post</wp:post_type>"
        f"<content:encoded><![CDATA[{text}]]></content:encoded></item>\n"
        for number, text in enumerate(texts)
    )
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rss {spaces}><channel>\n{items}</channel></rss>'.encode()


def _bytes(make: Callable[[list[str]], bytes]) -> Callable[[Path, list[str]], None]:
    def write(path: Path, texts: list[str]) -> None:
        path.write_bytes(make(texts))

    return write


MAKERS: dict[str, Callable[[Path, list[str]], None]] = {
    "folder": folder,
    "texts.zip": zipped,
    "texts.parquet": parquet,
    "texts.tar": _bytes(tar_bytes),
    "texts.tar.gz": _bytes(lambda texts: gzip.compress(tar_bytes(texts))),
    "texts.tar.zst": _bytes(lambda texts: zstandard.compress(tar_bytes(texts))),
    "texts.jsonl": _bytes(jsonl_bytes),
    "texts.jsonl.gz": _bytes(lambda texts: gzip.compress(jsonl_bytes(texts))),
    "texts.jsonl.zst": _bytes(lambda texts: zstandard.compress(jsonl_bytes(texts))),
    "texts.csv": _bytes(csv_bytes),
    "texts.csv.gz": _bytes(lambda texts: gzip.compress(csv_bytes(texts))),
    "texts.warc": _bytes(lambda texts: b"".join(web_records(texts))),
    "texts.warc.gz": _bytes(lambda texts: packed(web_records(texts))),
    "whole.warc.gz": _bytes(lambda texts: gzip.compress(b"".join(web_records(texts)))),
    "texts.warc.wet.gz": _bytes(lambda texts: packed(wet_records(texts))),
    "wiki.xml": _bytes(wiki_bytes),
    "wiki.xml.gz": _bytes(lambda texts: gzip.compress(wiki_bytes(texts))),
    "export.xml": _bytes(wxr_bytes),
}
"""By the name of the file or folder that they make."""


def planned(path: Path | str, options: Options | None = None) -> list[Unit]:
    return list(units.plan([str(path)], options or Options()))


def read(path: Path | str, options: Options | None = None) -> list[Item]:
    """All documents of a file or folder, whatever its units."""
    options = options or Options()
    return [item for unit in planned(path, options) for item in units.read(unit, options)]


def states(items: list[Item]) -> Iterator[tuple[str, str]]:
    return ((item.position, item.status) for item in items)
