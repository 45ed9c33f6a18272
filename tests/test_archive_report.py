"""What reports say of an archive: every number can be counted by hand, every format is what it was, nothing is written."""

import contextlib
import csv
import io
import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")

import archives
from archives import records

from citeaudit.cli import main

GOLDEN = Path(__file__).parent / "golden"
FORMATS = {"table": "txt", "json": "json", "csv": "csv", "html": "html"}
SIGN_OFF = "Have you seen a wreck? Write to the harbour desk of this paper, and we will pass it on."
AGENCY = [
    "A trawler with six men on board ran aground off Dunmoor on Monday night in fog so thick that the lighthouse keeper "
    "three hundred metres away saw nothing of it until the morning came.",
    "The crew waded ashore with their cat and two bags, and were taken in by the monks of the island, who fed them soup "
    "and bread and lent them the dry clothes that they keep for such nights.",
]
OWN = [
    "The old rope walk behind the church has stood empty since the last rope maker died, and the town has never agreed "
    "what should become of its four hundred metres of roof, floor and silence.",
    "Twice a year somebody proposes a market, once a museum was planned and paid for, and every winter a few more slates "
    "come down into the nettles where nobody walks any more.",
]
LIST = """

Sources:
[1] Log, Gazette, 3 March 2025, https://{host}.example/log
[2] Minutes of the board, 4 March 2025, https://board.example/minutes
"""


def _piece(paragraphs: list[str], host: str = "gazette", **fields: str) -> dict[str, str]:
    text = "\n\n".join([f"# {fields['title']}", *paragraphs, SIGN_OFF]) + LIST.format(host=host)
    return {"text": text, **fields}


