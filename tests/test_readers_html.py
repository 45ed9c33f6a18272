"""HTML: the text that a reader of the page sees, its blocks, its marks and the lines of the file."""

import time
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from citeaudit.errors import ReadError
from citeaudit.model.written import Text
from citeaudit.readers.html import read


def blocks(written: str) -> list[tuple[str, str]]:
    text = read(written.encode())
    return [(block.kind, text.text[block.start : block.end]) for block in text.blocks]


def paragraphs(*pieces: str) -> list[tuple[str, str]]:
    return [("paragraph", piece) for piece in pieces]


BLOCKS = {
    "nothing": ("", []),
    "only white space": (" \n ", []),
    "only a comment": ("<!-- quay -->", []),
    "an empty page": ("<html><head></head><body></body></html>", []),
    "words without markup": ("The board met.", paragraphs("The board met.")),
    "paragraphs": ("<p>One.</p><p>Two.</p>", paragraphs("One.", "Two.")),
    "white space is squeezed": ("<p>\n  One\n\t two.  </p>", paragraphs("One two.")),
    "a hard space stays": ("<p>30&nbsp;km</p>", paragraphs("30\u00a0km")),
    "letters by name and number": ("<p>Fish &amp; chips &#8211; &eacute;t&#xe9;</p>", paragraphs("Fish & chips – été")),
    "inline markup joins its words": ("<p>O<b>n</b>e <i>two</i> three.</p>", paragraphs("One two three.")),
    "a line break parts words": ("<p>One<br>two<br/>three.</p>", paragraphs("One two three.")),
    "headings": ("<h1>One</h1><h3>Three</h3>", [("heading", "One"), ("heading", "Three")]),
    "words right below a heading": ("<h2>Piles</h2>One.", [("heading", "Piles"), ("paragraph", "One.")]),
    "a list": ("<ul><li>One<li>Two</ul>", [("list item", "One"), ("list item", "Two")]),
    "a list inside a list": (
        "<ul><li>One<ul><li>Two</li></ul></li></ul>",
        [("list item", "One"), ("list item", "Two")],
    ),
    "paragraphs of a list item": ("<ul><li><p>One.</p><p>Two.</p></li></ul>", [("list item", "One."), ("list item", "Two.")]),
    "terms and what they mean": ("<dl><dt>Pile</dt><dd>A post.</dd></dl>", [("list item", "Pile"), ("list item", "A post.")]),
    "a quotation": ("<blockquote><p>One.</p><p>Two.</p></blockquote>", [("quotation", "One."), ("quotation", "Two.")]),
    "a table": (
        "<table><caption>Piles</caption><tr><th>Quay<th>Piles</tr><tr><td>East</td><td>61</td></tr></table>",
        [("caption", "Piles"), ("table row", "Quay | Piles"), ("table row", "East | 61")],
    ),
    "a figure": (
        "<figure><img src='q.png' alt='Quay'><figcaption>The quay.</figcaption></figure><p>One.</p>",
        [("caption", "The quay."), ("paragraph", "One.")],
    ),
    "a byline": ('<p class="c-byline">By Ros Lane</p><p>One.</p>', [("byline", "By Ros Lane"), ("paragraph", "One.")]),
    "code keeps its white space": ("<pre>x = 1\n  y</pre>", [("code", "x = 1\n  y")]),
    "what stands in a page and is no article": (
        "<nav>Menu</nav><script>var a;</script><style>p{}</style><noscript>No</noscript><form>Search</form><p>One.</p>",
        paragraphs("One."),
    ),
    "what is hidden": (
        '<p hidden>a</p><p style="display: none">b</p><p aria-hidden="true">c</p><p style="VISIBILITY:hidden">d</p>'
        '<div role="navigation">e</div><template>f</template><p>One.</p>',
        paragraphs("One."),
    ),
    "words behind what is left out": ("<p>One <script>a</script>two <svg>b</svg>three.</p>", paragraphs("One two three.")),
    "the head of a page and of an article": (
        "<body><header>Site</header><article><header><h1>Quay</h1></header><p>One.</p></article>"
        "<aside>More</aside><footer>Imprint</footer></body>",
        [("heading", "Quay"), ("paragraph", "One.")],
    ),
    "a comment between words": ("<p>One <!-- [1] -->two.</p>", paragraphs("One two.")),
    "a processing instruction": ("<p>One <?php echo 1 ?>two.</p>", paragraphs("One two.")),
    "paragraphs that are never closed": ("<p>One.<p>Two.<h2>Piles<p>Three.", [
        ("paragraph", "One."), ("paragraph", "Two."), ("heading", "Piles"), ("paragraph", "Three."),
    ]),
    "markup closed in the wrong order": ("<p><b>One <i>two</b> three</i>.</p>", paragraphs("One two three.")),
    "markup that nobody knows": ("<quay-card><p>One.</p></quay-card>", paragraphs("One.")),
    "signs of comparison": ("<p>It is 3 < 4.</p>", paragraphs("It is 3 < 4.")),
    "a fragment of sections": ("<div>One.<div>Two.</div>Three.</div>", paragraphs("One.", "Two.", "Three.")),
    "a control character": ("<p>One\x0btwo.</p><p>Three.</p>", paragraphs("One two.", "Three.")),
}  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), BLOCKS.values(), ids=BLOCKS)
def test_blocks(written: str, expected: list[tuple[str, str]]) -> None:
    assert blocks(written) == expected


