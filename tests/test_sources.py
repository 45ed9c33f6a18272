"""Source entries: label, title, outlet, date and address; and addresses that lead to one page."""

import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit.model import Block, Sentence
from citeaudit.model.listed import Source
from citeaudit.parse.addresses import find
from citeaudit.parse.document import parse
from citeaudit.parse.listing import read_entries, with_citations
from citeaudit.parse.sources import describe
from citeaudit.readers import html, markdown, text


def entry(written: str, level: int | None = None) -> Source:
    (source,) = read_entries(written, written, [Block("reference entry", 0, len(written), level)])
    return source


def entries(*written: str) -> list[Source]:
    whole = "\n".join(written)
    blocks, at = [], 0
    for piece in written:
        blocks.append(Block("reference entry", at, at + len(piece)))
        at += len(piece) + 1
    return read_entries(whole, whole, blocks)


LABELS = {
    "[1] Minutes.": "1",
    "[1]: Minutes.": "1",
    "[^a]: Minutes.": "a",
    "[^note-2]: Minutes.": "note-2",
    "1. Minutes.": "1",
    "12) Minutes.": "12",
    "(3) Minutes.": "3",
    "4: Minutes.": "4",
    "[07] Minutes.": "7",
    "[ 5 ] Minutes.": "5",
    "[0] Minutes.": "0",
    "- Minutes.": "1",
    "* Minutes.": "1",
    "Minutes.": "1",
}


@pytest.mark.parametrize(("written", "label"), LABELS.items(), ids=LABELS)
def test_labels(written: str, label: str) -> None:
    source = entry(written)
    assert (source.label, source.listed, source.text) == (label, True, written)
    assert describe(source).title == "Minutes"


def test_an_entry_without_a_number_has_that_of_its_place() -> None:
    assert [source.label for source in entries("- Minutes.", "- Log.", "Map.")] == ["1", "2", "3"]


def test_an_ordinal_of_the_page_is_the_label() -> None:
    assert entry("Minutes.", level=7).label == "7"


def test_a_label_that_is_defined_twice_keeps_both_entries() -> None:
    assert [(source.label, describe(source).title) for source in entries("[1] Minutes.", "[1] Log.")] == [
        ("1", "Minutes"),
        ("1", "Log"),
    ]


URL = "https://tarn.example/a"
FORMATS: dict[str, tuple[str, tuple[str | None, str | None, str | None, str | None]]] = {
    "title, outlet, date and address": (
        f"1. Minutes of the harbour board, Norrholm Gazette, 3 March 2025, {URL}",
        ("Minutes of the harbour board", "Norrholm Gazette", "3 March 2025", URL),
    ),
    "a title in quotation marks": (
        f"[2] “Who pays for the quay,” Tarn Post, March 3, 2025. {URL}.",
        ("Who pays for the quay", "Tarn Post", "March 3, 2025", URL),
    ),
    "a title in straight quotation marks": (
        f'[2] "Who pays for the quay", Tarn Post, 2025-03-03, {URL}',
        ("Who pays for the quay", "Tarn Post", "2025-03-03", URL),
    ),
    "a writer before the title": (
        f"Lane, R. “Who pays for the quay.” Tarn Post, 3 March 2025. {URL}",
        ("Who pays for the quay", "Tarn Post", "3 March 2025", URL),
    ),
    "an address first and all else in quotation marks": (
        f'[3] {URL} "Who pays for the quay, Tarn Post, 3 March 2025"',
        ("Who pays for the quay", "Tarn Post", "3 March 2025", URL),
    ),
    "a Markdown link": (f"[4] [Who pays for the quay]({URL}), Tarn Post, 2024", ("Who pays for the quay", "Tarn Post", "2024", URL)),
    "a Markdown link with nothing else": (f"[^a]: [Minutes]({URL})", ("Minutes", None, None, URL)),
    "a title in italics": (f"*The quay at Norrholm*, Tarn Press, 2019. {URL}", ("The quay at Norrholm", "Tarn Press", "2019", URL)),
    "an address alone": (f"[5] {URL}", (None, None, None, URL)),
    "an address in angles": (f"[5] Minutes, Norrholm Gazette <{URL}>", ("Minutes", "Norrholm Gazette", None, URL)),
    "an address without its scheme": ("[5] Minutes. www.tarn.example/a", ("Minutes", None, None, "www.tarn.example/a")),
    "a digital object identifier": ("6. Silt and piles. doi: 10.5555/abc.12", ("Silt and piles", None, None, "doi: 10.5555/abc.12")),
    "a title and nothing else": ("[6] Minutes of the harbour board", ("Minutes of the harbour board", None, None, None)),
    "parts with dashes": ("[6] Quay closes – Tarn Post – 3 March 2025", ("Quay closes", "Tarn Post", "3 March 2025", None)),
    "parts with bars": ("[6] Quay closes | Tarn Post", ("Quay closes", "Tarn Post", None, None)),
    "a German entry": (
        "1. „Kai bleibt zu“, Norrholmer Bote, 3. März 2025",
        ("Kai bleibt zu", "Norrholmer Bote", "3. März 2025", None),
    ),
    "a French entry": ("1. « Le quai ferme », Tarn Matin, 3 mars 2025", ("Le quai ferme", "Tarn Matin", "3 mars 2025", None)),
    "a Spanish entry": ("1. «Cierra el muelle», Tarn Diario, 3 de marzo de 2025", ("Cierra el muelle", "Tarn Diario", "3 de marzo de 2025", None)),
    "a range of years is no date": ("[7] The quay 1890–1950, Tarn Press", ("The quay 1890–1950", "Tarn Press", None, None)),
    "a case": ("[8] Lane v. Norrholm, Tarn Court, 2019", ("Lane v. Norrholm", "Tarn Court", "2019", None)),
    "nothing": ("[9]", (None, None, None, None)),
}  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), FORMATS.values(), ids=FORMATS)
def test_what_an_entry_says(written: str, expected: tuple[str | None, ...]) -> None:
    source = entry(written)
    told = describe(source)
    assert (told.title, told.outlet, told.date, source.url) == expected