def _pieces() -> list[dict[str, str]]:
    def by(n: int, author: str, site: str, month: str = "March") -> dict[str, str]:
        return {"author": author, "site": site, "date": f"{n} {month} 2025", "section": "sea" if n % 2 else "land"}

    crew = "The harbour master counted {n} boats in the outer basin of Dunmoor after the storm [1]."
    bridge = "The county paid for the new bridge over the Tarn out of its own reserves [1]."
    return [
        _piece([*AGENCY, crew.format(n=41)], title="Trawler aground in fog off Dunmoor", **by(1, "Mara Lund", "skarn.example")),
        _piece([*AGENCY, crew.format(n=46)], title="Monks take in six men", **by(3, "Ole Brandt", "orrin.example")),
        _piece([*OWN, bridge], title="What becomes of the rope walk", **by(4, "Ines Calloway", "skarn.example")),
        _piece([*OWN, "It rained all day."], title="The rope walk, once more", **by(5, "Ines Calloway", "skarn.example")),
        _piece([bridge], "county", title="A bridge for the Tarn", **by(6, "Ole Brandt", "orrin.example", "April")),
        _piece(["Nobody saw it :contentReference[oaicite:0]{index=0}.", "And so it [7] went."], title="Nobody saw it", **by(8, "Mara Lund", "skarn.example")),
        _piece(["One more night of fog."], title="Nobody saw it", **by(9, "Mara Lund", "skarn.example")),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which `out` holds the results of seven articles, one of them twice, and of two that cannot be read."""
    folder = tmp_path_factory.mktemp("reports")
    pieces = _pieces()
    for n, piece in enumerate([*pieces, pieces[0]]):
        records(folder / f"{n}.jsonl", [{"id": str(n), **piece}])
    records(folder / "bad.jsonl", [{"id": "x"}, {"text": "\x00\x01" * 40}])
    names = [*(f"{n}.jsonl" for n in range(len(pieces) + 1)), "bad.jsonl"]
    words = ("--format", "markdown", "--select", "ai-debris,dangling-marker", "--jobs", "1")
    done = archives.citeaudit("archive", "--isolated", "--out", "out", *words, *names, cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


class Said(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


def citeaudit(*words: str, cwd: Path, columns: int = 100) -> Said:
    """Run a command in this process: to start another each time would take most of the time of these tests."""
    out, errors = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors),
        pytest.MonkeyPatch.context() as patch,
    ):  # fmt: skip
        patch.setenv("COLUMNS", str(columns))
        code = main(words)
    return Said(code, out.getvalue(), errors.getvalue())


def report(results: Path, *words: str) -> dict[str, Any]:
    done = citeaudit("report", "out", "--output-format", "json", *words, cwd=results)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    tables: dict[str, Any] = json.loads(done.stdout)["tables"]
    return {name: table["rows"] for name, table in tables.items()}


def test_what_came_in_and_what_became_of_it(results: Path) -> None:
    tables = report(results)
    assert tables["overview"][0] == {"what": "documents in", "count": 10, "of": None, "share": None}
    assert {row["status"]: row["documents"] for row in tables["statuses"]} == {
        "ok": 8,
        "decode-error": 1,
        "parse-error": 1,
    }
    assert sum(row["documents"] for row in tables["statuses"]) == 10
    assert [(row["rule"], row["level"], row["findings"]) for row in tables["rules"]] == [
        ("ai-debris", "error", 1), ("dangling-marker", "error", 1),
    ]  # fmt: skip
    assert tables["documents"][0]["document"] == "5.jsonl byte 0"
    assert tables["documents"][0]["id or address"] == "5"
    assert len(tables["documents"]) == 1


def test_who_speaks_begins_with_whom_a_document_names(tmp_path: Path) -> None:
    said = "It rained all night. He said the boats were late. Residents were warned. He said the quay was wet."
    named = "Petra Voll said the boats were late."
    records(tmp_path / "in.jsonl", [{"text": text} for text in (said, f"{said} Truly.", named)])
    archives.citeaudit("archive", "--isolated", "--out", "out", "in.jsonl", cwd=tmp_path)
    who = [(row["who"], row["documents"], row["sentences"]) for row in report(tmp_path)["speakers"]]
    assert who == [("Petra Voll", 1, 1), ("he (not clear who)", 2, 4)]


def test_what_the_input_tells_is_counted_by(results: Path) -> None:
    tables = report(results)
    assert [(row["month"], row["documents"]) for row in tables["month"]] == [("2025-03", 7), ("2025-04", 1)]
    assert {row["author"]: row["documents"] for row in tables["author"]} == {
        "Mara Lund": 4,
        "Ole Brandt": 2,
        "Ines Calloway": 2,
    }
    assert {row["site"]: row["documents"] for row in tables["site"]} == {"skarn.example": 6, "orrin.example": 2}
    assert {row["section"]: row["documents"] for row in tables["section"]} == {"sea": 5, "land": 3}
    assert "desk" not in tables
    land = next(row for row in tables["section"] if row["section"] == "land")
    assert (land["with marker"], land["of"]) == (3, 3 + land["of"] - 3)
    assert land["share"] == pytest.approx(land["with marker"] / land["of"])


def test_the_sources_that_are_relied_on(results: Path) -> None:
    tables = report(results)
    cited = {
        row["source"]: (row["documents"], row["citations"], row["the only one cited in"]) for row in tables["sources"]
    }
    assert cited == {"gazette.example/log": (4, 4, 4), "county.example/log": (1, 1, 1)}
    assert {row["site or outlet"]: row["documents"] for row in tables["outlets"]} == {
        "gazette.example": 4,
        "county.example": 1,
    }


def test_standing_lines_are_told_from_syndication_and_from_reuse(results: Path) -> None:
    tables = report(results, "--boilerplate", "5")
    assert [(row["line"], row["documents"]) for row in tables["boilerplate"] if row["words"] > 5] == [(SIGN_OFF, 8)]
    shared = [(row["document"], row["and"], row["shared paragraphs"], row["who"]) for row in tables["syndication"]]
    assert {tuple(sorted(pair[:2])): pair[2:] for pair in shared} == {
        ("0.jsonl byte 0", "1.jsonl byte 0"): (2, "others"),
        ("1.jsonl byte 0", "7.jsonl byte 0"): (2, "others"),
    }
    own = {
        tuple(sorted((row["document"], row["and"]))): (row["shared paragraphs"], row["who"]) for row in tables["reuse"]
    }
    assert own == {
        ("2.jsonl byte 0", "3.jsonl byte 0"): (2, "same author"),
        ("0.jsonl byte 0", "7.jsonl byte 0"): (2, "same author"),  # an exact copy too, which is told below
    }
    (copy,) = tables["copies"]
    assert (copy["documents"], copy["one of them"], copy["another"]) == (2, "0.jsonl byte 0", "7.jsonl byte 0")


def test_headlines_claims_and_figures_that_several_documents_have(results: Path) -> None:
    tables = report(results)
    headlines = {row["headline"]: (row["documents"], row["different texts"]) for row in tables["headlines"]}
    assert headlines == {"Trawler aground in fog off Dunmoor": (2, 1)}
    (claim,) = tables["claims"]
    assert claim["statement"].startswith("The county paid for the new bridge")
    assert {claim["cites"], claim["it cites"]} == {"gazette.example/log", "county.example/log"}
    (figure,) = tables["figures"]
    assert "counted 41 boats" in figure["statement"]
    assert "counted 46 boats" in figure["other figures"]
    assert (figure["date"], figure["other date"]) == ("1 March 2025", "3 March 2025")


FRAMES = {
    "marks between thousands": ("900", "1,200", True),
    "a point": ("2.5", "3", True),
    "one figure in two spellings": ("1200", "1,200", False),
    "a fraction near a year": ("1849.5", "1850.5", True),
    "years, of which each is another thing": ("1983", "1984", False),
}


@pytest.mark.parametrize(("one", "other", "differ"), FRAMES.values(), ids=FRAMES)
def test_figures_are_compared_as_a_whole(tmp_path: Path, one: str, other: str, *, differ: bool) -> None:
    said = "The ministry of fisheries counted {} damaged trawlers along the whole northern coast [1]."
    records(tmp_path / "in.jsonl", [{"text": said.format(figure)} for figure in (one, other)])
    archives.citeaudit("archive", "--isolated", "--out", "out", "in.jsonl", cwd=tmp_path)
    kept = archives.rows(tmp_path / "out", "SELECT figures FROM statements ORDER BY doc")
    assert sorted(figures for ((figures,),) in kept) == sorted((one, other))
    assert bool(report(tmp_path, "--only", "figures")["figures"]) is differ


def test_a_german_figure_is_the_english_one(tmp_path: Path) -> None:
    said = "Das Ministerium zählte im Winter nach dem Sturm an der ganzen Küste {} beschädigte Boote und Kutter der Fischer."
    written = ("1.200", "2,5", "12.3.2024", "1.200,50", "1,200.50", "3,200,000", "0.125")
    lines = [{"text": said.format(figure)} for figure in written]
    records(tmp_path / "in.jsonl", lines)
    archives.citeaudit("archive", "--isolated", "--lang", "de", "--out", "out", "in.jsonl", cwd=tmp_path)
    kept = archives.rows(tmp_path / "out", "SELECT text, figures[1] FROM statements")
    assert {next(each for each in written if f" {each} " in text): figure for text, figure in kept} == {
        "1.200": "1,200", "2,5": "2.5", "12.3.2024": "12.3.2024", "1.200,50": "1,200.50", "1,200.50": "1,200.50",
        "3,200,000": "3,200,000", "0.125": "0.125",
    }  # fmt: skip


def test_what_was_not_judged_is_not_told_as_without_findings(tmp_path: Path) -> None:
    records(tmp_path / "in.jsonl", [{"text": "Het regende de hele nacht."}])
    done = archives.citeaudit("archive", "--isolated", "--lang", "nl", "--out", "out", "in.jsonl", cwd=tmp_path)
    assert "in 1 of them not all could be checked (columns `unchecked` and `not_judged` of documents)" in done.stdout
    counts = {row["what"]: row["count"] for row in report(tmp_path)["overview"]}
    assert counts["audited, with nothing found"] == 0
    assert counts["audited in part: no word lists for the language"] == 1


def test_a_table_that_has_nothing_to_say_says_so_to_who_asks_for_it(results: Path) -> None:
    assert "desk" not in report(results)
    assert report(results, "--only", "desk") == {"desk": []}
    said = citeaudit("report", "out", "--only", "desk", cwd=results).stdout
    assert said.endswith("The results hold no desk in two values or more.\n(none)\n")


@pytest.mark.parametrize("name", FORMATS)
def test_the_formats_are_what_they_were(results: Path, name: str) -> None:
    done = citeaudit("report", "out", "--output-format", name, "--boilerplate", "5", cwd=results)
    assert done.returncode == 0
    said = re.sub(
        r"run [0-9a-f]{16}, begun [\d :-]{16} UTC", "run RUN, begun TIME", done.stdout.replace("Run ", "run ")
    )
    said = re.sub(r'("run": )"\w+"', r'\1"RUN"', re.sub(r"sha256:\w+", "sha256:DIGEST", said))
    said = re.sub(r'"reading": ".*",', '"reading": "",', said)
    file = GOLDEN / f"archive-report.{FORMATS[name]}"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(said, encoding="utf-8")
    assert said == file.read_text(encoding="utf-8")


def test_no_line_of_the_table_is_wider_than_asked(results: Path) -> None:
    for width in (80, 140):
        done = citeaudit("report", "out", cwd=results, columns=width)
        assert [line for line in done.stdout.splitlines() if len(line) > width] == []


def test_csv_of_one_table_has_its_own_columns_and_that_of_several_their_names(results: Path) -> None:
    one = citeaudit("report", "out", "--output-format", "csv", "--only", "rules", cwd=results).stdout
    assert [row["rule"] for row in csv.DictReader(io.StringIO(one))] == ["ai-debris", "dangling-marker"]
    several = citeaudit("report", "out", "--output-format", "csv", cwd=results).stdout
    rows = list(csv.reader(io.StringIO(several)))
    assert {row[0] for row in rows} >= {"table", "overview", "rules", "month"}


def test_csv_gives_a_spreadsheet_no_formula(results: Path) -> None:
    done = citeaudit("report", "out", "--output-format", "csv", "--sql", "SELECT '=1+1' AS x", cwd=results)
    assert done.stdout == "x\n'=1+1\n"


class _Page(HTMLParser):
    """What a page asks for from elsewhere, and what its tables and pictures say of themselves."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_needs_no_network_and_no_scripts_and_says_what_its_parts_are(results: Path) -> None:
    done = citeaudit("report", "out", "--output-format", "html", "-o", "report.html", cwd=results)
    assert (done.returncode, done.stdout) == (0, "")
    text = (results / "report.html").read_text(encoding="utf-8")
    page = _Page()
    page.feed(text)
    tags = [tag for tag, _ in page.tags]
    assert {"script", "link", "img", "iframe"}.isdisjoint(tags)
    assert all(
        not (found or "").startswith("http")
        for _, attrs in page.tags
        for found in (attrs.get("href"), attrs.get("src"))
    )
    assert "url(" not in text
    assert ("html", {"lang": "en"}) in page.tags
    assert tags.count("caption") == tags.count("table") > 10
    assert all("scope" in attrs for tag, attrs in page.tags if tag == "th")
    pictures = [attrs for tag, attrs in page.tags if tag == "svg"]
    assert len(pictures) > 5
    # A bar stands beside its number, which is read out; what stands alone says what it shows.
    assert all(attrs.get("aria-hidden") == "true" or attrs["aria-label"] for attrs in pictures)
    assert [attrs["role"] for attrs in pictures if "aria-label" in attrs] == ["img"]
    assert [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)] == [1, *[2] * tags.count("section")]
    names = {attrs.get("id") for tag, attrs in page.tags if tag == "section"}
    assert {(attrs.get("href") or "")[1:] for tag, attrs in page.tags if tag == "a"} == names