LISTS = {
    "a list that its class names": '<ol class="references">{}</ol>',
    "a list that its id names": '<ol id="refs">{}</ol>',
    "a list inside a section that its class names": '<section class="footnotes"><hr><ol>{}</ol></section>',
    "a list of sources without numbers": '<ul class="sources">{}</ul>',
}


@pytest.mark.parametrize("around", LISTS.values(), ids=LISTS)
def test_the_entries_of_a_source_list_have_their_numbers(around: str) -> None:
    text = read(around.format("<li>Minutes.</li>\n<li><p>Map.</p></li>").encode())
    assert [(block.kind, block.level) for block in text.blocks] == [("reference entry", 1), ("reference entry", 2)]
    assert [text.text[block.start : block.end] for block in text.blocks] == ["Minutes.", "Map."]


def test_a_source_list_may_start_later() -> None:
    text = read(b'<ol class="references" start="7"><li>Minutes.<li>Map.</ol>')
    assert [block.level for block in text.blocks] == [7, 8]


@pytest.mark.parametrize(
    "start", ["-1", "x", "", "²", "9" * 5_000], ids=["below zero", "a word", "empty", "raised", "huge"]
)
def test_a_start_that_cannot_be_right_stops_nothing(start: str) -> None:
    text = read(f'<ol class="references" start="{start}"><li>Minutes.</ol>'.encode())
    assert [block.kind for block in text.blocks] == ["reference entry"]


@pytest.mark.parametrize("name", ["preferences", "resources", "outsources"])
def test_other_lists_are_no_source_lists(name: str) -> None:
    assert blocks(f'<ol class="{name}"><li>One</ol>') == [("list item", "One")]


MARKS = {
    "a superscript": ("<p>It holds<sup>3</sup>.</p>", ("superscript", "3", None)),
    "a superscript link": ('<p>It holds<sup><a href="#n3">[3]</a></sup>.</p>', ("superscript", "[3]", "#n3")),
    "a link around a superscript": ('<p>It holds<a href="#n3"><sup>3</sup></a>.</p>', ("superscript", "3", "#n3")),
    "a link inside the page": ('<p>It holds <a href="#n3">[3]</a>.</p>', ("superscript", "[3]", "#n3")),
    "white space around it": ("<p>It holds<sup> 3 </sup>.</p>", ("superscript", "3", None)),
}


@pytest.mark.parametrize(("written", "expected"), MARKS.values(), ids=MARKS)
def test_superscripts_and_links_to_notes_are_marks(written: str, expected: tuple[str, str, str | None]) -> None:
    text = read(written.encode())
    (mark,) = {(m.kind, text.text[m.start : m.end], m.target) for m in text.marks if m.target == expected[2]}
    assert mark == expected


@pytest.mark.parametrize(
    "written",
    [
        '<p>In <a href="https://tarn.example">2019</a>.</p>',
        '<p>See <a href="#top">the top</a>.</p>',
        "<p>One <sup></sup>.</p>",
    ],
    ids=["a number that links out", "a link with words", "an empty superscript"],
)
def test_other_links_are_no_marks(written: str) -> None:
    assert read(written.encode()).marks == ()


