"""Markdown: its blocks, its blanked markup, and that every place in the text is a place in the file."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from citeaudit.errors import ReadError
from citeaudit.model.written import Mark, Text
from citeaudit.readers.markdown import read


def blocks(written: str) -> list[tuple[str, str]]:
    text = read(written.encode())
    return [(block.kind, text.text[block.start : block.end]) for block in text.blocks]


def prose(written: str) -> str:
    """What is left of a text as prose, white space squeezed."""
    return " ".join(read(written.encode()).prose.split())


def paragraphs(*pieces: str) -> list[tuple[str, str]]:
    return [("paragraph", piece) for piece in pieces]


BLOCKS = {
    "nothing": ("", []),
    "a list of one source below its label": ("Sources:\n[1] A log", paragraphs("Sources:", "[1] A log")),
    "a line that begins with a marker": ("It sank\n[1] in May.", paragraphs("It sank\n[1] in May.")),
    "a paragraph over lines": ("One\ntwo.\n\nThree.", paragraphs("One\ntwo.", "Three.")),
    "headings with signs in front": (
        "# One\n## Two ##\n###### Six",
        [("heading", "One"), ("heading", "Two"), ("heading", "Six")],
    ),
    "seven signs make no heading": ("####### Seven", paragraphs("####### Seven")),
    "a sign without a space makes no heading": ("#quay is trending", paragraphs("#quay is trending")),
    "a heading without words": ("#\n\nOne.", paragraphs("One.")),
    "a heading right above its paragraph": ("## Piles\nOne.", [("heading", "Piles"), ("paragraph", "One.")]),
    "headings with a line below": (
        "Quay closes\n===========\n\nPiles\n---\nOne.",
        [("heading", "Quay closes"), ("heading", "Piles"), ("paragraph", "One.")],
    ),
    "a rule between paragraphs": ("One.\n\n---\n\n* * *\n\nTwo.", paragraphs("One.", "Two.")),
    "a list with each of the signs": (
        "- One\n* Two\n+ Three",
        [("list item", "One"), ("list item", "Two"), ("list item", "Three")],
    ),
    "a list with numbers": ("1. One\n2) Two", [("list item", "One"), ("list item", "Two")]),
    "a list inside a list": ("- One\n    - Two\n", [("list item", "One"), ("list item", "Two")]),
    "a list of tasks": ("- [x] One\n- [ ] Two", [("list item", "One"), ("list item", "Two")]),
    "a list item over lines": ("- One\n  and more\n- Two", [("list item", "One\n  and more"), ("list item", "Two")]),
    "an item without words": ("-\n\nOne.", paragraphs("One.")),
    "a year at the start of a wrapped line": ("It sank in\n1987. Nobody saw it.", paragraphs("It sank in\n1987. Nobody saw it.")),
    "a quotation": ("> One\n> two.\n\nThree.", [("quotation", "One\n> two."), ("paragraph", "Three.")]),
    "two paragraphs in one quotation": ("> One.\n>\n> Two.", [("quotation", "One."), ("quotation", "Two.")]),
    "a quotation inside a quotation": ("> > One.", [("quotation", "One.")]),
    "a callout": ("> [!NOTE]\n> One.", [("quotation", "One.")]),
    "a table": (
        "| Quay | Piles |\n|---|:-:|\n| East | 61 |\n\nOne.",
        [("table row", "| Quay | Piles |"), ("table row", "| East | 61 |"), ("paragraph", "One.")],
    ),
    "a table without outer lines": (
        "Quay | Piles\n--- | ---\nEast | 61",
        [("table row", "Quay | Piles"), ("table row", "East | 61")],
    ),
    "a bar in a sentence makes no table": ("Either | or.", paragraphs("Either | or.")),
    "fenced code": ("```py\nx = 1\n\ny\n```\nOne.", [("code", "x = 1\n\ny"), ("paragraph", "One.")]),
    "code fenced with tildes": ("~~~\n```\n~~~", [("code", "```")]),
    "a fence that is never closed": ("One.\n\n```\nx = 1", [("paragraph", "One."), ("code", "x = 1")]),
    "indented code": ("One.\n\n    x = 1\n\nTwo.", [("paragraph", "One."), ("code", "x = 1"), ("paragraph", "Two.")]),
    "an indented line of a paragraph": ("One\n    two.", paragraphs("One\n    two.")),
    "an indented paragraph of a list item": ("- One.\n\n    Two.", [("list item", "One."), ("paragraph", "Two.")]),
    "definitions of footnotes": (
        "It holds.[^a]\n\n[^a]: Minutes, 3 May.\n[^b]: Map.",
        [("paragraph", "It holds.[^a]"), ("reference entry", "[^a]: Minutes, 3 May."), ("reference entry", "[^b]: Map.")],
    ),
    "definitions of links": (
        "[1]: https://tarn.example/a\n[2]: https://tarn.example/b",
        [("reference entry", "[1]: https://tarn.example/a"), ("reference entry", "[2]: https://tarn.example/b")],
    ),
    "a definition over lines": ("[^a]: Minutes,\n    3 May.", [("reference entry", "[^a]: Minutes,\n    3 May.")]),
    "a sentence that goes on with a label and a colon": ("It holds\n[1]: so they say.", paragraphs("It holds\n[1]: so they say.")),
    "entries line by line": ("[1] Minutes.\n[2] Map.\n[3] Log.", paragraphs("[1] Minutes.", "[2] Map.", "[3] Log.")),
    "a comment over blank lines": ("One.\n\n<!-- not\n\nthis -->\n\nTwo.", paragraphs("One.", "Two.")),
    "a hard space behind a prefix": ("-  \u00a0One", [("list item", "One")]),
}  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(written: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(written) == expected


@pytest.mark.parametrize("end", ["\r\n", "\r"], ids=["Windows", "old Mac OS"])
@pytest.mark.parametrize("written", [case[0] for case in BLOCKS.values()], ids=BLOCKS)
def test_line_ends_change_no_block(written: str, end: str) -> None:
    assert [(kind, piece.replace(end, "\n")) for kind, piece in blocks(written.replace("\n", end))] == blocks(written)


@pytest.mark.parametrize(
    ("written", "levels"),
    [("# One\n### Three", [1, 3]), ("One\n===\n\nTwo\n---", [1, 2])],
    ids=["signs in front", "a line below"],
)
def test_headings_have_levels(written: str, levels: list[int]) -> None:
    assert [block.level for block in read(written.encode()).blocks] == levels


PROSE = {
    "emphasis": ("A **quay** and a *pile* and __a__ _log_.", "A quay and a pile and a log ."),
    "struck out": ("It was ~~not~~ shut.", "It was not shut."),
    "signs that are no emphasis": ("2 * 3 is the_usual_name", "2 * 3 is the_usual_name"),
    "code": ("Run `quay [1]` now.", "Run now."),
    "code with grave accents inside": ("Run ``a ` b`` now.", "Run now."),
    "fenced code with a marker": ("```\nquay [1]\n```", ""),
    "indented code with a marker": ("One.\n\n    quay [1]", "One."),
    "a link": ("Read [the log](https://tarn.example/x_y_z \"Log\").", "Read the log ."),
    "a link with round brackets in its target": ("Read [it](https://tarn.example/a_(b)) now.", "Read it now."),
    "an image": ("![The quay in May](quay.png) One.", "One."),
    "an image inside a link": ("[![The quay](quay.png)](https://tarn.example) One.", "One."),
    "a comment": ("One<!-- [1] --> two.", "One two."),
    "markup": ("One<br>two <span class=\"x\">three</span>.", "One two three ."),
    "a bare address in angles": ("See <https://tarn.example/a>.", "See ."),
    "signs of comparison": ("It is 3 < 4 and 5 > 2.", "It is 3 < 4 and 5 > 2."),
    "front matter": ("---\ntitle: Quay [1]\n---\nOne.", "One."),
}  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), PROSE.values(), ids=PROSE)
def test_markup_is_no_prose(written: str, expected: str) -> None:
    assert prose(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("It holds [1](https://tarn.example/x).", Mark("link", 9, 36, "https://tarn.example/x")),
        ("It holds [[1]](https://tarn.example/x).", Mark("link", 9, 38, "https://tarn.example/x")),
        ("It holds [1, 2](#notes).", Mark("link", 9, 23, "#notes")),
        ('It holds [1](<#notes> "Notes").', Mark("link", 9, 30, "#notes>")),
        ("It holds<sup>3</sup>.", Mark("superscript", 13, 14)),
        ('It holds<sup><a href="#n3">3</a></sup>.', Mark("superscript", 27, 28, "#n3")),
    ],
    ids=["a link", "a link in double brackets", "a group", "a target in angles", "a superscript", "a superscript link"],
)
def test_links_and_superscripts_that_may_be_markers_are_marks(written: str, expected: Mark) -> None:
    assert read(written.encode()).marks == (expected,)


def test_the_text_of_a_marker_s_link_stays_and_its_target_goes() -> None:
    assert prose("It holds [1](https://tarn.example/x).") == "It holds [1] ."


@pytest.mark.parametrize(
    "written", ["Read [the log](https://tarn.example).", "See [2019 report](#r).", "![1](quay.png)"]
)
def test_other_links_are_no_marks(written: str) -> None:
    assert read(written.encode()).marks == ()


def test_the_entries_of_a_source_list_keep_their_links() -> None:
    written = "[^a]: [Minutes](https://tarn.example/m), <https://tarn.example/n>"
    assert read(written.encode()).prose == written


FRONT = """\
---
title: "Quay closes for two winters"
author: [Ros Lane, Tam Ode]
date: 2025-03-04
lang: en
type: opinion
section: Coast
canonical: https://tarn.example/quay
---

