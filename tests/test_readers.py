"""Readers and blocks: what each format makes of a file, and what holds for any bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citeaudit import plugins, readers
from citeaudit.errors import ReadError
from citeaudit.model.written import Text
from citeaudit.parse.blocks import refine


def read(content: str | bytes, fmt: str) -> Text:
    data = content if isinstance(content, bytes) else content.encode()
    text = plugins.load(readers, fmt).read(data)
    assert isinstance(text, Text)
    return text


def shown(content: str, fmt: str, language: str = "en") -> list[str]:
    """The blocks as "kind: words"."""
    text = read(content, fmt)
    found = refine(text, language).blocks
    return [f"{block.kind}: {' '.join(text.prose[block.start : block.end].split())}" for block in found]


BODY = "The council voted on Tuesday to close the yard, and nobody spoke against it at the meeting."

MARKDOWN = {
    "headings of both kinds": ("# A dam\n\nIt fell\n---\n\nx", ["heading: A dam", "heading: It fell", "paragraph: x"]),
    "a closed heading": ("## The vote ##", ["heading: The vote"]),
    "a wrapped paragraph": ("It broke\nin May.", ["paragraph: It broke in May."]),
    "a list with a task box": ("- It broke\n- [ ] It fell\n  in", ["list item: It broke", "list item: It fell in"]),
    "a numbered list": ("1. It broke\n2) It fell", ["list item: It broke", "list item: It fell"]),
    "a year that begins a line is no list": ("It broke in\n1998. It fell.", ["paragraph: It broke in 1998. It fell."]),
    "a quotation": ("> We saw it\n> fall.\n\nx", ["quotation: We saw it fall.", "paragraph: x"]),
    "a callout": ("> [!NOTE]\n> It fell.", ["quotation: It fell."]),
    "a table": ("| a | b |\n|---|:-:|\n| 1 | 2 |", ["table row: | a | b |", "table row: | 1 | 2 |"]),
    "fenced code": ("x\n\n```python\na[0]\n```\n\ny", ["paragraph: x", "code: ", "paragraph: y"]),
    "indented code": ("x\n\n    a[0]\n\ny", ["paragraph: x", "code: ", "paragraph: y"]),
    "code in a line": ("It calls `a[0]` here.", ["paragraph: It calls here."]),
    "emphasis, and signs that are none": ("**It** _fell_ in 2 * 3 a_b.", ["paragraph: It fell in 2 * 3 a_b."]),
    "a link keeps its words": ("See [the log](https://a.example/x_(y) \"t\").", ["paragraph: See the log ."]),
    "an image and a comment": ("It ![a dam](d.jpg) fell.<!-- why? -->", ["paragraph: It fell."]),
    "definitions": (
        "It fell.[^1]\n\n[^1]: A log,\n  2 May\n[2]: https://a.example \"Log\"\n[3]: Reuters, 4 June",
        ["paragraph: It fell.[^1]", "reference entry: [^1]: A log, 2 May",
         'reference entry: [2]: https://a.example "Log"', "reference entry: [3]: Reuters, 4 June"],
    ),
    "numbered lines that no list makes": (
        "It fell [1].\n\n## Sources\n[1] A log\n[2] A map",
        ["paragraph: It fell [1].", "heading: Sources", "reference entry: [1] A log", "reference entry: [2] A map"],
    ),
    "front matter": ("---\ntitle: A dam\n---\n\nIt fell.", ["paragraph: It fell."]),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), MARKDOWN.values(), ids=MARKDOWN)
def test_markdown(content: str, expected: list[str]) -> None:
    assert shown(content, "markdown") == expected


def test_front_matter_gives_title_author_and_date() -> None:
    text = read("---\ntitle: 'A dam'\nauthor: [Marta Lund, Tom Roe]\ndate: 2026-03-04\n---\n# Other\n", "markdown")
    assert text.title is not None
    assert text.text[text.title.start : text.title.end] == "A dam"
    assert (text.meta.author, text.meta.date) == ("Marta Lund, Tom Roe", "2026-03-04")


def test_broken_front_matter_is_a_note_and_costs_nothing_else() -> None:
    text = read("---\ntitle: [a\n---\n\nIt fell.", "markdown")
    assert "not valid YAML" in text.notes[0]
    assert len(text.blocks) == 1


def test_a_link_around_a_number_is_noted() -> None:
    text = read("It fell [1](https://a.example).", "markdown")
    (mark,) = text.marks
    assert text.text[mark.start : mark.end] == "[1](https://a.example)"
    assert text.prose == "It fell [1]                   ."


HTML = {
    "what is not the article": (
        "<nav>Home</nav><script>x()</script><style>p{}</style><p>It fell.</p><p hidden>x</p><footer>©</footer>",
        ["paragraph: It fell."],
    ),
    "white space and inline markup": ("<p>It <b>fell</b>\n  in&nbsp;May<i>.</i></p>", ["paragraph: It fell in May."]),
    "headings, quotations, captions": (
        "<h1>A dam</h1><blockquote><p>We saw it.</p></blockquote><figure><figcaption>The dam</figcaption></figure>",
        ["heading: A dam", "quotation: We saw it.", "caption: The dam"],
    ),
    "a table": ("<table><tr><th>a<th>b<tr><td>1<td>2</table>", ["table row: a | b", "table row: 1 | 2"]),
    "code": ("<p>It calls <code>a[0]</code>.</p><pre>b[1]\nc</pre>", ["paragraph: It calls .", "code: b[1] c"]),
    "a list of sources": (
        '<p>It fell.</p><ol class="references"><li>A log<li>A map</ol>',
        ["paragraph: It fell.", "reference entry: A log", "reference entry: A map"],
    ),
    "unclosed": ("<p>It fell.<p>It <b>rose.", ["paragraph: It fell.", "paragraph: It rose."]),
    "a byline": ('<h1>A dam</h1><p class="byline">Marta Lund</p>', ["heading: A dam", "byline: Marta Lund"]),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("content", "expected"), HTML.values(), ids=HTML)
def test_html(content: str, expected: list[str]) -> None:
    assert shown(content, "html") == expected


def test_html_knows_the_line_and_the_superscripts() -> None:
    text = read("<html>\n<body>\n<p>It fell.\n</p>\n<p>It rose<sup><a href='#n1'>1</a></sup>.</p>", "html")
    assert text.lines is not None
    assert [text.lines.place(block.start) for block in text.blocks] == [(3, None), (5, None)]
    (mark,) = text.marks
    assert (text.text[mark.start : mark.end], mark.kind, mark.target) == ("1", "superscript", "#n1")


def test_html_is_decoded_as_it_declares() -> None:
    page = '<meta charset="iso-8859-1"><p>Norrköping</p>'.encode("latin-1")
    assert read(page, "html").text == "Norrköping"


PLAIN = {
    "a headline, a byline, a heading": (
        f"Yard to close\n\nBy Marta Lund, harbour reporter\n\n{BODY}\n\nWhat comes next\n\n{BODY}",
        ["heading: Yard to close", "byline: By Marta Lund, harbour reporter", f"paragraph: {BODY}",
         "heading: What comes next", f"paragraph: {BODY}"],
    ),
    "a dateline": (f"Yard to close\n\nNORRHOLM, March 3 —\n\n{BODY}", ["heading: Yard to close",
        "byline: NORRHOLM, March 3 —", f"paragraph: {BODY}"]),
    "the headline again is no heading": (
        f"Yard at Norrholm to go\n\n{BODY}\n\nYARD AT NORRHOLM\n\n{BODY}",
        ["heading: Yard at Norrholm to go", f"paragraph: {BODY}", "paragraph: YARD AT NORRHOLM", f"paragraph: {BODY}"],
    ),
    "a list of sources": (
        f"{BODY}\n\nSources:\n[1] A log\n[2] A map",
        [f"paragraph: {BODY}", "label: Sources:", "reference entry: [1] A log", "reference entry: [2] A map"],
    ),
    "a list of sources without a label": (
        f"{BODY}\n\n[1] A log\n[2] A map",
        [f"paragraph: {BODY}", "reference entry: [1] A log", "reference entry: [2] A map"],
    ),
    "a paragraph that is wrapped": (
        "The council voted on Tuesday to close the yard, and\nnobody spoke against it at the meeting.",
        ["paragraph: The council voted on Tuesday to close the yard, and nobody spoke against it at the meeting."],
    ),
    "a paragraph to a line": ("It fell.\nIt rose.", ["paragraph: It fell.", "paragraph: It rose."]),
    "a label of the genre": (f"Opinion\n\nYard to close\n\n{BODY}", ["label: Opinion", "heading: Yard to close",
        f"paragraph: {BODY}"]),
    "rows with tabs or bars": (
        "Year\tDead\n1999\t12 [1]\n\n| a | b |\n| 1 | 2 |",
        ["table row: Year Dead", "table row: 1999 12 [1]", "table row: | a | b |", "table row: | 1 | 2 |"],
    ),
    "one short line": ("It fell", ["paragraph: It fell"]),
    "a caption": (f"{BODY}\n\nPhoto: Marta Lund", [f"paragraph: {BODY}", "caption: Photo: Marta Lund"]),
}  # fmt: skip


@pytest.mark.parametrize(("content", "expected"), PLAIN.values(), ids=PLAIN)
def test_plain_text(content: str, expected: list[str]) -> None:
    assert shown(content, "text") == expected


@pytest.mark.parametrize(("label", "language"), [("Quellen", "de"), ("Références", "fr"), ("Fuentes:", "es")])
def test_the_source_list_has_its_name_in_each_language(label: str, language: str) -> None:
    found = shown(f"{BODY}\n\n{label}\n1. A log\n2. A map", "text", language)
    assert [line.partition(":")[0] for line in found] == ["paragraph", "label", "reference entry", "reference entry"]


ENCODED = {
    "UTF-8 with its mark": "Café".encode("utf-8-sig"),
    "UTF-16": "Café".encode("utf-16"),
    "UTF-16, big end first": b"\xfe\xff" + "Café".encode("utf-16-be"),
    "UTF-32": "Café".encode("utf-32"),
}


@pytest.mark.parametrize("data", ENCODED.values(), ids=ENCODED)
def test_the_mark_tells_the_encoding_and_is_no_part_of_the_text(data: bytes) -> None:
    assert read(data, "text").text == "Café"


def test_a_guess_says_so() -> None:
    text = read(("Die Fähre fährt über den See, und die Leute grüßen. " * 5).encode("cp1252"), "text")
    assert "ä" in text.text
    assert "guess" in text.notes[0]


def test_a_binary_file_is_refused() -> None:
    with pytest.raises(ReadError, match="binary"):
        read(b"PK\x03\x04\x00\x00", "text")


NASTY = st.text(alphabet="aB. [1]#>-*|`~_=<&;p/\"'“”\r\n\t\u00a0\u00ad\u0301🏆漢", max_size=120)


@settings(max_examples=150, deadline=None)
@given(NASTY | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60))
def test_blocks_are_in_order_apart_and_hold_no_edge_of_white_space(content: str) -> None:
    for fmt in plugins.names(readers):
        text = read(content, fmt)
        assert len(text.prose) == len(text.text)
        if fmt != "html":
            assert text.text == content.removeprefix("\ufeff")
        last = 0
        for block in refine(text, "en").blocks:
            assert last <= block.start < block.end <= len(text.text)
            assert not text.text[block.start].isspace()
            assert not text.text[block.end - 1].isspace()
            last = block.end


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for fmt in plugins.names(readers):
        try:
            text = read(data, fmt)
        except ReadError:
            continue
        assert len(text.prose) == len(text.text)


@settings(max_examples=100, deadline=None)
@given(NASTY.map(lambda text: text.replace("\r", "")))
def test_windows_line_ends_move_nothing(content: str) -> None:
    for fmt in ("text", "markdown"):
        unix, windows = read(content, fmt), read(content.replace("\n", "\r\n"), fmt)
        first = [(b.kind, unix.text[b.start : b.end]) for b in unix.blocks]
        second = [(b.kind, windows.text[b.start : b.end].replace("\r\n", "\n")) for b in windows.blocks]
        assert first == second