def test_the_page_begins_with_what_matters_most(results: Path) -> None:
    text = citeaudit("report", "out", "--output-format", "html", cwd=results).stdout
    head = re.sub(r"<[^>]+>", " ", text.partition("<header>")[2].partition("</header>")[0])
    told = " ".join(head.split())
    assert "documents audited 8 of 10 could not be audited 2 errors 2 in 1 document warnings 0 notes 0" in told
    order = [
        told for told in re.findall(r'<section id="(\w+)"', text) if told in ("overview", "rules", "documents", "site")
    ]
    assert order == ["overview", "rules", "documents", "site"]
    alone = citeaudit("report", "out", "--output-format", "html", "--only", "rules", cwd=results).stdout
    assert "<nav" not in alone
    assert '<dl class="headlines"' not in alone


def test_a_document_without_a_sentence_is_not_one_in_which_nothing_was_found(tmp_path: Path) -> None:
    records(tmp_path / "in.jsonl", [{"text": ""}, {"text": "  \n"}, {"text": "It rained on Skarn."}])
    archives.run(tmp_path, "in.jsonl", "--select", "ai-debris")
    told = {row["what"]: row["count"] for row in report(tmp_path)["overview"]}
    assert told["audited, with nothing found"] == 1
    assert told["audited, but there is no sentence in it"] == 2