def test_inline_code_is_text_and_no_prose() -> None:
    text = read(b"<p>Run <code>quay [1]</code> now.</p>")
    assert text.text == "Run quay [1] now."
    assert text.prose == "Run          now."


def test_the_title_is_the_first_heading_of_the_first_level() -> None:
    text = read(b"<title>Tarn Post</title><h2>Coast</h2><h1>Quay <em>closes</em></h1><h1>Piles</h1>")
    assert text.title is not None
    assert text.text[text.title.start : text.title.end] == "Quay closes"


def test_the_head_of_the_page_tells_writer_date_and_address() -> None:
    text = read(
        b'<html lang="en-GB"><head><meta name="author" content="Ros Lane"><meta name="author" content="Tam Ode">'
        b'<meta property="article:published_time" content="2025-03-04"><meta property="article:section" content="Coast">'
        b'<meta name="genre" content="opinion"><link rel="canonical" href="https://tarn.example/quay"></head><p>One.'
    )
    assert text.language == "en"
    assert (text.meta.author, text.meta.date, text.meta.section) == ("Ros Lane", "2025-03-04", "Coast")
    assert (text.meta.genre, text.meta.url) == ("opinion", "https://tarn.example/quay")


def line_of(text: Text, words: str) -> int:
    assert text.lines is not None
    line, column = text.lines.place(text.text.index(words))
    assert column is None
    return line


def test_lines_are_those_of_the_file() -> None:
    text = read(b"<html>\n<body>\n\n<p>One.</p>\n<div>\n<p>Two <b>three</b>.</p>\n\n<h2>\nPiles</h2>\n<p>Four.")
    assert {word: line_of(text, word) for word in ("One", "Two", "Four")} == {"One": 4, "Two": 6, "Four": 10}
    assert line_of(text, "Piles") in (8, 9)


def test_windows_line_ends_give_the_same_text_and_lines() -> None:
    written = "<p>One\ntwo.</p>\n\n<p>Three.</p>"
    unix, windows = read(written.encode()), read(written.replace("\n", "\r\n").encode())
    assert (unix.text, unix.blocks) == (windows.text, windows.blocks)
    assert line_of(unix, "Three") == line_of(windows, "Three") == 4


CHARSETS = {
    "a short declaration": '<meta charset="windows-1252">',
    "a long declaration": '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">',
    "a declaration of XML": '<?xml version="1.0" encoding="windows-1252"?>',
}


@pytest.mark.parametrize("head", CHARSETS.values(), ids=CHARSETS)
def test_the_declared_encoding_is_believed(head: str) -> None:
    text = read(f"{head}<p>Die Brücke „am Öre“.</p>".encode("cp1252"))
    assert [text.text[block.start : block.end] for block in text.blocks] == ["Die Brücke „am Öre“."]
    assert text.notes == ()


@pytest.mark.parametrize("remark", ["<!-- {} -->", "<!--[if IE]>{}<![endif]-->", "<!-- a > b\n{}-->", "<!--><!--{}-->"])
def test_an_encoding_that_a_comment_names_is_none(remark: str) -> None:
    page = remark.format(CHARSETS["a short declaration"])
    assert read(f"{page}<p>Die Brücke „am Öre“.</p>".encode()).text == "Die Brücke „am Öre“."


@pytest.mark.parametrize("remark", ["<!-->", "<!--->", "<!-- <meta charset='utf-7'> -->"])
def test_an_encoding_is_declared_behind_a_comment(remark: str) -> None:
    page = f"{remark}{CHARSETS['a short declaration']}<p>Die Brücke „am Öre“.</p>"
    assert read(page.encode("cp1252")).text == "Die Brücke „am Öre“."
    assert read(page.encode("cp1252")).notes == ()


def test_an_encoding_that_is_guessed_is_noted() -> None:
    (note,) = read(("<p>Die Brücke über den Öre wurde erneuert.</p>" * 5).encode("cp1252")).notes
    assert "guess" in note


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ReadError):
        read(b"<p>\0</p>")