LISTED = {
    "text": (text, f"It holds [1].\n\nSources:\n\n1. Minutes, Tarn Post, {URL}\n2. Log, Tarn Post"),
    "markdown": (markdown, f"It holds [1].\n\n## Sources\n\n1. Minutes, Tarn Post, {URL}\n2. Log, Tarn Post"),
    "html": (html, f"<p>It holds [1].</p><h2>Sources</h2><ol><li>Minutes, Tarn Post, {URL}<li>Log, Tarn Post</ol>"),
}


@pytest.mark.parametrize("fmt", LISTED)
def test_every_format_gives_the_same_sources(fmt: str) -> None:
    reader, written = LISTED[fmt]
    sources = parse(reader.read(written.encode()), "a", fmt, language="en").sources
    assert [(s.label, *describe(s), s.url, s.cited_by) for s in sources] == [
        ("1", "Minutes", "Tarn Post", None, None, URL, (0,)),
        ("2", "Log", "Tarn Post", None, None, None, ()),
    ]


def sentences(*labels: Sequence[str]) -> list[Sentence]:
    return [Sentence(i, i + 1, 0, tuple(those)) for i, those in enumerate(labels)]


def test_sources_know_the_sentences_that_cite_them() -> None:
    sources = with_citations(entries("[1] Minutes.", "[2] Log."), sentences(["2"], [], ["2", "9"], ["4"]))
    assert [(s.label, s.listed, s.cited_by) for s in sources] == [
        ("1", True, ()),
        ("2", True, (0, 2)),
        ("9", False, (2,)),
        ("4", False, (3,)),
    ]


URLS = {
    f"See {URL}.": [URL],
    f"See ({URL}), and go.": [URL],
    "See https://tarn.example/a_(b).": ["https://tarn.example/a_(b)"],
    "See www.tarn.example, or not.": ["www.tarn.example"],
    f"“{URL}”; <{URL}?x=1&y=2>": [URL, f"{URL}?x=1&y=2"],
    "See tarn.example.": [],
    "HTTPS://TARN.EXAMPLE/A!": ["HTTPS://TARN.EXAMPLE/A"],
}


@pytest.mark.parametrize(("written", "expected"), URLS.items(), ids=URLS)
def test_addresses_end_before_the_punctuation_of_the_sentence(written: str, expected: list[str]) -> None:
    assert [written[start:end] for start, end in find(written)] == expected


AUTHORS = {
    "initials and quotation marks": ("Lane, R. “Who pays.” Tarn Post, 3 March 2025", "Lane, R."),
    "a name and quotation marks": ("Mara Lane, “Who pays”, Tarn Post, 2025", "Mara Lane"),
    "a name with by": ("By Mara Lane: “Who pays”, Tarn Post", "Mara Lane"),
    "a link": ("Lund, M. [Minutes](https://tarn.example/a), Tarn Post", "Lund, M."),
    "the year in brackets": ("Lund, M., & Brandt, O. (2019). Minutes of the board. Tarn Press.", "Lund, M., & Brandt, O."),
    "an office and the year in brackets": ("Harbour Office (2021). Report on silt. Tarn Press.", "Harbour Office"),
    "initials and no marks": ("Lund, M. Minutes of the board. Tarn Press, 2019", "Lund, M."),
    "several initials": ("Lund, M. A., Brandt, O. and Voll, P. Silt and piles. Tarn Press. 2019", "Lund, M. A., Brandt, O. and Voll, P."),
    "and others": ("Lund, M., et al. “Silt and piles”, Quay Journal, 2019", "Lund, M., et al."),
    "a name that may be the outlet": ("Tarn Post: “Who pays”, 3 March 2025", None),
    "words that are no name": ("as we wrote in “Who pays”, Tarn Post", None),
    "no author": ("“Who pays”, Tarn Post, 2025", None),
}  # fmt: skip


@pytest.mark.parametrize(("written", "author"), AUTHORS.values(), ids=AUTHORS)
def test_who_wrote_a_source(written: str, author: str | None) -> None:
    assert describe(entry(written)).author == author