def test_words_of_documents_are_no_markup_of_the_page(results: Path) -> None:
    words = ("--output-format", "html", "--sql", "SELECT '<script>alert(1)</script>' AS \"<b>\"")
    text = citeaudit("report", "out", *words, cwd=results).stdout
    assert "<script" not in text
    assert "<b>" not in text
    assert "&lt;script&gt;" in text


def test_a_query_of_ones_own(results: Path) -> None:
    words = "SELECT author, count(*) AS n FROM documents JOIN findings USING (doc) GROUP BY author"
    done = citeaudit("report", "out", "--output-format", "csv", "--sql", words, cwd=results)
    assert done.stdout == "author,n\nMara Lund,2\n"


VALUES = """SELECT map{date '2025-01-01': 1} AS m, 'nan'::float AS n, true AS t, 2026 AS y, [1.5, 2] AS l,
    {'a': date '2025-01-01'} AS s, 'x'::blob AS b"""


def test_values_of_a_query_are_written_in_every_format(results: Path) -> None:
    def said(name: str) -> str:
        done = citeaudit("report", "out", "--sql", VALUES, "--output-format", name, cwd=results)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    (row,) = json.loads(said("json"), parse_constant=pytest.fail)["tables"]["query"]["rows"]
    assert row == {
        "m": {"2025-01-01": 1}, "n": None, "t": True, "y": 2026, "l": [1.5, 2.0], "s": {"a": "2025-01-01"}, "b": "b'x'",
    }  # fmt: skip
    assert "2,026" not in said("table") + said("csv") + said("html")
    wide = "SELECT " + ", ".join(f"1 AS c{n}" for n in range(120)) + " WHERE false"
    answer = citeaudit("report", "out", "--sql", wide, "--output-format", "json", cwd=results)
    assert len(json.loads(answer.stdout)["tables"]["query"]["columns"]) == 120