@pytest.mark.parametrize("word", ["🏆", "e\u0301", "co\u00adop", "30\u00a0km", "👩‍🚒", "会議", "\u200bzero"])
def test_positions_count_code_points(word: str) -> None:
    text = read(f"<p>{word} one<sup>1</sup> {word}.</p><p>{word}</p>".encode())
    assert [text.text[block.start : block.end] for block in text.blocks] == [f"{word} one1 {word}.", word]
    assert [text.text[mark.start : mark.end] for mark in text.marks] == ["1"]


DEEP = {
    "sections inside sections": "<div>{}</div>",
    "sections that are never closed": "<div>{}",
    "emphasis that is never closed": "<b>{}",
    "quotations inside quotations": "<blockquote>{}",
}


@pytest.mark.parametrize("around", DEEP.values(), ids=DEEP)
def test_deep_markup_is_read(around: str) -> None:
    before, after = around.split("{}")
    text = read(f"{before * 1_500}One.{after * 1_500}<p>Two.".encode())
    assert text.text == "One.\n\nTwo."


@pytest.mark.parametrize("around", DEEP.values(), ids=DEEP)
def test_markup_too_deep_to_be_read_to_its_end_is_refused(around: str) -> None:
    before, after = around.split("{}")
    with pytest.raises(ReadError, match="nested too deep"):
        read(f"{before * 20_000}One.{after * 20_000}".encode())


WIDE = {
    "a long source list": '<ol class="references">' + "<li>Minutes." * 4_000 + "</ol>",
    "many links": '<p>One <a href="#n1">1</a>.</p>' * 4_000,
    "empty superscripts": "<p>" + "<sup>" * 2_000 + "</p>",
    "an open declaration": "<meta " * 20_000,
    "links with much inside": "<a href='#x'>1 " * 1_500,
}


@pytest.mark.parametrize("written", WIDE.values(), ids=WIDE)
def test_time_grows_with_length_and_no_faster(written: str) -> None:
    """Twice the page may cost about twice the time."""

    def cost(sample: str) -> float:
        began = time.process_time()
        read(sample.encode())
        return time.process_time() - began

    half = min(cost(written[: len(written) // 2]) for _ in range(3))
    assert min(cost(written) for _ in range(2)) < 3 * half + 0.1


def check(text: Text) -> None:
    """Prose as long as the text; blocks in order, apart, inside, without white space at their edges."""
    assert len(text.prose) == len(text.text)
    assert "\r" not in text.prose
    assert all(first.end <= second.start for first, second in pairwise(text.blocks))
    for block in text.blocks:
        assert 0 <= block.start < block.end <= len(text.text)
        assert text.text[block.start : block.end] == text.text[block.start : block.end].strip()
    for mark in text.marks:
        assert 0 <= mark.start < mark.end <= len(text.text)
    assert text.lines is not None
    assert text.lines.starts[0] == 0
    assert list(text.lines.starts) == sorted(set(text.lines.starts))


PIECES = [
    "<p>", "</p>", "<div>", "</div>", "<h1>", "</h1>", "<ul>", "<li>", "</ul>", "<table>", "<tr>", "<td>", "</table>", "<sup>",
    "</sup>", '<a href="#n1">', "</a>", "<b>", "</b>", "<br>", "<pre>", "</pre>", "<code>", "</code>", "<!--", "-->", "<script>",
    "</script>", '<ol class="references">', "</ol>", "<p hidden>", "<blockquote>", "&amp;", "&#0;", "&#13;", "&nbsp;", "1",
    "word", " ", "\n", "\r\n", "🏆", "\u00a0", "\u0085", "\u2028", "\x1c", "<", ">", "&", "<html lang='x'>", "<body>", "</body>",
]  # fmt: skip
pages = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=4), max_size=30
).map("".join)


@settings(max_examples=250, deadline=None)
@example("<p>\u2028One\u00a0</p>")
@example("<pre>\n\n x\n\n</pre>")
@given(pages)
def test_any_page_keeps_its_places(written: str) -> None:
    check(read(written.encode()))


@settings(deadline=None)
@given(st.binary(max_size=150))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        check(read(data))
    except ReadError:
        assert b"\0" in data
