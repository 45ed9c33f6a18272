"""Print what it costs to read an archive of each kind: documents a second, and the share of what their audit costs.

Run it with the Python of an environment that has `citeaudit[test]`: `python tests/benchmarks/inputs.py`. Processor time
of one process, the best of some runs, files in the cache of the machine. The audit is that of the same documents, as
they come out of each kind: of a page of HTML that includes its parsing.
"""

import html
import random
import re
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import corpus  # noqa: E402
import inputs_made  # noqa: E402

import citeaudit  # noqa: E402
from citeaudit.archive import units  # noqa: E402
from citeaudit.archive.items import Item  # noqa: E402
from citeaudit.archive.options import Options  # noqa: E402

DOCUMENTS = 1000
AUDITED = 150
RUNS = 3
BAR = 0.25
"""The share of the audit that reading may cost, for formats of text."""
_MARKER = re.compile(r"\[([\d, ]+)\]")
_AROUND = "<nav>{links}</nav><main><article>{body}</article></main><footer>{links}</footer>"
_LINKS = "".join(f'<a class="item" href="/section/{number}">Section {number}</a>\n' for number in range(60))


def page(text: str) -> str:
    """An article of the corpus as a site would send it, with what stands around it."""
    body = "\n".join(f"<p>{html.escape(block)}</p>" for block in text.split("\n\n"))
    return _AROUND.format(links=_LINKS, body=body)


def wikitext(text: str) -> str:
    """An article of the corpus as a wiki would keep it: a template for each source, where it is cited first."""
    body, _, listed = text.partition("## Sources")
    cites = [
        f"{{{{cite news |title={line[:40]} |newspaper=Gazette |date=1 May 2024 |url=https://a.example/{at}}}}}"
        for at, line in enumerate(listed.strip().splitlines())
    ]

    seen: set[str] = set()

    def cited(match: re.Match[str]) -> str:
        made = []
        for number in match[1].replace(" ", "").split(","):
            first = number not in seen
            seen.add(number)
            cite = cites[int(number) % len(cites)]
            made.append(f'<ref name="n{number}">{cite}</ref>' if first else f'<ref name="n{number}" />')
        return "".join(made)

    return "{{Infobox|name=A}}\n" + _MARKER.sub(cited, body).replace("\n- ", "\n* ") + "\n== Sources ==\n{{reflist}}\n"


def wiki(texts: list[str]) -> bytes:
    """A dump of them."""
    pages = "".join(
        f"<page><title>{at}</title><ns>0</ns><id>{at}</id><revision><text>{html.escape(wikitext(text))}</text></revision>"
        "</page>\n"
        for at, text in enumerate(texts)
    )
    return f"<mediawiki>\n{pages}</mediawiki>".encode()


def web(texts: list[str]) -> bytes:
    """A web archive of them, with the requests."""
    records = [inputs_made.record("warcinfo", "", "application/warc-fields", b"software: made up\r\n")]
    for at, text in enumerate(texts):
        request = b"GET / HTTP/1.1\r\n\r\n"
        records.append(inputs_made.record("request", f"https://a.example/{at}", "application/http", request))
        records.append(inputs_made.response(at, inputs_made.answer(page(text).encode())))
    return inputs_made.packed(records)


def fill(folder: Path, texts: list[str]) -> list[str]:
    """Write the archives; their names, the folder first."""
    for name, make in inputs_made.MAKERS.items():
        make(folder / name, texts)
    (folder / "wiki.xml.gz").unlink()
    (folder / "whole.warc.gz").unlink()
    (folder / "wiki.xml").write_bytes(wiki(texts))
    (folder / "texts.warc.gz").write_bytes(web(texts))
    return sorted(path.name for path in folder.iterdir())


def reading(path: Path) -> tuple[float, list[Item]]:
    """Seconds of the processor to plan and read an archive, and the first of its documents."""
    options = Options()
    best, kept = float("inf"), []
    for _ in range(RUNS):
        kept = []
        start = time.process_time()
        for unit in units.plan([str(path)], options):
            for item in units.read(unit, options):
                if len(kept) < AUDITED:
                    kept.append(item)
        best = min(best, time.process_time() - start)
    return best, kept


def auditing(items: list[Item]) -> float:
    """Seconds of the processor to audit one of the documents."""
    start = time.process_time()
    for item in items:
        citeaudit.audit_bytes(item.data, path=item.source, format=item.format)
    return (time.process_time() - start) / len(items)


def main() -> None:
    """A line for each kind."""
    rng = random.Random(20260301)
    texts = [corpus.article(rng, 5000) for _ in range(DOCUMENTS)]
    citeaudit.audit_text(texts[0])
    print(f"{DOCUMENTS:,} articles of 5 KB; processor time of one process, best of {RUNS}")
    print(f"{'kind':18}{'documents/s':>13}{'us each':>10}{'audit us':>10}{'share':>8}")
    with tempfile.TemporaryDirectory() as name:
        for kind in fill(Path(name), texts):
            seconds, items = reading(Path(name) / kind)
            each, audit = seconds / DOCUMENTS, auditing(items)
            over = "  over a quarter" if each > BAR * audit else ""
            print(f"{kind:18}{1 / each:13,.0f}{each * 1e6:10.0f}{audit * 1e6:10.0f}{each / audit:8.1%}{over}")


if __name__ == "__main__":
    main()