NO_QUERIES = {
    "two": "SELECT 1; SELECT 2",
    "a table": "CREATE TABLE x AS SELECT 1",
    "a file": "COPY documents TO 'stolen.csv'",
    "a file, explained": "EXPLAIN ANALYZE COPY documents TO 'stolen.csv'",
    "an export": "EXPORT DATABASE 'stolen'",
    "another database": "ATTACH 'stolen.db'",
    "a setting": "SET enable_external_access=true",
    "an extension": "INSTALL httpfs",
    "a file that is none of the results": "SELECT * FROM read_text('0.jsonl')",
    "the manifest": "SELECT * FROM read_blob('out/manifest.sqlite')",
    "a deletion": "DELETE FROM runs",
    "what is no query": "SELEKT",
    "a column that is not there": "SELECT nothing FROM documents",
    "nothing": "",
}


@pytest.mark.parametrize("query", NO_QUERIES.values(), ids=NO_QUERIES)
def test_a_query_can_only_read_the_results(results: Path, query: str) -> None:
    before = sorted(path.relative_to(results) for path in results.rglob("*"))
    done = citeaudit("report", "out", "--sql", query, cwd=results)
    assert done.returncode == 2
    assert done.stderr.startswith("citeaudit: --sql: ")
    assert done.stderr.count("\n") == 1
    assert sorted(path.relative_to(results) for path in results.rglob("*")) == before


MISTAKES = {
    "no folder": ([], "name the folder"),
    "no results": (["."], "there are no results here"),
    "an address": (["s3://house/out"], "results lie in a folder"),
    "no such run": (["out", "--run", "zz"], 'there is no run "zz"'),
    "no such table": (["out", "--only", "ruls"], 'did you mean "rules"?'),
    "no such format": (["out", "--output-format", "htm"], 'did you mean "html"?'),
    "no rows": (["out", "--top", "0"], "1 or more"),
}