DATES = {
    "Minutes, Tarn Post, 3 March 2025 (accessed 5 May 2025)": "3 March 2025",
    "“Minutes”, Tarn Post, 2024. Retrieved March 3, 2025, from https://tarn.example/a": "2024",
    "Minutes, Tarn Post (abgerufen am 5. Mai 2025)": None,
    "The market for cranes in 2030, Tarn Post, 4 May 2025": "4 May 2025",
    "The market for cranes in 2030, Tarn Post": None,
    "Minutes, published in March 2025": "March 2025",
}


@pytest.mark.parametrize(("written", "date"), DATES.items(), ids=DATES)
def test_the_date_is_that_of_the_source(written: str, date: str | None) -> None:
    assert describe(entry(written)).date == date


def test_the_outlet_behind_a_hyphen_and_no_outlet_that_begins_with_and() -> None:
    assert describe(entry("Ferry fares - Tarn Post"))[:2] == ("Ferry fares", "Tarn Post")
    assert describe(entry("Fares: kinds, classes, and routes"))[:2] == ("Fares: kinds, classes, and routes", None)


LIST = "<p>So [1]. And [2].</p><h2>Sources</h2>"
LINKED = {
    "a link in HTML": (html, f'{LIST}<ol><li>Lund, M. <a href="{URL}">Minutes</a>, Tarn Post<li>Log</ol>', "Minutes"),
    "a word that only points": (html, f'{LIST}<ol><li>Minutes, Tarn Post <a href="{URL}">here</a><li>Log</ol>', "Minutes"),
    "numbered definitions": (html, f'{LIST}<dl><dt>1<dd><p><a href="{URL}">Minutes</a>, Tarn Post</p><dt>2<dd>Log</dl>', "Minutes"),
    "rows of a table": (html, f'{LIST}<table><tr><th>No<th>What<tr><td>1<td><a href="{URL}">Minutes</a><tr><td>2<td>Log</table>', "Minutes"),
    "a link in Markdown": (markdown, f"So [1]. And [2].\n\n## Sources\n\n1. [Minutes]({URL}), Tarn Post\n2. Log\n", "Minutes"),
    "an address in angles": (markdown, f"So [1]. And [2].\n\n## Sources\n\n1. Minutes, Tarn Post <{URL}>\n2. Log\n", "Minutes"),
    "a table in Markdown": (markdown, f"So [1]. And [2].\n\n## Sources\n\n| No | What |\n|--|--|\n| 1 | [Minutes]({URL}) |\n| 2 | Log |\n", "Minutes"),
}  # fmt: skip


@pytest.mark.parametrize("case", LINKED)
def test_a_link_in_an_entry_is_its_address(case: str) -> None:
    reader, written, title = LINKED[case]
    first, second = parse(reader.read(written.encode()), "a", "x", language="en").sources
    assert (first.label, first.url, describe(first).title, first.cited_by) == ("1", URL, title, (0,))
    assert (second.label, second.url, second.cited_by) == ("2", None, (1,))


PIECES = [
    "[1] ",
    "1. ",
    "“",
    "”",
    '"',
    "*",
    "[a](",
    ")",
    URL,
    "www.",
    ", ",
    ". ",
    "3 March 2025",
    "2024",
    " – ",
    "Tarn Post",
    "🏆",
    "<",
    ">",
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=15).map("".join).filter(str.strip))
def test_any_entry_can_be_read_and_keeps_its_words(written: str) -> None:
    source = entry(written)
    assert source.label
    assert source.text == written
    told = describe(source)
    for part in (told.date, source.url):
        assert part is None or part in written
    assert told.title is None or told.title.strip()


HOSTILE = {
    "quotation marks": "“" * 20_000,
    "quoted words": "“a” " * 8_000,
    "brackets": "[" * 20_000,
    "stars": "*a" * 15_000,
    "round brackets": f"{URL}" + ")" * 20_000,
    "months": "3 March " * 6_000,
    "white space": "a" + " " * 20_000 + "b",
    "links": "[a](b" * 6_000,
}


@pytest.mark.parametrize("written", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_length_and_no_faster(written: str) -> None:
    def cost(sample: str) -> float:
        began = time.process_time()
        entry(sample)
        return time.process_time() - began

    half = min(cost(written[: len(written) // 2]) for _ in range(2))
    assert min(cost(written) for _ in range(2)) < 3 * half + 0.1


HOSTILE_ENTRIES = ("accessed 2024 ", "Lund, M., ", "[a](b ", "(2019) ", "in 2030 ", "“a ", "Lund, M. and ", ", , ")


@pytest.mark.parametrize("piece", HOSTILE_ENTRIES)
def test_long_entries_take_no_longer_for_each_letter(piece: str) -> None:
    times = []
    for count in (4_000, 16_000):
        source = Source("1", listed=True, words=piece * count)
        start = time.process_time()
        describe(source)
        times.append(time.process_time() - start)
    assert times[1] < 8 * times[0] + 0.2
