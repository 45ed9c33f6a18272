"""What wording and place tell of a block: headline, heading, byline, dateline, label, caption, source entry."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from citeaudit.model import Document
from citeaudit.parse.document import parse
from citeaudit.readers import html, markdown, text

LEAD = "The harbour board of Norrholm voted on Tuesday to close the east quay for two winters [1]."
BODY = "Divers will replace 61 wooden piles below the water line before the boats may come back [2]."
MORE = "Nobody at the meeting asked what the work on the piles would cost the town in the end."

READERS = {"text": text, "markdown": markdown, "html": html}


def document(written: str, fmt: str = "text", language: str | None = "en") -> Document:
    return parse(READERS[fmt].read(written.encode()), "a", fmt, language=language)


def kinds(found: Document) -> list[str]:
    return [block.kind for block in found.blocks]


def title(found: Document) -> str | None:
    return found.text[found.title.start : found.title.end] if found.title else None


def joined(*pieces: str) -> str:
    return "\n\n".join(pieces)


PLAIN = {
    "nothing": ("", []),
    "a lone sentence": (LEAD, ["paragraph"]),
    "a lone line": ("Quay closes", ["paragraph"]),
    "two lines": (joined("Quay closes", "Boats must leave"), ["paragraph", "paragraph"]),
    "a headline": (joined("Quay closes for two winters", LEAD), ["heading", "paragraph"]),
    "a headline that asks": (joined("Who pays for the quay?", LEAD), ["heading", "paragraph"]),
    "a headline right above the lead": (f"Quay closes for two winters\n{LEAD}", ["heading", "paragraph"]),
    "a headline with a marker": (joined("Quay closes for two winters [1]", LEAD), ["heading", "paragraph"]),
    "section headings": (
        joined("Quay closes", LEAD, "What the divers found", BODY, "Who will pay?", MORE),
        ["heading", "paragraph", "heading", "paragraph", "heading", "paragraph"],
    ),
    "a section heading above a list": (
        joined("Quay closes", LEAD, "What will go", "- piles\n- cranes", MORE),
        ["heading", "paragraph", "heading", "list item", "list item", "paragraph"],
    ),
    "a line at the end heads nothing": (joined("Quay closes", LEAD, BODY, "Read more here"), ["heading", "paragraph", "paragraph", "paragraph"]),
    "a long line is no heading": (
        joined("Quay closes", LEAD, "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", BODY),
        ["heading", "paragraph", "paragraph", "paragraph"],
    ),
    "a sentence between paragraphs": (joined("Quay closes", LEAD, "Nobody asked.", BODY), ["heading", "paragraph", "paragraph", "paragraph"]),
    "an opening that ends with a colon": (joined("Quay closes", LEAD, "These will go:", BODY), ["heading", "paragraph", "paragraph", "paragraph"]),
    "a line that repeats the headline": (
        joined("Quay closes for two winters", LEAD, "Quay closes for two winters", BODY),
        ["heading", "paragraph", "paragraph", "paragraph"],
    ),
    "a line that begins like the headline": (
        joined("Quay closes for two winters", LEAD, "Quay closes for", BODY),
        ["heading", "paragraph", "paragraph", "paragraph"],
    ),
    "a long line that comes twice": (
        joined("Quay closes", LEAD, "Divers count the last old piles", BODY, "Divers count the last old piles", MORE),
        ["heading", "paragraph", "heading", "paragraph", "paragraph", "paragraph"],
    ),
    "a short heading that comes twice": (
        joined("Quay closes", LEAD, "Read more", BODY, "Read more", MORE),
        ["heading", "paragraph", "heading", "paragraph", "heading", "paragraph"],
    ),
    "a byline": (joined("Quay closes", "By Ros Lane", LEAD), ["heading", "byline", "paragraph"]),
    "a byline in capitals": (joined("Quay closes", "By Ros Lane and Tam Ode", LEAD), ["heading", "byline", "paragraph"]),
    "a name with a role": (joined("Quay closes", "Ros Lane, transport correspondent", LEAD), ["heading", "byline", "paragraph"]),
    "a byline with emphasis": (joined("Quay closes", "*By Ros Lane*", LEAD), ["heading", "byline", "paragraph"]),
    "a dateline": (joined("Quay closes", "NORRHOLM, Tarn (TPA) —", LEAD), ["heading", "byline", "paragraph"]),
    "a sentence that begins like a byline": (joined("Quay closes", "By Tuesday the quay was empty.", LEAD), ["heading", "paragraph", "paragraph"]),
    "by the sea": (joined("Quay closes", LEAD, "By the sea", BODY), ["heading", "paragraph", "heading", "paragraph"]),
    "a caption": (joined("Quay closes", LEAD, "Photo: Ros Lane / Tarn Post", BODY), ["heading", "paragraph", "caption", "paragraph"]),
    "a label of the genre": (joined("Opinion", "Quay closes", LEAD), ["label", "heading", "paragraph"]),
    "a label of the genre below the headline": (joined("Quay closes", "ANALYSIS", LEAD), ["heading", "label", "paragraph"]),
    "sources with numbers": (
        joined("Quay closes", LEAD, "Sources:", "1. Minutes, Norrholm.\n2. Log, Norrholm."),
        ["heading", "paragraph", "label", "reference entry", "reference entry"],
    ),
    "sources in brackets": (
        joined("Quay closes", LEAD, "References", "[1] Minutes, Norrholm.\n[2] Log, Norrholm."),
        ["heading", "paragraph", "label", "reference entry", "reference entry"],
    ),
    "sources apart from each other": (
        joined("Quay closes", LEAD, "SOURCES", "[1] Minutes, Norrholm.", "[2] Log, Norrholm."),
        ["heading", "paragraph", "label", "reference entry", "reference entry"],
    ),
    "sources with dashes": (
        joined("Quay closes", LEAD, "Sources", "- Minutes, Norrholm.\n- Log, Norrholm."),
        ["heading", "paragraph", "label", "reference entry", "reference entry"],
    ),
    "sources that are addresses": (
        joined("Quay closes", LEAD, "Links:", "https://tarn.example/minutes\nhttps://tarn.example/log"),
        ["heading", "paragraph", "label", "reference entry", "reference entry"],
    ),
    "sources without a label": (
        joined("Quay closes", LEAD, BODY, "[1] Minutes, Norrholm.\n[2] Log, Norrholm."),
        ["heading", "paragraph", "paragraph", "reference entry", "reference entry"],
    ),
    "a single source with a label": (joined(LEAD, "Source:", "[1] Minutes, Norrholm."), ["paragraph", "label", "reference entry"]),
    "words behind the sources": (
        joined("Quay closes", LEAD, "Sources:", "[1] Minutes, Norrholm.", MORE),
        ["heading", "paragraph", "label", "reference entry", "paragraph"],
    ),
    "a label that no list follows": (joined("Quay closes", LEAD, "Sources", BODY), ["heading", "paragraph", "label", "paragraph"]),
    "sentences that begin with a marker": (joined("Quay closes", LEAD, "[2] The board met.", MORE), ["heading", "paragraph", "paragraph", "paragraph"]),
}  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), PLAIN.values(), ids=PLAIN)
def test_kinds_of_plain_text(written: str, expected: list[str]) -> None:
    assert kinds(document(written)) == expected


FOREIGN = {
    "German": ("de", "Kai bleibt zu", "Von Ros Lane", "Einzelnachweise", "Kommentar"),
    "German with a colon": ("de", "Kai bleibt zu", "Ros Lane, Redakteurin", "Quellen:", "MEINUNG"),
    "French": ("fr", "Le quai ferme", "Par Ros Lane", "Références", "Tribune"),
    "French with a colon": ("fr", "Le quai ferme", "Ros Lane, journaliste", "Sources :", "Éditorial"),
    "Spanish": ("es", "Cierra el muelle", "Por Ros Lane", "Fuentes", "Opinión"),
    "Spanish with a colon": ("es", "Cierra el muelle", "Ros Lane, corresponsal", "Bibliografía:", "Columna"),
}


@pytest.mark.parametrize(("language", "headline", "byline", "label", "genre"), FOREIGN.values(), ids=FOREIGN)
def test_labels_of_other_languages(language: str, headline: str, byline: str, label: str, genre: str) -> None:
    found = document(joined(genre, headline, byline, LEAD, label, "1. Tarn Post.\n2. Log."), language=language)
    assert kinds(found) == ["label", "heading", "byline", "paragraph", "label", "reference entry", "reference entry"]
    assert found.meta.genre == genre


def test_a_language_without_labels_takes_the_english_ones() -> None:
    assert kinds(document(joined("Quay closes", "By Ros Lane", LEAD), language="und")) == [
        "heading",
        "byline",
        "paragraph",
    ]


TITLES = {
    "the first line": (joined("Quay closes", LEAD), "Quay closes"),
    "the line below a label": (joined("Opinion", "Quay closes", LEAD), "Quay closes"),
    "above a byline": (joined("Quay closes", "By Ros Lane", LEAD), "Quay closes"),
    "none above a sentence": (joined(LEAD, BODY), None),
    "none where no article follows": (joined("Quay closes", "Boats", "Piles"), None),
    "none for a lone sentence": (LEAD, None),
    "none for a lone line": ("Quay closes", None),
    "none for a list": ("- Quay\n- Boats", None),
    "none for a source entry": (joined("[1] Minutes", LEAD), None),
}


@pytest.mark.parametrize(("written", "expected"), TITLES.values(), ids=TITLES)
def test_titles_of_plain_text(written: str, expected: str | None) -> None:
    assert title(document(written)) == expected


MARKED = {
    "a lone line is no heading": ("markdown", joined("# Quay closes", LEAD, "What the divers found", BODY), ["heading", "paragraph", "paragraph", "paragraph"]),
    "a note on the writer": ("markdown", joined("# Quay closes", "*Ros Lane writes on the coast.*", LEAD), ["heading", "byline", "paragraph"]),
    "a paragraph in italics below": ("markdown", joined("# Quay closes", LEAD, BODY, MORE, LEAD, "*It was late.*"), ["heading", *["paragraph"] * 5]),
    "a bold byline": ("markdown", joined("# Quay closes", "**By Ros Lane**", LEAD), ["heading", "byline", "paragraph"]),
    "a bold label": ("markdown", joined(LEAD, "**Sources:**", "1. Minutes.\n2. Log."), ["paragraph", "label", "reference entry", "reference entry"]),
    "a heading above the list": ("markdown", joined(LEAD, "## References", "1. Minutes.\n2. Log."), ["paragraph", "heading", "reference entry", "reference entry"]),
    "brackets line by line": ("markdown", joined(LEAD, "[1] Minutes.\n[2] Log."), ["paragraph", "reference entry", "reference entry"]),
    "a list of a page": ("html", f"<p>{LEAD}</p><h2>Sources</h2><ol><li>Minutes.<li>Log.</ol>", ["paragraph", "heading", "reference entry", "reference entry"]),
    "a label of a page": ("html", f"<p>{LEAD}</p><p><b>Sources:</b></p><p>[1] Minutes.</p>", ["paragraph", "label", "reference entry"]),
    "a byline of a page": ("html", f"<h1>Quay closes</h1><p>By Ros Lane</p><p>{LEAD}</p>", ["heading", "byline", "paragraph"]),
}  # fmt: skip


@pytest.mark.parametrize(("fmt", "written", "expected"), MARKED.values(), ids=MARKED)
def test_kinds_where_the_format_marks_headings(fmt: str, written: str, expected: list[str]) -> None:
    assert kinds(document(written, fmt)) == expected


def test_an_entry_of_a_markdown_list_begins_with_its_number() -> None:
    found = document(joined(LEAD, "## Sources", "1. Minutes.\n2. Log."), "markdown")
    assert [found.text[block.start : block.end] for block in found.blocks[2:]] == ["1. Minutes.", "2. Log."]


def test_what_front_matter_says_of_the_genre_outweighs_a_label() -> None:
    found = document("---\ngenre: review\n---\n" + joined("Opinion", LEAD), "markdown")
    assert found.meta.genre == "review"


@pytest.mark.parametrize("written", [case[0] for case in PLAIN.values()], ids=PLAIN)
def test_windows_line_ends_change_no_kind(written: str) -> None:
    unix, windows = document(written), document(written.replace("\n", "\r\n"))
    assert kinds(unix) == kinds(windows)
    assert title(unix) == title(windows)


PIECES = [
    LEAD, "Quay closes", "By Ros Lane", "NORRHOLM —", "Opinion", "Sources:", "1. Minutes.", "[1] Minutes.", "[2] Log", "- item",
    "Photo: x", "*Ros Lane*", "https://tarn.example/a", "What now?", "🏆", "\n", "\n\n", " ", "\u00a0", "# ", "*", "[1]:",
]  # fmt: skip
texts = st.lists(
    st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=4), max_size=20
).map("".join)


@settings(deadline=None)
@example("Sources\n\n[1]", "text")
@given(texts, st.sampled_from(list(READERS)))
def test_blocks_stay_in_order_and_apart(written: str, fmt: str) -> None:
    found = document(written, fmt)
    last = 0
    for block in found.blocks:
        assert last <= block.start < block.end <= len(found.text)
        assert not found.text[block.start].isspace()
        assert not found.text[block.end - 1].isspace()
        last = block.end
    if found.title and fmt == "text":
        assert any((block.start, block.end, block.level) == (*found.title, 1) for block in found.blocks)


HOSTILE = {
    "short lines": "Quay closes\n\n" * 4_000,
    "labels": "Sources:\n\n" * 4_000,
    "entries": "Sources:\n\n" + "[1] Minutes.\n" * 4_000,
    "capital words": "A " * 50 + "\n\n" + "Norrholm, " * 2_000,
    "a long dateline": "Norrholm" + ", Tarn" * 12 + " x\n\n" + LEAD,
    "markers": "[1] " * 8_000,
}


@pytest.mark.parametrize("written", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_length_and_no_faster(written: str) -> None:
    def cost(sample: str) -> float:
        began = time.process_time()
        document(sample)
        return time.process_time() - began

    half = min(cost(written[: len(written) // 2]) for _ in range(2))
    assert min(cost(written) for _ in range(2)) < 3 * half + 0.1


def test_a_paragraph_in_bold_is_no_byline() -> None:
    written = (
        b"# Quay closes\n\n**The mayor took a bribe in 2019.**\n\n*Marta Lund has lived here for years.*\n\n"
        b"The quay closed.\n"
    )
    document = parse(markdown.read(written), "a.md", "markdown", language="en")
    assert [block.kind for block in document.blocks[1:3]] == ["paragraph", "byline"]