@pytest.mark.parametrize(("words", "said"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_in_one_line(results: Path, words: list[str], said: str) -> None:
    done = citeaudit("report", *words, cwd=results)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_columns_are_documented_and_are_those_of_the_files(results: Path) -> None:
    told = {
        name: table["rows"]
        for name, table in json.loads(citeaudit("report", "--schema", "--output-format", "json", cwd=results).stdout)[
            "tables"
        ].items()
    }
    there = report(results, "--sql", "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal")["query"]
    real = {(row["table_name"], row["column_name"]) for row in there if row["table_name"] != "runs"}
    assert {(table, row["column"]) for table, rows in told.items() for row in rows} == real
    assert all(row["holds"] for rows in told.values() for row in rows)


def test_another_year_or_a_form_that_is_filled_in_again_is_no_other_figure(tmp_path: Path) -> None:
    year = "In {n} the harbour board of Dunmoor sold its last wooden crane to a museum."
    form = "Shares in the Dunmoor rope company closed {n} points higher than on the day before."
    texts = [year.format(n=2019), year.format(n=2020), *(form.format(n=n) for n in (12, 15, 17, 21, 34))]
    records(tmp_path / "in.jsonl", [{"text": text} for text in texts])
    archives.run(tmp_path, "in.jsonl", "--select", "ai-debris")
    assert "figures" not in report(tmp_path)
    assert len(report(tmp_path, "--sql", "SELECT DISTINCT frame FROM statements")["query"]) == 2


def test_copies_in_other_words_are_found_where_they_are_asked_for(tmp_path: Path, results: Path) -> None:
    pytest.importorskip("rensa")
    story = " ".join([*AGENCY, *OWN])
    other = story.replace("on Monday night", "late on Monday").replace("cat and two bags", "cat, a parrot and a bag")
    records(
        tmp_path / "in.jsonl", [{"text": text} for text in (story, other, f"{SIGN_OFF} {AGENCY[0]} It rained.", story)]
    )
    archives.run(tmp_path, "in.jsonl", "--sentences", "--select", "ai-debris")
    rows = report(tmp_path, "--reworded", "--boilerplate", "3")["reworded"]
    places = [f"in.jsonl byte {_byte(tmp_path, line)}" for line in range(4)]
    assert {frozenset((row["document"], row["and"])) for row in rows} == {
        frozenset((places[0], places[1])), frozenset((places[1], places[3])),
    }  # fmt: skip
    assert all(0.6 < row["share"] < 1 for row in rows)
    assert "reworded" not in report(tmp_path)
    done = citeaudit("report", "out", "--reworded", cwd=results)
    assert done.returncode == 2
    assert "--sentences" in done.stderr


def test_a_paragraph_in_other_words_is_found_in_long_documents_and_a_standing_one_is_not(tmp_path: Path) -> None:
    pytest.importorskip("rensa")
    letters = "bcdfghklmnprst"
    filler = [
        " ".join(
            f"{letters[(n * 7 + i) % 14]}a{letters[(i * n + 3) % 14]}o{letters[(i + n) % 14]}{i}" for i in range(40)
        )
        + "."
        for n in range(24)
    ]
    sign_off = (
        "Mail number {n}: have you seen a wreck on this coast? Write to the harbour desk of this paper, and we will "
        "pass it on to those who can do something about it."
    )
    edited = (
        AGENCY[0].replace("Monday", "Tuesday").replace("six men", "seven men").replace("saw nothing", "noticed nothing")
    )
    texts = [f"{filler[n]}\n\n{sign_off.format(n=n)}\n\nIt rained on day {n}." for n in range(6)]
    texts[1] += f"\n\n{AGENCY[0]}"
    texts[4] += f"\n\n{edited}"
    records(tmp_path / "in.jsonl", [{"text": text} for text in texts])
    archives.run(tmp_path, "in.jsonl", "--sentences", "--select", "ai-debris")
    (row,) = report(tmp_path, "--reworded", "--boilerplate", "3")["reworded"]
    assert {row["document"], row["and"]} == {f"in.jsonl byte {_byte(tmp_path, line)}" for line in (1, 4)}
    assert {"six men" in row["paragraph"], "six men" in row["reads"]} == {True, False}


def _byte(folder: Path, line: int) -> int:
    return sum(map(len, (folder / "in.jsonl").read_bytes().splitlines(keepends=True)[:line]))


def test_results_of_another_version_are_told_as_such(results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("citeaudit.archive.reports.building.VERSION", 99)
    done = citeaudit("report", "out", cwd=results)
    assert done.returncode == 2
    assert "columns of version 2, and reports are made of version 99" in done.stderr
    assert citeaudit("report", "out", "--sql", "SELECT 1", cwd=results).returncode == 0


def test_an_unfinished_run_says_so(tmp_path: Path) -> None:
    archives.archive(tmp_path / "in", 2, 2)
    token = tmp_path / "token"
    faults = {"FAULT_POINT": "after a commit", "FAULT_TIME": "1", "FAULT_TOKEN": str(token)}
    assert archives.run(tmp_path, "in", "--part", "1", faults=faults).returncode < 0
    done = citeaudit("report", "out", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stderr == (
        "citeaudit: the run is not finished (it ended in the middle; nobody is at work, and the same command goes on): "
        "these are the documents that it has done so far\n"
    )
    assert re.search(r"documents in +│ +1 │", done.stdout)