# Quay closes

The board met.
"""


def test_front_matter_names_title_and_writer() -> None:
    text = read(FRONT.encode())
    assert text.title is not None
    assert text.text[text.title.start : text.title.end] == "Quay closes for two winters"
    assert text.language == "en"
    assert (text.meta.author, text.meta.date, text.meta.genre) == ("Ros Lane, Tam Ode", "2025-03-04", "opinion")
    assert (text.meta.section, text.meta.url) == ("Coast", "https://tarn.example/quay")
    assert [block.kind for block in text.blocks] == ["heading", "paragraph"]
    assert text.notes == ()


@pytest.mark.parametrize(
    "broken", ["title: [Quay\n", "title: 'Quay\n", "a: b: c\n", "\tx: 1\n"], ids=["list", "quote", "colons", "tab"]
)
def test_front_matter_that_is_broken_is_a_note_and_the_article_is_read(broken: str) -> None:
    text = read(f"---\n{broken}---\nThe board met.".encode())
    assert [text.text[block.start : block.end] for block in text.blocks] == ["The board met."]
    (note,) = text.notes
    assert "not valid YAML (line" in note


@pytest.mark.parametrize(
    "front",
    [
        "",
        "just words\n",
        "- a\n- b\n",
        "42\n",
        "title:\n",
        "date: 2025-02-31\n",
        "a: 2025-13-01\n",
        "author: null\nlang: ~\n",
    ],
    ids=["empty", "words", "a list", "a number", "no title", "no such day", "no such month", "nothing written out"],
)
def test_front_matter_that_says_nothing_harms_nothing(front: str) -> None:
    text = read(f"---\n{front}---\nThe board met.".encode())
    assert [text.text[block.start : block.end] for block in text.blocks] == ["The board met."]
    assert text.title is None
    assert (text.meta.author, text.language, text.notes) == (None, None, ())


LAUGHS = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [{', '.join(['*' + a] * 9)}]\n" for a, b in pairwise("abcdefghij"))


@pytest.mark.parametrize(
    "front",
    [f"{LAUGHS}author: *j\n", "author: &a [*a]\n", "author: &a {name: *a}\n", f"author: {'[' * 1_000}\n"],
    ids=["lists of lists of lists", "a list that holds itself", "a table that holds itself", "deep lists"],
)
def test_front_matter_without_end_does_not_stop_the_reader(front: str) -> None:
    text = read(f"---\n{front}---\nThe board met.".encode())
    assert text.meta.author is None
    assert len(text.blocks) == 1


def test_a_writer_may_be_a_table_with_a_name() -> None:
    text = read(b"---\nauthors:\n  - name: Ros Lane\n    desk: Coast\n  - Tam Ode\n---\nThe board met.")
    assert text.meta.author == "Ros Lane, Tam Ode"


def test_a_rule_at_the_head_of_a_text_is_no_front_matter() -> None:
    assert blocks("---\n\nThe board met.") == paragraphs("The board met.")


def test_the_title_is_the_first_heading_of_the_first_level() -> None:
    text = read(b"## Coast\n\n# Quay closes\n\n# Piles")
    assert text.title is not None
    assert text.text[text.title.start : text.title.end] == "Quay closes"


@pytest.mark.parametrize("word", ["🏆", "e\u0301", "co\u00adop", "30\u00a0km", "👩‍🚒", "会議"])
def test_positions_count_code_points(word: str) -> None:
    written = f"# {word}\n\n{word} *{word}* [{word}](https://tarn.example/{word}) {word} [1](#{word})."
    text = read(written.encode())
    assert blocks(written) == [("heading", word), ("paragraph", written.split("\n\n")[1])]
    (mark,) = text.marks
    assert written[mark.start : mark.end] == f"[1](#{word})"


def check(text: Text) -> None:
    """Prose as long as the text and the same or blank; blocks in order, apart, inside, no white space at their edges."""
    assert len(text.prose) == len(text.text)
    assert all(b in (a, " ", "\n") for a, b in zip(text.text, text.prose, strict=True))
    assert all(first.end <= second.start for first, second in pairwise(text.blocks))
    for block in text.blocks:
        assert 0 <= block.start < block.end <= len(text.text)
        assert not text.text[block.start].isspace()
        assert not text.text[block.end - 1].isspace()
    for mark in text.marks:
        assert 0 <= mark.start < mark.end <= len(text.text)


PIECES = [
    "# ", "## Piles ##", "- ", "1. ", "    ", "> ", "```", "~~~", "| a | b |", "|---|---|", "===", "---", "title: x",
    "[^a]: ", "[1]: x", "[1] x", "[1](x)", "[[2]](#y)", "![a](b)", "<!--", "-->", "<sup>1</sup>", "<a href='#n'>", "`",
    "*", "__", "~~", "word", " ", "\n", "\n\n", "\t", "\u00a0", "🏆", "\u0301", "\ufeff", "\\",
]  # fmt: skip
texts = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=4), max_size=30
).map("".join)


@settings(max_examples=200, deadline=None)
@example("---\na: 1\n---\n# ")
@example("> \u00a0")
@given(texts)
def test_any_text_keeps_its_places(written: str) -> None:
    check(read(written.encode()))


@settings(deadline=None)
@given(st.binary(max_size=150))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        check(read(data))
    except ReadError:
        assert b"\0" in data


@settings(deadline=None)
@given(texts.filter(lambda written: "\r" not in written))
def test_windows_line_ends_give_the_same_blocks(written: str) -> None:
    assert blocks(written) == [
        (kind, piece.replace("\r\n", "\n")) for kind, piece in blocks(written.replace("\n", "\r\n"))
    ]


HOSTILE = {
    "open brackets": "[" * 100_000,
    "open links": "[a](" * 40_000,
    "open images": "![" * 50_000,
    "open code": "`a``" * 40_000,
    "grave accents": "`" * 100_000,
    "open comments": "<!--" * 40_000,
    "open tags": "<a " * 40_000,
    "open superscripts": "<sup>" * 30_000,
    "stars": "*a" * 60_000,
    "quotations": "> " * 60_000,
    "bars": "|\n" * 60_000,
    "rulers": "- " * 60_000,
    "an open front matter": "---\n" + "a: b\n" * 20_000,
    "white space": "# a" + " " * 100_000 + "b",
}


@pytest.mark.parametrize("written", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_length_and_no_faster(written: str) -> None:
    """Twice the text may cost about twice the time; a pattern that backtracks would cost four times, or for ever."""

    def cost(sample: str) -> float:
        began = time.process_time()
        read(sample.encode())
        return time.process_time() - began

    half = min(cost(written[: len(written) // 2]) for _ in range(2))
    assert cost(written) < 4 * half + 0.25
